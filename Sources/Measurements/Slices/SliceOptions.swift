/// How weak slices are searched for.
///
/// Times make no slices unless their column is asked for: what was weak between two moments does
/// not come again.
package struct SliceOptions: Sendable, Hashable {
  /// Columns to slice by; nil for all that play no role of the model's.
  package var columns: [String]?
  /// Columns that are not sliced by unless they are asked for: what was added to the data's own.
  package var apart: Set<String> = []
  /// Conditions that a slice may have at most, 1…3.
  package var conditions = 3
  /// Bins of a column of numbers, by its quantiles.
  ///
  /// 10: with three conditions a bin of each is a thousandth of the rows, below any sensible
  /// support.
  package var bins = 10
  /// The smallest share of the rows that a slice may hold.
  package var support = 0.01
  /// Slices to confirm at most.
  package var limit = 10
  /// What a weak slice has more of; nil for the task's own.
  package var loss: RowLoss?
  /// The share of false slices among those reported that is kept to, on average.
  package var falseDiscoveryRate = 0.05
  /// Rows held at most; of more a part is drawn by the seeded hash of the row number.
  ///
  /// 4 million: at 20 columns about 150 MB, and the smallest slice of the default support still
  /// holds 20,000 rows in each half.
  package var rowLimit = 4_000_000
  /// Rows from which the bins are taken.
  ///
  /// 100,000: a tenth of the rows is then met within a third of a per cent of the rows.
  package var binningRows = 100_000
  /// Where chance starts.
  package var seed: UInt64 = 1

  /// The defaults.
  package init() {}

  /// The fewest rows that a slice may have among the rows that are searched, whatever the support:
  /// a mean of fewer is far from normal.
  package static let fewestRows = 25

  /// Codes that a column may have: bins or frequent values, one for rare values, one for missing
  /// ones.
  ///
  /// 64: the counts of three columns then take 4 MB at most.
  package static let codeLimit = 64

  /// Checks what can be checked without data.
  ///
  /// - Throws: ``MetricRefusal``.
  package func check() throws(MetricRefusal) {
    guard (1...3).contains(conditions) else {
      throw .badOption("--slice-conditions", "\(conditions)", "1, 2 or 3")
    }
    guard (2...50).contains(bins) else {
      throw .badOption("--slice-bins", "\(bins)", "2 to 50")
    }
    guard support > 0, support <= 0.5 else {
      throw .badOption("--slice-support", "\(support)", "a share above 0 and at most 0.5")
    }
    guard (1...1_000).contains(limit) else {
      throw .badOption("--slice-limit", "\(limit)", "1 to 1000")
    }
    guard falseDiscoveryRate > 0, falseDiscoveryRate < 1 else {
      throw .badOption("--false-discoveries", "\(falseDiscoveryRate)", "above 0 and below 1")
    }
  }
}

package import Measurements
package import Statistics

/// Single rows that are more unusual than chance explains, with a promised rate of false ones.
///
/// Half of the reference rows teach what is usual (``TailSurprise``), the other half, which taught
/// nothing, say how surprising usual rows are. A row's p-value is the share of them that are at
/// least as surprising; over all rows the false discovery rate is kept.
///
/// - Undefined: no column that both sets have, or fewer than ``fewestRows`` reference rows.
/// - Complexity: O(rows · columns · log rows).
/// - Source: Bates et al. 2023, conformal p-values; Benjamini and Hochberg 1995.
package struct UnusualRows: Sendable, Hashable {
  /// A row that is unusual.
  package struct Row: Sendable, Hashable {
    /// Where it stands in its source, from 0.
    package let number: Int
    /// The columns that make it so, the most surprising first; at most three.
    package let columns: [String]
    package let adjustedPValue: Double
  }

  /// The unusual ones, the most surprising first.
  package let rows: [Row]
  /// The most surprising row of all, unusual or not; nil without rows.
  package let farthest: Row?
  /// Rows that were looked at.
  package let looked: Int
  /// Reference rows that say how surprising usual rows are.
  package let calibrationRows: Int
  /// The columns that entered.
  package let columns: [String]

  /// Rows farther out than every calibration row that it takes to tell one of them from chance.
  package let fewestTold: Int

  /// Reference rows below which a p-value is too coarse to say anything of one row among many.
  package static let fewestRows = 200

  /// Looks for unusual rows.
  ///
  /// - Parameter falseDiscoveryRate: the share of false ones among those told that is kept to on
  ///   average.
  /// - Throws: `Undefined`.
  package init(
    reference: RowTable, current: RowTable, columns: [String], falseDiscoveryRate: Double,
    seed: UInt64
  ) throws(Undefined) {
    guard reference.rowCount >= Self.fewestRows else {
      throw Undefined("fewer than \(Self.fewestRows) rows say what is usual")
    }
    let shared = columns.filter { reference[$0] != nil && current[$0] != nil }
    guard !shared.isEmpty else { throw Undefined("no column is in both sets") }
    var taught: [Int] = []
    var calibrating: [Int] = []
    for row in 0..<reference.rowCount {
      if RowHash.hash(row: reference.rowNumbers[row], seed: seed) & 1 == 0 {
        taught.append(row)
      } else {
        calibrating.append(row)
      }
    }
    let usual = TailSurprise(reference.selecting(taught), columns: shared)
    let calibration = Self.sums(usual.surprises(reference.selecting(calibrating))).sorted()
    let surprises = usual.surprises(current)
    let sums = Self.sums(surprises)
    let pValues = sums.map { sum in
      Double(calibration.count - calibration.firstPlace { $0 >= sum } + 1)
        / Double(calibration.count + 1)
    }
    let adjusted = try BenjaminiHochbergCorrection.adjust(pValues)
    let order = adjusted.indices.sorted { (sums[$1], $0) < (sums[$0], $1) }
    func row(_ place: Int) -> Row {
      let columns = usual.columns.indices.sorted { surprises[$1][place] < surprises[$0][place] }
      return Row(
        number: current.rowNumbers[place], columns: columns.prefix(3).map { usual.columns[$0] },
        adjustedPValue: adjusted[place])
    }
    rows = order.filter { adjusted[$0] <= falseDiscoveryRate }.map(row)
    farthest = order.first.map(row)
    looked = current.rowCount
    calibrationRows = calibration.count
    let needed = Double(current.rowCount) / (falseDiscoveryRate * Double(calibration.count + 1))
    fewestTold = max(1, Int(needed.rounded(.up)))
    self.columns = usual.columns
  }

  private static func sums(_ surprises: [[Double]]) -> [Double] {
    guard let first = surprises.first else { return [] }
    return surprises.dropFirst().reduce(first) { sums, column in zip(sums, column).map { $0 + $1 } }
  }
}

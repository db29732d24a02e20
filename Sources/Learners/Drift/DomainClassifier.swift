package import Measurements
package import Statistics

/// Whether a model can tell two sets of rows apart: shift in the columns taken together.
///
/// Trees learn to tell current rows from reference rows on some folds and are judged on the others.
/// The area under their ROC curve is the probability that a random current row looks more like the
/// current set than a random reference row does.
///
/// - Unit: probability, 0…1. 0.5: no difference found. 1: every row gives itself away.
/// - Undefined: fewer than ``leastRows`` rows on a side, or no column that both sets share.
/// - Source: Lopez-Paz, Oquab, *Revisiting Classifier Two-Sample Tests*, 2017.
package struct DomainClassifier: Sendable, Hashable {
  /// Rows taken from each side at most: the interval is then about ±0.011, and twice the rows would
  /// cost twice the time for ±0.008.
  package var rowsPerSide = Self.mostRowsPerSide
  /// Parts that the rows are cut into.
  package var folds = 5
  /// Trees a fold.
  package var rounds = 40
  /// Leaves a tree: few, since a shift that matters shows in few conditions, and larger trees learn
  /// more of the noise.
  package var leaves = 8
  /// The larger side is cut to this many times the smaller: more would cost time and tell little.
  package var largestImbalance = 4
  /// Coverage of the interval.
  package var level = 0.95
  /// Where chance starts.
  package var seed: UInt64 = 1

  /// Rows of a side that are worth gathering.
  package static let mostRowsPerSide = 10_000
  /// Rows that each side must have.
  package static let leastRows = 30

  /// Parameters with their defaults.
  package init() {}

  /// What was found.
  package struct Finding: Sendable, Hashable, Encodable {
    /// The area under the ROC curve, 0…1.
    package let auc: Double
    /// Its interval.
    package let interval: Interval
    /// How much each column helped to tell the sets apart, largest first.
    package let contributions: [Contribution]
    /// Columns not used, and why.
    package let dropped: [DroppedColumn]
    /// Rows used of the reference and of the current set.
    package let referenceRows: Int
    /// Rows used of the current set.
    package let currentRows: Int

    /// The columns that carry most of the difference, where there is one: the first that together
    /// have four fifths of the gain; none while the interval holds 0.5.
    package var giveaways: [String] {
      guard interval.low > 0.5 else { return [] }
      var sum = 0.0
      var names: [String] = []
      for contribution in contributions where sum < 0.8 && contribution.gain > 0 {
        sum += contribution.gain
        names.append(contribution.column)
      }
      return names
    }
  }

  /// A column's part in telling the sets apart.
  package struct Contribution: Sendable, Hashable, Encodable {
    /// The column.
    package let column: String
    /// Its share of the gain of all splits, 0…1.
    package let gain: Double
  }

  /// Rows of both sets with the scores of a classifier that did not see them.
  struct CrossFit: Sendable {
    /// The reference rows that were used, all their columns.
    let reference: RowTable
    /// Whether each row is a current one; reference rows come first.
    let isCurrent: [Bool]
    /// The probability of being a current row, one a row.
    let scores: [Double]
    /// Which fold each row was held out with.
    let folds: Folds
    /// How much each column helped.
    let contributions: [Contribution]
    /// Columns not used, and why.
    let dropped: [DroppedColumn]
  }

  /// Compares two sets.
  ///
  /// - Parameter columns: those to look at: never ids, labels or predictions unless meant.
  /// - Throws: `Undefined`, ``RowsError``, ``LearnersError``.
  package func measure(
    reference: RowTable, current: RowTable, columns: [String], library: LightGBMLibrary
  ) throws -> Finding {
    try finding(
      crossFit(reference: reference, current: current, columns: columns, library: library))
  }

  /// What cross-fitted scores say about the sets.
  func finding(_ fit: CrossFit) throws(Undefined) -> Finding {
    let area = try CrossFittedArea(
      scores: fit.scores, isPositive: fit.isCurrent, folds: fit.folds)
    return Finding(
      auc: area.value, interval: area.interval(level: level), contributions: fit.contributions,
      dropped: fit.dropped, referenceRows: fit.reference.rowCount,
      currentRows: fit.isCurrent.count - fit.reference.rowCount)
  }

  /// Learns to tell the sets apart on some folds and scores the others.
  ///
  /// - Throws: `Undefined`, ``RowsError``, ``LearnersError``.
  func crossFit(
    reference: RowTable, current: RowTable, columns: [String], library: LightGBMLibrary
  ) throws -> CrossFit {
    let smaller = min(reference.rowCount, current.rowCount)
    guard smaller >= Self.leastRows else {
      throw Undefined(
        "\(smaller) rows are too few to learn from: each side needs \(Self.leastRows)")
    }
    let limit = min(rowsPerSide, smaller * largestImbalance)
    let first = reference.sampled(limit: limit, seed: seed)
    // Another seed: row 7 of one set has nothing to do with row 7 of the other.
    let second = current.sampled(limit: limit, seed: ~seed)
    let joined = try JoinedRows(first, second, columns: columns)
    guard !joined.columns.isEmpty else {
      throw Undefined(
        "no column is left to compare"
          + (joined.dropped.first.map { " (\($0.name): \($0.reason))" } ?? ""))
    }
    let isCurrent =
      Array(repeating: false, count: first.rowCount)
      + Array(repeating: true, count: second.rowCount)
    let matrix = TreeMatrix(columns: joined.columns, rowCount: isCurrent.count)
    let data = try TreeDataset(
      matrix, labels: isCurrent.map { $0 ? 1 : 0 }, parameters: parameters(smaller),
      library: library)
    let parts = Folds(classes: isCurrent, keys: joined.keys, count: folds, seed: seed)
    let fits = try parts.concurrently { fold in
      let model = try TreeModel(TreeDataset(data, rows: parts.rows(outside: fold)))
      return (
        scores: try model.predict(matrix, rows: parts.rows(in: fold)), gains: try model.gains()
      )
    }
    var scores = [Double](repeating: 0, count: isCurrent.count)
    var gains = [Double](repeating: 0, count: matrix.columnCount)
    for (fold, fit) in fits.enumerated() {
      for (row, score) in zip(parts.rows(in: fold), fit.scores) { scores[row] = score }
      for (column, gain) in fit.gains.enumerated() { gains[column] += gain }
    }
    let total = gains.reduce(0, +)
    let contributions = zip(matrix.names, gains)
      .map { Contribution(column: $0, gain: total > 0 ? $1 / total : 0) }
      .sorted { ($0.gain, $1.column) > ($1.gain, $0.column) }
    return CrossFit(
      reference: first, isCurrent: isCurrent, scores: scores, folds: parts,
      contributions: contributions, dropped: joined.dropped)
  }

  private func parameters(_ smaller: Int) -> GradientBoostedTrees {
    var parameters = GradientBoostedTrees(objective: .binary)
    parameters.rounds = rounds
    parameters.leaves = leaves
    parameters.leastRowsInLeaf = max(5, min(20, smaller / 20))
    parameters.seed = UInt32(truncatingIfNeeded: seed)
    return parameters
  }
}

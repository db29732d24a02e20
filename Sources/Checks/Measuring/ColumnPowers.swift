internal import Checklist
package import Learners
internal import Measurements
internal import Statistics

/// How well each feature alone tells the label of the training rows.
package struct ColumnPowers: Sendable {
  /// The features, the strongest first.
  package let columns: [ColumnPower]
  /// Training rows that were looked at.
  let rows: Int
  /// Categories with so few values that each may well have a level of its own, as of a number a
  /// shop or a state has: what they tell is known beforehand, and gives nothing away.
  let levels: Set<String>

  /// Values of a category that is told as a level.
  static let mostLevels = 50

  /// The largest power of a single column that is still plausible.
  ///
  /// An area under the ROC curve, or a share of variance explained. At 0.95 one column puts 19 of
  /// 20 pairs of rows in the right order, so that no model would be needed: that is too good to be
  /// true.
  static let limit = 0.95

  /// Measures the features of a project.
  ///
  /// Of a forecast and of a ranking without features nothing is: what a series was tells what it
  /// will be.
  ///
  /// - Throws: `Undefined`, `RowsError`, `MetricRefusal`.
  init(_ train: SetFacts, _ table: RowTable, _ project: Project) throws {
    rows = table.rowCount
    let features = project.features(in: train.profile).filter { table[$0] != nil }
    levels =
      project.model.task == .regression
      ? Set(
        features.filter { name in
          guard case .categories(let categories)? = train.profile[name]?.content else {
            return false
          }
          return categories.isExact && categories.counts.count <= Self.mostLevels
        }) : []
    let level = 1 - (1 - project.metrics.level) / Double(max(features.count, 1))
    columns =
      switch project.model.task {
      case .forecast: []
      case .ranking where features.isEmpty: []
      case .binary:
        try ColumnPower.measure(
          BinaryRows(
            table, target: project.columns.target, positive: project.columns.positive),
          features: features, level: level)
      case .multiclass:
        try ColumnPower.measure(
          ClassRows(
            table.sampled(limit: ColumnPower.mostRowsOfClasses, seed: 1),
            target: project.columns.target), features: features, level: level)
      case .regression, .ranking:
        try ColumnPower.measure(
          ValueRows(table, target: project.columns.target), features: features, level: level)
      }
  }

  /// The columns with what was judged of each; nil where it has no value.
  var judged: [(power: ColumnPower, judgement: Judgement?)] {
    columns.map { power in
      (
        power,
        power.power.value == nil
          ? nil : Judgement(power.power, atMost: Self.limit, rows: rows)
      )
    }
  }

  /// The columns that alone surely nearly decide the label.
  var leaks: [String] {
    judged.filter { $0.judgement == .fail }.map(\.power.column).filter { !levels.contains($0) }
  }
}

extension Facts {
  /// How well single features tell the label; nil where that was not asked, or cannot be known.
  var knownPowers: ColumnPowers? {
    if case .success(let known)? = powers { known } else { nil }
  }
}

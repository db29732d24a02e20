package import Measurements
internal import Statistics

/// Finds the column that holds a model's predictions by what it tells of the target, whatever it is
/// called.
///
/// Taken as it stands – a share for the probability of the positive class, a number for the
/// target's value – a prediction leaves less error than the mean does. A feature rarely does: it is
/// in another unit.
///
/// - Unit: `1 − Σ(y − c)² / Σ(y − ȳ)²`, the share of the squared error of the mean that it takes
///   away; for a class the Brier skill score.
/// - Undefined: fewer than ``fewestRows`` rows with both, or a constant target.
/// - Source: Murphy, *Skill scores based on the mean square error*, Monthly Weather Review 116,
///   1988.
package struct LikelyOutput: Sendable, Hashable {
  /// The column.
  package let column: String
  /// What it takes away of the mean's squared error, at most 1.
  package let skill: Double

  /// Fewer rows tell nothing.
  static let fewestRows = 50
  /// Skill from which on a share may be a probability.
  ///
  /// A share that has nothing to do with the target has
  /// a negative one; useful probabilities of rare events have few hundredths.
  static let leastSkillOfShares = 0.02
  /// Skill from which on a number may be a predicted value: below, many a related number would do.
  static let leastSkillOfValues = 0.3

  /// The column of probabilities that tells most of a class; nil when none does.
  ///
  /// - Parameter columns: those that may be it.
  /// - Throws: `RowsError`.
  package static func probability(
    _ table: RowTable, target: String, positive: String?, among columns: [String]
  ) throws -> LikelyOutput? {
    let labels = try BinaryLabels(try table.column(target), positive: positive)
    let truths = Dictionary(
      zip(labels.rows, labels.isPositive.map { $0 ? 1.0 : 0.0 }),
      uniquingKeysWith: { first, _ in first })
    return best(table, columns, least: leastSkillOfShares) { values in
      guard values.allSatisfy({ $0.isNaN || (0...1).contains($0) }),
        Set(values.filter { !$0.isNaN }.prefix(1_000)).count > 2
      else { return nil }
      return values.indices.map { truths[$0] ?? .nan }
    }
  }

  /// The column of values that tells most of a number; nil when none does.
  ///
  /// - Throws: `RowsError`.
  package static func value(
    _ table: RowTable, target: String, among columns: [String]
  ) throws -> LikelyOutput? {
    let truths = try table.numbers(target)
    return best(table, columns, least: leastSkillOfValues) { _ in truths }
  }

  private static func best(
    _ table: RowTable, _ columns: [String], least: Double, truths: ([Double]) -> [Double]?
  ) -> LikelyOutput? {
    let found = columns.compactMap { name -> LikelyOutput? in
      guard case .numeric(let values)? = table[name]?.values, let truths = truths(values),
        let skill = skill(values, truths), skill >= least
      else { return nil }
      return LikelyOutput(column: name, skill: skill)
    }
    return found.max { ($0.skill, $1.column) < ($1.skill, $0.column) }
  }

  /// Nil where it has no value.
  static func skill(_ values: [Double], _ truths: [Double]) -> Double? {
    let pairs = zip(values, truths).filter { $0.0.isFinite && $0.1.isFinite }
    guard pairs.count >= fewestRows else { return nil }
    let mean = pairs.reduce(0) { $0 + $1.1 } / Double(pairs.count)
    let spread = pairs.reduce(0) { $0 + ($1.1 - mean) * ($1.1 - mean) }
    let error = pairs.reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    guard spread > 0, spread.isFinite, error.isFinite else { return nil }
    return 1 - error / spread
  }
}

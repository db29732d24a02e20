internal import Statistics

/// What counts as a difference that matters, and how sure one must be.
package struct DriftOptions: Sendable, Hashable {
  /// Largest effect that is still no drift, as a share of the rows.
  ///
  /// 0.1: one row in ten would have to change. A team that knows its model sets its own.
  package var threshold = 0.1
  /// By column, the largest effect that is still no drift there.
  package var thresholds: [String: Double] = [:]
  /// Confidence over the whole family of columns; what it holds for is the family's rule.
  package var level = 0.95
  /// What the level holds for when many columns are compared at once.
  package var family = Family.falseDiscovery

  /// Ways to keep many columns from raising false alarms together.
  package enum Family: String, Sendable, Hashable, Codable, CaseIterable {
    /// At most 1 − level of the columns called drifted are so wrongly, on average; when nothing
    /// changed at all, the probability of any alarm is at most 1 − level.
    case falseDiscovery = "fdr"
    /// The probability that any column is wrongly called drifted is at most 1 − level.
    case familyWise = "familywise"

    /// The correction of p-values that makes the same promise.
    var correction: any MultiplicityCorrection.Type {
      switch self {
      case .falseDiscovery: BenjaminiHochbergCorrection.self
      case .familyWise: HolmCorrection.self
      }
    }
  }
  /// Categories beyond which more than two sets have no chi-square test: it would deal too many
  /// tables.
  package var chiSquareCells = 1_000
  /// Categories listed that the reference does not have.
  package var unseenListed = 10

  /// Whether only the deciding effects are wanted: while their level is still sought, or where
  /// nobody reads the tests.
  package var measuresEffectsOnly = false

  /// The defaults.
  package init() {}

  /// The options for one column.
  func of(_ column: String) -> DriftOptions {
    guard let own = thresholds[column] else { return self }
    var options = self
    options.threshold = own
    return options
  }
}

/// What counts as a difference that matters, and how sure one must be.
package struct DriftOptions: Sendable, Hashable {
  /// Largest effect that is still no drift, as a share of the rows.
  ///
  /// 0.1: one row in ten would have to change. A team that knows its model sets its own.
  package var threshold = 0.1
  /// By column, the largest effect that is still no drift there.
  package var thresholds: [String: Double] = [:]
  /// Confidence that no column is wrongly called drifted, over the whole family of columns.
  package var level = 0.95
  /// Cells beyond which the rarest categories of the chi-square test are put together.
  package var chiSquareCells = 1_000
  /// Categories listed that the reference does not have.
  package var unseenListed = 10

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

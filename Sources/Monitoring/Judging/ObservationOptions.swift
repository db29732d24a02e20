/// What counts as unusual.
package struct ObservationOptions: Sendable, Hashable {
  /// False alarms that are accepted, for all figures together.
  package var budget = AlarmBudget()
  /// The largest shift of a column that is no change, as a share of rows.
  ///
  /// 0.1: one row in ten would have to change, as `assay drift` takes it.
  package var smallestShift = 0.1
  /// How often batches come; nil for what the past shows.
  package var cadence: Cadence?
  /// Latest good runs that are pooled as the past.
  ///
  /// 14: two weeks of days, so that a real change is the past itself after two weeks.
  package static let pooledRuns = 14

  /// The defaults.
  package init() {}
}

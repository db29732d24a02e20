package import Measurements

/// What is told of data that were looked at.
package struct ToldData: Sendable {
  package let rows: Int
  /// The last time in them, where a column says it.
  package let newest: Moment?
  /// Nil where they were not looked at beforehand, as those of a stream.
  package let columns: [ObservedColumn]?
  package let constraints: [ObservedConstraint]
  /// What was measured of the columns; nil where nothing was.
  package let profile: DatasetProfile?

  /// Gathers what is told.
  package init(
    rows: Int, newest: Moment? = nil, columns: [ObservedColumn]?,
    constraints: [ObservedConstraint], profile: DatasetProfile?
  ) {
    self.rows = rows
    self.newest = newest
    self.columns = columns
    self.constraints = constraints
    self.profile = profile
  }
}

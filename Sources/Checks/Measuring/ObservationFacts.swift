/// How the recorded runs of one stage stand at a moment.
package struct ObservedStageFacts: Sendable {
  /// The data set and the stage: `orders at raw`.
  package let name: String
  package let runs: Int
  /// Rows of the latest run.
  package let rows: Int
  /// Hours since the latest run.
  package let age: Double
  /// Hours that the next batch is late by; nil when it is not, or when it is not known how often
  /// they come.
  package let overdue: Double?
  /// Hours of the last 30 days in which data were late, empty or wrong.
  package let late: Double
  package let empty: Double
  package let wrong: Double
  /// Alarms of the latest run that nobody took as they are: whether each is an error, and what was
  /// found.
  package let open: [(isError: Bool, finding: String)]

  /// Puts a stage's facts together.
  package init(
    name: String, runs: Int, rows: Int, age: Double, overdue: Double?, late: Double,
    empty: Double, wrong: Double, open: [(isError: Bool, finding: String)]
  ) {
    self.name = name
    self.runs = runs
    self.rows = rows
    self.age = age
    self.overdue = overdue
    self.late = late
    self.empty = empty
    self.wrong = wrong
    self.open = open
  }

  /// Hours in which there were no good, current data.
  package var downtime: Double { late + empty + wrong }
}

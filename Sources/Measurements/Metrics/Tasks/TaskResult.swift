internal import Statistics

/// What a kind of prediction says about one group of rows.
struct TaskResult: Sendable {
  /// Rows, whether or not anything could be counted.
  let rows: Int
  /// Metrics in the catalogue's order.
  let metrics: [MetricsReport.Entry]
  /// The same rows in finer parts.
  var breakdowns: [MetricsReport.Breakdown] = []
  /// What else was counted, by name.
  var counts: [(name: String, count: Int)] = []
}

/// What a kind of prediction says about all rows.
struct TaskSummary: Sendable {
  /// The metrics.
  let result: TaskResult
  /// What was missing or odd.
  let doubts: [Doubt]
  /// The counts behind the metrics.
  let measurement: MetricsReport.Measurement
  /// What the metrics were computed with, by name.
  var parameters: [(name: String, value: Double)] = []

  /// Rows of which something must be said.
  struct Doubt: Sendable {
    /// Stable name: `missing-label`.
    let code: String
    /// How many rows; none is no doubt.
    let rows: Int
    /// What is odd about them, after "12 of 100 rows": `have no label`.
    let what: String
    /// The column it is about.
    let column: String?
    /// What is counted, where it is not rows: queries, and how many there are.
    let units: (total: Int, name: String)?

    init(
      _ code: String, _ rows: Int, _ what: String, _ column: String?,
      of units: (total: Int, name: String)? = nil
    ) {
      self.code = code
      self.rows = rows
      self.what = what
      self.column = column
      self.units = units
    }
  }
}

extension MetricsReport.Entry {
  /// A metric's value, or why it has none.
  ///
  /// - Parameter rows: those that entered it.
  init(
    _ card: Card, rows: Int, withoutSkill: Double? = nil,
    _ measure: () throws(Undefined) -> Estimate
  ) {
    let estimate: Estimate
    do throws(Undefined) {
      estimate = try measure()
    } catch {
      estimate = Estimate(undefined: error)
    }
    self.init(card: card, estimate: estimate, rows: rows, withoutSkill: withoutSkill)
  }
}

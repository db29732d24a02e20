internal import Statistics

/// What a kind of prediction says about one group of rows.
struct TaskResult: Sendable {
  /// Rows, whether or not anything could be counted.
  let rows: Int
  /// Metrics in the catalogue's order.
  let metrics: [MetricsReport.Entry]
}

/// What a kind of prediction says about all rows.
struct TaskSummary: Sendable {
  /// The metrics.
  let result: TaskResult
  /// What was missing or odd.
  let doubts: [Doubt]
  /// The counts behind the metrics.
  let measurement: MetricsReport.Measurement

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

    init(_ code: String, _ rows: Int, _ what: String, _ column: String?) {
      self.code = code
      self.rows = rows
      self.what = what
      self.column = column
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

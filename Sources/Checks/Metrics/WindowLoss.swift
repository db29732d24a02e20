internal import Measurements
internal import Statistics

/// How much worse a window is than the whole period.
struct WindowLoss {
  let key: String
  /// Rows of the window that entered the metric.
  let rows: Int
  let estimate: Estimate
  /// The estimate with an interval that holds for all windows together.
  let wideEstimate: Estimate
  /// How much worse, in the metric's unit, with an interval that holds for all windows together.
  private let loss: Estimate
  private let wholeRows: Int

  init(
    _ key: String, _ entry: MetricsReport.Entry, of primary: PrimaryMetric,
    against whole: MetricsReport.Entry, level: Double
  ) throws(Undefined) {
    self.key = key
    rows = entry.rows
    wholeRows = whole.rows
    estimate = entry.estimate
    wideEstimate = entry.estimate.rescaled(to: level)
    loss = try primary.loss(of: entry.estimate, against: whole.estimate).rescaled(to: level)
  }

  func judgement(atMost tolerance: Double) -> Judgement {
    Judgement(loss, atMost: tolerance, rows: nil)
  }

  /// What would decide; nil without an interval.
  func needed(atMost tolerance: Double) -> RowsNeeded? {
    guard let value = loss.value, let interval = loss.interval else { return nil }
    let gap = OpenGap(value, interval, atMost: tolerance)
    return RowsNeeded(
      distance: gap.distance, halfWidth: gap.halfWidth, current: rows, reference: wholeRows)
  }
}

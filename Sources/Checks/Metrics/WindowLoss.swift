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

/// Whether values in time's order rise or fall: the Mann–Kendall test.
struct Trend {
  /// Kendall's S over its largest value: −1 all falling, 1 all rising.
  let slope: Double
  let isCertain: Bool

  /// Nil with fewer than eight values, where the normal approximation does not hold.
  init?(_ values: [Double]) {
    let n = values.count
    guard n >= 8 else { return nil }
    var score = 0.0
    for first in 0..<n {
      for second in (first + 1)..<n where values[second] != values[first] {
        score += values[second] > values[first] ? 1 : -1
      }
    }
    let pairs = Double(n * (n - 1)) / 2
    slope = score / pairs
    let variance = Double(n * (n - 1) * (2 * n + 5)) / 18
    let z = (score.magnitude - 1) / variance.squareRoot()
    isCertain = z > NormalDistribution.twoSidedQuantile(level: 0.99)
  }
}

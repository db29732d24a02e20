internal import Checklist
internal import Measurements
internal import Statistics

/// How the metric moves over the windows of the test period: growth of the error with age, and
/// season.
struct WindowPattern {
  /// What is said of both.
  let sentences: String
  let measurements: [Measurement]
  /// Whether it surely gets worse with age by more than matters.
  let surelyWorsens: Bool

  /// The share of patterns found where there is none.
  static let significance = 0.01

  /// - Parameters:
  ///   - windows: those with a value and an interval, in the order of time.
  ///   - learned: the newest training row's instant in microseconds; nil when unknown.
  init(
    _ windows: [(span: WindowSpan, estimate: Estimate)], length: WindowLength,
    _ primary: PrimaryMetric, learned: Double?, level: Double
  ) {
    let points = windows.compactMap { Point($0.span, $0.estimate, length, primary) }
    let text = MetricText(primary.card)
    let growth = ErrorGrowth(points, length, level: level)
    let judgement = growth.total.map { Judgement($0, atMost: primary.tolerance, rows: nil) }
    surelyWorsens = judgement == .fail
    let season = CalendarSeason(points, growth, length)
    sentences =
      growth.sentence(judgement, text, tolerance: primary.tolerance) + " " + season.sentence(text)
    measurements =
      growth.measurements(primary, learned: learned, first: points.first?.start)
      + season.measurements(primary)
  }

  /// One window: where it is, and how bad the metric is there.
  struct Point {
    let start: Double
    /// The window's middle: days for windows of the calendar, windows for windows of rows.
    let x: Double
    let value: Double
    let badness: Double
    let variance: Double
    let phase: Int?

    init?(
      _ span: WindowSpan, _ estimate: Estimate, _ length: WindowLength, _ primary: PrimaryMetric
    ) {
      guard let value = estimate.value, let interval = estimate.interval else { return nil }
      let half =
        (interval.high - interval.low) / 2
        / NormalDistribution.twoSidedQuantile(level: interval.level)
      guard half > 0, half.isFinite else { return nil }
      self.value = value
      badness = primary.badness(value)
      variance = half * half
      start = Double(span.position)
      let end = Double(length.end(ofWindowStarting: span.position))
      if case .rows(let rows) = length {
        x = start / Double(rows)
      } else {
        x = (start + end) / 2 / Self.day
      }
      phase = CalendarSeason.Cycle(length)?.phase(of: span)
    }

    static let day = 86_400_000_000.0
  }
}

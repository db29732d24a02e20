internal import Checklist
internal import Measurements
internal import Statistics

/// How the metric moves over the windows of the test period: growth of the error with age, and season.
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
    let growth = Growth(points, length, level: level)
    let judgement = growth.total.map { Judgement($0, atMost: primary.tolerance, rows: nil) }
    surelyWorsens = judgement == .fail
    let season = Season(points, growth, length)
    sentences =
      " " + growth.sentence(judgement, text, tolerance: primary.tolerance) + " "
      + season.sentence(text)
    measurements =
      growth.measurements(primary, learned: learned, first: points.first?.start)
      + season.measurements(primary)
  }

  /// One window: where it is, and how bad the metric is there.
  fileprivate struct Point {
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
      phase = Season.Cycle(length)?.phase(of: span)
    }

    static let day = 86_400_000_000.0
  }
}

/// The growth of the error over the test period.
private struct Growth {
  let line: WeightedLine?
  /// How much worse the metric gets from the first window to the last; nil when nothing tells.
  let total: Estimate?
  /// The last third of the windows less the first, as badness.
  private let ends: Estimate?
  private let span: String
  private let reason: String
  private let isCalendar: Bool
  private let level: Double

  init(_ points: [WindowPattern.Point], _ length: WindowLength, level: Double) {
    self.level = level
    isCalendar = length.isCalendar
    let distance = (points.last?.x ?? 0) - (points.first?.x ?? 0)
    span =
      length.isCalendar
      ? "the \(Int(distance.rounded()).of("day")) from the first window to the last"
      : "the \(points.count) windows"
    do throws(Undefined) {
      let line = try WeightedLine(
        points.map { WeightedLine.Point(x: $0.x, y: $0.badness, variance: $0.variance) })
      let third = max(1, points.count / 3)
      let ends = try IndependentDifference.measure(
        Self.mean(points.suffix(third), level), minus: Self.mean(points.prefix(third), level))
      (self.line, self.ends) = (line, ends)
      total = line.change(over: distance, level: level)
      reason = ""
    } catch {
      (line, total, ends, reason) = (nil, nil, nil, error.reason)
    }
  }

  private static func mean(_ points: ArraySlice<WindowPattern.Point>, _ level: Double) -> Estimate {
    let weight = points.reduce(0) { $0 + 1 / $1.variance }
    let value = points.reduce(0) { $0 + $1.badness / $1.variance } / weight
    let margin = NormalDistribution.twoSidedQuantile(level: level) / weight.squareRoot()
    return Estimate(
      value,
      interval: Interval(low: value - margin, high: value + margin, level: level, method: "normal"))
  }

  func sentence(_ judgement: Judgement?, _ text: MetricText, tolerance: Double) -> String {
    guard let judgement, let total else {
      return "How it changes with the model's age is not known: \(reason)."
    }
    let limit = text.limit(tolerance)
    let change = "over \(span) the loss grows by \(text.words(total))"
    switch judgement {
    case .fail: return "It gets worse with age by more than \(limit): \(change)."
    case .pass: return "It does not get worse with age by more than \(limit): \(change)."
    case .undecided:
      return
        "Whether it gets worse with age by more than \(limit) these windows do not tell: \(change)."
    }
  }

  func measurements(_ primary: PrimaryMetric, learned: Double?, first: Double?) -> [Measurement] {
    guard let line, let total else { return [] }
    let step = line.change(over: isCalendar ? 30 : 1, level: level)
    var all = [
      Measurement(
        name: "growth of the loss over the test period", value: total.value,
        interval: total.interval, unit: primary.card.unit, threshold: primary.tolerance),
      Measurement(
        name: "growth of the loss \(isCalendar ? "in 30 days" : "from window to window")",
        value: step.value, interval: step.interval, unit: primary.card.unit),
    ]
    if let ends {
      all.append(
        Measurement(
          name: "loss of the last third of the windows against the first", value: ends.value,
          interval: ends.interval, unit: primary.card.unit))
    }
    if isCalendar, let learned, let first, first >= learned {
      all.append(
        Measurement(
          name: "days from the newest training row to the first window",
          value: (first - learned) / WindowPattern.Point.day, unit: "days"))
    }
    return all
  }
}

/// The pattern that comes round with the calendar.
private struct Season {
  /// What comes round for windows of a length.
  enum Cycle {
    case week, year(phases: Int)

    init?(_ length: WindowLength) {
      switch length {
      case .day: self = .week
      case .week, .quarter: self = .year(phases: 4)
      case .month: self = .year(phases: 12)
      case .year, .rows: return nil
      }
    }

    var phases: Int {
      switch self {
      case .week: 7
      case .year(let phases): phases
      }
    }

    /// The days of two rounds: one round cannot tell a season from a trend.
    var daysNeeded: Double {
      switch self {
      case .week: 14
      case .year: 730
      }
    }

    var name: String {
      switch self {
      case .week: "weekday"
      case .year(phases: 12): "month of the year"
      case .year: "quarter of the year"
      }
    }

    func phase(of span: WindowSpan) -> Int? {
      guard let start = span.start else { return nil }
      switch self {
      case .week:
        // 1970-01-01 was a Thursday.
        let day = Int((Double(span.position) / WindowPattern.Point.day).rounded(.down))
        return ((day + 3) % 7 + 7) % 7
      case .year(let phases):
        // `2013-02-01T00:00:00Z`, from the right: a year may have more than four digits.
        guard let month = Int(start.dropLast(13).suffix(2)) else { return nil }
        return (month - 1) * phases / 12
      }
    }

    func word(_ phase: Int) -> String {
      switch self {
      case .week:
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][phase]
      case .year(phases: 12): "month \(phase + 1)"
      case .year: "quarter \(phase + 1)"
      }
    }
  }

  private let cycle: Cycle?
  private let difference: PhaseDifference?
  /// The mean value of the metric in each phase.
  private let means: [Double]
  private let reason: String

  init(_ points: [WindowPattern.Point], _ growth: Growth, _ length: WindowLength) {
    let cycle = Cycle(length)
    self.cycle = cycle
    guard let cycle else {
      (difference, means) = (nil, [])
      reason =
        length.isCalendar
        ? "Windows of a year show no season." : "Windows of rows show no season of the calendar."
      return
    }
    let days = (points.last?.x ?? 0) - (points.first?.x ?? 0)
    guard days * 1.05 >= cycle.daysNeeded * (1 - 1 / Double(max(points.count, 1))),
      let line = growth.line
    else {
      (difference, means) = (nil, [])
      reason = """
        A pattern by \(cycle.name) cannot be told: that takes \
        \(Int(cycle.daysNeeded).of("day")) of test rows.
        """
      return
    }
    do throws(Undefined) {
      difference = try PhaseDifference(
        zip(points, line.residuals).compactMap { point, residual in
          point.phase.map { (residual, point.variance, $0) }
        }, phases: cycle.phases)
      means = (0..<cycle.phases).map { phase in
        let own = points.filter { $0.phase == phase }
        let weight = own.reduce(0) { $0 + 1 / $1.variance }
        return own.reduce(0) { $0 + $1.value / $1.variance } / weight
      }
      reason = ""
    } catch {
      (difference, means) = (nil, [])
      reason = "A pattern by \(cycle.name) cannot be told: \(error.reason)."
    }
  }

  func sentence(_ text: MetricText) -> String {
    guard let cycle, let difference, let (worst, best) = extremes else { return reason }
    guard difference.pValue < WindowPattern.significance else {
      return "It shows no pattern by \(cycle.name)."
    }
    return """
      It has a pattern by \(cycle.name), from \(text.words(means[best])) (\(cycle.word(best))) to \
      \(text.words(means[worst])) (\(cycle.word(worst))).
      """
  }

  func measurements(_ primary: PrimaryMetric) -> [Measurement] {
    guard let cycle, let difference, let (worst, best) = extremes else { return [] }
    return [
      Measurement(
        name: "\(cycle.name), worst less best", value: (means[worst] - means[best]),
        unit: primary.card.unit, note: "p = \(NumberText.plain(difference.pValue, significant: 2))")
    ]
  }

  /// The phases in which the metric is worst and best.
  private var extremes: (worst: Int, best: Int)? {
    guard let difference else { return nil }
    let order = difference.means.indices.sorted { difference.means[$0] > difference.means[$1] }
    guard let worst = order.first, let best = order.last else { return nil }
    return (worst, best)
  }
}

internal import Checklist
internal import Measurements
internal import Statistics

/// The growth of the error over the test period.
struct ErrorGrowth {
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

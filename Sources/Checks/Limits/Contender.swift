internal import Checklist
internal import Learners
internal import Measurements
internal import Statistics

/// One model of several to choose among: what was measured of it.
struct Contender {
  let name: String
  let quality: Estimate
  let time: Estimate?
  let cost: Estimate?
  private let timeNote: String?

  init(
    name: String, quality: Estimate, run: BenchReport.Run?, _ limits: Project.Limits
  ) {
    self.name = name
    self.quality = quality
    let latency = run.map { limits.quantile($0.latency) }
    time = latency.flatMap(Self.estimate)
    cost = (run?.costPer1000).flatMap(Self.estimate)
    timeNote = run == nil ? "this load was not measured" : latency?.note
  }

  private static func estimate(_ figure: BenchReport.Figure) -> Estimate? {
    figure.value.map { Estimate($0, interval: figure.interval, note: figure.note) }
  }

  /// What is smallest for the cheapest: cost where it is known, else time.
  var price: Double { cost?.value ?? time?.value ?? .infinity }

  /// Whether every declared hard limit on quality, time and cost is kept by the measured values.
  func isWithin(_ limits: Project.Limits, _ primary: PrimaryMetric) -> Bool {
    if let limit = limits.bounds[.quality]?.limit {
      guard let value = quality.value, primary.badness(value) <= primary.badness(limit) else {
        return false
      }
    }
    for (kind, value) in [(Project.Limits.Kind.latency, time?.value), (.cost, cost?.value)] {
      guard let limit = limits.bounds[kind]?.limit else { continue }
      guard let value, value <= limit else { return false }
    }
    return true
  }

  func measurements(_ primary: PrimaryMetric, _ limits: Project.Limits) -> [Measurement] {
    [
      Measurement(
        name: "\(primary.key) of \(name)", value: quality.value, interval: quality.interval,
        unit: primary.card.unit, note: quality.note),
      Measurement(
        name: "\(limits.quantile) of \(name)", value: time?.value, interval: time?.interval,
        unit: "ms", note: timeNote),
      Measurement(
        name: "cost of 1,000 rows of \(name)", value: cost?.value, interval: cost?.interval,
        unit: "",
        note: cost == nil ? "no price was given when it was measured" : nil),
    ]
  }
}

package import Checklist
internal import Learners
internal import Measurements
internal import Statistics

/// Whether no candidate is better, faster and cheaper than the model that was chosen.
package enum ChoiceIsOnTheFront: Check {
  package static let card = CheckCard(
    id: "limits.tradeoff", aspect: .limits,
    title: "No candidate is at least as good, as fast and as cheap as the model that was chosen",
    summary: """
      Sets the model beside its candidates by quality on test, time of an answer and cost: which of them no \
      other beats in everything, and which is the cheapest within the limits.
      """,
    reference: "Pareto front of measured values; quality with the interval that its card names",
    needs: ["limits.candidates", "limits.bench", "data.test"],
    settings: ["limits", "metrics"])

  package static func needs(_ project: Project) -> Needs {
    project.limits.candidates.isEmpty
      ? Needs() : Needs(metrics: [.test], readsBench: true, comparesCandidates: true)
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    let limits = facts.project.limits
    guard !limits.candidates.isEmpty else {
      return notApplicable("No candidates are declared that could be taken instead.")
    }
    if let missing = missingMetrics([.test], in: facts) { return missing }
    guard let bench = facts.bench else {
      return missing(
        "Nothing was measured of the model's speed to set it beside its candidates.",
        add: ["limits.bench"])
    }
    let primary = try facts.primary()
    guard let report = try facts[.test]?.metrics?.get() else {
      return notApplicable("No metrics were measured.")
    }
    let own = Contender(
      name: facts.project.model.name, quality: try report.whole(primary).entry.estimate,
      run: limits.run(try bench.get()), limits, primary)
    var contenders = [own]
    for candidate in facts.candidates {
      contenders.append(
        Contender(
          name: candidate.name,
          quality: try candidate.metrics.get().whole(primary).entry.estimate,
          run: limits.run(try candidate.bench.get()), limits, primary))
    }
    let betters = contenders.dropFirst().filter { $0.dominates(own) }
    let front = contenders.filter { one in !contenders.contains { $0.dominates(one) } }
    let within = contenders.filter { $0.isWithin(limits, primary) }
    let cheapest = within.min { $0.price < $1.price }
    var sentences = [
      betters.isEmpty
        ? "No candidate is at least as good as \(own.name.visible) in everything."
        : """
        \(betters.map(\.name).listed()) \(betters.count.verb("is", "are")) at least as good as \
        \(own.name.visible) in everything that was measured, and better in something.
        """,
      "On the front \(front.count.verb("is", "are")) \(front.map(\.name).listed()).",
    ]
    sentences.append(
      cheapest.map { "The cheapest within the limits is \($0.name.visible)." }
        ?? "None of them is within all limits.")
    let status: CheckStatus = betters.isEmpty && !within.isEmpty ? .pass : .attention
    return evidence(
      status, sentences.joined(separator: " "),
      measurements: contenders.flatMap { $0.measurements(primary, limits) },
      method: """
        Quality is \(MetricText(primary.card).name) on the same test rows, time the \(limits.quantile) of \
        each measurement, cost that of 1,000 rows where a price was given; values are compared as \
        measured, so near ones may change places.
        """,
      remedy: status == .pass
        ? nil
        : betters.isEmpty
          ? "Find a candidate within the limits, or revise them with those who set them."
          : "Take the better candidate, or say in a decision why not.",
      weight: 0.6)
  }
}

/// One model of several to choose among.
private struct Contender {
  let name: String
  let quality: Estimate
  let time: BenchReport.Figure?
  let cost: Double?
  /// Larger is better.
  private let merit: Double

  init(
    name: String, quality: Estimate, run: BenchReport.Run?, _ limits: Project.Limits,
    _ primary: PrimaryMetric
  ) {
    self.name = name
    self.quality = quality
    time = run.map { limits.quantile($0.latency) }
    cost = run?.costPer1000.value
    merit = -primary.badness(quality.value ?? (primary.isHigherBetter ? -.infinity : .infinity))
  }

  /// What is smallest for the cheapest: cost where it is known, else time.
  var price: Double { cost ?? time?.value ?? .infinity }

  /// Whether it is as good as another in everything that both have, and better in something.
  func dominates(_ other: Contender) -> Bool {
    var pairs = [(merit, other.merit)]
    if let mine = time?.value, let theirs = other.time?.value { pairs.append((-mine, -theirs)) }
    if let mine = cost, let theirs = other.cost { pairs.append((-mine, -theirs)) }
    return pairs.allSatisfy { $0 >= $1 } && pairs.contains { $0 > $1 }
  }

  /// Whether every declared hard limit on quality, time and cost is kept.
  func isWithin(_ limits: Project.Limits, _ primary: PrimaryMetric) -> Bool {
    if let limit = limits.bounds[.quality]?.limit {
      guard let value = quality.value, primary.badness(value) <= primary.badness(limit) else {
        return false
      }
    }
    for (kind, value) in [(Project.Limits.Kind.latency, time?.value), (.cost, cost)] {
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
        unit: "ms", note: time == nil ? "this load was not measured" : time?.note),
      Measurement(
        name: "cost of 1,000 rows of \(name)", value: cost, unit: "",
        note: cost == nil ? "no price was given when it was measured" : nil),
    ]
  }
}

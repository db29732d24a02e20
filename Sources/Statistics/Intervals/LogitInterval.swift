/// The interval of an AUC or probability on the logit scale: it stays inside 0…1 and is sound near
/// the ends, where a symmetric one is not.
///
/// `logit⁻¹(logit v ± t √variance / (v (1 − v)))`, t Student's for the variance's degrees of
/// freedom: a variance from few rows is itself uncertain. With infinitely many, the default, t is
/// the normal z.
///
/// At a value of exactly 0 or 1 the variance says nothing: the exact interval of a proportion over
/// the smaller class takes its place.
///
/// - Source: Pepe, *The Statistical Evaluation of Medical Tests*, 2003, section 5.2.
package enum LogitInterval: CatalogueMember {
  package static let card = Card(
    id: "logit-interval", aliases: ["logit"], key: "logit", title: "Logit interval",
    summary: "A range for an AUC or probability that stays inside 0…1.",
    unit: "probability", range: "0…1", direction: .neutral,
    formula: "logit⁻¹(logit v ± t √variance / (v (1 − v)))",
    defaults: [.init("level", "0.95", reason: "convention")],
    undefined: "the value is outside 0…1 or the variance negative", laws: [.bounded],
    source: "Pepe 2003, section 5.2")

  package static let examples = [
    Example("0.5 with variance 0.01 at 0.95: low end", gives: 0.313_462, within: 1e-6) {
      try interval(value: 0.5, variance: 0.01, rows: 100).low
    }
  ]

  /// The interval.
  ///
  /// - Parameters:
  ///   - value: the AUC or probability, 0…1.
  ///   - variance: its variance, for example DeLong's.
  ///   - rows: rows of the smaller class, used when the value is exactly 0 or 1.
  ///   - level: nominal coverage.
  ///   - degrees: degrees of freedom of the variance; fewer than one count as one.
  /// - Throws: ``Undefined`` when the value is outside 0…1, the variance negative, or both say
  ///   nothing.
  package static func interval(
    value: Double, variance: Double, rows: Int, level: Double = 0.95, degrees: Double = .infinity
  ) throws(Undefined) -> Interval {
    guard (0...1).contains(value), variance >= 0, variance.isFinite else {
      throw Undefined("a value \(value) with variance \(variance) has no logit interval")
    }
    guard value > 0, value < 1 else {
      let exact = try ClopperPearsonInterval.interval(
        successes: value == 0 ? 0 : rows, rows: rows, level: level)
      return Interval(low: exact.low, high: exact.high, level: level, method: "clopperPearson")
    }
    let quantile =
      degrees.isFinite
      ? StudentDistribution(degrees: max(1, degrees)).quantile((1 + level) / 2)
      : NormalDistribution.twoSidedQuantile(level: level)
    let margin = quantile * variance.squareRoot() / (value * (1 - value))
    let centre = log(value / (1 - value))
    func back(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
    return Interval(
      low: back(centre - margin), high: back(centre + margin), level: level, method: "logit")
  }
}

/// Any distance on counts, with chance taken out by resampling the counts, and an interval for it.
///
/// Both windows are drawn anew from their own shares; how much further apart the drawn windows are
/// on average than the observed ones is what chance has already added to those. It is subtracted
/// once from the value, and twice from the quantiles of the draws, which carry it twice. Distances
/// that are roots of a sum over cells (Hellinger, Jensen–Shannon) are corrected as squares, whose
/// excess over the truth does not depend on the truth.
///
/// The largest change of one bin (L-infinity) is a norm and has a kink where nothing changed, which
/// resampling cannot see: its interval is the observed value give or take the largest noise that
/// the draws show, which the triangle inequality makes safe. Total variation is another such norm,
/// with an effect of its own, ``TotalVariationEffect``, that is used here.
///
/// - Complexity: O(draws · cells), whatever the number of rows.
/// - Source: Efron, Tibshirani, *An Introduction to the Bootstrap*, 1993, chapter 10.
package enum CountEffect: CatalogueMember {
  package static let card = Card(
    id: "count-effect", aliases: [], key: "countEffect",
    title: "Distance on counts, corrected for chance",
    summary: "A distance less what chance alone adds to it, with its interval.",
    unit: "the distance's unit", range: "0…∞", direction: .lowerIsBetter,
    formula: "d̂ − (mean of d over drawn counts − d̂)",
    defaults: [
      .init(
        "draws", "1000", reason: "the ends of a 95 % interval settle to a fifteenth of its width"),
      .init("seed", "1", reason: "the same counts give the same interval in every run"),
    ],
    undefined: undefinedCountDistance, laws: [.bounded],
    source: "Efron, Tibshirani, An Introduction to the Bootstrap, 1993, chapter 10")

  package static let examples = [
    Example("total variation of 500, 500 against 500, 500", gives: 0) {
      try estimate(TotalVariationDistance.self, reference: [500, 500], current: [500, 500]).value
        ?? .nan
    }
  ]

  /// The corrected distance and its interval.
  ///
  /// - Throws: ``Undefined`` when a window has no rows or the bins differ in number.
  package static func estimate(
    _ distance: any CountDistance.Type, reference: [Int], current: [Int], level: Double = 0.95,
    draws: Int = 1_000, seed: UInt64 = 1
  ) throws(Undefined) -> Estimate {
    if distance == TotalVariationDistance.self {
      return try TotalVariationEffect.estimate(
        reference: reference, current: current, level: level)
    }
    let pair = try CountPair(reference: reference, current: current)
    let squared =
      distance == HellingerDistance.self || distance == JensenShannonDistance.self
    func scaled(_ value: Double) -> Double { squared ? value * value : value }
    func unscaled(_ value: Double) -> Double {
      squared ? max(0, value).squareRoot() : max(0, value)
    }
    let observed = scaled(distance.measure(pair))
    var generator = SeededGenerator(seed: seed)
    let referenceShares = pair.referenceShares
    let currentShares = pair.currentShares
    var drawnReference = pair.reference
    var drawnCurrent = pair.current
    var values: [Double] = []
    var noise: [Double] = []
    values.reserveCapacity(draws)
    for _ in 0..<max(2, draws) {
      MultinomialSampler.draw(
        rows: pair.referenceRows, weights: referenceShares, into: &drawnReference,
        using: &generator)
      MultinomialSampler.draw(
        rows: pair.currentRows, weights: currentShares, into: &drawnCurrent, using: &generator)
      let drawn = try CountPair(reference: drawnReference, current: drawnCurrent)
      values.append(scaled(distance.measure(drawn)))
      if distance == LInfinityDistance.self { noise.append(largestNoise(pair, drawn)) }
    }
    let bias = max(0, values.reduce(0, +) / Double(values.count) - observed)
    values.sort()
    noise.sort()
    let tail = (1 - level) / 2
    var low = unscaled(EmpiricalQuantile.value(tail, ofDraws: values) - 2 * bias)
    var high = unscaled(EmpiricalQuantile.value(1 - tail, ofDraws: values) - 2 * bias)
    if !noise.isEmpty {
      let margin = EmpiricalQuantile.value(level, ofDraws: noise)
      low = max(0, observed - margin)
      high = observed + margin
    }
    let upper = distance.card.range.hasSuffix("1") ? 1.0 : .infinity
    let value = max(low, min(upper, unscaled(observed - bias)))
    return Estimate(
      value,
      interval: Interval(
        low: low, high: min(upper, max(high, value)), level: level, method: "bootstrapOfCounts"))
  }

  /// The largest change of one bin that drawing alone made.
  private static func largestNoise(_ observed: CountPair, _ drawn: CountPair) -> Double {
    let n = Double(observed.referenceRows)
    let m = Double(observed.currentRows)
    var largest = 0.0
    for cell in observed.reference.indices {
      let first = Double(drawn.reference[cell] - observed.reference[cell]) / n
      let second = Double(drawn.current[cell] - observed.current[cell]) / m
      largest = max(largest, (first - second).magnitude)
    }
    return largest
  }
}

/// The square root of the Jensen–Shannon divergence in bits: how much a row tells about which of
/// the two windows it came from.
///
/// `√(½ Σ p log₂(p/m) + ½ Σ q log₂(q/m))` with `m = (p + q) / 2`
///
/// - Numerics: equals SciPy's `jensenshannon(p, q, base=2)`; a sum that rounding takes below zero
///   is zero.
package enum JensenShannonDistance: CountDistance {
  package static let card = Card(
    id: "jensen-shannon-distance", aliases: ["js", "jensen-shannon"], key: "jensenShannon",
    title: "Jensen–Shannon distance",
    summary: "How much a row tells about which window it came from: 0 nothing, 1 everything.",
    unit: "distance, base 2", range: "0…1", direction: .lowerIsBetter,
    formula: "√(½ Σ p log₂(p/m) + ½ Σ q log₂(q/m)), m = (p + q)/2",
    undefined: undefinedCountDistance,
    laws: [.symmetric, .zeroOnEqual, .orderInvariant, .scaleInvariant, .bounded],
    source: "Endres, Schindelin, A New Metric for Probability Distributions, 2003")

  package static let examples = [
    Example("reference 10, 0; current 0, 5", gives: 1) {
      try measure(reference: [10, 0], current: [0, 5])
    },
    Example("reference 1, 1; current 1, 0", gives: 0.557_9230452841438) {
      try measure(reference: [1, 1], current: [1, 0])
    },
  ]

  package static func measure(_ pair: CountPair) -> Double {
    var sum = 0.0
    for (p, q) in zip(pair.referenceShares, pair.currentShares) {
      let middle = (p + q) / 2
      if p > 0 { sum += p * log2(p / middle) }
      if q > 0 { sum += q * log2(q / middle) }
    }
    return min(1, max(0, sum / 2).squareRoot())
  }
}

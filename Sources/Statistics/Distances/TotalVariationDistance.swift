/// The largest difference in probability that two windows give to any event: the share of rows that
/// would have to change to turn one window into the other.
///
/// `TV = ½ Σᵢ |pᵢ − qᵢ|`
///
/// - Source: Levin, Peres, Wilmer, *Markov Chains and Mixing Times*, 2017, proposition 4.2.
package enum TotalVariationDistance: CountDistance {
  package static let card = Card(
    id: "total-variation-distance", aliases: ["tv", "tvd"], key: "totalVariation",
    title: "Total variation distance",
    summary: "The share of rows that would have to change to turn one window into the other.",
    unit: "share", range: "0…1", direction: .lowerIsBetter, formula: "½ Σᵢ |pᵢ − qᵢ|",
    undefined: undefinedCountDistance,
    laws: [.symmetric, .zeroOnEqual, .orderInvariant, .scaleInvariant, .bounded],
    source: "Levin, Peres, Wilmer, Markov Chains and Mixing Times, 2017, proposition 4.2")

  package static let examples = [
    Example("reference 50, 50; current 30, 70", gives: 0.2) {
      try measure(reference: [50, 50], current: [30, 70])
    },
    Example("reference 10, 0; current 0, 5", gives: 1) {
      try measure(reference: [10, 0], current: [0, 5])
    },
  ]

  package static func measure(_ pair: CountPair) -> Double {
    var sum = 0.0
    for (p, q) in zip(pair.referenceShares, pair.currentShares) { sum += (p - q).magnitude }
    return min(1, sum / 2)
  }
}

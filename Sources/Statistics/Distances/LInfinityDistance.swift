/// The largest change of a single bin's share.
///
/// `max |pᵢ − qᵢ|`
package enum LInfinityDistance: CountDistance {
  package static let card = Card(
    id: "l-infinity-distance", aliases: ["linf", "chebyshev"], key: "lInfinity",
    title: "L-infinity distance",
    summary: "The largest change in the share of any one category.",
    unit: "share", range: "0…1", direction: .lowerIsBetter, formula: "maxᵢ |pᵢ − qᵢ|",
    undefined: undefinedCountDistance,
    laws: [.symmetric, .zeroOnEqual, .orderInvariant, .scaleInvariant, .bounded],
    source: "TensorFlow Data Validation, infinity_norm of FeatureComparator")

  package static let examples = [
    Example("reference 50, 30, 20; current 40, 30, 30", gives: 0.1) {
      try measure(reference: [50, 30, 20], current: [40, 30, 30])
    }
  ]

  package static func measure(_ pair: CountPair) -> Double {
    zip(pair.referenceShares, pair.currentShares).map { ($0 - $1).magnitude }.max() ?? 0
  }
}

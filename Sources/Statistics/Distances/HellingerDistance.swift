/// The straight-line distance between the square roots of two windows' shares, scaled to 0…1.
///
/// `H = √(½ Σᵢ (√pᵢ − √qᵢ)²)`
///
/// - Numerics: the sum of squares, not `1 − Σ√(pᵢqᵢ)`, which loses its digits when windows are
///   alike.
package enum HellingerDistance: CountDistance {
  package static let card = Card(
    id: "hellinger-distance", aliases: [], key: "hellinger", title: "Hellinger distance",
    summary:
      "How far apart the square roots of two windows' shares are; weighs rare categories up.",
    unit: "distance", range: "0…1", direction: .lowerIsBetter,
    formula: "√(½ Σᵢ (√pᵢ − √qᵢ)²)", undefined: undefinedCountDistance,
    laws: [.symmetric, .zeroOnEqual, .orderInvariant, .scaleInvariant, .bounded],
    source: "Le Cam, Yang, Asymptotics in Statistics, 2000, chapter 3")

  package static let examples = [
    Example("reference 10, 0; current 0, 5", gives: 1) {
      try measure(reference: [10, 0], current: [0, 5])
    },
    Example("reference 36, 64; current 64, 36", gives: 0.2) {
      try measure(reference: [36, 64], current: [64, 36])
    },
  ]

  package static func measure(_ pair: CountPair) -> Double {
    var sum = 0.0
    for (p, q) in zip(pair.referenceShares, pair.currentShares) {
      let difference = p.squareRoot() - q.squareRoot()
      sum += difference * difference
    }
    return min(1, (sum / 2).squareRoot())
  }
}

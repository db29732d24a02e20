/// The symmetric relative entropy of two windows, as credit scoring has used it since the 1990s.
///
/// `PSI = Σᵢ (qᵢ − pᵢ) ln(qᵢ / pᵢ)`
///
/// A bin that is empty in one window only would make it infinite: such a bin gets half a row in the
/// window where it is empty, whose total stays as it is. Half a row shrinks with the window as
/// knowledge grows, where a fixed share such as 0.0001 would make the value depend on nothing but
/// that constant. Bins empty in both windows add nothing. The rule reads merged counts only, so
/// that parts may be merged in any order first.
///
/// - Source: Siddiqi, *Credit Risk Scorecards*, 2006.
package enum PopulationStabilityIndex: CountDistance {
  package static let card = Card(
    id: "population-stability-index", aliases: ["psi"], key: "psi",
    title: "Population stability index",
    summary: "The symmetric relative entropy between two windows' shares.",
    unit: "nats", range: "0…∞", direction: .lowerIsBetter,
    formula: "Σᵢ (qᵢ − pᵢ) ln(qᵢ / pᵢ)",
    defaults: [
      .init(
        "empty bin", "half a row",
        reason: "keeps the value finite and lets it settle as the window grows"),
      .init("bins", "10", reason: "ten equal shares of the reference are the convention"),
    ],
    undefined: undefinedCountDistance,
    laws: [.symmetric, .zeroOnEqual, .orderInvariant, .bounded],
    source: "Siddiqi, Credit Risk Scorecards, 2006")

  package static let examples = [
    Example("reference 50, 50; current 25, 75", gives: 0.274_653_072_167_027) {
      try measure(reference: [50, 50], current: [25, 75])
    },
    Example("reference 50, 50; current 100, 0", gives: 2.626_132_832_344_078) {
      try measure(reference: [50, 50], current: [100, 0])
    },
  ]

  package static func measure(_ pair: CountPair) -> Double {
    let referenceRows = Double(pair.referenceRows)
    let currentRows = Double(pair.currentRows)
    var sum = 0.0
    for (reference, current) in zip(pair.reference, pair.current)
    where reference > 0 || current > 0 {
      let p = max(0.5, Double(reference)) / referenceRows
      let q = max(0.5, Double(current)) / currentRows
      sum += (q - p) * log(q / p)
    }
    return max(0, sum)
  }
}

/// The expected share of false alarms stays below the level however the tests depend on each other.
///
/// `min over j ≥ i of min(1, k · (1 + ½ + … + 1/k) · p₍ⱼ₎ / j)`
///
/// - Source: Benjamini, Yekutieli 2001; SciPy false_discovery_control(method='by').
package enum BenjaminiYekutieliCorrection: MultiplicityCorrection {
  package static let card = Card(
    id: "benjamini-yekutieli", aliases: ["by"], key: "benjaminiYekutieli",
    title: "Benjamini–Yekutieli correction",
    summary:
      "The expected share of false alarms stays below the level however the tests depend on each other.",
    unit: "probability", range: "0…1", direction: .neutral,
    formula: "min over j ≥ i of min(1, k · (1 + ½ + … + 1/k) · p₍ⱼ₎ / j)",
    undefined: "a p-value is outside 0…1", laws: [.orderInvariant, .bounded],
    source: "Benjamini, Yekutieli 2001; SciPy false_discovery_control(method='by')")

  package static let examples = [
    Example("the p-values 0.01, 0.02: adjusted p-value 1", gives: 0.03) {
      try adjust([0.01, 0.02])[0]
    }
  ]

  package static func adjustChecked(_ pValues: [Double]) -> [Double] {
    let harmonic = pValues.indices.reduce(0.0) { $0 + 1 / Double($1 + 1) }
    return BenjaminiHochbergCorrection.stepUp(pValues, factor: harmonic)
  }
}

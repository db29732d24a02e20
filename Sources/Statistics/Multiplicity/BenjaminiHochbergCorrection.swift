/// Of all alarms, the expected share that are false stays below the level.
///
/// `min over j ≥ i of min(1, k · p₍ⱼ₎ / j)`
///
/// - Source: Benjamini, Hochberg 1995; SciPy false_discovery_control(method='bh').
package enum BenjaminiHochbergCorrection: MultiplicityCorrection {
  package static let card = Card(
    id: "benjamini-hochberg", aliases: ["bh", "fdr"], key: "benjaminiHochberg",
    title: "Benjamini–Hochberg correction",
    summary:
      "Of all alarms, the expected share that are false stays below the level.",
    unit: "probability", range: "0…1", direction: .neutral,
    formula: "min over j ≥ i of min(1, k · p₍ⱼ₎ / j)",
    undefined: "a p-value is outside 0…1", laws: [.orderInvariant, .bounded],
    source: "Benjamini, Hochberg 1995; SciPy false_discovery_control(method='bh')")

  package static let examples = [
    Example("the p-values 0.01, 0.02, 0.5: adjusted p-value 1", gives: 0.03) {
      try adjust([0.01, 0.02, 0.5])[0]
    }
  ]

  package static func adjustChecked(_ pValues: [Double]) -> [Double] {
    return stepUp(pValues, factor: 1)
  }

  /// Adjusted from the largest p-value down, each at most the one above.
  static func stepUp(_ pValues: [Double], factor: Double) -> [Double] {
    var adjusted = pValues
    var smallest = 1.0
    let order = pValues.indices.sorted { pValues[$0] < pValues[$1] }
    for (rank, index) in order.enumerated().reversed() {
      let scaled = pValues[index] * factor * Double(pValues.count) / Double(rank + 1)
      smallest = min(smallest, scaled)
      adjusted[index] = smallest
    }
    return adjusted
  }
}

/// Step-down Bonferroni: the same promise, never a larger p-value.
///
/// `max over j ≤ i of min(1, (k − j + 1) · p₍ⱼ₎)`
///
/// - Source: Holm 1979; statsmodels multipletests(method='holm').
package enum HolmCorrection: MultiplicityCorrection {
  package static let card = Card(
    id: "holm", aliases: [], key: "holm", title: "Holm correction",
    summary:
      "Step-down Bonferroni: the same promise, never a larger p-value.",
    unit: "probability", range: "0…1", direction: .neutral,
    formula: "max over j ≤ i of min(1, (k − j + 1) · p₍ⱼ₎)",
    undefined: "a p-value is outside 0…1", laws: [.orderInvariant, .bounded],
    source: "Holm 1979; statsmodels multipletests(method='holm')")

  package static let examples = [
    Example("the p-values 0.01, 0.02, 0.5: adjusted p-value 2", gives: 0.04) {
      try adjust([0.01, 0.02, 0.5])[1]
    }
  ]

  package static func adjustChecked(_ pValues: [Double]) -> [Double] {
    var adjusted = pValues
    var largest = 0.0
    let order = pValues.indices.sorted { pValues[$0] < pValues[$1] }
    for (rank, index) in order.enumerated() {
      largest = max(largest, min(1, pValues[index] * Double(pValues.count - rank)))
      adjusted[index] = largest
    }
    return adjusted
  }
}

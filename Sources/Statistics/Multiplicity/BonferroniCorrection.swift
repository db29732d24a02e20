/// p-values multiplied by their number: the chance of one false alarm in the family stays below the
/// level.
///
/// `min(1, k · p)`
///
/// - Source: Dunn 1961; statsmodels multipletests(method='bonferroni').
package enum BonferroniCorrection: MultiplicityCorrection {
  package static let card = Card(
    id: "bonferroni", aliases: [], key: "bonferroni", title: "Bonferroni correction",
    summary:
      "p-values multiplied by their number: the chance of one false alarm in the family stays below the level.",
    unit: "probability", range: "0…1", direction: .neutral,
    formula: "min(1, k · p)",
    undefined: "a p-value is outside 0…1", laws: [.orderInvariant, .bounded],
    source: "Dunn 1961; statsmodels multipletests(method='bonferroni')")

  package static let examples = [
    Example("the p-values 0.01, 0.02, 0.5: adjusted p-value 1", gives: 0.03) {
      try adjust([0.01, 0.02, 0.5])[0]
    }
  ]

  package static func adjustChecked(_ pValues: [Double]) -> [Double] {
    return pValues.map { min(1, $0 * Double(pValues.count)) }
  }
}

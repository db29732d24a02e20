/// The share of pairs of annotators that gave an item the same label, averaged over items.
///
/// `P̄ = (1/N) Σᵢ Σⱼ nᵢⱼ(nᵢⱼ − 1) / (nᵢ(nᵢ − 1))`
///
/// Chance alone gives much of it: two annotators who say "no" nine times of ten without looking
/// agree on 82 % of the items. Kappa and alpha take that away.
///
/// - Shape: items with at least two labels; each weighs the same.
/// - Undefined: no item has two labels.
/// - Complexity: O(patterns).
/// - Source: Fleiss, *Measuring Nominal Scale Agreement among Many Raters*, 1971.
package enum PercentAgreement: CatalogueMember {
  package static let card = Card(
    id: "percent-agreement", key: "percentAgreement", title: "Percent agreement",
    summary: "How often two annotators give an item the same label, chance included.",
    unit: "share", range: "0…1", direction: .higherIsBetter,
    formula: "mean over items of Σⱼ nⱼ(nⱼ−1) / (n(n−1))",
    defaults: [.init("level", "0.95", reason: "convention")],
    undefined: "no item has labels of two annotators",
    laws: [.orderInvariant, .scaleInvariant, .bounded], source: "Fleiss, 1971")

  package static let examples = [
    Example("two items, labels a a and a b", gives: 0.5) {
      try measure(JudgedItems(labels: 2, items: [[0, 0], [0, 1]])).value ?? .nan
    }
  ]

  /// The agreement with its interval between items.
  ///
  /// - Throws: ``Undefined`` when no item has two labels.
  package static func measure(
    _ items: JudgedItems, level: Double = 0.95
  ) throws(Undefined) -> Estimate {
    _ = try items.pairedItems()
    return try ClusteredProportion.estimate(
      of: zip(items.patterns, items.counts).map { pattern, count in
        .init(successes: JudgedItems.agreement(pattern), rows: 1, count: count)
      }, level: level)
  }
}

/// The agreement of any number of annotators beyond chance, when it does not matter who they are.
///
/// `κ = (P̄ − Pₑ) / (1 − Pₑ)`, P̄ the percent agreement and `Pₑ = Σⱼ pⱼ²`, pⱼ the mean over items
/// of the share of label j. Items may have different numbers of labels: each item weighs the same,
/// and with equal numbers it is Fleiss' form.
///
/// - Shape: items with at least two labels.
/// - Undefined: no item has two labels; one label everywhere.
/// - Complexity: O(patterns · draws).
/// - Source: Fleiss, *Measuring Nominal Scale Agreement among Many Raters*, 1971; for unequal
///   numbers Gwet, *Handbook of Inter-Rater Reliability*, 2014, section 2.4 (there items with one
///   label also count for pⱼ). Values equal statsmodels' `fleiss_kappa`.
package enum FleissKappa: CatalogueMember {
  package static let card = Card(
    id: "fleiss-kappa", key: "fleissKappa", title: "Fleiss' kappa",
    summary: "Agreement of many annotators beyond chance; 0 is chance, 1 is full agreement.",
    unit: "correlation", range: "−1…1", direction: .higherIsBetter,
    formula: "(P̄ − Σ pⱼ²) / (1 − Σ pⱼ²)",
    defaults: AgreementInterval.parameters,
    undefined: "no item has labels of two annotators; one label everywhere",
    laws: [.orderInvariant, .scaleInvariant, .bounded],
    source: "Fleiss, 1971; statsmodels, fleiss_kappa")

  package static let examples = [
    Example("two items, labels a a and a b: (0.5 − 0.625) / 0.375", gives: -1.0 / 3) {
      try measure(JudgedItems(labels: 2, items: [[0, 0], [0, 1]])).value ?? .nan
    }
  ]

  /// Kappa with its interval from items drawn anew.
  ///
  /// - Throws: ``Undefined`` as the card says.
  package static func measure(
    _ items: JudgedItems, level: Double = 0.95, seed: UInt64 = 1
  ) throws(Undefined) -> Estimate {
    _ = try items.pairedItems()
    let agreements = items.patterns.map(JudgedItems.agreement)
    let sizes = items.patterns.map { Double(JudgedItems.size($0)) }
    func kappa(_ counts: [Int]) -> (value: Double, agreement: Double, chance: Double)? {
      var shares = [Double](repeating: 0, count: items.labels)
      var agreement = 0.0
      var number = 0.0
      for place in counts.indices where counts[place] > 0 {
        let count = Double(counts[place])
        number += count
        agreement += count * agreements[place]
        for votes in items.patterns[place] {
          shares[votes.label] += count * Double(votes.count) / sizes[place]
        }
      }
      guard number > 0, shares.count(where: { $0 > 0 }) > 1 else { return nil }
      agreement /= number
      let chance = shares.reduce(0) { $0 + ($1 / number) * ($1 / number) }
      return ((agreement - chance) / (1 - chance), agreement, chance)
    }
    guard let observed = kappa(items.counts) else {
      throw Undefined("all items got one and the same label: chance explains everything")
    }
    return AgreementInterval.estimate(
      observed.value, isPerfect: items.patterns.allSatisfy { $0.count == 1 }, items,
      chance: observed.chance, work: items.labels, level: level, seed: seed
    ) { kappa($0)?.value }
  }
}

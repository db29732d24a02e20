/// The agreement of any number of annotators beyond chance, on any scale, with labels missing.
///
/// `α = 1 − Dₒ / Dₑ`, Dₒ the mean squared difference of labels within items, Dₑ of all labels that
/// can be paired. What a difference is depends on the scale: nominal, equal or not; ordinal, how
/// many labels lie between, half of the two themselves included; interval, v − w; ratio, (v − w) /
/// (v + w).
///
/// - Shape: items with at least two labels; labels in ascending order where the scale has one.
/// - Undefined: no item has two labels; one label everywhere; a ratio scale with negative numbers.
/// - Numerics: the ordinal difference is one of mean ranks, so ordinal and interval alphas need
///   sums of squares about a mean and not a table of pairs.
/// - Complexity: O(patterns + labels) a draw; ratio O(labels²).
/// - Source: Krippendorff, *Content Analysis*, 2018, chapter 12. Values equal the PyPI package
///   `krippendorff`.
package enum KrippendorffAlpha: CatalogueMember {
  package static let card = Card(
    id: "krippendorff-alpha", aliases: ["alpha"], key: "krippendorffAlpha",
    title: "Krippendorff's alpha",
    summary: "Agreement of annotators beyond chance on any scale, labels missing or not.",
    unit: "correlation", range: "−∞…1", direction: .higherIsBetter,
    formula: "1 − (n−1) Σᵢ Σ δ²(v,w)/(mᵢ−1) / Σ δ²(v,w)",
    defaults: [
      .init("scale", "nominal", reason: "needs no order of the labels")
    ] + AgreementInterval.parameters,
    undefined: "no item has labels of two annotators; one label everywhere; "
      + "negative numbers on a ratio scale", laws: [.orderInvariant, .bounded],
    source: "Krippendorff, Content Analysis, 2018, chapter 12")

  package static let examples = [
    Example("two items, labels a a and a b: 1 − 2 / 2", gives: 0) {
      try measure(JudgedItems(labels: 2, items: [[0, 0], [0, 1]])).value ?? .nan
    },
    Example("items 1 1, 2 2 and 2 3, interval: 1 − 2 / (34 / 5)", gives: 12.0 / 17) {
      try measure(
        JudgedItems(labels: 3, items: [[0, 0], [1, 1], [1, 2]]), scale: .interval,
        values: [1, 2, 3]
      ).value ?? .nan
    },
  ]

  /// Alpha with its interval from items drawn anew.
  ///
  /// - Parameters:
  ///   - items: items and their labels, 0-based in ascending order.
  ///   - scale: what a difference is.
  ///   - values: each label's number, for interval and ratio; 0, 1, 2, … when nil.
  /// - Throws: ``Undefined`` as the card says.
  package static func measure(
    _ items: JudgedItems, scale: LabelScale = .nominal, values: [Double]? = nil,
    level: Double = 0.95, seed: UInt64 = 1
  ) throws(Undefined) -> Estimate {
    _ = try items.pairedItems()
    let numbers = values ?? (0..<items.labels).map { Double($0) }
    guard numbers.count == items.labels, numbers.allSatisfy(\.isFinite) else {
      throw Undefined(
        "\(items.labels) labels came with \(numbers.count) numbers, or some not finite")
    }
    guard scale != .ratio || numbers.allSatisfy({ $0 >= 0 }) else {
      throw Undefined("a ratio scale has no negative numbers")
    }
    let table = CoincidenceSums(items, scale: scale, numbers: numbers)
    guard let observed = table.alpha(items.counts) else {
      throw Undefined("all items got one and the same label: chance explains everything")
    }
    return AgreementInterval.estimate(
      observed, isPerfect: items.patterns.allSatisfy { $0.count == 1 }, items, chance: nil,
      work: scale == .ratio ? items.labels * items.labels : items.labels, level: level, seed: seed
    ) { table.alpha($0) }
  }
}

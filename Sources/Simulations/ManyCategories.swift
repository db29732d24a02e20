import Statistics

/// What is said of columns most of whose categories have few rows, or none.
struct ManyCategories {
  let trials: Int
  let seed: UInt64

  /// Rows of the reference and of the current window.
  static let windows = [
    (200, 200), (1_000, 1_000), (10_000, 10_000), (100_000, 100_000), (1_000_000, 1_000_000),
    (200, 100_000), (100_000, 1_000), (1_000_000, 10_000),
  ]

  /// The decision, the effect's mean value and coverage, and how often χ² has p < 0.05; a hundredth
  /// of the trials.
  func table(_ n: Int, _ m: Int) async -> String {
    var table = MarkdownTable([
      "rows", "categories", "truth", "drifted", "undecided", "unchanged", "value", "covers",
      "misses above", "misses below", "χ²: p < 0.05",
    ])
    // Beyond, categories have hundreds of rows: the other tables show those.
    for categories in [100, 1_000, 10_000, 100_000] where (n + m) / categories <= 400 {
      for truth in Self.truths(categories) {
        table.append(["\(n), \(m)", "\(categories)"] + (await cells(n, m, truth)))
      }
    }
    return table.text
  }

  private static func truths(_ categories: Int) -> [CategoricalTruth] {
    let even = CategoricalTruth.even(categories)
    let falling = CategoricalTruth.falling(categories)
    func truth(_ name: String, _ reference: [Double], _ current: [Double]) -> CategoricalTruth {
      CategoricalTruth(name: name, reference: reference, current: current)
    }
    return [
      truth("even, unchanged", even, even),
      truth("even, 0.05 alternating", even, alternating(even, by: 0.05)),
      truth("even, half of the categories gone: 0.5", even, CategoricalTruth.spread(even, by: 0.5)),
      truth("even, 0.2 alternating", even, alternating(even, by: 0.2)),
      truth("even, 0.2 into one", even, CategoricalTruth.concentrated(even, by: 0.2)),
      truth("falling, unchanged", falling, falling),
      truth("falling, 0.2 alternating", falling, alternating(falling, by: 0.2)),
      truth("falling, 0.2 into one", falling, CategoricalTruth.concentrated(falling, by: 0.2)),
    ]
  }

  /// Every second category gains in proportion what the others lose.
  private static func alternating(_ shares: [Double], by distance: Double) -> [Double] {
    let moved = shares.enumerated().map { index, share in
      share * (1 + (index.isMultiple(of: 2) ? 2 : -2) * distance)
    }
    let sum = moved.reduce(0, +)
    return moved.map { $0 / sum }
  }

  private func cells(_ n: Int, _ m: Int, _ truth: CategoricalTruth) async -> [String] {
    let count = max(32, trials / 100)
    let distance = truth.totalVariation
    // Random tables of a changed pair take long, and only show that it changed.
    let isTested = distance == 0 || min(n + m, truth.reference.count) >= 10_000
    let sums = await Trials(count: count, seed: seed).sums(of: 6) { generator in
      let a = MultinomialSampler.draw(rows: n, weights: truth.reference, using: &generator)
      let b = MultinomialSampler.draw(rows: m, weights: truth.current, using: &generator)
      guard let effect = try? TotalVariationEffect.estimate(reference: a, current: b),
        let value = effect.value, let interval = effect.interval,
        let pValue = isTested ? try? ChiSquareTest.test(reference: a, current: b).pValue : 1
      else { return [Double](repeating: .nan, count: 6) }
      let decision = Decision(interval, limit: 0.1)
      let events = [
        decision.drifted, decision.unchanged, interval.low > distance + 1e-9,
        interval.high < distance - 1e-9, pValue < 0.05,
      ]
      return [value] + events.map { $0 ? 1 : 0 }
    }
    let means = sums.map { $0 / Double(count) }
    let percent = MarkdownTable.percent
    return [
      truth.name, percent(means[1]), percent(max(0, 1 - means[1] - means[2])), percent(means[2]),
      "\((means[0] * 1_000).rounded() / 1_000)", percent(max(0, 1 - means[3] - means[4])),
      percent(means[3]), percent(means[4]), isTested ? percent(means[5]) : "–",
    ]
  }
}

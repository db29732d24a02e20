import Statistics

/// How often each rule calls a column drifted: unchanged, and after a known shift.
struct DriftTables {
  let trials: Int
  let seed: UInt64

  private static let headings = [
    "rows in each window", "column", "truth", "Assay: drifted", "undecided", "unchanged",
    "Evidently", "NannyML",
  ]

  /// Ten thousand pairs with nothing changed.
  func falseAlarms() async -> String {
    var table = MarkdownTable(Self.headings)
    for rows in [50, 200, 1_000, 20_000] {
      for categories in [5, 20, 100] {
        let shares = CategoricalTruth.even(categories)
        let truth = CategoricalTruth(name: "0", reference: shares, current: shares)
        table.append(await row(rows, "\(categories) categories, even", truth, trials))
        let falling = CategoricalTruth.falling(categories)
        let other = CategoricalTruth(name: "0", reference: falling, current: falling)
        table.append(await row(rows, "\(categories) categories, falling", other, trials))
      }
      table.append(await row(rows, "numeric, normal", shift: 0, trials))
    }
    return table.text
  }

  /// Known shifts.
  func power() async -> String {
    var table = MarkdownTable(Self.headings)
    let few = max(32, trials / 5)
    for rows in [200, 1_000, 20_000] {
      for categories in [5, 20, 100] {
        let shares = CategoricalTruth.falling(categories)
        for distance in [0.05, 0.2, 0.4] {
          let spread = CategoricalTruth.spread(shares, by: distance)
          let into = CategoricalTruth.concentrated(shares, by: distance)
          for (name, current) in [("spread", spread), ("into one category", into)] {
            let truth = CategoricalTruth(name: name, reference: shares, current: current)
            guard truth.totalVariation > distance - 1e-9 else { continue }
            let hundredths = (truth.totalVariation * 100).rounded() / 100
            let named = CategoricalTruth(
              name: "\(hundredths), \(name)", reference: shares, current: current)
            table.append(await row(rows, "\(categories) categories, falling", named, few))
          }
        }
      }
      for shift in [0.1, 0.25, 0.5, 1] {
        table.append(await row(rows, "numeric, normal", shift: shift, few))
      }
    }
    return table.text
  }

  private func row(_ rows: Int, _ column: String, _ truth: CategoricalTruth, _ trials: Int) async
    -> [String]
  {
    let shares = await Trials(count: trials, seed: seed).shares(of: 4) { generator in
      func draw(_ shares: [Double]) -> [Int] {
        MultinomialSampler.draw(rows: rows, weights: shares, using: &generator)
      }
      let reference = draw(truth.reference)
      let current = draw(truth.current)
      let assay = CategoricalRule.assay(reference, current)
      let chunks = (0..<10).map { _ in draw(truth.reference) }
      return [
        assay.drifted, assay.unchanged, CategoricalRule.evidently(reference, current),
        CategoricalRule.nannyML(chunks: chunks, current),
      ]
    }
    return cells(rows, column, truth.name, shares)
  }

  private func row(_ rows: Int, _ column: String, shift: Double, _ trials: Int) async -> [String] {
    // Two normals whose means differ by d deviations part by 2Φ(d/2) − 1.
    let gap = 2 * NormalDistribution.cumulative(shift / 2) - 1
    let pairs = await Trials(count: trials, seed: seed).shares(of: 3) { generator in
      let first = (0..<rows).map { _ in generator.normal() }
      let second = (0..<rows).map { _ in generator.normal() + shift }
      guard let reference = try? OrderedCounts(sample: first),
        let current = try? OrderedCounts(sample: second)
      else { return [false, false, false] }
      let assay = NumericRule.assay(reference, current)
      return [assay.drifted, assay.unchanged, NumericRule.evidently(reference, current)]
    }
    // Eleven windows a trial: fewer trials where windows are large.
    let chunkTrials = rows > 1_000 ? max(32, trials / 20) : trials
    let chunks = await Trials(count: chunkTrials, seed: seed).shares(of: 1) { generator in
      let reference = (0..<10).map { _ in (0..<rows).map { _ in generator.normal() } }
      let current = (0..<rows).map { _ in generator.normal() + shift }
      return [NumericRule.nannyML(chunks: reference, current)]
    }
    let truth = shift == 0 ? "0" : "\((gap * 100).rounded() / 100), mean + \(shift) deviations"
    return cells(rows, column, truth, pairs + chunks)
  }

  private func cells(_ rows: Int, _ column: String, _ truth: String, _ shares: [Double])
    -> [String]
  {
    let percent = MarkdownTable.percent
    return [
      "\(rows)", column, truth, percent(shares[0]), percent(max(0, 1 - shares[0] - shares[1])),
      percent(shares[1]), percent(shares[2]), percent(shares[3]),
    ]
  }
}

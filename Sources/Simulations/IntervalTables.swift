import Statistics

/// How often each interval holds the truth, and how often each test is wrong about nothing.
struct IntervalTables {
  let trials: Int
  let seed: UInt64

  /// Coverage at level 0.95.
  func coverage() async -> String {
    var table = MarkdownTable([
      "interval", "truth", "rows", "covers", "misses above", "misses below",
    ])
    func add(
      _ name: String, _ what: String, _ rows: String, truth: Double, _ trials: Int,
      _ interval: @escaping @Sendable (inout SeededGenerator) -> Interval?
    ) async {
      let shares = await Trials(count: trials, seed: seed).shares(of: 3) { generator in
        guard let interval = interval(&generator) else { return [false, false, false] }
        // Ends that meet the truth up to rounding hold it.
        let above = interval.low > truth + 1e-12
        let below = interval.high < truth - 1e-12
        return [!above && !below, above, below]
      }
      table.append([name, what, rows] + shares.map(MarkdownTable.percent))
    }
    for (share, rows) in [(0.5, 50), (0.1, 50), (0.02, 200), (0.8, 1_000)] {
      await add("Wilson", "share \(share)", "\(rows)", truth: share, trials) { generator in
        let count = BinomialSampler.draw(trials: rows, probability: share, using: &generator)
        return try? WilsonInterval.interval(successes: count, rows: rows)
      }
      await add("Clopper–Pearson", "share \(share)", "\(rows)", truth: share, trials) { generator in
        let count = BinomialSampler.draw(trials: rows, probability: share, using: &generator)
        return try? ClopperPearsonInterval.interval(successes: count, rows: rows)
      }
    }
    for rows in [5, 50, 1_000] {
      await add("t, of a mean", "normal", "\(rows)", truth: 0, trials) { generator in
        Self.mean((0..<rows).map { _ in generator.normal() })
      }
    }
    for rows in [50, 1_000] {
      await add("t, of a mean", "exponential", "\(rows)", truth: 1, trials) { generator in
        Self.mean((0..<rows).map { _ in Self.exponential(&generator) })
      }
      await add("order statistics", "median, normal", "\(rows)", truth: 0, trials) { generator in
        let sample = (0..<rows).map { _ in generator.normal() }.sorted()
        return try? QuantileInterval.interval(sorted: sample, probability: 0.5)
      }
    }
    for (separation, positives, negatives) in [
      (1.0, 20, 80), (1.0, 200, 800), (3.0, 30, 300), (1.0, 10, 90), (2.0, 5, 500),
    ] {
      let truth = NormalDistribution.cumulative(separation / 2.0.squareRoot())
      let rows = "\(positives) + \(negatives)"
      let named = "AUC \((truth * 1_000).rounded() / 1_000)"
      await add("DeLong, logit", named, rows, truth: truth, trials / 2) { generator in
        let scores = Self.scores(separation, positives, negatives, &generator)
        guard let area = Self.area(scores) else { return nil }
        return try? LogitInterval.interval(
          value: area.value, variance: area.variance, rows: min(positives, negatives),
          degrees: area.degreesOfFreedom)
      }
      await add("DeLong, difference", "0", rows, truth: 0, trials / 2) { generator in
        Self.comparison(separation, positives, negatives, &generator)?.interval(level: 0.95)
      }
    }
    for (coefficient, times, blocks) in [
      (0.0, 60, 10), (0.5, 60, 10), (0.5, 240, 19), (0.8, 60, 10), (0.8, 240, 19), (0.8, 1_000, 20),
    ] {
      await add(
        "block jackknife, \(blocks) blocks", "mean, AR(1) of \(coefficient)", "\(times)", truth: 0,
        trials
      ) { generator in
        let series = Self.dependent(coefficient, times, &generator)
        let ends = (0...blocks).map { $0 * times / blocks }
        let sums = zip(ends, ends.dropFirst()).map { series[$0..<$1].reduce(0, +) }
        let total = sums.reduce(0, +)
        let without = zip(sums, zip(ends, ends.dropFirst())).map { sum, span in
          (total - sum) / Double(times - (span.1 - span.0))
        }
        return try? BlockJackknife.interval(value: total / Double(times), without: without)
      }
    }
    // A confusion table with precision 0.75 and recall 0.6: F1 = 2/3.
    let cells = [0.12, 0.04, 0.08, 0.76]
    for rows in [200, 2_000] {
      for kind in [CountBootstrap.Kind.percentile, .biasCorrectedAccelerated] {
        await add(
          "bootstrap of counts, \(kind.rawValue)", "F1 0.667", "\(rows)", truth: 2 / 3.0, 1_000
        ) {
          generator in
          let counts = MultinomialSampler.draw(rows: rows, weights: cells, using: &generator)
          return try? CountBootstrap.interval(counts: counts, seed: generator.next(), kind: kind) {
            let denominator = Double(2 * $0[0] + $0[1] + $0[2])
            return denominator > 0 ? Double(2 * $0[0]) / denominator : nil
          }
        }
      }
      await add("delta method", "F1 0.667", "\(rows)", truth: 2 / 3.0, trials) { generator in
        let counts = MultinomialSampler.draw(rows: rows, weights: cells, using: &generator)
        let (hit, wrong) = (
          Double(counts[0]) / Double(rows), Double(counts[1] + counts[2]) / Double(rows)
        )
        let whole = 2 * hit + wrong
        guard whole > 0 else { return nil }
        let slopes = [
          2 * wrong / (whole * whole), -2 * hit / (whole * whole), -2 * hit / (whole * whole), 0,
        ]
        guard let variance = try? DeltaMethod.variance(counts: counts, slopes: slopes) else {
          return nil
        }
        return DeltaMethod.interval(value: 2 * hit / whole, variance: variance, within: 0...1)
      }
    }
    for categories in [5, 20, 100] {
      for (n, m) in [
        (50, 50), (200, 200), (1_000, 1_000), (20_000, 20_000), (20_000, 200), (50, 2_000),
      ] {
        for truth in CategoricalTruth.all(categories) {
          await add(
            "total variation effect", "\(categories) categories, \(truth.name)", "\(n), \(m)",
            truth: truth.totalVariation, max(32, trials / 5)
          ) { generator in
            let a = MultinomialSampler.draw(rows: n, weights: truth.reference, using: &generator)
            let b = MultinomialSampler.draw(rows: m, weights: truth.current, using: &generator)
            return try? TotalVariationEffect.estimate(reference: a, current: b).interval
          }
        }
      }
    }
    for (n, m) in [(50, 50), (200, 200), (1_000, 1_000), (20_000, 200)] {
      for shift in [0, 0.25, 1] {
        let truth = 2 * NormalDistribution.cumulative(shift / 2) - 1
        await add(
          "Kolmogorov–Smirnov effect", "normal, mean + \(shift)", "\(n), \(m)", truth: truth,
          n > 1_000 ? max(32, trials / 10) : trials
        ) { generator in
          let a = (0..<n).map { _ in generator.normal() }
          let b = (0..<m).map { _ in generator.normal() + shift }
          return try? KolmogorovSmirnovEffect.estimate(reference: a, current: b).interval
        }
      }
    }
    let reference = [40, 30, 20, 10, 5]
    for current in [reference, [30, 30, 20, 15, 10]] {
      for distance in Catalogue.countDistances {
        guard let truth = try? distance.measure(reference: reference, current: current) else {
          continue
        }
        for rows in [200, 2_000] {
          await add(
            "resampled effect", "\(distance.card.title) \((truth * 1_000).rounded() / 1_000)",
            "\(rows), \(rows)", truth: truth, 1_000
          ) { generator in
            let a = MultinomialSampler.draw(
              rows: rows, weights: reference.map { Double($0) }, using: &generator)
            let b = MultinomialSampler.draw(
              rows: rows, weights: current.map { Double($0) }, using: &generator)
            return try? CountEffect.estimate(
              distance, reference: a, current: b, seed: generator.next()
            ).interval
          }
        }
      }
    }
    return table.text
  }

  /// How often p < 0.05 when nothing changed.
  func levels() async -> String {
    var table = MarkdownTable(["test", "data", "rows", "p < 0.05"])
    func add(
      _ name: String, _ what: String, _ rows: String, _ trials: Int,
      _ pValue: @escaping @Sendable (inout SeededGenerator) -> Double?
    ) async {
      let shares = await Trials(count: trials, seed: seed).shares(of: 1) { generator in
        [(pValue(&generator) ?? 1) < 0.05]
      }
      table.append([name, what, rows, MarkdownTable.percent(shares[0])])
    }
    for rows in [50, 200, 1_000] {
      await add("Kolmogorov–Smirnov", "normal", "\(rows), \(rows)", trials) { generator in
        let a = (0..<rows).map { _ in generator.normal() }
        let b = (0..<rows).map { _ in generator.normal() }
        return try? KolmogorovSmirnovTest.test(a, b).pValue
      }
    }
    for rows in [50, 200, 1_000, 20_000] {
      for categories in [5, 20, 100] {
        let weights = CategoricalTruth.falling(categories)
        await add(
          "chi-square", "\(categories) falling categories", "\(rows), \(rows)", max(32, trials / 5)
        ) {
          generator in
          let a = MultinomialSampler.draw(rows: rows, weights: weights, using: &generator)
          let b = MultinomialSampler.draw(rows: rows, weights: weights, using: &generator)
          return try? ChiSquareTest.test(reference: a, current: b, seed: generator.next()).pValue
        }
      }
    }
    // A deal costs as much as the rows: few trials.
    for (rows, width) in [(50, 4), (200, 4), (200, 32)] {
      await add(
        "maximum mean discrepancy", "\(width) normal columns", "\(rows), \(rows)",
        max(32, trials / 20)
      ) { generator in
        func draw() -> [[Double]] {
          (0..<rows).map { _ in (0..<width).map { _ in generator.normal() } }
        }
        let (a, b) = (draw(), draw())
        return try? MaximumMeanDiscrepancy.test(a, b, seed: generator.next()).pValue
      }
    }
    for discordant in [10, 100] {
      await add("McNemar", "fair", "\(discordant) discordant", trials) { generator in
        let first = BinomialSampler.draw(trials: discordant, probability: 0.5, using: &generator)
        return try? McNemarTest.test(firstOnly: first, secondOnly: discordant - first).pValue
      }
    }
    for (positives, negatives) in [(20, 80), (200, 800)] {
      await add("DeLong", "two scores of one quality", "\(positives) + \(negatives)", trials / 2) {
        Self.comparison(1, positives, negatives, &$0)?.test.pValue
      }
    }
    await add("paired bootstrap", "equal errors", "100", 500) { generator in
      let differences = (0..<100).map { _ in generator.normal() }
      return try? PairedBootstrap.compare(rows: 100, draws: 500, seed: generator.next()) {
        var sum = 0.0
        for (row, count) in $0.enumerated() { sum += Double(count) * differences[row] }
        return sum
      }.pValue
    }
    return table.text
  }

  private static func mean(_ sample: [Double]) -> Interval? {
    let n = Double(sample.count)
    let mean = sample.reduce(0, +) / n
    let variance = sample.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
    return try? MeanInterval.interval(rows: sample.count, mean: mean, variance: variance)
  }

  /// A stationary series of mean 0 and variance 1 whose neighbours have this correlation.
  private static func dependent(
    _ coefficient: Double, _ times: Int, _ generator: inout SeededGenerator
  ) -> [Double] {
    let scale = (1 - coefficient * coefficient).squareRoot()
    var last = generator.normal()
    return (0..<times).map { _ in
      last = coefficient * last + scale * generator.normal()
      return last
    }
  }

  /// An exponential number of mean 1: half the sum of two squared normals.
  private static func exponential(_ generator: inout SeededGenerator) -> Double {
    let (x, y) = (generator.normal(), generator.normal())
    return (x * x + y * y) / 2
  }

  private static func scores(
    _ separation: Double, _ positives: Int, _ negatives: Int, _ generator: inout SeededGenerator
  ) -> [(score: Double, isPositive: Bool)] {
    (0..<(positives + negatives)).map { row in
      (generator.normal() + (row < positives ? separation : 0), row < positives)
    }
  }

  private static func area(_ scores: [(score: Double, isPositive: Bool)]) -> DeLong.Area? {
    let sorted = scores.sorted { $0.score < $1.score }
    return try? DeLong.area(
      positives: sorted.map { $0.isPositive ? 1 : 0 },
      negatives: sorted.map { $0.isPositive ? 0 : 1 })
  }

  private static func comparison(
    _ separation: Double, _ positives: Int, _ negatives: Int, _ generator: inout SeededGenerator
  ) -> DeLong.Comparison? {
    let shared = scores(separation, positives, negatives, &generator)
    let first = shared.map { $0.score + generator.normal() }
    let second = shared.map { $0.score + generator.normal() }
    return try? DeLong.compare(first, second, isPositive: shared.map(\.isPositive))
  }
}

/// Tests whether any number of samples of numbers come from one distribution, with an eye on the
/// tails.
///
/// `A² = (N−1)/N · Σₐ 1/nₐ Σⱼ lⱼ/N · (N Mₐⱼ − nₐ Bⱼ)² / (Bⱼ (N − Bⱼ) − N lⱼ/4)`, with lⱼ the rows
/// of all samples at the j-th value, Mₐⱼ and Bⱼ the midranks: rows below it, and half of those at
/// it, in sample a and in all.
///
/// The p-value: up to 100 rows from dealing the rows out anew (`monteCarlo`); above, from the limit
/// `Σ χ²(k−1) / (j (j+1))`, brought to the mean and variance that A² has at these sizes
/// (`asymptotic`); where a value holds more than 2 % of the rows, from the limit on those values
/// (`asymptoticTies`).
///
/// - Shape: two or more samples over common cells.
/// - Unit: A², mean k − 1 when nothing changed.
/// - Undefined: a sample has no rows; fewer than two samples.
/// - Numerics: the statistic is SciPy's `anderson_ksamp(variant="midrank")` before its
///   standardisation. SciPy reads p from seven tabulated points and stops at 0.001 and 0.25; the
///   limit has no such ends.
/// - Complexity: O(samples · values).
/// - Source: Scholz, Stephens, *K-Sample Anderson–Darling Tests*, JASA 82, 1987.
package enum AndersonDarlingTest: CatalogueMember {
  package static let card = Card(
    id: "anderson-darling-test", aliases: ["anderson-darling", "ad-test"], key: "andersonDarling",
    title: "Anderson–Darling k-sample test",
    summary: "Whether two or more samples of numbers share a distribution, tails included.",
    unit: "A²", range: "0…∞", direction: .neutral,
    formula: "(N−1)/N · Σₐ 1/nₐ Σⱼ lⱼ/N · (N Mₐⱼ − nₐ Bⱼ)² / (Bⱼ (N − Bⱼ) − N lⱼ/4)",
    defaults: [
      .init("deals", "9999", reason: "p-values down to 0.0001 where the limit cannot be used"),
      .init("seed", "1", reason: "the same rows give the same p-value in every run"),
    ],
    undefined: "a sample has no rows or holds not-a-number; there are fewer than two samples",
    laws: [.symmetric, .orderInvariant, .rankInvariant, .bounded],
    source: "Scholz, Stephens, K-Sample Anderson–Darling Tests, 1987; SciPy anderson_ksamp")

  package static let examples = [
    Example("1, 3 against 2, 4: A²", gives: 7 / 11.0) {
      try test(PooledSamples(samples: [[1, 3], [2, 4]])).statistic
    },
    Example("5, 5 against 5: p", gives: 1) {
      try test(PooledSamples(samples: [[5, 5], [5]])).pValue
    },
  ]

  /// Tests pooled samples.
  package static func test(_ pool: PooledSamples, deals: Int = 9_999, seed: UInt64 = 1)
    -> TestOutcome
  {
    let cells = Cells(pool)
    let statistic = cells.statistic(pool.counts)
    let degrees = pool.sampleRows.count - 1
    func outcome(_ pValue: Double, _ method: String, note: String? = nil) -> TestOutcome {
      TestOutcome(
        statistic: statistic, pValue: pValue, method: method,
        errorBound: cells.errorBound, note: note)
    }
    guard pool.totals.count > 1 else {
      return outcome(1, "exact", note: "all rows share one value")
    }
    if pool.rows <= 100 {
      return outcome(
        SamplePermutation.pValue(pool, draws: deals, seed: seed, cells.statistic), "monteCarlo")
    }
    do throws(Undefined) {
      if pool.largestShare > 0.02 {
        let limit = try EmpiricalProcessNull.distribution(
          levels: cells.middles, variances: cells.variances, weights: cells.weights,
          degrees: degrees)
        return outcome(limit.survival(statistic), "asymptoticTies")
      }
      let standard = (statistic - Double(degrees)) / deviation(pool)
      let limit = try WeightedChiSquareDistribution(
        weights: limitWeights, degrees: Double(degrees),
        rest: Double(degrees) / Double(limitWeights.count + 1))
      // 2 Σ 1 / (j (j + 1))² is the limit's variance.
      let limitDeviation =
        (2 * Double(degrees) * (Double.pi * Double.pi / 3 - 3)).squareRoot()
      return outcome(
        limit.survival(Double(degrees) + standard * limitDeviation), "asymptotic")
    } catch {
      return outcome(1, "exact", note: error.reason)
    }
  }

  /// The terms beyond these add a variance of 3 in a million.
  private static let limitWeights = (1...60).map { 1 / Double($0 * ($0 + 1)) }

  /// The standard deviation of A² when nothing changed and no values are shared.
  static func deviation(_ pool: PooledSamples) -> Double {
    let n = Double(pool.rows)
    let k = Double(pool.sampleRows.count)
    let inverse = pool.sampleRows.reduce(0) { $0 + 1 / Double($1) }
    // Above a hundred thousand rows the sums have reached their limits to four digits.
    let terms = min(pool.rows, 100_000)
    var harmonic = 0.0
    var g = 0.0
    for i in 1..<max(2, terms - 1) {
      harmonic += 1 / Double(terms - i)
      g += harmonic / Double(i + 1)
    }
    let h = harmonic + 1 + (pool.rows > terms ? log(n / Double(terms)) : 0)
    let a = (4 * g - 6) * (k - 1) + (10 - 6 * g) * inverse
    let b =
      (2 * g - 4) * k * k + 8 * h * k + (2 * g - 14 * h - 4) * inverse - 8 * h + 4 * g - 6
    let c =
      (6 * h + 2 * g - 2) * k * k + (4 * h - 4 * g + 6) * k + (2 * h - 6) * inverse + 4 * h
    let d = (2 * h + 6) * k * k - 4 * h * k
    let variance = (((a * n + b) * n + c) * n + d) / ((n - 1) * (n - 2) * (n - 3))
    return variance.squareRoot()
  }

  /// What the pooled rows say before they are dealt to samples.
  private struct Cells {
    let pool: PooledSamples
    /// Midranks as shares.
    var middles: [Double] = []
    /// The bridge's variance at the midranks.
    var variances: [Double] = []
    /// The weight of a squared bridge.
    var weights: [Double] = []

    init(_ pool: PooledSamples) {
      self.pool = pool
      let n = Double(pool.rows)
      var below = 0.0
      for total in pool.totals {
        let share = Double(total) / n
        let middle = (below + Double(total) / 2) / n
        let variance = max(0, middle * (1 - middle) - share / 4)
        middles.append(middle)
        variances.append(variance)
        weights.append(variance > 1e-14 ? share / variance : 0)
        below += Double(total)
      }
    }

    func statistic(_ counts: [[Int]]) -> Double {
      var sum = 0.0
      for (sample, rows) in zip(counts, pool.sampleRows) {
        let n = Double(rows)
        var below = 0.0
        var own = 0.0
        for cell in sample.indices {
          let gap = (below + Double(sample[cell]) / 2) / n - middles[cell]
          own += weights[cell] * gap * gap
          below += Double(sample[cell])
        }
        sum += own * n
      }
      return sum * (Double(pool.rows) - 1) / Double(pool.rows)
    }

    /// By how much at most rows inside bins move the statistic.
    var errorBound: Double {
      guard pool.isBinned else { return 0 }
      let total = Double(pool.rows)
      var bound = 0.0
      for (sample, rows) in zip(pool.counts, pool.sampleRows) {
        let n = Double(rows)
        var own = 0.0
        var before = 0.0
        var level = 0.0
        for cell in sample.indices {
          let share = Double(pool.totals[cell]) / total
          let part = Double(sample[cell]) / n
          if pool.widths[cell] > 0 {
            // Inside the bin the sample's rows may all come first, or all last.
            let reach = max((before + part - level).magnitude, (before - level - share).magnitude)
            let ends = level <= 0 || level + share >= 1
            let spread =
              ends
              ? (total / n) * (total / n) * -log(max(1 / total, 1 - share))
              : share * reach * reach
                / min(level * (1 - level), (level + share) * (1 - level - share))
            own += spread
          }
          before += part
          level += share
        }
        bound += own * n
      }
      return bound
    }
  }
}

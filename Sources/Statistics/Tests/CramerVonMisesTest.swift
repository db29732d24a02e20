/// Tests whether two samples of numbers come from one distribution, by the gap between their
/// distribution functions over all of the line.
///
/// `T = n m / N² · Σⱼ lⱼ (F(xⱼ) − G(xⱼ))²`, with lⱼ the rows of both samples at the j-th value.
///
/// The p-value is exact while the larger sample has at most 20 rows, ties included. Above that it
/// comes from the limit `Σ χ²(1) / (j π)²`, brought to the mean and variance of T at these sizes
/// (`asymptotic`), or where values are shared from the limit on those values (`asymptoticTies`), up
/// to 100 rows from dealing the rows out anew (`monteCarlo`).
///
/// - Numerics: without ties statistic and p-value equal SciPy's `cramervonmises_2samp`. With ties
///   they do not on purpose: SciPy puts average ranks into a formula that assumes none, by which a
///   constant against a longer constant differs beyond doubt.
/// - Complexity: O(values).
/// - Source: Anderson, *On the Distribution of the Two-Sample Cramér–von Mises Criterion*, Annals
///   of Mathematical Statistics 33, 1962.
package enum CramerVonMisesTest: CatalogueMember {
  package static let card = Card(
    id: "cramer-von-mises-test", aliases: ["cramer-von-mises", "cvm"], key: "cramerVonMises",
    title: "Cramér–von Mises test",
    summary: "Whether two samples of numbers share a distribution, by gaps over all of the line.",
    unit: "T", range: "0…∞", direction: .neutral, formula: "n m / N² · Σⱼ lⱼ (F(xⱼ) − G(xⱼ))²",
    defaults: [
      .init("exact up to", "20 rows", reason: "SciPy's rule; the limit is close from there on"),
      .init("seed", "1", reason: "the same rows give the same p-value in every run"),
    ],
    undefined: "a sample has no rows or holds not-a-number; there are not two samples",
    laws: [.symmetric, .orderInvariant, .rankInvariant, .bounded],
    source: "Anderson 1962; SciPy cramervonmises_2samp")

  package static let examples = [
    Example("1, 2 against 3, 4: T", gives: 0.375) {
      try test(PooledSamples(samples: [[1, 2], [3, 4]])).statistic
    },
    Example("1, 2 against 3, 4: two of the six orders part them so, p", gives: 1 / 3.0) {
      try test(PooledSamples(samples: [[1, 2], [3, 4]])).pValue
    },
  ]

  /// Tests two pooled samples.
  ///
  /// - Throws: ``Undefined`` when there are not two samples.
  package static func test(_ pool: PooledSamples, deals: Int = 9_999, seed: UInt64 = 1)
    throws(Undefined) -> TestOutcome
  {
    guard pool.sampleRows.count == 2 else {
      throw Undefined("the test is for two samples, not \(pool.sampleRows.count)")
    }
    let (n, m) = (Double(pool.sampleRows[0]), Double(pool.sampleRows[1]))
    let total = n + m
    let statistic = statistic(pool, pool.counts)
    func outcome(_ pValue: Double, _ method: String, note: String? = nil) -> TestOutcome {
      TestOutcome(
        statistic: statistic, pValue: pValue, method: method, errorBound: errorBound(pool),
        note: note)
    }
    guard pool.totals.count > 1 else {
      return outcome(1, "exact", note: "all rows share one value")
    }
    if max(n, m) <= 20 {
      return outcome(ExactDeals(pool).survival, "exact")
    }
    if pool.hasNoTies || (pool.rows > 100 && pool.largestShare <= 0.02) {
      // Anderson's mean and variance of T.
      let mean = (1 + 1 / total) / 6
      let variance =
        (total + 1) * (4 * n * m * total - 3 * (n * n + m * m) - 2 * n * m)
        / (45 * total * total * 4 * n * m)
      let standard = 1 / 6.0 + (statistic - mean) / (45 * variance).squareRoot()
      return outcome(try limit().survival(standard), "asymptotic")
    }
    if pool.rows <= 100 {
      return outcome(
        SamplePermutation.pValue(pool, draws: deals, seed: seed) { Self.statistic(pool, $0) },
        "monteCarlo")
    }
    let levels = pool.levels
    let null = try EmpiricalProcessNull.distribution(
      levels: levels, variances: levels.map { $0 * (1 - $0) },
      weights: pool.totals.map { Double($0) / (total - 1) }, degrees: 1)
    return outcome(null.survival(statistic), "asymptoticTies")
  }

  private static func limit() throws(Undefined) -> WeightedChiSquareDistribution {
    let weights = (1...60).map { 1 / (Double.pi * Double.pi * Double($0 * $0)) }
    return try WeightedChiSquareDistribution(
      weights: weights, degrees: 1, rest: 1 / 6.0 - weights.reduce(0, +))
  }

  private static func statistic(_ pool: PooledSamples, _ counts: [[Int]]) -> Double {
    let (n, m) = (Double(pool.sampleRows[0]), Double(pool.sampleRows[1]))
    var first = 0
    var second = 0
    var sum = 0.0
    for cell in pool.totals.indices {
      first += counts[0][cell]
      second += counts[1][cell]
      let gap = Double(first) / n - Double(second) / m
      sum += Double(pool.totals[cell]) * gap * gap
    }
    return sum * (n / (n + m)) * (m / (n + m))
  }

  /// By how much at most rows inside bins move the statistic.
  private static func errorBound(_ pool: PooledSamples) -> Double {
    guard pool.isBinned else { return 0 }
    let (n, m) = (Double(pool.sampleRows[0]), Double(pool.sampleRows[1]))
    var before = 0.0
    var bound = 0.0
    for cell in pool.totals.indices {
      let (p, q) = (Double(pool.counts[0][cell]) / n, Double(pool.counts[1][cell]) / m)
      let gap = before + p - q
      if pool.widths[cell] > 0 {
        let largest = max((before + p).magnitude, (before - q).magnitude)
        let smallest = before + p > 0 && before - q < 0 ? 0 : min(before.magnitude, gap.magnitude)
        bound +=
          Double(pool.totals[cell])
          * max(largest * largest - gap * gap, gap * gap - smallest * smallest)
      }
      before = gap
    }
    return bound * (n / (n + m)) * (m / (n + m))
  }
}

/// All ways to deal the pooled rows to two samples, by the statistic that they give.
///
/// - Complexity: O(rows² · reachable statistics below the observed one).
private struct ExactDeals {
  /// The share of deals whose statistic is at least the samples' own.
  let survival: Double

  init(_ pool: PooledSamples) {
    // The statistic in whole numbers: Σ lⱼ (m Aⱼ − n Bⱼ)², a tie counted exactly.
    let (n, m) = (pool.sampleRows[0], pool.sampleRows[1])
    func gapSquared(_ first: Int, _ below: Int) -> Int {
      let gap = m * first - n * (below - first)
      return gap * gap
    }
    var observed = 0
    var first = 0
    var below = 0
    for (cell, total) in pool.totals.enumerated() {
      first += pool.counts[0][cell]
      below += total
      observed += total * gapSquared(first, below)
    }
    // By rows dealt to the first sample: ways by statistic while below the observed one, and ways
    // that have reached it, which no later cell can undo.
    var open = [[(sum: Int, ways: Double)]](repeating: [], count: n + 1)
    var reached = [Double](repeating: 0, count: n + 1)
    if observed > 0 { open[0] = [(0, 1)] } else { reached[0] = 1 }
    below = 0
    for total in pool.totals {
      var nextOpen = [[(sum: Int, ways: Double)]](repeating: [], count: n + 1)
      var nextReached = [Double](repeating: 0, count: n + 1)
      below += total
      for first in 0...n {
        var lists: [[(sum: Int, ways: Double)]] = []
        for dealt in 0...min(total, first) {
          let ways = exp(LogGamma.binomialCoefficient(total, dealt)).rounded()
          let added = total * gapSquared(first, below)
          nextReached[first] += reached[first - dealt] * ways
          var list: [(sum: Int, ways: Double)] = []
          for entry in open[first - dealt] {
            if entry.sum + added >= observed {
              nextReached[first] += entry.ways * ways
            } else {
              list.append((entry.sum + added, entry.ways * ways))
            }
          }
          if !list.isEmpty { lists.append(list) }
        }
        nextOpen[first] = Self.merge(lists)
      }
      open = nextOpen
      reached = nextReached
    }
    let all = reached[n] + open[n].reduce(0) { $0 + $1.ways }
    survival = min(1, reached[n] / all)
  }

  /// Ascending lists as one, equal sums added.
  private static func merge(_ lists: [[(sum: Int, ways: Double)]]) -> [(sum: Int, ways: Double)] {
    guard lists.count > 1 else { return lists.first ?? [] }
    var merged: [(sum: Int, ways: Double)] = []
    for entry in lists.joined().sorted(by: { $0.sum < $1.sum }) {
      if let last = merged.last, last.sum == entry.sum {
        merged[merged.count - 1].ways += entry.ways
      } else {
        merged.append(entry)
      }
    }
    return merged
  }
}

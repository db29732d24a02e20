/// Tests whether two samples of numbers come from one distribution, by the energy distance: unlike
/// tests on ranks it minds how far values moved.
///
/// `D = √(2 ∫ (F(x) − G(x))² dx)`
///
/// The p-value: up to 100 rows from dealing the rows out anew (`monteCarlo`); above, `n m / N · D²
/// / 2` against the limit of a squared Brownian bridge over the pooled values (`asymptotic`).
///
/// - Unit: the square root of the column's unit.
/// - Numerics: the statistic equals SciPy's `energy_distance`.
/// - Complexity: O(values).
/// - Source: Székely, Rizzo, *Testing for Equal Distributions in High Dimension*, InterStat, 2004;
///   Baringhaus, Franz, *On a New Multivariate Two-Sample Test*, 2004, for the limit.
package enum EnergyTest: CatalogueMember {
  package static let card = Card(
    id: "energy-test", aliases: [], key: "energy", title: "Energy test",
    summary: "Whether two samples of numbers share a distribution, minding how far values moved.",
    unit: "√ of the column's unit", range: "0…∞", direction: .neutral,
    formula: "√(2 ∫ (F(x) − G(x))² dx)",
    defaults: [
      .init("deals", "9999", reason: "p-values down to 0.0001 where the limit cannot be used"),
      .init("seed", "1", reason: "the same rows give the same p-value in every run"),
    ],
    undefined: "a sample has no rows, holds not-a-number or infinity; there are not two samples",
    laws: [.symmetric, .orderInvariant, .bounded],
    source: "Székely, Rizzo 2004; Baringhaus, Franz 2004")

  package static let examples = [
    Example("0 against 2: D", gives: 2) {
      try test(PooledSamples(samples: [[0], [2]])).statistic
    },
    Example("3, 3, 3 against 3: p", gives: 1) {
      try test(PooledSamples(samples: [[3, 3, 3], [3]])).pValue
    },
  ]

  /// Tests two pooled samples.
  ///
  /// - Throws: ``Undefined`` when there are not two samples, or a value is infinite.
  package static func test(_ pool: PooledSamples, deals: Int = 9_999, seed: UInt64 = 1)
    throws(Undefined) -> TestOutcome
  {
    guard pool.sampleRows.count == 2 else {
      throw Undefined("the test is for two samples, not \(pool.sampleRows.count)")
    }
    guard let first = pool.values.first, let last = pool.values.last, (last - first).isFinite
    else { throw Undefined("a value is infinite, or the values' range is") }
    let (n, m) = (Double(pool.sampleRows[0]), Double(pool.sampleRows[1]))
    let square = square(pool, pool.counts)
    func outcome(_ pValue: Double, _ method: String, note: String? = nil) -> TestOutcome {
      TestOutcome(
        statistic: (2 * square).squareRoot(), pValue: pValue, method: method,
        errorBound: errorBound(pool), note: note)
    }
    guard pool.totals.count > 1 else {
      return outcome(1, "exact", note: "all rows share one value")
    }
    if pool.rows <= 100 {
      return outcome(
        SamplePermutation.pValue(pool, draws: deals, seed: seed) { Self.square(pool, $0) },
        "monteCarlo")
    }
    let levels = Array(pool.levels.dropLast())
    let null = try EmpiricalProcessNull.distribution(
      levels: levels, variances: levels.map { $0 * (1 - $0) },
      // In units of the range, so that columns of any magnitude keep their digits.
      weights: levels.indices.map { (pool.values[$0 + 1] - pool.values[$0]) / (last - first) },
      degrees: 1)
    let scaled = square / (last - first) * n / (n + m) * (m - m / (n + m))
    return outcome(null.survival(scaled), "asymptotic")
  }

  /// `∫ (F − G)² dx`.
  private static func square(_ pool: PooledSamples, _ counts: [[Int]]) -> Double {
    let (n, m) = (Double(pool.sampleRows[0]), Double(pool.sampleRows[1]))
    var first = 0
    var second = 0
    var sum = 0.0
    for cell in pool.values.indices.dropLast() {
      first += counts[0][cell]
      second += counts[1][cell]
      let gap = Double(first) / n - Double(second) / m
      sum += gap * gap * (pool.values[cell + 1] - pool.values[cell])
    }
    return sum
  }

  /// By how much at most rows inside bins move D: each distribution function is off by at most its
  /// bin's share over the bin's width.
  private static func errorBound(_ pool: PooledSamples) -> Double {
    guard pool.isBinned else { return 0 }
    var bound = 0.0
    for (sample, rows) in zip(pool.counts, pool.sampleRows) {
      var sum = 0.0
      for cell in sample.indices {
        let share = Double(sample[cell]) / Double(rows)
        sum += pool.widths[cell] * share * share
      }
      bound += (2 * sum).squareRoot()
    }
    return bound
  }
}

/// Tests whether values of one sample tend to be larger than those of another, and says how much:
/// the probability that a value of the second sample exceeds one of the first, ties counting half.
///
/// `U = Σⱼ aⱼ (B₍<ⱼ₎ + ½ bⱼ)`, pairs in which the first sample's value is the larger;
/// `P(first < second) + ½ P(equal) = 1 − U / (n m)`
///
/// The p-value is exact when no value is shared and the smaller sample has at most 8 rows; else it
/// comes from the normal limit with half a pair's correction for continuity and the variance that
/// ties leave.
///
/// - Unit: pairs; the effect is a probability, 0.5 when neither tends to be larger.
/// - Undefined: a sample has no rows; the effect's interval with one row in a sample.
/// - Numerics: statistic and p-value equal SciPy's `mannwhitneyu(method="auto")`; above 10,000 rows
///   in the larger sample the limit takes the place of the exact count.
/// - Complexity: O(values).
/// - Source: Mann, Whitney 1947; Lehmann, *Nonparametrics*, 1975, for ties; interval by DeLong's
///   variance on the logit scale.
package enum MannWhitneyTest: CatalogueMember {
  package static let card = Card(
    id: "mann-whitney-test", aliases: ["mann-whitney", "wilcoxon-rank-sum"],
    key: "mannWhitneyTest", title: "Mann–Whitney test",
    summary: "Whether one sample's values tend to be larger, and how often they are.",
    unit: "pairs", range: "0…∞", direction: .neutral, formula: "U = Σⱼ aⱼ (B₍<ⱼ₎ + ½ bⱼ)",
    defaults: [
      .init("exact up to", "8 rows, no ties", reason: "SciPy's rule; the limit is close above")
    ],
    undefined: "a sample has no rows or holds not-a-number; there are not two samples",
    laws: [.orderInvariant, .rankInvariant, .bounded],
    source: "Mann, Whitney 1947; Lehmann 1975; SciPy mannwhitneyu")

  package static let examples = [
    Example("1, 2, 3 against 4, 5, 6: two of the 20 orders part them, p", gives: 0.1) {
      try test(PooledSamples(samples: [[1, 2, 3], [4, 5, 6]])).pValue
    },
    Example("1, 2 against 2, 3: the second is larger in 3 of 4 pairs and ties once", gives: 0.875) {
      try effect(PooledSamples(samples: [[1, 2], [2, 3]])).value ?? .nan
    },
  ]

  /// The largest sample for which the p-value is counted.
  private static let exactRows = 10_000

  /// Tests two pooled samples.
  ///
  /// - Throws: ``Undefined`` when there are not two samples.
  package static func test(_ pool: PooledSamples) throws(Undefined) -> TestOutcome {
    let pairs = try Pairs(pool)
    let smaller = min(pool.sampleRows[0], pool.sampleRows[1])
    let larger = max(pool.sampleRows[0], pool.sampleRows[1])
    func outcome(_ pValue: Double, _ method: String) -> TestOutcome {
      TestOutcome(
        statistic: pairs.firstLarger, pValue: max(0, min(1, pValue)), method: method,
        errorBound: pairs.hidden)
    }
    let fewer = min(pairs.firstLarger, pairs.all - pairs.firstLarger)
    if smaller <= 8, larger <= exactRows, pool.hasNoTies {
      return outcome(2 * atMost(Int(fewer), smaller, larger), "exact")
    }
    let total = Double(pool.rows)
    var tied = 0.0
    for count in pool.totals where count > 1 {
      let rows = Double(count)
      tied += rows * (rows - 1) * (rows + 1)
    }
    let variance = pairs.all / 12 * (total + 1 - tied / (total * (total - 1)))
    // Where all rows share one value nothing can be larger.
    guard variance > 1e-9 * pairs.all else { return outcome(1, "asymptotic") }
    let z = (pairs.all / 2 - fewer - 0.5) / variance.squareRoot()
    return outcome(2 * NormalDistribution.survival(z), "asymptotic")
  }

  /// The probability that a value of the second sample exceeds one of the first, with its interval.
  ///
  /// - Throws: ``Undefined`` when there are not two samples.
  package static func effect(_ pool: PooledSamples, level: Double = 0.95) throws(Undefined)
    -> Estimate
  {
    let pairs = try Pairs(pool)
    let value = max(0, min(1, 1 - pairs.firstLarger / pairs.all))
    do throws(Undefined) {
      let area = try DeLong.area(positives: pool.counts[1], negatives: pool.counts[0])
      var interval = try LogitInterval.interval(
        value: area.value, variance: area.variance,
        rows: min(pool.sampleRows[0], pool.sampleRows[1]), level: level,
        degrees: area.degreesOfFreedom)
      interval.low = max(0, interval.low - pairs.hidden / pairs.all)
      interval.high = min(1, interval.high + pairs.hidden / pairs.all)
      return Estimate(value, interval: interval)
    } catch {
      return Estimate(value, note: error.reason)
    }
  }

  /// The pairs of one row of each sample.
  private struct Pairs {
    let all: Double
    /// Pairs in which the first sample's value is the larger, ties counting half.
    private(set) var firstLarger = 0.0
    /// By how many pairs at most bins hide the order.
    private(set) var hidden = 0.0

    init(_ pool: PooledSamples) throws(Undefined) {
      guard pool.sampleRows.count == 2 else {
        throw Undefined("the test is for two samples, not \(pool.sampleRows.count)")
      }
      all = Double(pool.sampleRows[0]) * Double(pool.sampleRows[1])
      var below = 0.0
      for cell in pool.totals.indices {
        let (first, second) = (Double(pool.counts[0][cell]), Double(pool.counts[1][cell]))
        firstLarger += first * (below + second / 2)
        below += second
        if pool.widths[cell] > 0 { hidden += first * second / 2 }
      }
    }
  }

  /// `P(U ≤ u)` for samples of one continuous distribution, from the Gaussian binomial coefficient.
  private static func atMost(_ u: Int, _ smaller: Int, _ larger: Int) -> Double {
    // ways[i] counts the orders with U = i: the product of (1 − q^(m+j)) / (1 − q^j).
    var ways = [Double](repeating: 0, count: u + 1)
    ways[0] = 1
    for j in 1...smaller {
      let step = larger + j
      if step <= u {
        for i in stride(from: u, through: step, by: -1) { ways[i] -= ways[i - step] }
      }
      if j <= u { for i in j...u { ways[i] += ways[i - j] } }
    }
    return ways.reduce(0, +) / exp(LogGamma.binomialCoefficient(smaller + larger, smaller))
  }
}

/// Tests whether two samples of numbers come from one distribution, by the largest gap between
/// their distribution functions.
///
/// With at most 10,000 rows in each sample the p-value is exact (ties are taken as if they were
/// broken: it is then an upper bound); with more it is the limit with a correction for finite size.
///
/// - Numerics: exact p-values equal SciPy's `ks_2samp(method='auto')` to 1e-9. Above 10,000 rows
///   SciPy uses the one-sample distribution at `n·m/(n+m)` rows; the corrected limit used here
///   agrees with it to about 1e-4 relative at p-values above 1e-6.
/// - Complexity: O(n log n) to sort; the exact p-value O(n/h) for equal sizes, O(n·m) at worst
///   otherwise, where only lattice points inside the band `|i/n − j/m| < D` are visited.
/// - Source: Hodges, *The Significance Probability of the Smirnov Two-Sample Test*, 1958; Gnedenko,
///   Korolyuk 1951 for equal sizes.
package enum KolmogorovSmirnovTest: CatalogueMember {
  package static let card = Card(
    id: "kolmogorov-smirnov-test", aliases: ["ks", "ks-test"], key: "ks",
    title: "Kolmogorov–Smirnov test",
    summary: "Whether two samples of numbers can come from one distribution.",
    unit: "share", range: "0…1", direction: .neutral, formula: "D = supₓ |F(x) − G(x)|",
    defaults: [
      .init(
        "exact up to", "10000 rows", reason: "SciPy's rule; the exact p-value takes at most 0.5 s")
    ],
    undefined: "a sample has no rows or holds not-a-number",
    laws: [.symmetric, .orderInvariant, .rankInvariant, .bounded],
    source: "Hodges, The Significance Probability of the Smirnov Two-Sample Test, 1958")

  package static let examples = [
    Example("1, 2, 3 against 4, 5, 6: two of the 20 orders separate them, p", gives: 0.1) {
      try test([1, 2, 3], [4, 5, 6]).pValue
    },
    Example("1, 2 against 1, 2: p", gives: 1) { try test([1, 2], [1, 2]).pValue },
  ]

  /// The largest sample for which the p-value is exact.
  package static let exactRows = 10_000

  /// Tests two samples, in any order.
  ///
  /// - Throws: ``Undefined`` when a sample is empty or holds not-a-number.
  package static func test(_ first: [Double], _ second: [Double]) throws(Undefined) -> TestOutcome {
    test(try OrderedCounts(sample: first), try OrderedCounts(sample: second))
  }

  /// Tests two samples given as distinct values with their rows.
  package static func test(_ first: OrderedCounts, _ second: OrderedCounts) -> TestOutcome {
    let n = first.rows
    let m = second.rows
    let statistic = KolmogorovSmirnovDistance.measure(first, second)
    if max(n, m) <= exactRows {
      return TestOutcome(
        statistic: statistic, pValue: exactSurvival(statistic, n, m), method: "exact",
        errorBound: 0)
    }
    return TestOutcome(
      statistic: statistic, pValue: asymptoticSurvival(statistic, n, m), method: "asymptotic",
      errorBound: 0)
  }

  /// Tests two histograms over one grid of ordered bins.
  ///
  /// Inside a bin the distribution functions may part further than at its edges, by no more than
  /// the larger of the bin's two shares less what the edges show: `errorBound` is the largest such
  /// excess.
  ///
  /// - Throws: ``Undefined`` when a window has no rows or the bins differ in number.
  package static func test(reference: [Int], current: [Int]) throws(Undefined) -> TestOutcome {
    let gap = try HistogramGap(CountPair(reference: reference, current: current))
    return TestOutcome(
      statistic: gap.value,
      pValue: asymptoticSurvival(gap.value, gap.pair.referenceRows, gap.pair.currentRows),
      method: "asymptotic", errorBound: gap.hidden)
  }

  /// The limit with finite-size correction.
  static func asymptoticSurvival(_ statistic: Double, _ n: Int, _ m: Int) -> Double {
    let rows = Double(n) / (Double(n) + Double(m)) * Double(m)
    return KolmogorovDistribution.survival(rows.squareRoot() * statistic, rows: rows)
  }

  /// The probability that two samples of one continuous distribution are at least so far apart.
  static func exactSurvival(_ statistic: Double, _ n: Int, _ m: Int) -> Double {
    let divisor = greatestCommonDivisor(n, m)
    // D is a multiple of 1 / lcm: rounding to it removes what division has added.
    let steps = Int((statistic * Double(n / divisor * m)).rounded())
    guard steps > 0 else { return 1 }
    return n == m
      ? equalSizes(rows: n, steps: steps)
      : latticePaths(max(n, m), min(n, m), threshold: steps * divisor)
  }

  /// Reflection: `2 Σ (−1)^(k+1) C(2n, n − kh) / C(2n, n)`.
  private static func equalSizes(rows: Int, steps: Int) -> Double {
    // Horner's scheme over the ratios of neighbouring terms; all factors are at most one.
    var probability = 0.0
    var k = rows / steps
    while k > 0 {
      var ratio = 1.0
      for j in 0..<steps {
        ratio *= Double(rows - (k - 1) * steps - j) / Double(rows + (k - 1) * steps + j + 1)
      }
      probability = ratio * (1 - probability)
      k -= 1
    }
    return min(1, 2 * probability)
  }

  /// Follows the random path that drawing values in ascending order makes, and adds up what leaves
  /// the band: only positive terms, so that small p-values keep their digits.
  private static func latticePaths(_ n: Int, _ m: Int, threshold: Int) -> Double {
    var inverse = [0.0]
    for left in 1...(n + m) { inverse.append(1 / Double(left)) }
    // inside[j] is the probability of being at (i, j) without having left the band.
    var inside = [Double](repeating: 0, count: m + 1)
    var left = 0.0
    inside[0] = 1
    var start = 0
    for i in 0...n {
      // Points with |i·m − j·n| < threshold.
      let lowest = max(0, floorDivide(i * m - threshold, n) + 1)
      let highest = min(m, floorDivide(i * m + threshold - 1, n))
      // Arriving from (i − 1, j) at a j below the band is leaving it.
      if start < lowest {
        for j in start..<min(lowest, m + 1) {
          left += inside[j]
          inside[j] = 0
        }
      }
      start = lowest
      guard lowest <= highest else { break }
      var j = lowest
      while j <= highest {
        let here = inside[j]
        let remaining = n - i + m - j
        if remaining > 0, here > 0 {
          let up = here * Double(m - j) * inverse[remaining]
          if j < highest {
            inside[j + 1] += up
          } else {
            left += up
          }
          inside[j] = here * Double(n - i) * inverse[remaining]
        }
        j += 1
      }
    }
    return min(1, left)
  }

  private static func floorDivide(_ numerator: Int, _ denominator: Int) -> Int {
    let quotient = numerator / denominator
    return numerator % denominator < 0 ? quotient - 1 : quotient
  }

  private static func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
    var (a, b) = (first, second)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}

/// The gap between two histograms' distribution functions and what their bins may hide of it.
struct HistogramGap {
  let pair: CountPair
  /// The largest gap at a bin's edge.
  let value: Double
  /// By how much the true gap can exceed it.
  let hidden: Double
  /// Reference share at or below the edge of the largest gap.
  let referenceShareAtGap: Double
  /// Current share at or below the edge of the largest gap.
  let currentShareAtGap: Double

  init(_ pair: CountPair) {
    self.pair = pair
    let n = Double(pair.referenceRows)
    let m = Double(pair.currentRows)
    var value = 0.0
    var reach = 0.0
    var at = (0.0, 0.0)
    var before = 0.0
    var first = 0
    var second = 0
    for (reference, current) in zip(pair.reference, pair.current) {
      // Inside the bin the reference's rows may all come first, or all last.
      reach = max(
        reach, before + Double(reference) / n, Double(current) / m - before)
      first += reference
      second += current
      let (p, q) = (Double(first) / n, Double(second) / m)
      before = p - q
      if before.magnitude > value {
        value = before.magnitude
        at = (p, q)
      }
    }
    self.value = value
    hidden = max(0, min(1, reach) - value)
    (referenceShareAtGap, currentShareAtGap) = at
  }
}

/// How far the distribution functions of two windows of numbers truly part, with chance taken out,
/// and an interval for it.
///
/// - *Low end.* The plug-in gap exceeds the truth by at most the largest excursion of the noise on
///   one side, bounded by Dvoretzky, Kiefer, Wolfowitz and Massart: `√(−½ ln(α/2) (1/n + 1/m))`,
///   for any distribution and any size.
/// - *High end.* The plug-in gap is at least the gap at the place of the true one, where the noise
///   is a binomial difference; its variance is largest, given the gap, where the two distribution
///   functions lie evenly about ½. A floor of `−ln(α/2) / min(n, m)` remains, and a histogram adds
///   what its bins may hide.
/// - *Value.* The gap less 0.8687 (the mean of Kolmogorov's limit) standard widths, fading as the
///   gap grows past them.
///
/// - Complexity: O(distinct values).
/// - Source: Massart, *The Tight Constant in the Dvoretzky–Kiefer–Wolfowitz Inequality*, 1990; Wei,
///   Dudley, *Two-Sample Dvoretzky–Kiefer–Wolfowitz Inequalities*, 2012.
package enum KolmogorovSmirnovEffect: CatalogueMember {
  package static let card = Card(
    id: "kolmogorov-smirnov-effect", aliases: ["ks-effect"], key: "ksEffect",
    title: "Kolmogorov–Smirnov gap, corrected for chance",
    summary: "The true largest gap between two distribution functions, with its interval.",
    unit: "share", range: "0…1", direction: .lowerIsBetter,
    formula: "supₓ |F̂(x) − Ĝ(x)| less the mean of its noise",
    defaults: [
      .init("level", "0.95", reason: "an unchanged column is called drifted in under 5 %")
    ],
    undefined: "a window has no rows or holds not-a-number",
    laws: [.symmetric, .orderInvariant, .rankInvariant, .bounded],
    source: "Massart 1990; Wei, Dudley 2012")

  package static let examples = [
    Example("1, 2 against 1, 2", gives: 0) {
      try estimate(reference: [1.0, 2], current: [1.0, 2], level: 0.95).value ?? .nan
    }
  ]

  /// The corrected gap of two samples, in any order.
  ///
  /// - Throws: ``Undefined`` when a sample is empty or holds not-a-number.
  package static func estimate(reference: [Double], current: [Double], level: Double = 0.95)
    throws(Undefined) -> Estimate
  {
    estimate(
      try OrderedCounts(sample: reference), try OrderedCounts(sample: current), level: level)
  }

  /// The corrected gap of two samples given as distinct values with their rows.
  package static func estimate(
    _ reference: OrderedCounts, _ current: OrderedCounts, level: Double = 0.95
  ) -> Estimate {
    estimate(
      gap: KolmogorovSmirnovDistance.measure(reference, current), hidden: 0, reference.rows,
      current.rows, level)
  }

  /// The corrected gap of two histograms over one grid of ordered bins.
  ///
  /// - Throws: ``Undefined`` when a window has no rows or the bins differ in number.
  package static func estimate(reference: [Int], current: [Int], level: Double = 0.95)
    throws(Undefined) -> Estimate
  {
    let gap = HistogramGap(try CountPair(reference: reference, current: current))
    return estimate(
      gap: gap.value, hidden: gap.hidden, gap.pair.referenceRows, gap.pair.currentRows, level)
  }

  /// The smallest true gap of which the whole interval lies above a limit with this probability.
  ///
  /// At the place of the true gap the noise is at most that of a share of one half.
  ///
  /// - Parameters:
  ///   - limit: what the low end has to exceed.
  ///   - level: of the interval.
  ///   - power: the probability, inside 0…1.
  package static func smallestGap(
    above limit: Double, referenceRows: Int, currentRows: Int, level: Double, power: Double
  ) -> Double {
    let width = (1 / Double(max(1, referenceRows)) + 1 / Double(max(1, currentRows))).squareRoot()
    return limit + (excursion(level: level) + NormalDistribution.quantile(power) / 2) * width
  }

  /// How far chance lifts the gap, in units of √(1/n + 1/m), at most.
  private static func excursion(level: Double) -> Double {
    (-log((1 - level) / 2) / 2).squareRoot()
  }

  private static func estimate(
    gap: Double, hidden: Double, _ n: Int, _ m: Int, _ level: Double
  ) -> Estimate {
    let tail = (1 - level) / 2
    let width = (1 / Double(n) + 1 / Double(m)).squareRoot()
    let low = max(0, gap - excursion(level: level) * width)
    // The variance falls as the gap grows; the low end is the gap that one may count on.
    let deviation = width / 2 * (1 - low * low).squareRoot()
    let high = max(
      gap - NormalDistribution.quantile(tail) * deviation, -log(tail) / Double(min(n, m)))
    let meanOfNoise = 0.868_731_160_636_160_7
    let excess = max(0, gap / width - meanOfNoise)
    let value = max(0, gap - meanOfNoise * width * exp(-excess * excess / 2))
    return Estimate(
      max(low, value),
      interval: Interval(
        low: low, high: max(low, min(1, high + hidden)), level: level,
        method: "dvoretzkyKieferWolfowitz"))
  }
}

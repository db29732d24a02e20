/// The interval of any metric computed from counts, by drawing the counts anew.
///
/// Drawing a table of counts is drawing all its rows with replacement: the cost is that of the
/// cells, not of the rows.
///
/// - Source: Efron, *Better Bootstrap Confidence Intervals*, 1987.
package enum CountBootstrap: CatalogueMember {
  package static let card = Card(
    id: "count-bootstrap", aliases: ["bootstrap"], key: "bootstrap",
    title: "Bootstrap of counts",
    summary: "A range for a metric, from tables drawn at random from the observed one.",
    unit: "the metric's unit", range: "the metric's range", direction: .neutral,
    formula: "quantiles of f(multinomial(n, counts / n))",
    defaults: [
      .init(
        "draws", "1000", reason: "the ends of a 95 % interval settle to a fifteenth of its width"),
      .init("seed", "1", reason: "the same counts give the same interval in every run"),
      .init("kind", "BCa", reason: "follows the bias and skewness of metrics near their limits"),
    ],
    undefined: "there are no rows; the metric is undefined on most drawn tables",
    source: "Efron, JASA 82, 1987")

  package static let examples = [
    Example("the share of the first of two cells that holds all 50 rows: low end", gives: 1) {
      try interval(counts: [50, 0]) { Double($0[0]) / 50 }.low
    }
  ]

  /// How quantiles of the draws become an interval.
  package enum Kind: String, Sendable, Hashable {
    /// The quantiles themselves.
    case percentile
    /// Quantiles moved for bias and acceleration.
    case biasCorrectedAccelerated
  }

  /// The interval of a metric.
  ///
  /// - Parameters:
  ///   - counts: rows per cell.
  ///   - level: nominal coverage.
  ///   - draws: how many tables.
  ///   - seed: where chance starts.
  ///   - kind: how quantiles become an interval.
  ///   - metric: the metric of a table; nil where it is undefined.
  /// - Throws: ``Undefined`` when there are no rows, or the metric is undefined on the observed
  ///   table or on more than half of the drawn ones.
  package static func interval(
    counts: [Int], level: Double = 0.95, draws: Int = 1_000, seed: UInt64 = 1,
    kind: Kind = .biasCorrectedAccelerated, _ metric: ([Int]) -> Double?
  ) throws(Undefined) -> Interval {
    let rows = try CountPair.rows(counts, window: "table")
    guard let observed = metric(counts), observed.isFinite else {
      throw Undefined("the metric is undefined on these counts")
    }
    var generator = SeededGenerator(seed: seed)
    let weights = counts.map { Double($0) }
    var drawn = counts
    var values: [Double] = []
    for _ in 0..<max(2, draws) {
      MultinomialSampler.draw(rows: rows, weights: weights, into: &drawn, using: &generator)
      if let value = metric(drawn), value.isFinite { values.append(value) }
    }
    guard values.count * 2 > draws else {
      throw Undefined("the metric is undefined on most tables that chance can give")
    }
    values.sort()
    let tail = (1 - level) / 2
    var probabilities = (tail, 1 - tail)
    if kind == .biasCorrectedAccelerated {
      let z = biasCorrection(values, observed)
      let a = acceleration(counts, metric)
      func moved(_ tail: Double) -> Double {
        let shifted = z + NormalDistribution.quantile(tail)
        return NormalDistribution.cumulative(z + shifted / max(1e-3, 1 - a * shifted))
      }
      probabilities = (moved(tail), moved(1 - tail))
    }
    return Interval(
      low: EmpiricalQuantile.value(probabilities.0, ofDraws: values),
      high: EmpiricalQuantile.value(probabilities.1, ofDraws: values), level: level,
      method: kind == .percentile ? "bootstrapPercentile" : "bootstrapBCa")
  }

  /// The normal quantile of the share of draws below the observed value, ties counting half.
  private static func biasCorrection(_ values: [Double], _ observed: Double) -> Double {
    var below = 0.0
    for value in values { below += value < observed ? 1 : (value == observed ? 0.5 : 0) }
    let n = Double(values.count)
    return NormalDistribution.quantile(max(0.5, min(n - 0.5, below)) / n)
  }

  /// A sixth of the skewness of what leaving out one row of each cell does, weighted by its rows.
  private static func acceleration(_ counts: [Int], _ metric: ([Int]) -> Double?) -> Double {
    var without = counts
    var influences: [(rows: Double, value: Double)] = []
    for cell in counts.indices where counts[cell] > 0 {
      without[cell] -= 1
      if let value = metric(without), value.isFinite {
        influences.append((Double(counts[cell]), value))
      }
      without[cell] += 1
    }
    let rows = influences.reduce(0) { $0 + $1.rows }
    guard rows > 0 else { return 0 }
    let mean = influences.reduce(0) { $0 + $1.rows * $1.value } / rows
    var squares = 0.0
    var cubes = 0.0
    for influence in influences {
      let distance = mean - influence.value
      squares += influence.rows * distance * distance
      cubes += influence.rows * distance * distance * distance
    }
    guard squares > 0 else { return 0 }
    return cubes / (6 * pow(squares, 1.5))
  }
}

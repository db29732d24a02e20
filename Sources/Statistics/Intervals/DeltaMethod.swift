/// The variance of a smooth function of counts, from its slopes: how much a metric of a confusion
/// or score table owes to chance.
///
/// With cell shares `πᵢ` of n rows and slopes `gᵢ = ∂f/∂πᵢ` the variance is
/// `(Σ πᵢ gᵢ² − (Σ πᵢ gᵢ)²) / n`: the slopes' variance over the rows.
///
/// - Source: Agresti, *Categorical Data Analysis*, 2013, section 16.1.
package enum DeltaMethod: CatalogueMember {
  package static let card = Card(
    id: "delta-method", aliases: ["delta"], key: "deltaMethod", title: "Delta method",
    summary: "The variance of a metric computed from counts.",
    unit: "squared unit of the metric", range: "0…∞", direction: .neutral,
    formula: "(Σ πᵢ gᵢ² − (Σ πᵢ gᵢ)²) / n", undefined: "there are no rows; a slope is not finite",
    laws: [.orderInvariant], source: "Agresti, Categorical Data Analysis, 2013, section 16.1")

  package static let examples = [
    Example("the share of the first of two cells, 3 of 10 rows: 0.3 · 0.7 / 10", gives: 0.021) {
      try variance(counts: [3, 7], slopes: [1, 0])
    }
  ]

  /// The variance of a function of multinomial counts.
  ///
  /// - Parameters:
  ///   - counts: rows per cell.
  ///   - slopes: derivative of the function by each cell's share, at the observed shares.
  /// - Throws: ``Undefined`` when there are no rows, lengths differ or a slope is not finite.
  package static func variance(counts: [Int], slopes: [Double]) throws(Undefined) -> Double {
    guard counts.count == slopes.count else {
      throw Undefined("\(counts.count) cells came with \(slopes.count) slopes")
    }
    let rows = Double(try CountPair.rows(counts, window: "table"))
    var mean = 0.0
    for (count, slope) in zip(counts, slopes) where count > 0 {
      guard slope.isFinite else { throw Undefined("the metric has no slope at these counts") }
      mean += Double(count) / rows * slope
    }
    // Distances from the mean, not squares less squared mean: digits survive.
    var variance = 0.0
    for (count, slope) in zip(counts, slopes) where count > 0 {
      variance += Double(count) / rows * (slope - mean) * (slope - mean)
    }
    return variance / rows
  }

  /// The normal interval of a value with a variance, kept inside `bounds`.
  package static func interval(
    value: Double, variance: Double, level: Double = 0.95,
    within bounds: ClosedRange<Double> = -Double.infinity...Double.infinity
  ) -> Interval {
    let margin = NormalDistribution.twoSidedQuantile(level: level) * variance.squareRoot()
    return Interval(
      low: max(bounds.lowerBound, value - margin), high: min(bounds.upperBound, value + margin),
      level: level, method: "delta")
  }
}

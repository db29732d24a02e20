package import Statistics

/// The share of targets inside their prediction interval, ends included.
///
/// `#(lowerᵢ ≤ yᵢ ≤ upperᵢ) / n`
///
/// - Direction: neither; best at the interval's nominal level.
/// - Undefined: no row has a target and both ends.
/// - Source: Wilson 1927 for the interval.
package enum IntervalCoverage: RegressionMetric {
  package static let card = Card(
    id: "interval-coverage", aliases: ["coverage"], key: "coverage", title: "Interval coverage",
    summary: "The share of targets inside their prediction interval.",
    unit: "share", range: "0…1", direction: .neutral, formula: "#(lower ≤ y ≤ upper) / n",
    undefined: "no row has a target and both ends",
    laws: [.orderInvariant, .mergeInvariant, .scaleInvariant, .bounded],
    source: "empirical coverage; Wilson, 1927, for the interval")

  package static let examples = [
    Example("targets 1, 2, 3, 4 in 0…1.5, 0…1.5, 0…9, 5…9", gives: 0.5) {
      try IntervalCoverage.measure(
        RegressionMeasurement(
          targets: [1, 2, 3, 4], predictions: [], lower: [0, 0, 0, 5], upper: [1.5, 1.5, 9, 9]),
        level: 0.95
      ).value ?? .nan
    }
  ]

  package static let needs = RegressionNeeds.interval

  package static func measure(
    _ measurement: RegressionMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    guard measurement.intervalRows > 0 else {
      throw Undefined("no row has a target and both ends of an interval")
    }
    return try Proportion.measure(
      measurement.coveredRows, of: measurement.intervalRows, level: level)
  }
}

package import Statistics

/// All errors together as a share of all targets together.
///
/// `WAPE = Σ |ŷ − y| / Σ |y|`
///
/// - Unit: share. 0: exact. Unlike MAPE it has a value when some targets are 0, and large targets
///   count more.
/// - Undefined: no rows; all targets are 0.
/// - Source: Kolassa, Schütz, *Advantages of the MAD/Mean Ratio over the MAPE*, 2007.
package enum WeightedAbsolutePercentageError: ForecastMetric {
  package static let card = Card(
    id: "weighted-absolute-percentage-error", aliases: ["wmape"], key: "wape",
    title: "Weighted absolute percentage error",
    summary: "All errors together as a share of all targets together.",
    unit: "share", range: "0…∞", direction: .lowerIsBetter, formula: "Σ |ŷ − y| / Σ |y|",
    undefined: "no rows; all targets are 0",
    laws: [.orderInvariant, .mergeInvariant, .bounded],
    source: "Kolassa, Schütz, 2007")

  package static let examples = [
    Example("targets 3, 1, 2, 7; predictions 2.5, 0, 2, 8", gives: 2.5 / 13, within: 1e-12) {
      try WeightedAbsolutePercentageError.measure(
        ForecastMeasurement(
          targets: [3, 1, 2, 7], predictions: [2.5, 0, 2, 8], train: [1, 3, 2, 4], season: 1),
        level: 0.95
      ).value ?? .nan
    }
  ]

  package static let forecastNeeds = ForecastNeeds.prediction

  package static func measure(
    _ measurement: ForecastMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    try measurement.estimate(.positive, level: level) { (sums: ForecastSums) throws(Undefined) in
      try measurement.regression(sums).requireRows()
      let targets = sums.absoluteTargets.value
      guard targets > 0 else { throw Undefined("all targets are 0: there is nothing to divide by") }
      return sums.regression.absolute.value / targets
    }
  }
}

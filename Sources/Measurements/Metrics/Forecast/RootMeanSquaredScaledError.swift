package import Statistics

/// The root mean squared error as a multiple of the seasonal naive forecast's in-sample one.
///
/// `RMSSE = √((1/n) Σᵢ (ŷᵢ − yᵢ)² / Sₛ)`, `Sₛ = (1/(T − m)) Σₜ₍>ₘ₎ (yₜ − yₜ₋ₘ)²` as in
/// ``MeanAbsoluteScaledError``
///
/// - Unit: multiples. Rows of all series count alike; the M5 competition takes the root for each
///   series and then the weighted mean, which is the same for one series.
/// - Undefined: no series has a scale: too few actuals, or all of them the same.
/// - Source: Hyndman, Koehler, 2006; Makridakis, Spiliotis, Assimakopoulos, *The M5 Competition*,
///   2022.
package enum RootMeanSquaredScaledError: ForecastMetric {
  package static let card = Card(
    id: "root-mean-squared-scaled-error", aliases: ["root-mean-scaled-error"], key: "rmsse",
    title: "Root mean squared scaled error",
    summary:
      "The root mean squared error as a multiple of the seasonal naive forecast's in-sample one.",
    unit: "ratio", range: "0…∞", direction: .lowerIsBetter,
    formula: "√((1/n) Σ (ŷ − y)² / Sₛ), Sₛ = mean (yₜ − yₜ₋ₘ)² of the series",
    undefined: "no series has a scale",
    laws: [.orderInvariant, .mergeInvariant, .bounded],
    source: "Hyndman, Koehler, 2006; Makridakis, Spiliotis, Assimakopoulos, 2022")

  package static let examples = [
    Example(
      "errors 0.5, 1, 0, 1; training actuals 1, 3, 2, 4, season 1",
      gives: (2.25 / 4 / 3.0).squareRoot(), within: 1e-12
    ) {
      try RootMeanSquaredScaledError.measure(
        ForecastMeasurement(
          targets: [3, 1, 2, 7], predictions: [2.5, 0, 2, 8], train: [1, 3, 2, 4], season: 1),
        level: 0.95
      ).value ?? .nan
    }
  ]

  package static let forecastNeeds = ForecastNeeds.scale

  package static func measure(
    _ measurement: ForecastMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    var estimate = try measurement.estimate(.positive, level: level) {
      (sums: ForecastSums) throws(Undefined) in
      try measurement.requireScales(sums)
      return (sums.scaledSquares.value / Double(sums.scaledRows)).squareRoot()
    }
    estimate.note = estimate.note ?? measurement.unscaledNote
    return estimate
  }
}

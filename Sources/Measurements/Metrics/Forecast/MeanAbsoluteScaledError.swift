package import Statistics

/// The mean error as a multiple of the in-sample error of the seasonal naive forecast.
///
/// `MASE = (1/n) Σᵢ |ŷᵢ − yᵢ| / Qₛ`, `Qₛ = (1/(T − m)) Σₜ₍>ₘ₎ |yₜ − yₜ₋ₘ|` over the training
/// actuals of the row's series s in the order of time, with season m
///
/// - Unit: multiples. 1: as good as repeating the actual of m steps ago did in training. Rows of
///   all series count alike.
/// - Undefined: no series has a scale: too few actuals, or all of them the same.
/// - Source: Hyndman, Koehler, *Another Look at Measures of Forecast Accuracy*, 2006; equals
///   sktime's `mean_absolute_scaled_error(sp=m)` for one series.
package enum MeanAbsoluteScaledError: ForecastMetric {
  package static let card = Card(
    id: "mean-absolute-scaled-error", aliases: ["mean-scaled-error"], key: "mase",
    title: "Mean absolute scaled error",
    summary: "The mean error as a multiple of the in-sample error of the seasonal naive forecast.",
    unit: "ratio", range: "0…∞", direction: .lowerIsBetter,
    formula: "(1/n) Σ |ŷ − y| / Qₛ, Qₛ = mean |yₜ − yₜ₋ₘ| of the series",
    undefined: "no series has a scale",
    laws: [.orderInvariant, .mergeInvariant, .bounded],
    source: "Hyndman, Koehler, 2006; sktime, mean_absolute_scaled_error")

  package static let examples = [
    Example(
      "errors 0.5, 1, 0, 1; training actuals 1, 3, 2, 4, season 1",
      gives: (0.5 + 1 + 0 + 1) / 4 / (5.0 / 3), within: 1e-12
    ) {
      try MeanAbsoluteScaledError.measure(
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
      return sums.scaled.value / Double(sums.scaledRows)
    }
    estimate.note = estimate.note ?? measurement.unscaledNote
    return estimate
  }
}

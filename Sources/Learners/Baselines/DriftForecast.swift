package import Statistics

/// The line through a series' first and last known value, drawn on.
package enum DriftForecast: ForecastBaseline {
  package static let card = Card(
    id: "drift-forecast", key: "drift", title: "Drift forecast",
    summary: "The line through the series' first and last known value, drawn on.",
    unit: "the target's unit", range: "−∞…∞", direction: .neutral,
    formula: "ŷ(T + h) = y(T) + h (y(T) − y(1)) / (T − 1)",
    undefined: "no series of the test rows has two earlier values",
    source: "Hyndman, Athanasopoulos, Forecasting: Principles and Practice, section 5.2; equals "
      + "sktime's NaiveForecaster(strategy=\"drift\")")

  package static func answer(
    _ history: SeriesHistory, inputs: BaselineInputs
  ) throws -> ForecastAnswer {
    try ForecastAnswer(
      values: history.questions.map { question in
        let known = history.known(for: question)
        guard let first = known.first, let last = known.last, last.step > first.step else {
          return nil
        }
        let slope = (last.value - first.value) / Double(last.step - first.step)
        return last.value + slope * Double(question.step - last.step)
      },
      description:
        "draws the line through each series' first and last value \(history.originWords)",
      otherwise: "no series of the test rows has two earlier values")
  }
}

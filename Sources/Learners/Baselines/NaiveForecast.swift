package import Statistics

/// The last value that was known, for every time to come.
package enum NaiveForecast: ForecastBaseline {
  package static let card = Card(
    id: "naive-forecast", aliases: ["naive", "last-value"], key: "naive", title: "Naive forecast",
    summary: "The series' last known value, for every time to come.",
    unit: "the target's unit", range: "−∞…∞", direction: .neutral,
    formula: "ŷ(T + h) = y(T)",
    defaults: [
      .init("origin", "end", reason: "a model that saw the test rows' past must say so")
    ],
    undefined: "no series of the test rows has an earlier value",
    source: "Hyndman, Athanasopoulos, Forecasting: Principles and Practice, section 5.2; equals "
      + "sktime's NaiveForecaster(strategy=\"last\")")

  package static func answer(
    _ history: SeriesHistory, inputs: BaselineInputs
  ) throws -> ForecastAnswer {
    try ForecastAnswer(
      values: history.questions.map { history.known(for: $0).last?.value },
      description: "says each series' last value \(history.originWords)",
      otherwise: "no series of the test rows has an earlier value")
  }
}

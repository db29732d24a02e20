package import Statistics

/// The value one season earlier: last year's month, last week's day.
///
/// Where that was not known yet, or is missing, the season before it counts, and so on.
package enum SeasonalNaiveForecast: ForecastBaseline {
  package static let card = Card(
    id: "seasonal-naive-forecast", aliases: ["seasonal-naive"], key: "seasonalNaive",
    title: "Seasonal naive forecast",
    summary: "The series' value one season earlier, as far as it was known.",
    unit: "the target's unit", range: "−∞…∞", direction: .neutral,
    formula: "ŷ(T + h) = y(T + h − k·m), with the smallest k whose value is known",
    defaults: [.init("season", "none", reason: "only people know it: 7 days, 12 months, 24 hours")],
    undefined: "no season is named, or no series is as long as one",
    source: "Hyndman, Athanasopoulos, Forecasting: Principles and Practice, section 5.2; equals "
      + "sktime's NaiveForecaster(strategy=\"last\", sp=m)")

  package static func isAsked(_ inputs: BaselineInputs) -> Bool { inputs.season != nil }

  package static func answer(
    _ history: SeriesHistory, inputs: BaselineInputs
  ) throws -> ForecastAnswer {
    guard let season = inputs.season else { throw Undefined("no season is named") }
    precondition(season > 1, "a season of \(season) steps is none")
    return try ForecastAnswer(
      values: history.questions.map { question in
        let known = history.known(for: question)
        guard let first = known.first, let last = known.last else { return nil }
        let seasons = max(1, (question.step - last.step + season - 1) / season)
        var wanted = question.step - seasons * season
        while wanted >= first.step {
          if let value = value(known, at: wanted) { return value }
          wanted -= season
        }
        return nil
      },
      description:
        "says each series' value \(season) steps earlier, as far as it was \(history.originWords)",
      otherwise: "no series is as long as a season of \(season) steps: the longest has "
        + "\(history.longestRun)")
  }

  private static func value(_ points: ArraySlice<SeriesHistory.Point>, at step: Int) -> Double? {
    var (low, high) = (points.startIndex, points.endIndex)
    while low < high {
      let middle = (low + high) / 2
      if points[middle].step < step { low = middle + 1 } else { high = middle }
    }
    return low < points.endIndex && points[low].step == step ? points[low].value : nil
  }
}

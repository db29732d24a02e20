package import Measurements
package import Statistics

/// Always the mean of the period just before the test rows.
package enum LastPeriodMean: ValueBaseline {
  package static let card = Card(
    id: "last-period-mean", key: "lastPeriodMean", title: "Last period's mean",
    summary: "Always the mean of the period just before the test rows.",
    unit: "the target's unit", range: "−∞…∞", direction: .neutral,
    formula: "mean of y over the training rows of the last period",
    defaults: [.init("period", "month", reason: "prices and demand are compared by month")],
    undefined: "no timestamp is named, or no training row is older than the test rows",
    source: "Hyndman, Athanasopoulos, Forecasting: Principles and Practice, section 5.2")

  package static func isAsked(_ inputs: BaselineInputs) -> Bool { inputs.timestamp != nil }

  package static func answer(
    train: ValueRows, test: RowTable, inputs: BaselineInputs
  ) throws -> ValueAnswer {
    let period = try LastPeriod(
      train: train.table, test: test, timestamp: inputs.timestamp, period: inputs.period)
    let centre = try Centre.mean(period.rows.map { train.values[$0] })
    return ValueAnswer(
      values: Array(repeating: centre, count: test.rowCount),
      description:
        "always says \(Wording.number(centre)), the mean of \(period.rows.count) rows of "
        + period.words)
  }
}

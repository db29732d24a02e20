package import Measurements
package import Statistics

/// Always the median of the period just before the test rows.
package enum LastPeriodMedian: ValueBaseline {
  package static let card = Card(
    id: "last-period-median", key: "lastPeriodMedian", title: "Last period's median",
    summary: "Always the median of the period just before the test rows.",
    unit: "the target's unit", range: "−∞…∞", direction: .neutral,
    formula: "median of y over the training rows of the last period",
    defaults: [.init("period", "month", reason: "prices and demand are compared by month")],
    undefined: "no timestamp is named, or no training row is older than the test rows",
    source: "Hyndman, Athanasopoulos, Forecasting: Principles and Practice, section 5.2")

  package static func isAsked(_ inputs: BaselineInputs) -> Bool { inputs.timestamp != nil }

  package static func answer(
    train: ValueRows, test: RowTable, inputs: BaselineInputs
  ) throws -> ValueAnswer {
    let period = try LastPeriod(
      train: train.table, test: test, timestamp: inputs.timestamp, period: inputs.period)
    let centre = try Centre.median(period.rows.map { train.values[$0] })
    return ValueAnswer(
      values: Array(repeating: centre, count: test.rowCount),
      description:
        "always says \(Wording.number(centre)), the median of \(period.rows.count) rows of "
        + period.words)
  }
}

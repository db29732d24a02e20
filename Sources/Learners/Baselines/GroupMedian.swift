package import Measurements
package import Statistics

/// The median of the neighbourhood: of the rows with the same group in the last period.
///
/// With a timestamp the medians are those of the period just before the test rows. A group without
/// rows there takes its median over all of training; a group never seen, the median of the period.
package enum GroupMedian: ValueBaseline {
  package static let card = Card(
    id: "group-median", aliases: ["neighbourhood-median"], key: "groupMedian",
    title: "Group median", summary: "The median of rows of the same group in the last period.",
    unit: "the target's unit", range: "−∞…∞", direction: .neutral,
    formula: "median of y over training rows of the same group in the last period",
    defaults: [.init("period", "month", reason: "prices and demand are compared by month")],
    undefined: "no group column is named, or there is no training row",
    source: "conditional median; Koenker, Quantile Regression, 2005, chapter 1")

  package static func isAsked(_ inputs: BaselineInputs) -> Bool { !inputs.group.isEmpty }

  package static func answer(
    train: ValueRows, test: RowTable, inputs: BaselineInputs
  ) throws -> ValueAnswer {
    guard !inputs.group.isEmpty else { throw Undefined("no group column is named") }
    var recent = Array(train.values.indices)
    var words = "training rows"
    if let timestamp = inputs.timestamp {
      let period = try LastPeriod(
        train: train.table, test: test, timestamp: timestamp, period: inputs.period)
      recent = period.rows
      words = "rows of " + period.words
    }
    let trainKeys = try GroupKeys.keys(train.table, inputs.group)
    let testKeys = try GroupKeys.keys(test, inputs.group)
    let overall = try Centre.median(recent.map { train.values[$0] })
    let ofRecent = try medians(recent, trainKeys, train.values)
    let ofAll = try medians(Array(train.values.indices), trainKeys, train.values)
    var older = 0
    var unseen = 0
    let values = testKeys.map { key -> Double in
      if let median = ofRecent[key] { return median }
      if let median = ofAll[key] {
        older += 1
        return median
      }
      unseen += 1
      return overall
    }
    var description =
      "says the median of the same \(inputs.group.joined(separator: ", ")) among "
      + "\(recent.count) \(words)"
    if older > 0 { description += "; \(older) test rows took their group's median of all training" }
    if unseen > 0 {
      description += "; \(unseen) test rows of groups never seen took the overall one"
    }
    return ValueAnswer(values: values, description: description)
  }

  private static func medians(
    _ rows: [Int], _ keys: [[String]], _ values: [Double]
  ) throws(Undefined) -> [[String]: Double] {
    var groups: [[String]: [Double]] = [:]
    for row in rows { groups[keys[row], default: []].append(values[row]) }
    var medians: [[String]: Double] = [:]
    for (key, members) in groups { medians[key] = try Centre.median(members) }
    return medians
  }
}

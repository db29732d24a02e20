package import Statistics

/// How often people are right, declared or measured from labels of several people.
///
/// There are no rows to pair with: the comparison treats the model's accuracy as a share of its
/// rows and the declared one as a share of the rows that people judged, or as certain without them.
package struct HumanAccuracy: Sendable, Hashable {
  package static let card = Card(
    id: "human-accuracy", aliases: ["human"], key: "human", title: "Human accuracy",
    summary: "How often people are right on the same kind of rows.", unit: "share", range: "0…1",
    direction: .higherIsBetter, formula: "rows judged rightly / rows judged",
    undefined: "no accuracy is declared", laws: [.bounded],
    source: "Newcombe, Interval estimation for the difference between independent proportions, "
      + "1998, method 10")

  /// The share, 0…1.
  package var value: Double
  /// Rows that people judged, where known.
  package var rows: Int?

  /// Declares an accuracy.
  ///
  /// - Throws: `Undefined` for a share outside 0…1.
  package init(value: Double, rows: Int? = nil) throws(Undefined) {
    guard (0...1).contains(value) else {
      throw Undefined("a human accuracy of \(value) is no share: it must be from 0 to 1")
    }
    guard rows.map({ $0 > 0 }) ?? true else {
      throw Undefined("people must have judged at least one row")
    }
    self.value = value
    self.rows = rows
  }
}

extension HumanAccuracy {
  /// The accuracy with its interval, where the rows are known.
  func estimate(level: Double) -> Estimate {
    guard let rows else { return Estimate(value, note: "declared without the rows behind it") }
    do throws(Undefined) {
      let interval = try WilsonInterval.interval(
        successes: Int((value * Double(rows)).rounded()), rows: rows, level: level)
      return Estimate(value, interval: interval)
    } catch {
      return Estimate(value, note: error.reason)
    }
  }

  /// A model's accuracy minus people's, on rows that are not the same.
  ///
  /// - Throws: `Undefined` without rows.
  func difference(right: Int, rows count: Int, level: Double) throws(Undefined) -> PairedDifference
  {
    let model = try WilsonInterval.interval(successes: right, rows: count, level: level)
    let share = Double(right) / Double(count)
    let people = estimate(level: level).interval
    func squared(_ number: Double) -> Double { number * number }
    let below = squared(share - model.low) + squared((people?.high ?? value) - value)
    let above = squared(model.high - share) + squared(value - (people?.low ?? value))
    return PairedDifference(
      value: share - value,
      interval: Interval(
        low: share - value - below.squareRoot(), high: share - value + above.squareRoot(),
        level: level, method: "newcombe"),
      pValue: nil, rows: count)
  }
}

/// The interval of a quantile between two order statistics: exact for every continuous
/// distribution.
///
/// The number of rows below the true quantile is binomial; its tails choose the ranks.
///
/// - Source: David, Nagaraja, *Order Statistics*, 2003, section 7.1.
package enum QuantileInterval: CatalogueMember {
  package static let card = Card(
    id: "quantile-interval", aliases: ["median-interval"], key: "quantileInterval",
    title: "Order-statistic interval of a quantile",
    summary: "A range between two observed values that holds a quantile.",
    unit: "the column's unit", range: "−∞…∞", direction: .neutral,
    formula: "x₍l₎ … x₍u₎, P(l ≤ B(n, q) < u) ≥ level",
    defaults: [.init("level", "0.95", reason: "convention")],
    undefined: "too few rows for the level", laws: [.orderInvariant, .rankInvariant],
    source: "David, Nagaraja, Order Statistics, 2003, section 7.1")

  package static let examples = [
    Example("the median of 10 rows at 0.95: rank of the low end", gives: 2) {
      Double(try ranks(rows: 10, probability: 0.5).low)
    },
    Example("the median of 10 rows at 0.95: rank of the high end", gives: 9) {
      Double(try ranks(rows: 10, probability: 0.5).high)
    },
  ]

  /// The ranks, from 1, of the values between which the quantile lies.
  ///
  /// - Throws: ``Undefined`` when so few rows cannot reach the level.
  package static func ranks(rows: Int, probability: Double, level: Double = 0.95)
    throws(Undefined) -> (low: Int, high: Int)
  {
    let tail = (1 - level) / 2
    let below = BinomialDistribution(trials: rows, probability: probability)
    guard rows > 0, let first = below.quantile(tail), let last = below.quantile(1 - tail) else {
      throw Undefined("\(rows) rows at probability \(probability) have no quantile")
    }
    // The largest rank l with P(B < l) ≤ tail: the quantile is the first whose cumulative reaches
    // it.
    let low = below.cumulative(first) <= tail ? first + 1 : first
    let high = last + 1
    guard low >= 1, high <= rows else {
      throw Undefined("\(rows) rows are too few for an interval of this quantile at level \(level)")
    }
    return (low, high)
  }

  /// The interval from values in ascending order.
  ///
  /// - Throws: ``Undefined`` when so few rows cannot reach the level.
  package static func interval(sorted values: [Double], probability: Double, level: Double = 0.95)
    throws(Undefined) -> Interval
  {
    let ranks = try ranks(rows: values.count, probability: probability, level: level)
    return Interval(
      low: values[ranks.low - 1], high: values[ranks.high - 1], level: level,
      method: "orderStatistics")
  }
}

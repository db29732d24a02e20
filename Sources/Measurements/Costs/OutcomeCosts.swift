package import Statistics

/// What rows cost of which each has one of a few outcomes: their mean, with an interval that knows
/// of outcomes which no row has.
///
/// A miss that costs thousands and happened in none of the test rows may happen in some of the
/// next. Its share has an interval too, and so the mean has one, where the rows' own spread is
/// zero.
package struct OutcomeCosts: Sendable, Hashable {
  /// Costs that outcomes have, ascending, each with its rows.
  private var outcomes: [Outcome] = []

  private struct Outcome: Hashable {
    let cost: Double
    var rows: Int
  }

  /// No rows.
  package init() {}

  /// What labelled and called rows cost.
  package init(_ cells: ConfusionCells, _ costs: CallCosts) {
    add(costs.truePositive, rows: cells.truePositives)
    add(costs.falsePositive, rows: cells.falsePositives)
    add(costs.falseNegative, rows: cells.falseNegatives)
    add(costs.trueNegative, rows: cells.trueNegatives)
  }

  /// Adds rows of an outcome; none says that it may come.
  package mutating func add(_ cost: Double, rows added: Int = 1) {
    let place = outcomes.firstIndex { $0.cost >= cost } ?? outcomes.count
    if place < outcomes.count, outcomes[place].cost == cost {
      outcomes[place].rows += added
    } else {
      outcomes.insert(Outcome(cost: cost, rows: added), at: place)
    }
  }

  /// Adds others.
  package mutating func merge(_ other: OutcomeCosts) {
    for outcome in other.outcomes { add(outcome.cost, rows: outcome.rows) }
  }

  /// Rows.
  package var rows: Int { outcomes.reduce(0) { $0 + $1.rows } }

  /// Their costs together.
  package var sum: Double { outcomes.reduce(0) { $0 + $1.cost * Double($1.rows) } }

  /// What a row costs on average, with the interval of its outcomes' shares.
  ///
  /// - Throws: ``Undefined`` without rows, or when the costs cannot be added up.
  package func mean(level: Double) throws(Undefined) -> Estimate {
    guard rows > 0 else { throw Undefined("no row has both a label and a prediction") }
    return try CountedMeanInterval.estimate(
      values: outcomes.map(\.cost), counts: outcomes.map(\.rows), level: level)
  }
}

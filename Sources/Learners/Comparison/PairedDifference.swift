package import Statistics

/// How far two predictors of the same rows are apart in one metric: model minus baseline.
package struct PairedDifference: Sendable, Hashable {
  /// The difference, in the metric's unit.
  package var value: Double
  /// Its interval.
  package var interval: Interval
  /// Probability of a difference at least this large when there is none, 0…1; nil where the method
  /// gives no p-value.
  package var pValue: Double?
  /// Rows that both predicted.
  package var rows: Int

  /// Rows below which drawing rows again, or leaving some out, says nothing.
  ///
  /// A few that happen to agree would leave no spread; ten that all point one way do so by luck
  /// once in 500 times.
  static let leastRows = 10

  /// - Throws: `Undefined` when there are fewer rows than resampling needs.
  static func requireRows(_ rows: Int) throws(Undefined) {
    guard rows >= leastRows else {
      throw Undefined(
        "\(rows) \(rows == 1 ? "row tells" : "rows tell") too little of how the difference varies: "
          + "it needs \(leastRows)")
    }
  }

  /// Makes a difference.
  package init(value: Double, interval: Interval, pValue: Double?, rows: Int) {
    self.value = value
    self.interval = interval
    self.pValue = pValue
    self.rows = rows
  }

  /// Whether the model is better by at least the margin: the whole interval must say so, and
  /// without a margin it must leave zero out.
  ///
  /// - Parameter margin: the improvement that is worth shipping, 0 or more, in the metric's unit.
  package func judge(_ direction: Direction, margin: Double) -> Judgement {
    // Where zero is best the difference is one of magnitudes, so that lower is better.
    let isHigherBetter = direction.isHigherBetter
    let judgement =
      isHigherBetter
      ? Judgement(value, interval, atLeast: margin, rows: rows)
      : Judgement(value, interval, atMost: -margin, rows: rows)
    guard margin == 0 else { return judgement }
    // Equal is not better.
    let (worst, best) =
      isHigherBetter ? (interval.low, interval.high) : (-interval.high, -interval.low)
    if worst > 0 { return .pass }
    return best <= 0 ? .fail : judgement == .pass ? .undecided(moreRows: nil) : judgement
  }
}

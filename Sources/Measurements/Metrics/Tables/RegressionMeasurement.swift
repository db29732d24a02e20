internal import Statistics

/// The sums of one group of rows that a regression predicted, ready to compute metrics from.
package struct RegressionMeasurement: Sendable {
  /// Rows seen, whether or not anything could be counted.
  package let rows: Int
  /// Rows of finite numbers whose error is beyond the largest double: with one of them no mean of
  /// errors has a value.
  package let overflowingErrors: Int
  /// Counted rows whose target is 0.
  package let zeroTargets: Int
  /// Rows with both ends of a prediction interval, and those whose target is inside.
  package let intervalRows: Int
  package let coveredRows: Int
  /// Sums over the counted rows.
  package let sums: RegressionSums
  /// Absolute errors in ascending order, counted in the first class.
  package let absoluteErrors: SortedCounts
  /// The quantile that the prediction stands for, where it is one.
  package let quantile: Double?

  /// Rows counted from scratch: for examples and small data.
  package init(
    targets: [Double], predictions: [Double], quantile: Double? = nil, lower: [Double] = [],
    upper: [Double] = []
  ) {
    var table = RegressionTable(quantile: quantile)
    for (target, prediction) in zip(targets, predictions) {
      table.add(target: target, prediction: prediction)
    }
    for (target, ends) in zip(targets, zip(lower, upper)) {
      table.addInterval(target: target, lower: ends.0, upper: ends.1)
    }
    self = table.measurement
  }

  init(
    rows: Int, overflowingErrors: Int, zeroTargets: Int, intervalRows: Int, coveredRows: Int,
    sums: RegressionSums,
    absoluteErrors: SortedCounts, quantile: Double?
  ) {
    self.rows = rows
    self.overflowingErrors = overflowingErrors
    self.zeroTargets = zeroTargets
    self.intervalRows = intervalRows
    self.coveredRows = coveredRows
    self.sums = sums
    self.absoluteErrors = absoluteErrors
    self.quantile = quantile
  }

  /// A loss over the counted rows.
  ///
  /// - Throws: ``Undefined`` when no row was counted or the sum is beyond the range of doubles.
  func loss(
    _ sum: KeyPath<RegressionSums, CompensatedSum>,
    squares: KeyPath<RegressionSums, CompensatedSum>
  ) throws(Undefined) -> LossSums {
    try requireRows()
    let total = sums[keyPath: sum].value
    guard total.isFinite else { throw Undefined("the errors are too large to be added up") }
    return LossSums(rows: sums.rows, sum: total, squares: sums[keyPath: squares].value)
  }

  /// - Throws: ``Undefined`` when no row has both a target and a prediction, or an error is beyond
  ///   the range of doubles: leaving such a row out would call a model good that is infinitely
  ///   wrong.
  func requireRows() throws(Undefined) {
    guard overflowingErrors == 0 else {
      throw Undefined(
        "the error of \(overflowingErrors) row(s) is beyond the largest number; "
          + "check the target and the prediction")
    }
    guard sums.rows > 0 else { throw Undefined("no row has both a target and a prediction") }
  }
}

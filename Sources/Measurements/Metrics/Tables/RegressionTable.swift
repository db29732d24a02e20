/// What a regression's metrics are made of: sums over one group of rows, and its absolute errors.
///
/// The error is prediction minus target: above 0 the model says too much. Sums keep about 106 bits,
/// so that a target far from zero loses nothing of its variance, and the order of rows nothing of
/// the result.
///
/// - Complexity: O(1) a row; memory bounded by the capacity of the table of absolute errors.
package struct RegressionTable: Sendable {
  /// Distinct absolute errors that a table of all rows keeps exactly.
  package static let capacityOverall = 1 << 17
  /// Distinct absolute errors that a table of one group keeps exactly.
  package static let capacityPerGroup = 1 << 12

  /// Rows seen, whether or not anything could be counted.
  package private(set) var rows = 0
  /// Rows without a target.
  package private(set) var missingTargets = 0
  /// Rows with a target and no prediction.
  package private(set) var missingPredictions = 0
  /// Rows whose target or prediction is NaN or infinite.
  package private(set) var brokenValues = 0
  /// Rows of finite numbers whose difference is beyond the largest double.
  package private(set) var overflowingErrors = 0
  /// Targets of 0: a percentage error has no value there.
  package private(set) var zeroTargets = 0
  /// Rows with both interval ends, and those of them whose target is inside.
  package private(set) var intervalRows = 0
  package private(set) var coveredRows = 0
  /// Sums over the counted rows.
  package private(set) var sums = RegressionSums()
  /// Absolute errors.
  package private(set) var absoluteErrors: CountedValues
  /// The quantile whose pinball loss is summed; nil when the prediction is no quantile.
  package let quantile: Double?

  /// An empty table.
  ///
  /// - Parameters:
  ///   - capacity: distinct absolute errors kept exactly.
  ///   - quantile: the quantile that the prediction stands for, 0…1, for the pinball loss.
  package init(capacity: Int = Self.capacityOverall, quantile: Double? = nil) {
    absoluteErrors = CountedValues(capacity: capacity)
    self.quantile = quantile
  }

  /// Counts a row; nil for what is missing.
  @inline(__always)
  package mutating func add(target: Double?, prediction: Double?) {
    rows &+= 1
    guard let target else {
      missingTargets &+= 1
      return
    }
    guard let prediction else {
      missingPredictions &+= 1
      return
    }
    let error = prediction - target
    guard error.isFinite else {
      if target.isFinite, prediction.isFinite {
        overflowingErrors &+= 1
      } else {
        brokenValues &+= 1
      }
      return
    }
    absoluteErrors.add(error.magnitude, isFirst: true)
    addSums(target: target, prediction: prediction, error: error)
  }

  @inline(__always)
  mutating func addSums(target: Double, prediction: Double, error: Double) {
    if target == 0 { zeroTargets &+= 1 }
    sums.add(target: target, prediction: prediction, error: error, quantile: quantile)
  }

  /// Counts a row's prediction interval; a missing end makes it uncounted.
  @inline(__always)
  package mutating func addInterval(target: Double?, lower: Double?, upper: Double?) {
    guard let target, let lower, let upper, !target.isNaN, !lower.isNaN, !upper.isNaN else {
      return
    }
    intervalRows &+= 1
    if lower <= target, target <= upper { coveredRows &+= 1 }
  }

  /// Counts a row so many times; nil for what is missing.
  mutating func add(target: Double?, prediction: Double?, times: Int) {
    rows += times
    guard let target else {
      missingTargets += times
      return
    }
    guard let prediction else {
      missingPredictions += times
      return
    }
    let error = prediction - target
    guard error.isFinite else {
      if target.isFinite, prediction.isFinite {
        overflowingErrors += times
      } else {
        brokenValues += times
      }
      return
    }
    absoluteErrors.add(error.magnitude, isFirst: true, times: times)
    if target == 0 { zeroTargets += times }
    var one = RegressionSums()
    one.add(target: target, prediction: prediction, error: error, quantile: quantile)
    sums.merge(one.repeated(times))
  }

  /// Counts prediction intervals that are alike.
  mutating func addInterval(target: Double?, lower: Double?, upper: Double?, times: Int) {
    guard let target, let lower, let upper, !target.isNaN, !lower.isNaN, !upper.isNaN else {
      return
    }
    intervalRows += times
    if lower <= target, target <= upper { coveredRows += times }
  }

  /// Counts rows as a database summed them, without their absolute errors.
  mutating func add(_ part: ErrorPart) {
    rows += part.rows
    intervalRows += part.intervalRows
    coveredRows += part.coveredRows
    switch part.state {
    case .missingTarget: missingTargets += part.rows
    case .missingPrediction: missingPredictions += part.rows
    case .broken: brokenValues += part.rows
    case .overflowing: overflowingErrors += part.rows
    case .counted:
      zeroTargets += part.zeroTargets
      sums.merge(part.sums)
    }
  }

  /// Counts absolute errors of rows that ``add(_:)`` counts; `dropped` bits were cut from them.
  mutating func add(absoluteError: Double, times: Int, dropped: Int) {
    absoluteErrors.coarsen(to: dropped)
    absoluteErrors.add(absoluteError, isFirst: true, times: times)
  }

  /// Adds the counts of other rows; capacity and quantile must agree.
  package mutating func merge(_ other: RegressionTable) {
    mergeSums(other)
    absoluteErrors.merge(other.absoluteErrors)
  }

  /// Adds everything but the distinct absolute errors.
  mutating func mergeSums(_ other: RegressionTable) {
    precondition(quantile == other.quantile, "tables of different quantiles do not add")
    rows += other.rows
    missingTargets += other.missingTargets
    missingPredictions += other.missingPredictions
    brokenValues += other.brokenValues
    overflowingErrors += other.overflowingErrors
    zeroTargets += other.zeroTargets
    intervalRows += other.intervalRows
    coveredRows += other.coveredRows
    sums.merge(other.sums)
  }

  /// Takes the distinct absolute errors of a table that counted the same rows.
  mutating func takeAbsoluteErrors(_ errors: CountedValues) { absoluteErrors = errors }

  /// What metrics are computed from.
  package var measurement: RegressionMeasurement {
    RegressionMeasurement(
      rows: rows, overflowingErrors: overflowingErrors, zeroTargets: zeroTargets,
      intervalRows: intervalRows, coveredRows: coveredRows,
      sums: sums, absoluteErrors: absoluteErrors.sorted, quantile: quantile)
  }
}

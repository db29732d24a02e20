/// A row of a forecast.
struct ForecastRow: Sendable {
  /// Its time, or ``StepReader/missing``.
  let time: Int64
  /// What happened; ``NumberReader/missing`` when it is not there.
  let target: Double
  /// What was predicted; nil without such a column.
  let prediction: Double?
  /// The quantile that the prediction stands for.
  let quantile: Double?
  /// The scale of its series.
  let scale: SeasonalScales.Scale?

  /// Prediction minus target, where both are finite numbers.
  var error: Double? {
    guard let prediction, (prediction - target).isFinite else { return nil }
    return prediction - target
  }
}

/// What a forecast's metrics are made of: sums over one group of rows by time, and absolute errors.
///
/// - Complexity: O(1) a row; memory bounded by ``TimeBlocks/limit`` sums and the capacity.
struct ForecastTable: Sendable {
  private(set) var rows = 0
  private(set) var spans: TimeBlocks
  /// Rows without a time.
  private(set) var loose: ForecastSums
  private(set) var absoluteErrors: CountedValues
  private(set) var missingTargets = 0
  private(set) var missingPredictions = 0
  private(set) var brokenValues = 0
  /// Rows of finite numbers whose error is beyond the largest double.
  private(set) var overflowingErrors = 0

  /// - Parameters:
  ///   - empty: sums of nothing.
  ///   - capacity: distinct absolute errors kept exactly.
  init(empty: ForecastSums, capacity: Int) {
    spans = TimeBlocks(empty: empty)
    loose = empty
    absoluteErrors = CountedValues(capacity: capacity)
  }

  /// Counts a row.
  ///
  /// - Parameters:
  ///   - ends: the ends of its prediction intervals, in a batch of which this is `row`.
  ///   - quantiles: its predicted quantiles, each with its share.
  mutating func add(
    _ entry: ForecastRow, ends: [(lower: [Double], upper: [Double])],
    quantiles: [(share: Double, values: [Double])], row: Int
  ) {
    rows &+= 1
    guard !NumberReader.isMissing(entry.target) else {
      missingTargets &+= 1
      return
    }
    if let prediction = entry.prediction {
      if NumberReader.isMissing(prediction) {
        missingPredictions &+= 1
      } else if let error = entry.error {
        absoluteErrors.add(error.magnitude, isFirst: true)
      } else if entry.target.isFinite, prediction.isFinite {
        overflowingErrors &+= 1
      } else {
        brokenValues &+= 1
      }
    }
    func add(_ sums: inout ForecastSums) {
      if let prediction = entry.prediction, entry.error != nil {
        sums.add(
          target: entry.target, prediction: prediction, quantile: entry.quantile,
          scale: entry.scale)
      }
      for (place, end) in ends.enumerated() {
        let (lower, upper) = (end.lower[row], end.upper[row])
        guard !lower.isNaN, !upper.isNaN, !entry.target.isNaN else { continue }
        sums.addInterval(place, isInside: lower <= entry.target && entry.target <= upper)
      }
      for (place, quantile) in quantiles.enumerated() {
        let value = quantile.values[row]
        guard (value - entry.target).isFinite else { continue }
        sums.addQuantile(place, of: quantile.share, target: entry.target, prediction: value)
      }
    }
    if entry.time == StepReader.missing {
      add(&loose)
    } else {
      spans.update(entry.time, add)
    }
  }

  /// Counts rows of one state and span of time as a database summed them, without their absolute
  /// errors.
  mutating func add(_ part: ForecastPart) {
    rows += part.errors.rows
    switch part.errors.state {
    case .missingTarget:
      missingTargets += part.errors.rows
      return
    case .missingPrediction: missingPredictions += part.errors.rows
    case .broken: brokenValues += part.errors.rows
    case .overflowing: overflowingErrors += part.errors.rows
    case .counted: break
    }
    if let time = part.time {
      spans.update(time) { $0.merge(part.sums) }
    } else {
      loose.merge(part.sums)
    }
  }

  /// Counts absolute errors of rows that are counted elsewhere; `dropped` bits were cut from them.
  mutating func add(absoluteError: Double, times: Int, dropped: Int) {
    absoluteErrors.coarsen(to: dropped)
    absoluteErrors.add(absoluteError, isFirst: true, times: times)
  }

  /// Adds the counts of other rows.
  mutating func merge(_ other: ForecastTable) {
    mergeSums(other)
    absoluteErrors.merge(other.absoluteErrors)
  }

  /// Adds everything but the distinct absolute errors.
  mutating func mergeSums(_ other: ForecastTable) {
    rows += other.rows
    spans.merge(other.spans)
    loose.merge(other.loose)
    missingTargets += other.missingTargets
    missingPredictions += other.missingPredictions
    brokenValues += other.brokenValues
    overflowingErrors += other.overflowingErrors
  }

  /// Takes the distinct absolute errors of a table that counted the same rows.
  mutating func takeAbsoluteErrors(_ errors: CountedValues) { absoluteErrors = errors }
}

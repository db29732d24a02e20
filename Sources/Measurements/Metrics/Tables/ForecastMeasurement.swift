internal import Foundation
internal import Statistics

/// The sums of one group of rows of a forecast, ready to compute metrics from.
package struct ForecastMeasurement: Sendable {
  /// Rows seen, whether or not anything could be counted.
  package let rows: Int
  /// Rows of finite numbers whose error is beyond the largest double: with one of them no mean has
  /// a value.
  let overflowingErrors: Int
  /// Sums over all counted rows.
  package let total: ForecastSums
  /// Sums over all rows but those of each block of time; empty when there are too few times.
  let without: [ForecastSums]
  /// The blocks themselves.
  let blocks: [ForecastSums]
  /// Absolute errors in ascending order, counted in the first class.
  package let absoluteErrors: SortedCounts
  /// The quantile that the prediction stands for, where it is one.
  package let quantile: Double?
  /// Where the scales come from; nil when none were asked for.
  package let scales: SeasonalScales?
  /// The interval whose coverage is asked for first.
  package let chiefInterval: Int?

  init(
    rows: Int, overflowingErrors: Int, spans: TimeBlocks, loose: ForecastSums,
    absoluteErrors: SortedCounts,
    quantile: Double?, season: Int, scales: SeasonalScales?, chiefInterval: Int?
  ) {
    self.rows = rows
    self.overflowingErrors = overflowingErrors
    let blocks = spans.blocks(season: season)
    self.blocks = blocks
    var total = loose
    for sums in spans.ordered { total.merge(sums) }
    self.total = total
    without = blocks.indices.map { left in
      var rest = loose
      for place in blocks.indices where place != left { rest.merge(blocks[place]) }
      return rest
    }
    self.absoluteErrors = absoluteErrors
    self.quantile = quantile
    self.scales = scales
    self.chiefInterval = chiefInterval
  }

  /// The scale on which a figure's interval is symmetric.
  package enum Shape: Sendable, Hashable {
    /// Above 0: a loss.
    case positive
    /// Any number.
    case symmetric
    /// At most 1: a share explained.
    case belowOne
  }

  /// A figure of sums with its interval over blocks of time.
  ///
  /// - Throws: ``Undefined`` when the figure has no value.
  func estimate(
    _ shape: Shape, level: Double, _ figure: (ForecastSums) throws(Undefined) -> Double
  ) throws(Undefined) -> Estimate {
    let value = try figure(total)
    guard value.isFinite else { throw Undefined("the numbers are too large to be added up") }
    guard !without.isEmpty else {
      return Estimate(value, note: "fewer than ten times are too few for an interval")
    }
    func scaled(_ value: Double) -> Double {
      switch shape {
      case .positive: log(value)
      case .symmetric: value
      case .belowOne: log(1 - value)
      }
    }
    func back(_ value: Double) -> Double {
      switch shape {
      case .positive: exp(value)
      case .symmetric: value
      case .belowOne: 1 - exp(value)
      }
    }
    let same = "every row has the same error: nothing tells how much it varies"
    guard scaled(value).isFinite else { return Estimate(value, note: same) }
    do throws(Undefined) {
      var figures: [Double] = []
      for sums in without { figures.append(scaled(try figure(sums))) }
      let interval = try BlockJackknife.interval(
        value: scaled(value), without: figures, level: level)
      let ends = [back(interval.low), back(interval.high)].sorted()
      // Rounding alone leaves a width of about this where every row has the same error.
      let rounding = 1e-12 * max(shape == .symmetric ? value.magnitude : 1, .leastNormalMagnitude)
      guard interval.high - interval.low > rounding, ends[0].isFinite, ends[1].isFinite else {
        return Estimate(value, note: same)
      }
      return Estimate(
        value,
        interval: Interval(low: ends[0], high: ends[1], level: level, method: interval.method))
    } catch {
      return Estimate(value, note: error.reason)
    }
  }

  /// A share of rows with its interval over blocks of time.
  ///
  /// - Throws: ``Undefined`` without rows.
  func share(
    level: Double, _ count: (ForecastSums) -> (hits: Int, rows: Int)
  ) throws(Undefined) -> Estimate {
    let all = count(total)
    guard all.rows > 0 else { throw Undefined("no row has a target and what it is compared with") }
    let clusters = blocks.map(count).filter { $0.rows > 0 }.map {
      ClusteredProportion.Cluster(successes: Double($0.hits), rows: Double($0.rows))
    }
    guard clusters.count > 1 else {
      return Estimate(
        Double(all.hits) / Double(all.rows),
        note: "fewer than ten times are too few for an interval")
    }
    var estimate = try ClusteredProportion.estimate(of: clusters, level: level)
    estimate.value = Double(all.hits) / Double(all.rows)
    return estimate
  }

  /// The sums as those of a regression.
  func regression(_ sums: ForecastSums) -> RegressionMeasurement {
    RegressionMeasurement(
      rows: rows, overflowingErrors: overflowingErrors, zeroTargets: sums.zeroTargets,
      intervalRows: 0, coveredRows: 0,
      sums: sums.regression, absoluteErrors: absoluteErrors, quantile: quantile)
  }
}

extension ForecastMeasurement {
  /// - Throws: ``Undefined`` when no row's series has a scale.
  func requireScales(_ sums: ForecastSums) throws(Undefined) {
    try regression(sums).requireRows()
    guard sums.scaledRows > 0 else {
      throw Undefined(
        scales?.problem ?? "no series has a scale: too few earlier actuals, or all of them the same"
      )
    }
  }

  /// What a reader must know of the scale; nil when there is nothing.
  var unscaledNote: String? {
    let missing = total.regression.rows - total.scaledRows
    guard missing == 0 else {
      return
        "\(missing) of \(total.regression.rows) rows are of series without a scale and left out"
    }
    return scales?.isOwn == true
      ? "scaled by the data's own actuals: --train gives the training's" : nil
  }

  /// Rows of one series counted from scratch: for examples and small data.
  ///
  /// - Parameter train: the training actuals in the order of time.
  package init(
    targets: [Double], predictions: [Double], train: [Double], season: Int
  ) {
    var collector = SeasonalScales.Collector(season: season)
    for (step, actual) in train.enumerated() { collector.add(actual, at: Int64(step), series: 0) }
    let scales = collector.scales(keys: [[]], isOwn: false)
    let empty = ForecastSums(intervals: 0, quantiles: 0)
    var spans = TimeBlocks(empty: empty)
    var errors = CountedValues(capacity: 1 << 12)
    for (step, (target, prediction)) in zip(targets, predictions).enumerated() {
      spans.update(Int64(step)) {
        $0.add(target: target, prediction: prediction, quantile: nil, scale: scales.scale(of: []))
      }
      errors.add((prediction - target).magnitude, isFirst: true)
    }
    self.init(
      rows: targets.count, overflowingErrors: 0, spans: spans, loose: empty,
      absoluteErrors: errors.sorted, quantile: nil,
      season: season, scales: scales, chiefInterval: nil)
  }
}

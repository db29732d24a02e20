internal import Measurements
internal import Statistics

/// A forecast's metric that decides, as one of errors that are divided by a scale.
///
/// MASE is the mean absolute error of rows divided by their series' in-sample error of the seasonal
/// naive forecast, RMSSE the root mean squared error of the same kind, WAPE the mean absolute error
/// over the mean magnitude of the test rows' targets; any other metric is of the rows as they are.
struct ScaledErrors {
  /// The metric that decides.
  let card: Card
  /// The metric of the divided rows that equals it.
  let metric: any RegressionMetric.Type
  /// What each test row's target and predictions are divided by; nil where its series has no scale.
  let scales: [Double?]
  /// What a reader must know of the scales; nil when there is nothing.
  let note: String?

  /// Whether the rows are divided by anything.
  var isScaled: Bool { card.key != metric.card.key }

  /// Rows as they are.
  init(_ metric: any RegressionMetric.Type, rows: Int) {
    card = metric.card
    self.metric = metric
    scales = Array(repeating: 1, count: rows)
    note = nil
  }

  /// Rows divided by the mean magnitude of these targets; nil for a metric that does not do that.
  ///
  /// - Throws: `Undefined` when all targets are 0.
  init?(_ card: Card, targets: [Double]) throws(Undefined) {
    guard card.key == WeightedAbsolutePercentageError.card.key else { return nil }
    let known = targets.filter(\.isFinite)
    let mean = known.reduce(0) { $0 + $1.magnitude / Double(max(known.count, 1)) }
    guard mean > 0, mean.isFinite else {
      throw Undefined("all targets are 0: there is nothing to divide by")
    }
    self.card = card
    metric = MeanAbsoluteError.self
    scales = Array(repeating: mean, count: targets.count)
    note =
      "the mean magnitude of the test rows' targets is taken as it is, for the model and all others"
  }

  /// Rows divided by their series' scale in training; nil for a metric that does not do that.
  ///
  /// - Throws: `Undefined` when no test row's series has a scale, ``RowsError`` when a column is
  ///   absent.
  init?(
    _ card: Card, train: RowTable, test: RowTable, target: String, inputs: BaselineInputs
  ) throws {
    let isSquared = card.key == RootMeanSquaredScaledError.card.key
    guard isSquared || card.key == MeanAbsoluteScaledError.card.key else { return nil }
    guard let timestamp = inputs.timestamp,
      case .timestamp(let times) = try train.column(timestamp).values
    else { throw Undefined("without times there is no scale of a series' errors") }
    let known = SeasonalScales(
      season: inputs.season ?? 1, actuals: try train.numbers(target), times: times,
      series: try GroupKeys.keys(train, inputs.series), missingTime: RowColumn.missingTime)
    scales = try GroupKeys.keys(test, inputs.series).map { key in
      known.scale(of: key.map { $0 }).map { isSquared ? $0.square.squareRoot() : $0.absolute }
    }
    let lacking = scales.count { $0 == nil }
    guard lacking < scales.count else {
      throw Undefined(
        known.problem ?? "no series has a scale: too few training rows, or all of them the same")
    }
    self.card = card
    metric = isSquared ? RootMeanSquaredError.self : MeanAbsoluteError.self
    note =
      lacking > 0
      ? "\(lacking) test rows are of series without a scale in training and were left out" : nil
  }
}

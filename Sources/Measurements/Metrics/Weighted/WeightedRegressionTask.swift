internal import ADBC
internal import Statistics

/// Regression measured on rows that were chosen with known probabilities, so that the metrics are
/// those of all rows.
struct WeightedRegressionTask: MetricTask {
  private let options: MetricOptions
  private var weightReader: WeightReader
  private var groups: GroupTallies<Group>
  private var target = 0
  private var prediction: Int?
  private var ends: (lower: Int, upper: Int)?
  private var targets: [Double] = []
  private var predictions: [Double] = []
  private var lowers: [Double] = []
  private var uppers: [Double] = []
  private var weights: [Double] = []

  fileprivate struct Row {
    let weight: Double
    let needsPrediction: Bool
    var target: Double?
    var prediction: Double?
    var isCovered: Bool?
  }

  fileprivate struct Group: GroupTally {
    var rows = 0
    var missingTargets = 0
    var unweighted = 0
    var missingPredictions = 0
    var errors: WeightedErrors

    mutating func add(_ row: Row) {
      rows += 1
      guard let target = row.target else {
        missingTargets += 1
        return
      }
      guard row.weight > 0 else {
        unweighted += 1
        return
      }
      if let prediction = row.prediction {
        errors.add(target: target, prediction: prediction, weight: row.weight)
      } else if row.needsPrediction {
        missingPredictions += 1
      }
      if let isCovered = row.isCovered {
        errors.addInterval(isCovered: isCovered, weight: row.weight)
      }
    }

    mutating func merge(_ other: Group) {
      rows += other.rows
      missingTargets += other.missingTargets
      unweighted += other.unweighted
      missingPredictions += other.missingPredictions
      errors.merge(other.errors)
    }
  }

  static func check(_ options: MetricOptions) throws(MetricRefusal) {
    try RegressionTask.check(options)
  }

  static func columns(_ options: MetricOptions) -> [String] {
    RegressionTask.columns(options) + [options.inclusionProbability].compactMap(\.self)
  }

  init(_ options: MetricOptions) {
    self.options = options
    weightReader = WeightReader(column: options.inclusionProbability ?? "")
    groups = GroupTallies(empty: Group(errors: WeightedErrors(quantile: options.quantile)))
  }

  mutating func start(_ columns: ColumnFinder) throws(MetricRefusal) {
    target = try columns.place(options.target, "target", .numbers)
    prediction = try columns.place(options.prediction, "prediction", .numbers)
    if let lower = try columns.place(options.lower, "lower end", .numbers),
      let upper = try columns.place(options.upper, "upper end", .numbers)
    {
      ends = (lower, upper)
    }
    try weightReader.start(columns)
  }

  mutating func add(
    _ batch: ArrowBatch, firstRow: Int, codes: [UInt32], groups groupCount: Int
  ) throws(MetricRefusal) {
    let rows = batch.rowCount
    if targets.count < rows {
      targets = [Double](repeating: 0, count: rows)
      (predictions, lowers, uppers, weights) = (targets, targets, targets, targets)
    }
    unsafe NumberReader.read(batch.columns[target], rows: rows, into: &targets)
    if let prediction {
      unsafe NumberReader.read(batch.columns[prediction], rows: rows, into: &predictions)
    }
    if let ends {
      unsafe NumberReader.read(batch.columns[ends.lower], rows: rows, into: &lowers)
      unsafe NumberReader.read(batch.columns[ends.upper], rows: rows, into: &uppers)
    }
    try weightReader.read(batch, firstRow: firstRow, into: &weights)
    groups.add((0..<rows).map(entry), codes: codes, groups: groupCount)
  }

  /// A row of the batch that was read.
  private func entry(_ row: Int) -> Row {
    var entry = Row(weight: weights[row], needsPrediction: prediction != nil)
    if targets[row].isFinite { entry.target = targets[row] }
    if prediction != nil, predictions[row].isFinite { entry.prediction = predictions[row] }
    if ends != nil, lowers[row].isFinite, uppers[row].isFinite {
      entry.isCovered = lowers[row] <= targets[row] && targets[row] <= uppers[row]
    }
    return entry
  }

  mutating func merge(_ other: WeightedRegressionTask, numbers: [UInt32]) {
    groups.merge(other.groups, numbers: numbers)
  }

  mutating func finish() {}

  var overall: TaskSummary {
    let all = groups.overall
    return TaskSummary(result: result(all), doubts: doubts(all), measurement: .weighted)
  }

  func group(_ number: Int) -> TaskResult { result(groups[number]) }

  private func result(_ group: Group) -> TaskResult {
    let metrics = MetricCatalogue.regression.filter { metric in
      switch metric.needs {
      case .prediction: options.prediction != nil
      case .quantile: options.prediction != nil && options.quantile != nil
      case .interval: options.lower != nil
      }
    }
    return TaskResult(
      rows: group.rows,
      metrics: metrics.map { metric in
        MetricsReport.Entry(
          metric.card,
          rows: metric.needs == .interval
            ? group.errors.intervalRowCount : group.errors.rowCount
        ) { () throws(Undefined) in
          try group.errors.measure(metric.card.key, level: options.level)
        }
      })
  }

  private func doubts(_ group: Group) -> [TaskSummary.Doubt] {
    [
      .init(
        "missing-target", group.missingTargets,
        "have no target: the labelled ones stand for them by their weights", options.target),
      .init(
        "missing-inclusion-probability", group.unweighted,
        "have a target but no inclusion probability and are in no metric",
        options.inclusionProbability),
      .init(
        "missing-prediction", group.missingPredictions, "have no prediction", options.prediction),
    ]
  }
}

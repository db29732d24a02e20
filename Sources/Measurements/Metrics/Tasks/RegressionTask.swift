internal import ADBC
internal import Statistics

/// Regression: targets, predicted values and ends of prediction intervals.
struct RegressionTask: BinnedTask {
  private let options: MetricOptions
  private var tally: RegressionTally
  private var target = 0
  private var prediction: Int?
  private var ends: (lower: Int, upper: Int)?
  /// Room for one batch, kept between batches.
  private var targets: [Double] = []
  private var predictions: [Double] = []
  private var lowers: [Double] = []
  private var uppers: [Double] = []

  static func check(_ options: MetricOptions) throws(MetricRefusal) {
    guard options.prediction != nil || options.lower != nil else {
      throw .missingOption("--prediction", "metrics of a regression need the predicted value")
    }
  }

  static func columns(_ options: MetricOptions) -> [String] {
    let ends = options.upper == nil ? nil : options.lower
    return [options.prediction, ends, ends == nil ? nil : options.upper].compactMap(\.self)
  }

  init(_ options: MetricOptions) {
    self.options = options
    tally = RegressionTally(options)
  }

  mutating func start(_ columns: ColumnFinder) throws(MetricRefusal) {
    target = try columns.place(options.target, "target", .numbers)
    prediction = try columns.place(options.prediction, "prediction", .numbers)
    if let lower = try columns.place(options.lower, "lower end", .numbers),
      let upper = try columns.place(options.upper, "upper end", .numbers)
    {
      ends = (lower, upper)
    }
  }

  mutating func add(
    _ batch: ArrowBatch, firstRow: Int, codes: [UInt32], groups: Int
  ) throws(MetricRefusal) {
    read(batch)
    tally.reserve(groups)
    tally.add(
      rows: batch.rowCount, codes: codes, targets: targets,
      predictions: prediction == nil ? nil : predictions, ends: ends == nil ? nil : (lowers, uppers)
    )
  }

  mutating func add(_ batch: ArrowBatch, codes: [UInt32], groups: Int, times: [Int]) {
    read(batch)
    tally.reserve(groups)
    for row in 0..<batch.rowCount where times[row] > 0 {
      tally.add(
        code: codes[row], target: targets[row],
        prediction: prediction == nil ? nil : predictions[row],
        ends: ends == nil ? nil : (lowers[row], uppers[row]), times: times[row])
    }
  }

  mutating func add(_ answer: BinnedAnswer, codes: [UInt32], groups: Int) -> Bool {
    tally.reserve(groups)
    for row in 0..<answer.batch.rowCount {
      switch answer.erred(row) {
      case .sums(let part)?: tally.add(part, code: codes[row])
      case .values(let value, let times, let isOfAll)?:
        tally.add(
          absoluteError: value, times: times,
          dropped: isOfAll ? answer.dropped.all : answer.dropped.group,
          code: isOfAll && options.isGrouped ? nil : codes[row])
      case .nothing?: continue
      case nil: return false
      }
    }
    return true
  }

  /// Reads the numbers of a batch.
  private mutating func read(_ batch: ArrowBatch) {
    let rows = batch.rowCount
    if targets.count < rows {
      targets = [Double](repeating: 0, count: rows)
      (predictions, lowers, uppers) = (targets, targets, targets)
    }
    unsafe NumberReader.read(batch.columns[target], rows: rows, into: &targets)
    if let prediction {
      unsafe NumberReader.read(batch.columns[prediction], rows: rows, into: &predictions)
    }
    if let ends {
      unsafe NumberReader.read(batch.columns[ends.lower], rows: rows, into: &lowers)
      unsafe NumberReader.read(batch.columns[ends.upper], rows: rows, into: &uppers)
    }
  }

  mutating func merge(_ other: RegressionTask, numbers: [UInt32]) {
    tally.merge(other.tally, numbers: numbers)
  }

  mutating func finish() {}

  var overall: TaskSummary {
    let table = tally.overall
    let measurement = table.measurement
    return TaskSummary(
      result: result(measurement), doubts: doubts(table), measurement: .regression(measurement))
  }

  func group(_ number: Int) -> TaskResult { result(tally.table(number).measurement) }

  static var joinsGroups: Bool { true }

  func groups(_ numbers: [Int]) -> TaskResult? { result(tally.table(numbers).measurement) }

  func rests(of numbers: [Int], _ key: String) -> [MetricsReport.Entry?] {
    guard let metric = MetricCatalogue.regression.first(where: { $0.card.key == key }) else {
      return Array(repeating: nil, count: numbers.count)
    }
    return RestTables.map(
      count: numbers.count, table: { tally.table(numbers[$0]) }, merge: { $0.merge($1) }
    ) { MetricEntries.entry(metric, $0.measurement, options) }
  }

  private func result(_ measurement: RegressionMeasurement) -> TaskResult {
    TaskResult(rows: measurement.rows, metrics: MetricEntries.measure(measurement, options))
  }

  private func doubts(_ table: RegressionTable) -> [TaskSummary.Doubt] {
    [
      .init(
        "missing-target", table.missingTargets, "have no target and are in no metric",
        options.target),
      .init(
        "missing-prediction", options.prediction == nil ? 0 : table.missingPredictions,
        "have no prediction", options.prediction),
      .init(
        "broken-value", table.brokenValues,
        "have a target or prediction that is not a finite number, and are in no metric", nil),
      .init(
        "error-too-large", table.overflowingErrors,
        "have an error beyond the largest number, so that no metric has a value",
        options.prediction),
    ]
  }
}

internal import ADBC
internal import Statistics

/// Binary classification: labels, scores and predicted classes.
struct BinaryTask: BinnedTask {
  private let options: MetricOptions
  private var labels: LabelReader
  private var predicted: LabelReader
  private var tally: BinaryTally
  private var target = 0
  private var score: Int?
  private var prediction: Int?
  /// Room for one batch, kept between batches.
  private var truths: [UInt8] = []
  private var classes: [UInt8] = []
  private var scores: [Double] = []

  static func check(_ options: MetricOptions) throws(MetricRefusal) {
    guard options.score != nil || options.prediction != nil else {
      throw .missingOption("--score or --prediction", "metrics of a binary task need one of them")
    }
  }

  static func columns(_ options: MetricOptions) -> [String] {
    [options.prediction, options.score].compactMap(\.self)
  }

  init(_ options: MetricOptions) {
    self.options = options
    labels = LabelReader(positive: options.positive)
    predicted = LabelReader(positive: options.positive)
    tally = BinaryTally(options)
  }

  mutating func start(_ columns: ColumnFinder) throws(MetricRefusal) {
    target = try columns.place(options.target, "target", .labels)
    prediction = try columns.place(options.prediction, "prediction", .labels)
    score = try columns.place(options.score, "score", .numbers)
  }

  mutating func add(
    _ batch: ArrowBatch, firstRow: Int, codes: [UInt32], groups: Int
  ) throws(MetricRefusal) {
    let rows = batch.rowCount
    try readClasses(batch)
    if let score {
      unsafe NumberReader.read(batch.columns[score], rows: rows, into: &scores)
    }
    tally.reserve(groups)
    tally.add(
      rows: rows, codes: codes, labels: truths, scores: score == nil ? nil : scores,
      classes: prediction == nil ? nil : classes)
  }

  mutating func add(
    _ batch: ArrowBatch, codes: [UInt32], groups: Int, times: [Int]
  ) throws(MetricRefusal) {
    try readClasses(batch)
    if let score {
      unsafe NumberReader.read(batch.columns[score], rows: batch.rowCount, into: &scores)
    }
    tally.reserve(groups)
    for row in 0..<batch.rowCount where times[row] > 0 {
      let value = score == nil ? NumberReader.missing : scores[row]
      let called =
        prediction != nil
        ? classes[row]
        : !value.isFinite
          ? LabelReader.missing
          : value >= options.threshold ? LabelReader.positive : LabelReader.negative
      tally.add(
        ScoredRow(score: value, code: codes[row], label: truths[row], called: called),
        times: times[row], hasScore: score != nil)
    }
  }

  mutating func add(
    _ answer: BinnedAnswer, codes: [UInt32], groups: Int
  ) throws(MetricRefusal) -> Bool {
    let batch = answer.batch
    try readClasses(batch)
    tally.reserve(groups)
    for row in 0..<batch.rowCount {
      let label = truths[row]
      guard let part = answer.scored(row) else { return false }
      switch part {
      case .sums(var sums):
        guard sums.isPositive.map({ $0 == (label == LabelReader.positive) }) ?? true else {
          return false
        }
        sums.row.code = codes[row]
        sums.row.label = label
        if prediction != nil { sums.row.called = classes[row] }
        tally.add(sums)
      case .nothing: continue
      case .values(let value, let times, let isOfAll):
        guard label != LabelReader.missing else { continue }
        let dropped = isOfAll ? answer.dropped.all : answer.dropped.group
        tally.add(
          score: value, isPositive: label == LabelReader.positive, times: times, dropped: dropped,
          code: isOfAll && options.isGrouped ? nil : codes[row])
      }
    }
    return true
  }

  /// Reads labels and predicted classes of a batch.
  private mutating func readClasses(_ batch: ArrowBatch) throws(MetricRefusal) {
    let rows = batch.rowCount
    if truths.count < rows {
      truths = [UInt8](repeating: 0, count: rows)
      classes = truths
      scores = [Double](repeating: 0, count: rows)
    }
    unsafe labels.read(batch.columns[target], rows: rows, into: &truths)
    if let refusal = labels.refusal(column: options.target, isFinal: false) { throw refusal }
    guard let prediction else { return }
    unsafe predicted.read(batch.columns[prediction], rows: rows, into: &classes)
    if let refusal = predictionRefusal { throw refusal }
  }

  private var predictionRefusal: MetricRefusal? {
    predicted.refusal(column: options.prediction ?? "", isFinal: false)
  }

  mutating func merge(_ other: BinaryTask, numbers: [UInt32]) {
    labels.merge(other.labels)
    predicted.merge(other.predicted)
    tally.merge(other.tally, numbers: numbers)
  }

  mutating func finish() throws(MetricRefusal) {
    if let refusal = labels.refusal(column: options.target, isFinal: true) { throw refusal }
    if let refusal = predictionRefusal { throw refusal }
    guard Set(labels.values).union(predicted.values).count <= 2 else {
      throw .foreignClasses(prediction: predicted.values, target: labels.values)
    }
    tally.flush()
  }

  var overall: TaskSummary {
    let table = tally.overall
    let measurement = table.measurement
    return TaskSummary(
      result: result(measurement), doubts: doubts(table), measurement: .binary(measurement))
  }

  func group(_ number: Int) -> TaskResult { result(tally.table(number).measurement) }

  func measurement(_ number: Int) -> MetricsReport.Measurement? {
    .binary(tally.table(number).measurement)
  }

  static var joinsGroups: Bool { true }

  func groups(_ numbers: [Int]) -> TaskResult? { result(tally.table(numbers).measurement) }

  private func result(_ measurement: BinaryMeasurement) -> TaskResult {
    TaskResult(rows: measurement.rows, metrics: MetricEntries.measure(measurement, options))
  }

  func rests(of numbers: [Int], _ key: String) -> [MetricsReport.Entry?] {
    guard let metric = MetricCatalogue.binary.first(where: { $0.card.key == key }) else {
      return Array(repeating: nil, count: numbers.count)
    }
    return RestTables.map(
      count: numbers.count, table: { tally.table(numbers[$0]) }, merge: { $0.merge($1) }
    ) { MetricEntries.entry(metric, $0.measurement, options) }
  }

  private func doubts(_ table: BinaryScoreTable) -> [TaskSummary.Doubt] {
    [
      .init(
        "missing-label", table.missingLabels, "have no label and are in no metric", options.target),
      .init("missing-score", table.missingScores, "have no score", options.score),
      .init("broken-score", table.brokenScores, "have a score that is not a number", options.score),
      .init(
        "missing-prediction", options.prediction == nil ? 0 : table.missingPredictions,
        "have no predicted class", options.prediction),
      .init(
        MetricsReport.Warning.scoreOutside, table.outsideUnit, "have a score outside 0…1",
        options.score),
    ]
  }
}

internal import ADBC
internal import Statistics

/// Binary classification measured on rows that were chosen with known probabilities, so that the
/// metrics are those of all rows.
struct WeightedBinaryTask: MetricTask {
  private let options: MetricOptions
  private var labels: LabelReader
  private var predicted: LabelReader
  private var weightReader: WeightReader
  private var groups: GroupTallies<Group>
  private var target = 0
  private var score: Int?
  private var prediction: Int?
  private var truths: [UInt8] = []
  private var classes: [UInt8] = []
  private var scores: [Double] = []
  private var weights: [Double] = []

  fileprivate struct Row {
    let weight: Double
    let needsScore: Bool
    var isPositive: Bool?
    var score: Double?
    var isCalled: Bool?
  }

  fileprivate struct Group: GroupTally {
    var rows = 0
    var missingLabels = 0
    var unweighted = 0
    var missingScores = 0
    var missingPredictions = 0
    var cells = WeightedCells()
    var scored: WeightedScores

    mutating func add(_ row: Row) {
      rows += 1
      guard let isPositive = row.isPositive else {
        missingLabels += 1
        return
      }
      guard row.weight > 0 else {
        unweighted += 1
        return
      }
      if let score = row.score {
        scored.add(isPositive: isPositive, score: score, weight: row.weight)
      } else if row.needsScore {
        missingScores += 1
      }
      guard let isCalled = row.isCalled else {
        missingPredictions += 1
        return
      }
      cells.add(isPositive: isPositive, calledPositive: isCalled, weight: row.weight)
    }

    mutating func merge(_ other: Group) {
      rows += other.rows
      missingLabels += other.missingLabels
      unweighted += other.unweighted
      missingScores += other.missingScores
      missingPredictions += other.missingPredictions
      cells.merge(other.cells)
      scored.merge(other.scored)
    }
  }

  static func check(_ options: MetricOptions) throws(MetricRefusal) {
    try BinaryTask.check(options)
  }

  static func columns(_ options: MetricOptions) -> [String] {
    BinaryTask.columns(options) + [options.inclusionProbability].compactMap(\.self)
  }

  init(_ options: MetricOptions) {
    self.options = options
    labels = LabelReader(positive: options.positive)
    predicted = LabelReader(positive: options.positive)
    weightReader = WeightReader(column: options.inclusionProbability ?? "")
    groups = GroupTallies(
      empty: Group(scored: WeightedScores(calibrationBins: options.calibrationBins)))
  }

  mutating func start(_ columns: ColumnFinder) throws(MetricRefusal) {
    target = try columns.place(options.target, "target", .labels)
    prediction = try columns.place(options.prediction, "prediction", .labels)
    score = try columns.place(options.score, "score", .numbers)
    try weightReader.start(columns)
  }

  mutating func add(
    _ batch: ArrowBatch, firstRow: Int, codes: [UInt32], groups groupCount: Int
  ) throws(MetricRefusal) {
    let rows = batch.rowCount
    if truths.count < rows {
      truths = [UInt8](repeating: 0, count: rows)
      classes = truths
      scores = [Double](repeating: 0, count: rows)
      weights = scores
    }
    unsafe labels.read(batch.columns[target], rows: rows, into: &truths)
    if let refusal = labels.refusal(column: options.target, isFinal: false) { throw refusal }
    if let prediction {
      unsafe predicted.read(batch.columns[prediction], rows: rows, into: &classes)
      if let refusal = predictionRefusal { throw refusal }
    }
    if let score {
      unsafe NumberReader.read(batch.columns[score], rows: rows, into: &scores)
    }
    try weightReader.read(batch, firstRow: firstRow, into: &weights)
    groups.add((0..<rows).map(entry), codes: codes, groups: groupCount)
  }

  /// A row of the batch that was read.
  private func entry(_ row: Int) -> Row {
    var entry = Row(weight: weights[row], needsScore: score != nil)
    if truths[row] != LabelReader.missing { entry.isPositive = truths[row] == LabelReader.positive }
    if score != nil, scores[row].isFinite { entry.score = scores[row] }
    if prediction == nil {
      entry.isCalled = entry.score.map { $0 >= options.threshold }
    } else if classes[row] != LabelReader.missing {
      entry.isCalled = classes[row] == LabelReader.positive
    }
    return entry
  }

  private var predictionRefusal: MetricRefusal? {
    predicted.refusal(column: options.prediction ?? "", isFinal: false)
  }

  mutating func merge(_ other: WeightedBinaryTask, numbers: [UInt32]) {
    labels.merge(other.labels)
    predicted.merge(other.predicted)
    groups.merge(other.groups, numbers: numbers)
  }

  mutating func finish() throws(MetricRefusal) {
    if let refusal = labels.refusal(column: options.target, isFinal: true) { throw refusal }
    if let refusal = predictionRefusal { throw refusal }
    guard Set(labels.values).union(predicted.values).count <= 2 else {
      throw .foreignClasses(prediction: predicted.values, target: labels.values)
    }
  }

  var overall: TaskSummary {
    let all = groups.overall
    return TaskSummary(result: result(all), doubts: doubts(all), measurement: .weighted)
  }

  func group(_ number: Int) -> TaskResult { result(groups[number]) }

  private func result(_ group: Group) -> TaskResult {
    let metrics = MetricCatalogue.binary.filter {
      $0.needs == .predictedClass || options.score != nil
    }
    return TaskResult(
      rows: group.rows,
      metrics: metrics.map { metric in
        MetricsReport.Entry(
          metric.card,
          rows: metric.needs == .predictedClass
            ? group.cells.rowCount : group.scored.rowCount
        ) { () throws(Undefined) in
          WeightedCells.has(metric.card.key)
            ? try group.cells.measure(metric.card.key, level: options.level)
            : try group.scored.measure(metric.card.key, level: options.level)
        }
      })
  }

  private func doubts(_ group: Group) -> [TaskSummary.Doubt] {
    [
      .init(
        "missing-label", group.missingLabels,
        "have no label: the labelled ones stand for them by their weights", options.target),
      .init(
        "missing-inclusion-probability", group.unweighted,
        "have a label but no inclusion probability and are in no metric",
        options.inclusionProbability),
      .init("missing-score", group.missingScores, "have no score", options.score),
      .init(
        "missing-prediction", options.prediction == nil ? 0 : group.missingPredictions,
        "have no predicted class", options.prediction),
    ]
  }
}

package import ADBC

/// Counts the scores of a data set per window, labelled or not, in one pass.
///
/// What the data does not allow is the result's failure.
package struct ScoreFold: Fold {
  let options: EstimationOptions
  let hasLabels: Bool
  let keepsLabels: Bool
  private var roles = Roles()
  private var labels: LabelReader
  private var predicted: LabelReader
  private var index: GroupIndex
  private var tally: ScoreTally
  private var codes: [UInt32] = []
  private var classes: [UInt8] = []
  private var calls: [UInt8] = []
  private var scores: [Double] = []
  private var rows = 0
  private var refusal: MetricRefusal?

  /// Where each role's column is in a batch.
  private struct Roles: Sendable {
    var target: Int?
    var score = 0
    var prediction: Int?
    var timestamp: Int?
  }

  /// Prepares to count.
  ///
  /// - Parameters:
  ///   - hasLabels: whether the data have the target's column.
  ///   - keepsLabels: whether a table of all labelled scores is kept: for the reference.
  /// - Throws: ``MetricRefusal`` when the options contradict each other.
  package init(
    _ options: EstimationOptions, hasLabels: Bool, keepsLabels: Bool
  ) throws(MetricRefusal) {
    try options.check()
    self.options = options
    self.hasLabels = hasLabels
    self.keepsLabels = keepsLabels
    labels = LabelReader(positive: options.positive)
    predicted = LabelReader(positive: options.positive)
    index = GroupIndex(window: options.window, columnCount: 0, limit: options.windowLimit)
    tally = ScoreTally(isWindowed: options.window != nil, keepsLabels: keepsLabels)
  }

  package var columns: Set<String>? {
    var columns: Set = [options.score]
    if hasLabels { columns.insert(options.target) }
    if let prediction = options.prediction { columns.insert(prediction) }
    if let timestamp = options.timestamp, options.window?.isCalendar == true {
      columns.insert(timestamp)
    }
    return columns
  }

  package mutating func start(_ fields: [ArrowField], first: ArrowBatch?) {
    do throws(MetricRefusal) {
      roles = try placed(fields)
    } catch {
      refusal = error
    }
  }

  private func placed(_ fields: [ArrowField]) throws(MetricRefusal) -> Roles {
    func place(
      _ name: String, _ role: String, _ expected: String, _ fits: (ArrowType) -> Bool
    ) throws(MetricRefusal) -> Int {
      guard let place = fields.firstIndex(where: { $0.name == name }) else {
        throw .unknownColumn(name, role: role, available: fields.map(\.name))
      }
      guard fits(fields[place].type) || fields[place].type == .null else {
        throw .wrongType(column: name, role: role, expected: expected)
      }
      return place
    }
    let labelTypes = "numbers, truths or texts"
    var roles = Roles()
    roles.score = try place(options.score, "score", "numbers") { $0.isNumber }
    if hasLabels {
      roles.target = try place(options.target, "target", labelTypes) { $0.isNumber || $0.isText }
    }
    if let prediction = options.prediction {
      roles.prediction = try place(prediction, "prediction", labelTypes) {
        $0.isNumber || $0.isText
      }
    }
    if options.window?.isCalendar == true, let timestamp = options.timestamp {
      roles.timestamp = try place(timestamp, "timestamp", "dates or timestamps") { $0.isInstant }
    }
    return roles
  }

  package mutating func update(_ batch: ArrowBatch, firstRow: Int) {
    rows += batch.rowCount
    guard refusal == nil else { return }
    reserve(batch.rowCount)
    index.assign(
      batch, firstRow: firstRow, timestamp: roles.timestamp, columns: [], into: &codes)
    if index.isOverLimit {
      refusal = .tooManyGroups(limit: options.windowLimit, by: [])
      return
    }
    unsafe NumberReader.read(batch.columns[roles.score], rows: batch.rowCount, into: &scores)
    if let target = roles.target {
      unsafe labels.read(batch.columns[target], rows: batch.rowCount, into: &classes)
      refusal = labels.refusal(column: options.target, isFinal: false)
    }
    if let prediction = roles.prediction, refusal == nil {
      unsafe predicted.read(batch.columns[prediction], rows: batch.rowCount, into: &calls)
      refusal = predicted.refusal(column: options.prediction ?? "", isFinal: false)
    } else {
      for row in 0..<batch.rowCount {
        calls[row] = scores[row] >= options.threshold ? LabelReader.positive : LabelReader.negative
      }
    }
    guard refusal == nil else { return }
    tally.reserve(index.count)
    tally.add(rows: batch.rowCount, codes: codes, labels: classes, scores: scores, calls: calls)
    withExtendedLifetime(batch) {}
  }

  /// Whether the data turned out to be refused, so that nothing more needs to be counted.
  var isRefused: Bool { refusal != nil }

  /// Counts rows that are alike.
  ///
  /// - Parameter times: how many rows each row of the batch stands for.
  mutating func update(_ batch: ArrowBatch, times: [Int]) {
    guard read(batch, times: times) else { return }
    unsafe NumberReader.read(batch.columns[roles.score], rows: batch.rowCount, into: &scores)
    for row in 0..<batch.rowCount {
      tally.add(
        ScoredRow(
          score: scores[row], code: codes[row], label: classes[row],
          called: roles.prediction == nil ? called(scores[row]) : calls[row]),
        times: times[row])
    }
    withExtendedLifetime(batch) {}
  }

  /// Counts rows whose scores a database put together with their neighbours.
  ///
  /// - Parameter dropped: bits that were cut from the scores of a window, and of all rows.
  mutating func update(
    _ batch: ArrowBatch, parts: [NeighbourPart], dropped: (window: Int, all: Int)
  ) {
    guard read(batch, times: parts.map { $0.isOfAll ? -1 : $0.times }) else { return }
    for (row, part) in parts.enumerated() {
      if part.isOfAll {
        tally.add(
          label: classes[row], score: part.score, times: part.times, dropped: dropped.all)
        continue
      }
      let side = part.isCalled == true ? LabelReader.positive : LabelReader.negative
      tally.add(
        ScoredRow(
          score: part.score, code: codes[row], label: classes[row],
          called: roles.prediction == nil ? side : calls[row]),
        times: part.times, dropped: dropped.window, isAllToCome: options.window != nil)
    }
  }

  private func called(_ score: Double) -> UInt8 {
    score >= options.threshold ? LabelReader.positive : LabelReader.negative
  }

  /// Reads windows and classes of a batch whose rows stand for several; whether nothing is refused.
  private mutating func read(_ batch: ArrowBatch, times: [Int]) -> Bool {
    rows += times.reduce(0) { $0 + max(0, $1) }
    guard refusal == nil else { return false }
    reserve(batch.rowCount)
    index.assign(
      batch, firstRow: 0, timestamp: roles.timestamp, columns: [], times: times, into: &codes)
    if index.isOverLimit {
      refusal = .tooManyGroups(limit: options.windowLimit, by: [])
      return false
    }
    if let target = roles.target {
      unsafe labels.read(batch.columns[target], rows: batch.rowCount, into: &classes)
      refusal = labels.refusal(column: options.target, isFinal: false)
    }
    if let prediction = roles.prediction, refusal == nil {
      unsafe predicted.read(batch.columns[prediction], rows: batch.rowCount, into: &calls)
      refusal = predicted.refusal(column: options.prediction ?? "", isFinal: false)
    }
    tally.reserve(index.count)
    withExtendedLifetime(batch) {}
    return refusal == nil
  }

  private mutating func reserve(_ rows: Int) {
    guard codes.count < rows else { return }
    codes = [UInt32](repeating: 0, count: rows)
    classes = [UInt8](repeating: LabelReader.missing, count: rows)
    calls = classes
    scores = [Double](repeating: 0, count: rows)
  }

  package mutating func merge(_ other: ScoreFold) {
    rows += other.rows
    if refusal == nil { refusal = other.refusal }
    guard refusal == nil else { return }
    labels.merge(other.labels)
    predicted.merge(other.predicted)
    let numbers = index.merge(other.index)
    tally.merge(other.tally, numbers: numbers)
  }

  package mutating func finish() -> Result<ScoreWindows, MetricRefusal> {
    if let refusal = refusal ?? finalRefusal { return .failure(refusal) }
    tally.flush()
    let windows = zip(index.keys, tally.windows)
      .map { (position: $0.window, counts: $1) }
      .sorted { ($0.position ?? 0) < ($1.position ?? 0) }
    return .success(
      ScoreWindows(
        options: options, rows: rows, undated: index.undated, windows: windows.map(\.counts),
        positions: windows.map(\.position), labels: tally.labels?.sorted))
  }

  /// What can only be known once all rows were seen.
  private var finalRefusal: MetricRefusal? {
    if roles.target != nil, let refusal = labels.refusal(column: options.target, isFinal: true) {
      return refusal
    }
    if let refusal = predicted.refusal(column: options.prediction ?? "", isFinal: false) {
      return refusal
    }
    let classes = Set(labels.values).union(predicted.values)
    guard classes.count <= 2 else {
      return .foreignClasses(prediction: predicted.values, target: labels.values)
    }
    return nil
  }
}

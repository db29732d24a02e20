package import ADBC

/// Counts what metrics of several classes are expected from, per window, in one pass.
///
/// The calibration is known before: it comes from labelled rows that were counted by
/// ``MetricsFold``. What the data does not allow is the result's failure.
package struct ClassScoreFold: Fold {
  let options: EstimationOptions
  let calibration: ClassCalibration
  let ofWindows: [Int64?: ClassCalibration]
  let hasLabels: Bool
  private var target: Int?
  private var prediction: Int?
  private var timestamp: Int?
  private var scoreColumns: [Int] = []
  private var names: ClassNames
  private var predictedNames: ClassNames
  private var labels = ClassReader()
  private var predicted = ClassReader()
  private var index: GroupIndex
  private var windows: [ClassWindow] = []
  /// The calibration of each window.
  private var calibrations: [ClassCalibration] = []
  private var rows = 0
  private var refusal: MetricRefusal?
  /// Room for one batch, kept between batches.
  private var codes: [UInt32] = []
  private var truths: [UInt16] = []
  private var calls: [UInt16] = []
  private var best: [Int] = []
  private var scores: [[Double]] = []
  private var probabilities: [Double]

  /// Prepares to count.
  ///
  /// - Parameters:
  ///   - hasLabels: whether the data have the target's column.
  ///   - ofWindows: of windows that have their own calibration, by where they begin.
  /// - Throws: ``MetricRefusal`` when the options contradict each other.
  package init(
    _ options: EstimationOptions, hasLabels: Bool, calibration: ClassCalibration,
    ofWindows: [Int64?: ClassCalibration] = [:]
  ) throws(MetricRefusal) {
    try options.check()
    self.options = options
    self.hasLabels = hasLabels
    self.calibration = calibration
    self.ofWindows = ofWindows
    names = ClassNames(declared: options.multiclass.classes)
    predictedNames = names
    index = GroupIndex(window: options.window, columnCount: 0, limit: options.windowLimit)
    probabilities = [Double](repeating: 0, count: options.multiclass.classes.count)
  }

  package var columns: Set<String>? {
    var columns = Set(options.multiclass.probabilities)
    if hasLabels { columns.insert(options.target) }
    if let prediction = options.prediction { columns.insert(prediction) }
    if let timestamp = options.timestamp, options.window?.isCalendar == true {
      columns.insert(timestamp)
    }
    return columns
  }

  package mutating func start(_ fields: [ArrowField], first: ArrowBatch?) {
    do throws(MetricRefusal) {
      let columns = ColumnFinder(fields)
      target = try columns.place(hasLabels ? options.target : nil, "target", .labels)
      prediction = try columns.place(options.prediction, "prediction", .labels)
      for name in options.multiclass.probabilities {
        scoreColumns.append(try columns.place(name, "probabilities", .numbers))
      }
      if options.window?.isCalendar == true {
        timestamp = try columns.place(options.timestamp, "timestamp", .instants)
      }
      scores = [[Double]](repeating: [], count: scoreColumns.count)
    } catch {
      refusal = error
    }
  }

  package mutating func update(_ batch: ArrowBatch, firstRow: Int) {
    guard begin(batch, firstRow: firstRow, times: nil) else { return }
    for row in 0..<batch.rowCount where codes[row] != GroupIndex.none { count(row) }
    withExtendedLifetime(batch) {}
  }

  /// Whether the data turned out to be refused, so that nothing more needs to be counted.
  var isRefused: Bool { refusal != nil }

  /// Counts rows that are alike.
  ///
  /// - Parameter times: how many rows each row of the batch stands for.
  mutating func update(_ batch: ArrowBatch, times: [Int]) {
    guard begin(batch, firstRow: 0, times: times) else { return }
    for row in 0..<batch.rowCount where codes[row] != GroupIndex.none {
      for _ in 0..<times[row] { count(row) }
    }
    withExtendedLifetime(batch) {}
  }

  /// Counts rows whose chances a database added up; false when it took a label for another class.
  ///
  /// - Parameter dropped: bits that were cut from the scores.
  mutating func update(_ batch: ArrowBatch, parts: [ChancePart], dropped: Int) -> Bool {
    guard begin(batch, firstRow: 0, times: parts.map(\.ownRows)) else { return true }
    let declared = scoreColumns.count
    for (row, part) in parts.enumerated() where codes[row] != GroupIndex.none {
      var truth = ClassReader.missing
      var called = ClassReader.missing
      if case .rows(let calls) = part.content {
        if target != nil { truth = truths[row] }
        called = prediction != nil ? self.calls[row] : calls.best.map { UInt16($0) } ?? called
        guard calls.truth == (truth == ClassReader.missing ? -1 : min(Int(truth), declared)),
          calls.state != .counted || called != ClassReader.missing
        else { return false }
      }
      windows[Int(codes[row])].add(
        part, truth: truth, called: called, declared: declared, dropped: dropped)
    }
    withExtendedLifetime(batch) {}
    return true
  }

  /// Counts whole rows among those that are kept.
  mutating func update(_ batch: ArrowBatch, sampled: [SampledRow]) {
    guard begin(batch, firstRow: 0, times: sampled.map { _ in 0 }) else { return }
    for (row, part) in sampled.enumerated() where codes[row] != GroupIndex.none {
      let called = prediction != nil ? Int(calls[row]) : part.best ?? 0
      windows[Int(codes[row])].add(sampled: part, called: called)
    }
    withExtendedLifetime(batch) {}
  }

  private mutating func count(_ row: Int) {
    let window = Int(codes[row])
    windows[window].add(
      ClassWindow.Row(truth: truths[row], called: calls[row], best: best[row], place: row),
      scores, calibrations[window], probabilities: &probabilities)
  }

  /// Reads a batch, and makes its windows ready; whether nothing is refused.
  ///
  /// - Parameter times: how many rows each row stands for; nil: each for itself.
  private mutating func begin(_ batch: ArrowBatch, firstRow: Int, times: [Int]?) -> Bool {
    rows += times?.reduce(0, +) ?? batch.rowCount
    guard refusal == nil else { return false }
    reserve(batch.rowCount)
    index.assign(
      batch, firstRow: firstRow, timestamp: timestamp, columns: [], times: times, into: &codes)
    if index.isOverLimit {
      refusal = .tooManyGroups(limit: options.windowLimit, by: [])
      return false
    }
    read(batch)
    guard refusal == nil else { return false }
    prepareWindows()
    return true
  }

  private mutating func read(_ batch: ArrowBatch) {
    let rows = batch.rowCount
    for (place, column) in scoreColumns.enumerated() {
      unsafe NumberReader.read(batch.columns[column], rows: rows, into: &scores[place])
    }
    LikeliestClass.find(scores, rows: rows, into: &best)
    if let target {
      unsafe labels.read(batch.columns[target], rows: rows, names: &names, into: &truths)
      if names.isOverLimit {
        refusal = .tooManyClasses(column: options.target, limit: ClassNames.limit)
      }
    }
    guard let prediction else {
      for row in 0..<rows { calls[row] = best[row] < 0 ? ClassReader.missing : UInt16(best[row]) }
      return
    }
    unsafe predicted.read(
      batch.columns[prediction], rows: rows, names: &predictedNames, into: &calls)
    // Whoever predicts a class has a probability for it.
    if predictedNames.names.count > predictedNames.declaredCount {
      refusal = .foreignClasses(
        prediction: Array(predictedNames.names.dropFirst(predictedNames.declaredCount).prefix(12)),
        target: options.multiclass.classes)
    }
  }

  private mutating func reserve(_ rows: Int) {
    guard codes.count < rows else { return }
    codes = [UInt32](repeating: 0, count: rows)
    truths = [UInt16](repeating: ClassReader.missing, count: rows)
    calls = truths
    best = [Int](repeating: 0, count: rows)
    for place in scores.indices { scores[place] = [Double](repeating: 0, count: rows) }
  }

  /// A table and a calibration for every window so far.
  private mutating func prepareWindows() {
    guard windows.count < index.count else { return }
    let keys = index.keys
    while windows.count < keys.count {
      calibrations.append(ofWindows[keys[windows.count].window] ?? calibration)
      windows.append(ClassWindow(classes: scoreColumns.count))
    }
  }

  package mutating func merge(_ other: ClassScoreFold) {
    rows += other.rows
    if refusal == nil { refusal = other.refusal }
    guard refusal == nil else { return }
    let classes = other.names.names.map { names.number(of: $0) }
    if names.isOverLimit {
      refusal = .tooManyClasses(column: options.target, limit: ClassNames.limit)
      return
    }
    let numbers = index.merge(other.index)
    prepareWindows()
    for (window, number) in zip(other.windows, numbers) {
      windows[Int(number)].merge(window, numbers: classes)
    }
  }

  package mutating func finish() -> Result<ClassWindows, MetricRefusal> {
    if let refusal { return .failure(refusal) }
    prepareWindows()
    let keys = index.keys
    let order = windows.indices.sorted { (keys[$0].window ?? 0) < (keys[$1].window ?? 0) }
    return .success(
      ClassWindows(
        options: options, rows: rows, undated: index.undated, windows: order.map { windows[$0] },
        positions: order.map { keys[$0].window }, names: names,
        calibrations: order.map { calibrations[$0] }))
  }
}

/// What is counted of one window of a classifier of any number of classes: chances of the rows with
/// and without a label, and what the labels gave.
///
/// Tables of parts merge in any order to the table of the whole.
package struct ClassWindow: Sendable {
  /// Rows seen, whether or not anything could be counted.
  package private(set) var rows = 0
  /// Rows that are counted: with all probabilities and a predicted class.
  package private(set) var scoredRows = 0
  /// Counted rows that have a label too.
  package private(set) var labelledRows = 0
  /// Rows that lack a probability.
  package private(set) var missingScores = 0
  /// Rows with a probability that is NaN or infinite.
  package private(set) var brokenScores = 0
  /// Rows with all probabilities whose predicted class is missing.
  package private(set) var missingPredictions = 0
  /// Counted rows whose probabilities do not sum to 1.
  package private(set) var offSum = 0
  /// Counted rows whose label is not among the declared classes.
  package var undeclaredLabels: Int { labels.undeclaredLabels }
  /// Counted rows whose score of each class no labelled reference row reached.
  package private(set) var outside: [Int]
  private var open: ExpectedClassTable
  private var known: ExpectedClassTable
  private var labels: MulticlassTable
  private let tolerance: Double

  init(classes: Int) {
    outside = [Int](repeating: 0, count: classes)
    open = ExpectedClassTable(classes: classes)
    known = open
    labels = MulticlassTable(
      probabilities: ProbabilityTable(
        classes: classes, capacity: max(BinaryScoreTable.capacityPerGroup / max(classes, 1), 128),
        sampled: ProbabilitySample.capacity(classes: classes, numbers: 1 << 15, atMost: 512),
        calibrationBins: 1, places: 1))
    tolerance = ProbabilityTable.tolerance(classes: classes)
  }

  /// A row of a batch as it is counted.
  struct Row {
    /// Its class, or ``ClassReader/missing``.
    let truth: UInt16
    /// Its predicted class, or ``ClassReader/missing``.
    let called: UInt16
    /// As ``LikeliestClass`` has it.
    let best: Int
    /// Its place in the batch.
    let place: Int
  }

  /// Counts a row.
  ///
  /// - Parameters:
  ///   - columns: the classes' scores in the batch.
  ///   - probabilities: room for one row's.
  mutating func add(
    _ row: Row, _ columns: [[Double]], _ calibration: ClassCalibration,
    probabilities: inout [Double]
  ) {
    rows &+= 1
    guard row.best >= 0 else {
      if row.best == LikeliestClass.missing { missingScores &+= 1 } else { brokenScores &+= 1 }
      return
    }
    guard row.called != ClassReader.missing else {
      missingPredictions &+= 1
      return
    }
    scoredRows &+= 1
    _ = calibration.write({ columns[$0][row.place] }, into: &probabilities)
    var sum = 0.0
    for place in columns.indices {
      let score = columns[place][row.place]
      sum += score
      if calibration.maps[place].isOutside(score) { outside[place] &+= 1 }
    }
    // Adding up rounds, too.
    if (sum - 1).magnitude > tolerance + 1e-9 { offSum &+= 1 }
    guard row.truth != ClassReader.missing else {
      open.add(called: Int(row.called), columns, row: row.place, probabilities: probabilities)
      return
    }
    labelledRows &+= 1
    known.add(called: Int(row.called), columns, row: row.place, probabilities: probabilities)
    labels.add(
      truth: row.truth, called: row.called, declared: columns.count, columns, row: row.place,
      best: row.best)
  }

  /// Counts rows whose chances a database added up.
  ///
  /// - Parameters:
  ///   - truth: their class, or ``ClassReader/missing``; so is `called`, their predicted one.
  ///   - dropped: bits that were cut from scores.
  mutating func add(
    _ part: ChancePart, truth: UInt16, called: UInt16, declared: Int, dropped: Int
  ) {
    switch part.content {
    case .nothing: return
    case .score(let score, let isFirst):
      change(isLabelled: isFirst != nil) {
        $0.add(
          score: score, of: part.place, rows: part.times, chance: part.chance, dropped: dropped)
      }
      guard let isFirst else { return }
      labels.change {
        $0.add(
          score: score, of: part.place, isFirst: isFirst, times: part.times, dropped: dropped)
      }
    case .rows(let calls):
      rows += part.ownRows
      switch calls.state {
      case .missingScore: missingScores += part.ownRows
      case .brokenScore: brokenScores += part.ownRows
      case .missingPrediction: missingPredictions += part.ownRows
      case .counted: count(part, calls, truth: truth, called: called, declared: declared)
      }
    }
  }

  private mutating func count(
    _ part: ChancePart, _ calls: ChancePart.Calls, truth: UInt16, called: UInt16, declared: Int
  ) {
    outside[part.place] += calls.outside
    let isLabelled = truth != ClassReader.missing
    change(isLabelled: isLabelled) {
      $0.add(called: Int(called), chance: part.chance, of: part.place)
    }
    guard part.place == 0 else { return }
    scoredRows += part.times
    offSum += calls.offSum
    change(isLabelled: isLabelled) { $0.add(called: Int(called), rows: part.times) }
    guard isLabelled else { return }
    labelledRows += part.times
    labels.add(truth: truth, called: called, declared: declared, times: part.times)
    labels.change { $0.add(rows: part.times) }
  }

  /// Counts a whole row among those that are kept.
  mutating func add(sampled row: SampledRow, called: Int) {
    change(isLabelled: row.truth >= 0) { $0.add(sampled: row, called: called) }
    if row.truth >= 0 { labels.change { $0.add(sampled: row) } }
  }

  private mutating func change(
    isLabelled: Bool, _ body: (inout ExpectedClassTable) -> Void
  ) {
    if isLabelled { body(&known) } else { body(&open) }
  }

  /// Adds the counts of other rows, whose classes are numbered `numbers` here.
  mutating func merge(_ other: ClassWindow, numbers: [UInt16]) {
    rows += other.rows
    scoredRows += other.scoredRows
    labelledRows += other.labelledRows
    missingScores += other.missingScores
    brokenScores += other.brokenScores
    missingPredictions += other.missingPredictions
    offSum += other.offSum
    for place in outside.indices { outside[place] += other.outside[place] }
    open.merge(other.open)
    known.merge(other.known)
    labels.merge(other.labels, numbers: numbers)
  }

  /// All counted rows.
  package func all(_ calibration: ClassCalibration) -> ExpectedClasses {
    guard labelledRows > 0 else { return open.expected(calibration) }
    guard labelledRows < scoredRows else { return known.expected(calibration) }
    var all = open
    all.merge(known)
    return all.expected(calibration)
  }

  /// The labelled rows.
  func labelled(_ calibration: ClassCalibration) -> ExpectedClasses { known.expected(calibration) }

  /// What the metrics of the labelled rows are measured from.
  func realised(_ names: ClassNames) -> MulticlassMeasurement { labels.measurement(names) }
}

/// The counted rows of a data set: its windows in order.
package struct ClassWindows: Sendable {
  /// What was asked for.
  package let options: EstimationOptions
  /// Rows read.
  package let rows: Int
  /// Rows without a time, which are in no window.
  package let undated: Int
  /// The windows in order.
  package let windows: [ClassWindow]
  /// Where each window begins; nil for the one window of all rows.
  package let positions: [Int64?]
  /// The classes of labels and predictions.
  let names: ClassNames
  let calibrations: [ClassCalibration]

  /// A window's name and ends.
  package func span(_ window: Int) -> WindowSpan? {
    guard let position = positions[window], let length = options.window else { return nil }
    return WindowSpan(start: position, length: length)
  }

  /// What a reader must know of the rows; `set` says which: `reference`, `current`.
  package func warnings(_ set: String) -> [MetricsReport.Warning] {
    func sum(_ count: KeyPath<ClassWindow, Int>) -> Int {
      windows.reduce(0) { $0 + $1[keyPath: count] }
    }
    let found: [(code: String, count: Int, what: String, column: String?)] = [
      ("missing-score", sum(\.missingScores), "lack a probability of a class", nil),
      ("broken-score", sum(\.brokenScores), "have a probability that is not a number", nil),
      (
        "missing-prediction", sum(\.missingPredictions), "have no predicted class",
        options.prediction
      ),
      (
        "probabilities-off-sum", sum(\.offSum),
        "have probabilities that do not sum to 1 and are divided by their sum", nil
      ),
      (
        "class-not-declared", sum(\.undeclaredLabels),
        "are of a class that is not in --classes, which no estimate expects", options.target
      ),
      ("missing-timestamp", undated, "have no time and are in no window", options.timestamp),
    ]
    return found.filter { $0.count > 0 }.map {
      MetricsReport.Warning(
        code: "\(set)-\($0.code)", message: "\($0.count) of \(rows) \(set) rows \($0.what)",
        column: $0.column)
    }
  }
}

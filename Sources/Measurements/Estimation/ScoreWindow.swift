/// What is counted of one window: rows by score and predicted class, and by label where it is
/// known.
///
/// Everything that an estimate needs, and what judges it once labels have come. Tables of parts
/// merge in any order to the table of the whole.
///
/// - Complexity: O(1) a row; memory bounded by the tables' capacity, whatever the rows.
package struct ScoreWindow: Sendable {
  /// Rows seen, whether or not anything could be counted.
  package private(set) var rows = 0
  /// Rows that are counted: with a finite score and a predicted class.
  package private(set) var scoredRows = 0
  /// Counted rows that have a label too.
  package private(set) var labelledRows = 0
  /// Labelled rows by truth and predicted class.
  package private(set) var cells = ConfusionCells()
  /// Rows without a score.
  package private(set) var missingScores = 0
  /// Rows whose score is NaN or infinite.
  package private(set) var brokenScores = 0
  /// Rows with a score whose predicted class is missing.
  package private(set) var missingPredictions = 0
  /// Scores of unlabelled rows; rows called positive are the first class.
  private var openCalls: CountedValues
  /// Scores of labelled rows; rows called positive are the first class.
  private var knownCalls: CountedValues
  /// Scores of labelled rows; positive rows are the first class.
  private var labels: CountedValues

  /// An empty window.
  ///
  /// - Parameter capacity: distinct scores kept exactly.
  package init(capacity: Int = BinaryScoreTable.capacityPerGroup) {
    openCalls = CountedValues(capacity: capacity)
    knownCalls = openCalls
    labels = openCalls
  }

  /// Counts rows.
  ///
  /// - Parameter scratch: room in which rows are sorted out, kept from one lot to the next.
  mutating func add(_ added: UnsafeBufferPointer<ScoredRow>, scratch: inout Scratch) {
    rows &+= added.count
    scratch.clear()
    for index in 0..<added.count {
      let row = unsafe added[index]
      guard row.score.isFinite else {
        if NumberReader.isMissing(row.score) { missingScores &+= 1 } else { brokenScores &+= 1 }
        continue
      }
      guard row.called != LabelReader.missing else {
        missingPredictions &+= 1
        continue
      }
      guard row.label != LabelReader.missing else {
        scratch.openScores.append(row.score)
        scratch.openCalls.append(row.called)
        continue
      }
      scratch.knownScores.append(row.score)
      scratch.knownCalls.append(row.called)
      scratch.labels.append(row.label)
      cells.add(
        isPositive: row.label == LabelReader.positive,
        calledPositive: row.called == LabelReader.positive)
    }
    scoredRows &+= scratch.openScores.count + scratch.knownScores.count
    labelledRows &+= scratch.knownScores.count
    unsafe scratch.openScores.withUnsafeBufferPointer { scores in
      unsafe scratch.openCalls.withUnsafeBufferPointer { unsafe openCalls.add(scores, classes: $0) }
    }
    unsafe scratch.knownScores.withUnsafeBufferPointer { scores in
      unsafe scratch.knownCalls.withUnsafeBufferPointer {
        unsafe knownCalls.add(scores, classes: $0)
      }
      unsafe scratch.labels.withUnsafeBufferPointer { unsafe labels.add(scores, classes: $0) }
    }
  }

  /// Counts rows that are alike.
  ///
  /// - Parameter dropped: bits that were cut from the score.
  mutating func add(_ row: ScoredRow, times: Int, dropped: Int) {
    rows += times
    guard row.score.isFinite else {
      if NumberReader.isMissing(row.score) { missingScores += times } else { brokenScores += times }
      return
    }
    guard row.called != LabelReader.missing else {
      missingPredictions += times
      return
    }
    scoredRows += times
    let isCalled = row.called == LabelReader.positive
    guard row.label != LabelReader.missing else {
      openCalls.coarsen(to: dropped)
      openCalls.add(row.score, isFirst: isCalled, times: times)
      return
    }
    labelledRows += times
    let isPositive = row.label == LabelReader.positive
    cells.add(isPositive: isPositive, calledPositive: isCalled, rows: times)
    knownCalls.coarsen(to: dropped)
    knownCalls.add(row.score, isFirst: isCalled, times: times)
    labels.coarsen(to: dropped)
    labels.add(row.score, isFirst: isPositive, times: times)
  }

  /// Scores with their classes: 1 for called positive, or for a positive row.
  struct Scratch: Sendable {
    fileprivate(set) var openScores: [Double] = []
    fileprivate(set) var openCalls: [UInt8] = []
    /// Those of labelled rows.
    fileprivate(set) var knownScores: [Double] = []
    fileprivate(set) var knownCalls: [UInt8] = []
    fileprivate(set) var labels: [UInt8] = []

    fileprivate mutating func clear() {
      openScores.removeAll(keepingCapacity: true)
      openCalls.removeAll(keepingCapacity: true)
      knownScores.removeAll(keepingCapacity: true)
      knownCalls.removeAll(keepingCapacity: true)
      labels.removeAll(keepingCapacity: true)
    }
  }

  /// Adds the counts of other rows; the capacity must agree.
  package mutating func merge(_ other: ScoreWindow) {
    rows += other.rows
    scoredRows += other.scoredRows
    labelledRows += other.labelledRows
    cells.merge(other.cells)
    missingScores += other.missingScores
    brokenScores += other.brokenScores
    missingPredictions += other.missingPredictions
    openCalls.merge(other.openCalls)
    knownCalls.merge(other.knownCalls)
    labels.merge(other.labels)
  }

  /// All counted rows by score; rows called positive are the first class.
  package var calls: SortedCounts {
    guard labelledRows > 0 else { return openCalls.sorted }
    guard labelledRows < scoredRows else { return knownCalls.sorted }
    var all = openCalls
    all.merge(knownCalls)
    return all.sorted
  }

  /// The labelled rows by score; rows called positive are the first class.
  package var labelledCalls: SortedCounts { knownCalls.sorted }

  /// The labelled rows by score; positive rows are the first class.
  package var labelledScores: SortedCounts { labels.sorted }

  /// What the metrics of the labelled rows are measured from.
  package var labelled: BinaryMeasurement {
    BinaryMeasurement(
      rows: labelledRows, cells: cells, scores: labelledScores,
      calibration: CalibrationBins(count: 1), logLoss: LossSums(rows: 0, sum: 0, squares: 0),
      brier: LossSums(rows: 0, sum: 0, squares: 0), outsideUnit: 0)
  }
}

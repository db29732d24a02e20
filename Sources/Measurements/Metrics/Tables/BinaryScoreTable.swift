internal import Foundation

/// What a binary classifier's metrics are made of: counts and exact sums of one group of rows.
///
/// Labels and scores go in row by row; tables of parts merge in any order and grouping to the table
/// of the whole. ``measurement`` is what metrics read.
///
/// - Complexity: O(1) a row; memory bounded by ``CountedValues/capacity``, whatever the rows.
package struct BinaryScoreTable: Sendable {
  /// Distinct scores that a table of all rows keeps exactly.
  ///
  /// 2^17: a test set of a hundred thousand rows stays exact, for 4 MB.
  package static let capacityOverall = 1 << 17
  /// Distinct scores that a table of one group keeps exactly.
  ///
  /// 4,096: 520 groups (ten segments, a year of weeks) take below 70 MB when all are full.
  package static let capacityPerGroup = 1 << 12

  /// Rows seen, whether or not anything could be counted.
  package private(set) var rows = 0
  /// Rows by truth and predicted class.
  package private(set) var cells = ConfusionCells()
  /// Labelled scores; positives are the first class.
  package private(set) var scores: CountedValues
  /// Labelled probabilities inside 0…1.
  package private(set) var calibration: CalibrationBins
  /// Sum of the log loss over the rows of ``calibration``.
  package private(set) var logLoss = FixedPointSum(scale: 57)
  /// Sum of its squares.
  package private(set) var logLossSquares = FixedPointSum(scale: 52)
  /// Sum of the squares of `(label − probability)²`.
  package private(set) var brierSquares = FixedPointSum(scale: 62)
  /// Labelled scores below 0 or above 1.
  package private(set) var outsideUnit = 0
  /// Rows whose label is missing.
  package private(set) var missingLabels = 0
  /// Labelled rows whose score is missing.
  package private(set) var missingScores = 0
  /// Labelled rows whose score is NaN or infinite.
  package private(set) var brokenScores = 0
  /// Labelled rows whose predicted class is missing.
  package private(set) var missingPredictions = 0

  /// An empty table.
  ///
  /// - Parameters:
  ///   - capacity: distinct scores kept exactly.
  ///   - calibrationBins: bins of equal width for the calibration error.
  package init(capacity: Int = Self.capacityOverall, calibrationBins: Int = 10) {
    scores = CountedValues(capacity: capacity)
    calibration = CalibrationBins(count: calibrationBins)
  }

  /// Counts the predicted class of a labelled row; nil when it is missing.
  @inline(__always)
  package mutating func add(isPositive: Bool, calledPositive: Bool?) {
    if let calledPositive {
      cells.add(isPositive: isPositive, calledPositive: calledPositive)
    } else {
      missingPredictions &+= 1
    }
  }

  /// Counts the score of a labelled row that has none.
  package mutating func addMissingScore() { missingScores += 1 }

  /// Counts a labelled row; its class and score follow.
  @inline(__always)
  package mutating func addLabelled() { rows &+= 1 }

  /// Counts the score of a labelled row.
  @inline(__always)
  package mutating func add(score: Double, isPositive: Bool) {
    guard score.isFinite else {
      brokenScores &+= 1
      return
    }
    scores.add(score, isFirst: isPositive)
    addLosses(score: score, isPositive: isPositive)
  }

  /// Counts many rows.
  ///
  /// - Parameter scratch: room for their scores.
  mutating func add(
    _ added: UnsafeBufferPointer<ScoredRow>, hasScore: Bool, scratch: inout ScoreScratch
  ) {
    rows &+= added.count
    let counted = unsafe scratch.take(added, hasScore: hasScore)
    for (label, called, count) in scratch.calls {
      guard label != LabelReader.missing else {
        missingLabels &+= count
        continue
      }
      guard called != LabelReader.missing else {
        missingPredictions &+= count
        continue
      }
      cells.add(
        isPositive: label == LabelReader.positive, calledPositive: called == LabelReader.positive,
        rows: count)
    }
    guard hasScore else { return }
    missingScores &+= scratch.missingScores
    brokenScores &+= scratch.brokenScores
    unsafe scratch.values.withUnsafeBufferPointer { values in
      unsafe scratch.classes.withUnsafeBufferPointer { classes in
        let values = unsafe UnsafeBufferPointer(rebasing: values[..<counted])
        let classes = unsafe UnsafeBufferPointer(rebasing: classes[..<counted])
        unsafe scores.add(values, classes: classes)
        unsafe calibration.add(values, labels: classes)
        unsafe addLosses(values, labels: classes)
      }
    }
  }

  /// Counts rows that are alike.
  mutating func add(_ row: ScoredRow, times: Int, hasScore: Bool) {
    guard addClasses(row, times: times), hasScore else { return }
    guard row.score.isFinite else {
      addUnusable(isMissing: NumberReader.isMissing(row.score), times: times)
      return
    }
    let isPositive = row.label == LabelReader.positive
    scores.add(row.score, isFirst: isPositive, times: times)
    guard row.score >= 0, row.score <= 1 else {
      outsideUnit += times
      return
    }
    let gap = (isPositive ? 1 : 0) - row.score
    calibration.add(row.score, isPositive: isPositive, times: times)
    brierSquares.add(gap * gap * gap * gap, times: times)
    let loss = Self.logLoss(row.score, isPositive: isPositive)
    logLoss.add(loss, times: times)
    logLossSquares.add(loss * loss, times: times)
  }

  /// Counts truth and predicted class of rows that are alike; whether they have a label.
  private mutating func addClasses(_ row: ScoredRow, times: Int) -> Bool {
    rows += times
    guard row.label != LabelReader.missing else {
      missingLabels += times
      return false
    }
    if row.called == LabelReader.missing {
      missingPredictions += times
    } else {
      cells.add(
        isPositive: row.label == LabelReader.positive,
        calledPositive: row.called == LabelReader.positive, rows: times)
    }
    return true
  }

  private mutating func addUnusable(isMissing: Bool, times: Int) {
    if isMissing { missingScores += times } else { brokenScores += times }
  }

  /// Counts rows of one class whose scores lie in one calibration bin, as a database summed them.
  mutating func add(_ part: ScorePart) {
    guard addClasses(part.row, times: part.rows) else { return }
    switch part.place {
    case .missing: addUnusable(isMissing: true, times: part.rows)
    case .broken: addUnusable(isMissing: false, times: part.rows)
    case .outside: outsideUnit += part.rows
    case .bin(let bin):
      calibration.add(
        bin: bin, isPositive: part.row.label == LabelReader.positive, rows: part.rows,
        scores: part.sums.scores, squares: part.sums.squares)
      brierSquares.add(units: part.sums.fourths)
      logLoss.add(units: part.sums.losses)
      logLossSquares.add(units: part.sums.lossSquares)
    }
  }

  /// Counts scores without their losses; `dropped` bits were cut from them.
  mutating func add(score: Double, isPositive: Bool, times: Int, dropped: Int) {
    scores.coarsen(to: dropped)
    scores.add(score, isFirst: isPositive, times: times)
  }

  /// Adds the losses of scores that the calibration bins have taken.
  private mutating func addLosses(
    _ values: UnsafeBufferPointer<Double>, labels: UnsafeBufferPointer<UInt8>
  ) {
    var brier = brierSquares
    var sum = logLoss
    var squares = logLossSquares
    for position in 0..<values.count {
      let score = unsafe values[position]
      guard score >= 0, score <= 1 else {
        outsideUnit &+= 1
        continue
      }
      let isPositive = unsafe labels[position] == 1
      let gap = (isPositive ? 1 : 0) - score
      brier.add(gap * gap * gap * gap)
      let loss = Self.logLoss(score, isPositive: isPositive)
      sum.add(loss)
      squares.add(loss * loss)
    }
    brierSquares = brier
    logLoss = sum
    logLossSquares = squares
  }

  /// Counts everything but the place of the score among the others.
  @inline(__always)
  mutating func addLosses(score: Double, isPositive: Bool) {
    guard score >= 0, score <= 1 else {
      outsideUnit &+= 1
      return
    }
    let gap = (isPositive ? 1 : 0) - score
    calibration.add(score, isPositive: isPositive)
    brierSquares.add(gap * gap * gap * gap)
    let loss = Self.logLoss(score, isPositive: isPositive)
    logLoss.add(loss)
    logLossSquares.add(loss * loss)
  }

  /// −ln of the probability given to what happened, which is first moved into ε…1 − ε.
  ///
  /// ε = 2^−52, the machine epsilon of doubles, as in scikit-learn 1.9 for 64-bit probabilities. A
  /// column of 32-bit floats is clipped there at 2^−23 instead; here it is not.
  @inline(__always)
  static func logLoss(_ score: Double, isPositive: Bool) -> Double {
    let given = isPositive ? score : 1 - score
    return -log(min(max(given, 0x1p-52), 1 - 0x1p-52))
  }

  /// Adds the counts of other rows; calibration bins and capacity must agree.
  package mutating func merge(_ other: BinaryScoreTable) {
    mergeSums(other)
    scores.merge(other.scores)
  }

  /// Adds everything but the distinct scores.
  mutating func mergeSums(_ other: BinaryScoreTable) {
    rows += other.rows
    cells.merge(other.cells)
    calibration.merge(other.calibration)
    logLoss.merge(other.logLoss)
    logLossSquares.merge(other.logLossSquares)
    brierSquares.merge(other.brierSquares)
    outsideUnit += other.outsideUnit
    missingLabels += other.missingLabels
    missingScores += other.missingScores
    brokenScores += other.brokenScores
    missingPredictions += other.missingPredictions
  }

  /// Takes the distinct scores of a table that counted the same rows.
  mutating func takeScores(_ scores: CountedValues) { self.scores = scores }

  /// What metrics are computed from.
  package var measurement: BinaryMeasurement {
    BinaryMeasurement(
      rows: rows, cells: cells, scores: scores.sorted, calibration: calibration,
      logLoss: LossSums(
        rows: calibration.rows, sum: logLoss.value, squares: logLossSquares.value),
      brier: LossSums(
        rows: calibration.rows, sum: calibration.bins.reduce(0) { $0 + $1.squares.value },
        squares: brierSquares.value),
      outsideUnit: outsideUnit)
  }
}

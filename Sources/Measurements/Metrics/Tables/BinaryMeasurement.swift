package import Statistics

/// The counts of one group of rows that a binary classifier scored, ready to compute metrics from.
package struct BinaryMeasurement: Sendable {
  /// Rows seen, with or without a label.
  package let rows: Int
  /// Rows by truth and predicted class.
  package let cells: ConfusionCells
  /// Labelled scores in ascending order; positives are the first class.
  package let scores: SortedCounts
  /// Labelled probabilities in bins of equal width.
  package let calibration: CalibrationBins
  /// The log loss over the rows of ``calibration``.
  package let logLoss: LossSums
  /// The squared error of the probability over the rows of ``calibration``.
  package let brier: LossSums
  /// Labelled scores outside 0…1.
  package let outsideUnit: Int

  /// Rows with a label and a score, counted from scratch: for examples and small data.
  ///
  /// - Parameters:
  ///   - labels: true for a positive row; as many as `scores`.
  ///   - threshold: the smallest score that is called positive.
  package init(
    labels: [Bool], scores: [Double], threshold: Double = 0.5, calibrationBins: Int = 10
  ) {
    var table = BinaryScoreTable(calibrationBins: calibrationBins)
    for (label, score) in zip(labels, scores) {
      table.addLabelled()
      table.add(isPositive: label, calledPositive: score.isFinite ? score >= threshold : nil)
      table.add(score: score, isPositive: label)
    }
    self = table.measurement
  }

  /// Rows of which only truth and predicted class are known.
  package init(cells: ConfusionCells) {
    self.init(cells: cells, scores: nil)
  }

  /// Rows of which truth and predicted class are known, and scores that only rank them.
  init(cells: ConfusionCells, scores: SortedCounts?) {
    self.init(
      rows: cells.rows, cells: cells,
      scores: scores ?? SortedCounts(values: [], first: [], second: []),
      calibration: CalibrationBins(count: 10), logLoss: LossSums(rows: 0, sum: 0, squares: 0),
      brier: LossSums(rows: 0, sum: 0, squares: 0), outsideUnit: 0)
  }

  init(
    rows: Int, cells: ConfusionCells, scores: SortedCounts, calibration: CalibrationBins,
    logLoss: LossSums, brier: LossSums, outsideUnit: Int
  ) {
    self.rows = rows
    self.cells = cells
    self.scores = scores
    self.calibration = calibration
    self.logLoss = logLoss
    self.brier = brier
    self.outsideUnit = outsideUnit
  }

  /// The cells, when there is a row in them.
  ///
  /// - Throws: ``Undefined`` when no row has both a label and a predicted class.
  package func knownCells() throws(Undefined) -> ConfusionCells {
    guard cells.rows > 0 else { throw Undefined("no row has both a label and a predicted class") }
    return cells
  }

  /// Checks that every score is a probability and that there is one.
  ///
  /// - Throws: ``Undefined`` when not.
  package func requireProbabilities() throws(Undefined) {
    guard outsideUnit == 0 else {
      let low = scores.values.first ?? 0
      let high = scores.values.last ?? 0
      throw Undefined(
        "\(outsideUnit) scores lie outside 0…1 (lowest \(low), highest \(high)): "
          + "this metric needs probabilities")
    }
    guard calibration.rows > 0 else { throw Undefined("no row has both a label and a score") }
  }
}

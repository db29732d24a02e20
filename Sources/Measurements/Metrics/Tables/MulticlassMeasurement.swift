package import Statistics

/// The counts of one group of rows that a multiclass model predicted, ready to compute metrics
/// from.
package struct MulticlassMeasurement: Sendable {
  /// Rows seen, with or without a label.
  package let rows: Int
  /// Rows by true and predicted class.
  package let confusion: ConfusionMatrix
  /// What the probabilities gave; nil when there are none.
  package let probabilities: ProbabilityMeasurement?

  init(rows: Int, confusion: ConfusionMatrix, probabilities: ProbabilityMeasurement?) {
    self.rows = rows
    self.confusion = confusion
    self.probabilities = probabilities
  }

  /// Rows of which truth and predicted class are known: for examples and small data.
  package init(truths: [String], calls: [String]) {
    self.init(truths: truths, calls: calls, classes: [], probabilities: [], places: 1)
  }

  /// Rows counted from scratch: for examples and small data.
  ///
  /// - Parameters:
  ///   - truths: each row's class.
  ///   - classes: the declared classes.
  ///   - probabilities: each row's probabilities, in the order of `classes`.
  ///   - places: the k of the accuracy of the k likeliest classes.
  package init(
    truths: [String], classes: [String], probabilities: [[Double]], places: Int = 2,
    calibrationBins: Int = 10
  ) {
    let calls = probabilities.map { row in
      row.indices.max { row[$0] < row[$1] || (row[$0] == row[$1] && $0 > $1) }.map { classes[$0] }
        ?? ""
    }
    self.init(
      truths: truths, calls: calls, classes: classes, probabilities: probabilities,
      places: places, calibrationBins: calibrationBins)
  }

  private init(
    truths: [String], calls: [String], classes: [String], probabilities: [[Double]], places: Int,
    calibrationBins: Int = 10
  ) {
    var names = ClassNames(declared: classes)
    var table = MulticlassTable(
      probabilities: classes.isEmpty
        ? nil
        : ProbabilityTable(
          classes: classes.count, capacity: 1 << 15, sampled: 2_048,
          calibrationBins: calibrationBins, places: places))
    let columns = classes.indices.map { place in probabilities.map { $0[place] } }
    for row in truths.indices {
      let truth = names.number(of: truths[row])
      let called = names.number(of: calls[row])
      table.add(
        truth: truth, called: called, declared: classes.count, columns, row: row,
        best: Int(called))
    }
    self = table.measurement(names)
  }

  /// What the probabilities gave.
  ///
  /// - Throws: ``Undefined`` when no row has a label and all probabilities.
  package func knownProbabilities() throws(Undefined) -> ProbabilityMeasurement {
    guard let probabilities, probabilities.rows > 0 else {
      throw Undefined("no row has both a label and all probabilities")
    }
    return probabilities
  }
}

/// What the probabilities of one group of rows gave.
package struct ProbabilityMeasurement: Sendable {
  /// The declared classes.
  package let classes: [String]
  /// Rows with a label and all probabilities.
  package let rows: Int
  /// Each class' scores in ascending order; rows of the class are the first class.
  package let scores: [SortedCounts]
  /// Some of the rows whole: how the classes' figures vary together.
  package let sample: [ProbabilitySample.Row]
  /// The largest probability of each row in bins; positive when it was given to the class that
  /// came.
  package let calibration: CalibrationBins
  /// The log loss over the rows of ``calibration``.
  package let logLoss: LossSums
  /// The squared error, summed over the classes, over the rows of ``calibration``.
  package let brier: LossSums
  /// Rows whose class is among the ``places`` likeliest.
  package let hits: Int
  /// The k of ``hits``.
  package let places: Int
  /// Rows with a probability outside 0…1.
  package let outsideUnit: Int
  /// Rows whose probabilities are too far from the sum 1.
  package let offSum: Int
  /// The lowest and the highest sum of a row; nil without rows.
  package let sums: ClosedRange<Double>?

  /// Checks that every row is a distribution over the classes.
  ///
  /// - Throws: ``Undefined`` when not.
  package func requireDistributions() throws(Undefined) {
    guard outsideUnit == 0 else {
      throw Undefined(
        "\(outsideUnit) rows have a probability outside 0…1: this metric needs probabilities")
    }
    guard offSum == 0, sums != nil else {
      let range = sums.map { " (\($0.lowerBound) to \($0.upperBound))" } ?? ""
      throw Undefined(
        "the probabilities of \(offSum) rows do not sum to 1 within "
          + "\(ProbabilityTable.tolerance(classes: classes.count))\(range): this metric needs those of all classes"
      )
    }
  }

  /// Checks that every class has rows, and rows that are of another.
  ///
  /// - Throws: ``Undefined`` with the class.
  package func requireEveryClass() throws(Undefined) {
    for (name, scores) in zip(classes, scores) {
      guard scores.firstTotal > 0 else {
        throw Undefined("no row is of class \(name): an average over classes needs all of them")
      }
      guard scores.secondTotal > 0 else {
        throw Undefined("all rows are of class \(name): there is no other to tell it from")
      }
    }
  }
}

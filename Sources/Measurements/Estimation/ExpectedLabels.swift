/// Rows without labels: how many have each score and predicted class, and how probable a positive
/// is.
///
/// What the metrics of unseen labels are expected from. A bin holds the rows of one score; every
/// row of it is positive with the bin's probability, whatever its predicted class.
///
/// - Invariant: scores ascend strictly; probabilities lie in 0…1; the arrays have one length.
package struct ExpectedLabels: Sendable, Hashable {
  /// Probability of a positive row, a bin.
  package let probabilities: [Double]
  /// Rows called positive, a bin.
  package let called: [Double]
  /// Rows called negative, a bin.
  package let uncalled: [Double]

  /// Rows.
  package let rows: Double
  /// Rows called positive.
  package let calledRows: Double
  /// Expected true positives.
  package let truePositives: Double
  /// Expected false negatives.
  package let falseNegatives: Double

  /// Rows by score and predicted class, with the probability at each score.
  package init(calls: SortedCounts, probabilities: [Double]) {
    precondition(
      calls.values.count == probabilities.count, "one probability a score is needed")
    self.probabilities = probabilities
    called = calls.first.map { Double($0) }
    uncalled = calls.second.map { Double($0) }
    calledRows = Double(calls.firstTotal)
    rows = Double(calls.firstTotal) + Double(calls.secondTotal)
    truePositives = zip(called, probabilities).reduce(0) { $0 + $1.0 * $1.1 }
    falseNegatives = zip(uncalled, probabilities).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Rows given one by one: for examples and small data.
  package init(scores: [Double], probabilities: [Double], calledPositive: [Bool]) {
    let order = scores.indices.sorted { scores[$0] < scores[$1] }
    var values: [Double] = []
    var chances: [Double] = []
    var first: [Int] = []
    var second: [Int] = []
    for row in order {
      if values.last != scores[row] {
        values.append(scores[row])
        chances.append(probabilities[row])
        first.append(0)
        second.append(0)
      }
      if calledPositive[row] { first[first.count - 1] += 1 } else { second[second.count - 1] += 1 }
    }
    self.init(
      calls: SortedCounts(values: values, first: first, second: second), probabilities: chances)
  }

  /// Expected positive rows.
  package var positives: Double { truePositives + falseNegatives }
  /// Expected negative rows.
  package var negatives: Double { rows - positives }
  /// Expected false positives.
  package var falsePositives: Double { calledRows - truePositives }
  /// Expected true negatives.
  package var trueNegatives: Double { rows - calledRows - falseNegatives }

  /// The variance that the labels' chance alone gives to what changes by `slope` when a label does.
  func labelVariance(_ slope: ExpectedValue.Slope) -> Double {
    var variance = 0.0
    for bin in probabilities.indices {
      let chance = probabilities[bin] * (1 - probabilities[bin])
      let (ofCalled, ofUncalled) = (slope.called(bin), slope.uncalled(bin))
      variance +=
        chance * (called[bin] * ofCalled * ofCalled + uncalled[bin] * ofUncalled * ofUncalled)
    }
    return variance
  }

  /// How much it changes in each bin with the bin's probability.
  func probabilitySlopes(_ slope: ExpectedValue.Slope) -> [Double] {
    probabilities.indices.map {
      called[$0] * slope.called($0) + uncalled[$0] * slope.uncalled($0)
    }
  }
}

extension SortedCounts {
  /// The middle of what each number stands for; the numbers themselves while nothing was dropped.
  ///
  /// The numbers are the ends nearer to 0 and, within 0.5…1, to 1: a mean over many rows taken from
  /// them would be off by half a bin.
  package var centres: [Double] {
    guard droppedBits > 0, droppedBits <= 52 else { return values }
    let half = UInt64(1) << UInt64(droppedBits - 1)
    return values.map { value in
      // Larger numbers lose bits of their distance from 1: 0.5 stands for itself alone.
      if value == 0.5 { return value }
      return value > 0.5 && value <= 1
        ? 1 - Double(bitPattern: (1 - value).bitPattern + half)
        : Double(bitPattern: value.bitPattern + half)
    }
  }
}

internal import Statistics

/// A rank metric of one class against the others, and how much each row moves it.
///
/// The metric's variance is the sum of the squares over the rows.
struct RankInfluence: Sendable {
  let value: Double
  /// What a row of the class adds, by place in the scores.
  let positive: [Double]
  /// What a row of another class adds.
  let negative: [Double]
  /// Where the scores are.
  let scores: SortedCounts

  /// The area under the ROC curve, with DeLong's placements.
  ///
  /// - Throws: ``Undefined`` when a class has no row.
  static func area(_ scores: SortedCounts) throws(Undefined) -> RankInfluence {
    let value = try MannWhitneyStatistic.measure(positives: scores.first, negatives: scores.second)
    let (p, n) = (Double(scores.firstTotal), Double(scores.secondTotal))
    // With these factors the squares sum to DeLong's variance, whose divisors are P − 1 and N − 1.
    let ofPositive = 1 / (p * max(p - 1, 1)).squareRoot()
    let ofNegative = 1 / (n * max(n - 1, 1)).squareRoot()
    var below = 0.0
    var above = p
    var positive: [Double] = []
    var negative: [Double] = []
    positive.reserveCapacity(scores.values.count)
    negative.reserveCapacity(scores.values.count)
    for place in scores.values.indices {
      let (here, there) = (Double(scores.first[place]), Double(scores.second[place]))
      above -= here
      positive.append(((below + there / 2) / n - value) * ofPositive)
      negative.append(((above + here / 2) / p - value) * ofNegative)
      below += there
    }
    return RankInfluence(value: value, positive: positive, negative: negative, scores: scores)
  }

  /// What a row adds.
  func of(_ score: Double, isPositive: Bool) -> Double {
    let place = nearest(score)
    return isPositive ? positive[place] : negative[place]
  }

  /// The place of the score, or of the one that stands for it and its neighbours.
  private func nearest(_ score: Double) -> Int {
    var low = 0
    var high = scores.values.count - 1
    while low < high {
      let middle = (low + high) / 2
      if scores.values[middle] < score { low = middle + 1 } else { high = middle }
    }
    if low > 0, score - scores.values[low - 1] < (scores.values[low] - score).magnitude {
      return low - 1
    }
    return low
  }
}

/// Averages of rank metrics over classes, one against the rest.
///
/// The classes' figures come from the same rows and vary together. A row moves the average by the
/// weighted sum of what it does to each class' figure; the squares of that, summed over the rows,
/// are the average's variance. It is taken over the sampled rows: all of them where they are few.
///
/// - Source: DeLong, DeLong, Clarke-Pearson, 1988, for the placements; Hampel, *The Influence Curve
///   and Its Role in Robust Estimation*, 1974.
enum RankAverage {
  /// The average with its interval.
  ///
  /// - Parameter isWeighted: whether classes count by their rows instead of alike.
  /// - Throws: ``Undefined`` when a class has no rows.
  static func estimate(
    _ measurement: ProbabilityMeasurement, isWeighted: Bool, level: Double,
    _ influence: (SortedCounts) throws(Undefined) -> RankInfluence
  ) throws(Undefined) -> Estimate {
    try measurement.requireEveryClass()
    var figures: [RankInfluence] = []
    for scores in measurement.scores { figures.append(try influence(scores)) }
    let rows = measurement.scores.map { Double($0.firstTotal) }
    let declared = rows.reduce(0, +)
    let weights = rows.map { isWeighted ? $0 / declared : 1 / Double(rows.count) }
    var value = 0.0
    for (weight, figure) in zip(weights, figures) { value += weight * figure.value }
    var estimate = Estimate(min(max(value, 0), 1))
    let smallest = measurement.scores.map(\.firstTotal).min() ?? 0
    if smallest > 1 {
      var squares = 0.0
      var sampled = 0.0
      for row in measurement.sample {
        var moved = 0.0
        for (place, figure) in figures.enumerated() {
          moved +=
            weights[place] * figure.of(row.probabilities[place], isPositive: place == row.truth)
        }
        if isWeighted, row.truth < figures.count {
          moved += (figures[row.truth].value - value) / declared
        }
        squares += Double(row.count) * moved * moved
        sampled += Double(row.count)
      }
      estimate.interval = try LogitInterval.interval(
        value: estimate.value ?? value, variance: squares * Double(measurement.rows) / sampled,
        rows: smallest, level: level)
    } else {
      estimate.note = "a class has one row: nothing tells how much its figure varies"
    }
    let bits = measurement.scores.map(\.droppedBits).max() ?? 0
    if bits > 0 {
      let bound = measurement.scores.map(\.rankErrorBound).max() ?? 0
      estimate.note = "scores were binned: exact within about \(bound)"
    }
    return estimate
  }
}

internal import Foundation
internal import Statistics

/// Metrics of scores at another share of positives.
///
/// Positives and negatives are two independent samples whose means are mixed in the declared
/// shares.
struct PrevalenceScores {
  private let scores: SortedCounts
  private let correction: PriorCorrection
  private let outsideUnit: Int

  /// - Throws: ``Undefined`` without scores of both classes.
  init(_ measurement: BinaryMeasurement, _ correction: PriorCorrection) throws(Undefined) {
    guard measurement.scores.firstTotal > 0, measurement.scores.secondTotal > 0 else {
      throw Undefined("no row of one of the classes has a score")
    }
    scores = measurement.scores
    self.correction = correction
    outsideUnit = measurement.outsideUnit
  }

  private func requireProbabilities() throws(Undefined) {
    guard outsideUnit == 0 else {
      throw Undefined("\(outsideUnit) scores lie outside 0…1: this metric needs probabilities")
    }
  }

  /// The mean of a loss of corrected probabilities, on the log scale.
  ///
  /// - Throws: ``Undefined`` when a score is no probability.
  func loss(
    level: Double, _ loss: (_ probability: Double, _ isPositive: Bool) -> Double
  ) throws(Undefined) -> Estimate {
    try requireProbabilities()
    let positive = moments(scores.first, scores.firstTotal) {
      loss(correction.probability(scores.values[$0]), true)
    }
    let negative = moments(scores.second, scores.secondTotal) {
      loss(correction.probability(scores.values[$0]), false)
    }
    let share = correction.production
    let mean = share * positive.mean + (1 - share) * negative.mean
    let variance =
      share * share * positive.variance / Double(scores.firstTotal)
      + (1 - share) * (1 - share) * negative.variance / Double(scores.secondTotal)
    return estimate(mean, variance, level: level)
  }

  /// Precision averaged over the positives, with precision as production would see it.
  ///
  /// Where positives are rarer than in the data, it rests on the few negatives that score highest:
  /// by simulation an interval from each row's influence holds the truth in 80 % of samples instead
  /// of 95. So there is none.
  func averagePrecision() -> Estimate {
    let share = correction.production
    let (positives, negatives) = (Double(scores.firstTotal), Double(scores.secondTotal))
    var value = 0.0
    var found = 0.0
    var raised = 0.0
    for place in scores.values.indices.reversed() {
      found += Double(scores.first[place])
      raised += Double(scores.second[place])
      guard scores.first[place] > 0 else { continue }
      let hits = share * found / positives
      let called = hits + (1 - share) * raised / negatives
      value += Double(scores.first[place]) / positives * hits / called
    }
    return Estimate(
      min(value, 1),
      note: "it rests on the few negatives of the highest scores: no interval holds well")
  }

  /// The mean gap between corrected probabilities and what happened, in bins of equal width.
  ///
  /// - Throws: ``Undefined`` when a score is no probability.
  func calibrationError(bins: Int) throws(Undefined) -> Estimate {
    try requireProbabilities()
    var gaps = [Double](repeating: 0, count: max(1, bins))
    let positive = correction.production / Double(scores.firstTotal)
    let negative = (1 - correction.production) / Double(scores.secondTotal)
    for place in scores.values.indices {
      let probability = correction.probability(scores.values[place])
      let bin = min(
        max(0, Int((probability * Double(gaps.count)).rounded(.up)) - 1), gaps.count - 1)
      gaps[bin] +=
        Double(scores.first[place]) * positive * (1 - probability)
        - Double(scores.second[place]) * negative * probability
    }
    return Estimate(
      gaps.reduce(0) { $0 + $1.magnitude },
      note: "there is no interval for it at another share of positives")
  }

  /// Mean and variance, divisor n − 1, of a number at each score over one class' rows.
  private func moments(
    _ counts: [Int], _ total: Int, _ number: (Int) -> Double
  ) -> (mean: Double, variance: Double) {
    var sum = 0.0
    for place in counts.indices where counts[place] > 0 {
      sum += Double(counts[place]) * number(place)
    }
    let mean = sum / Double(total)
    guard total > 1 else { return (mean, 0) }
    var squares = 0.0
    for place in counts.indices where counts[place] > 0 {
      let distance = number(place) - mean
      squares += Double(counts[place]) * distance * distance
    }
    return (mean, squares / Double(total - 1))
  }

  private func estimate(_ value: Double, _ variance: Double, level: Double) -> Estimate {
    guard min(scores.firstTotal, scores.secondTotal) > 1, variance > 0, variance.isFinite, value > 0
    else { return Estimate(value, note: "nothing tells how much it varies") }
    let margin = NormalDistribution.twoSidedQuantile(level: level) * variance.squareRoot()
    return Estimate(
      value,
      interval: Interval(
        low: value * exp(-margin / value), high: value * exp(margin / value), level: level,
        method: "log-delta"))
  }
}

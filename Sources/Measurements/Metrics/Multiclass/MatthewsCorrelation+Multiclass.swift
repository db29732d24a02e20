package import Statistics

extension MatthewsCorrelation: MulticlassMetric {
  package static let multiclassNeeds = MulticlassNeeds.predictedClass

  /// The correlation of truth and predicted class over any number of classes.
  ///
  /// `(Σₖ hitsₖ − Σₖ rowsₖ calledₖ) / √((1 − Σₖ rowsₖ²)(1 − Σₖ calledₖ²))`, all as shares of the
  /// rows.
  ///
  /// - Source: Gorodkin, *Comparing Two K-category Assignments by a K-category Correlation
  ///   Coefficient*, 2004.
  package static func measure(
    _ measurement: MulticlassMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    let confusion = measurement.confusion
    try confusion.requireRows()
    guard !confusion.truths.contains(confusion.rows) else {
      throw Undefined("all labels are of one class: there is nothing to correlate with")
    }
    guard !confusion.calls.contains(confusion.rows) else {
      throw Undefined("all predictions are of one class: there is nothing to correlate with")
    }
    return ConfusionInterval.estimate(confusion, range: -1...1, level: level, slopes)
  }

  private static func slopes(_ shares: ConfusionShares) -> ConfusionSlopes {
    var (truthSquares, callSquares, chance) = (0.0, 0.0, 0.0)
    for (truth, call) in zip(shares.truths, shares.calls) {
      truthSquares += truth * truth
      callSquares += call * call
      chance += truth * call
    }
    let (ofTruths, ofCalls) = (1 - truthSquares, 1 - callSquares)
    let scale = (ofTruths * ofCalls).squareRoot()
    let value = (shares.hits.reduce(0, +) - chance) / scale
    return ConfusionSlopes(
      value: value, hits: shares.hits.map { _ in 1 / scale },
      truths: zip(shares.truths, shares.calls).map { -$1 / scale + value * $0 / ofTruths },
      calls: zip(shares.truths, shares.calls).map { -$0 / scale + value * $1 / ofCalls })
  }

  package static func withoutSkill(_ measurement: MulticlassMeasurement) -> Double? { 0 }
}

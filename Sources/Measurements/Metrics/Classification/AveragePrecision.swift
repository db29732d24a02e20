package import Statistics

/// Precision averaged over the ranks of the positive rows, from the highest score down.
///
/// `AP = Σₖ (Rₖ − Rₖ₋₁) Pₖ` over the distinct scores, descending; not interpolated
///
/// - Undefined: no positive row. scikit-learn answers 0 with a warning.
/// - Numerics: interval from each row's influence on the value (infinitesimal jackknife), on the
///   logit scale; rows in one bin share their influence, so the cost is that of the bins.
/// - Complexity: O(bins).
/// - Source: scikit-learn, `average_precision_score`; Efron, *The Jackknife, the Bootstrap and
///   Other Resampling Plans*, 1982, ch. 6.
package enum AveragePrecision: BinaryMetric {
  package static let card = Card(
    id: "average-precision", aliases: ["ap", "pr-auc", "auprc"], key: "averagePrecision",
    title: "Average precision",
    summary:
      "Precision averaged over the positives, best score first; of many classes, their mean.",
    unit: "share", range: "0…1", direction: .higherIsBetter, formula: "Σₖ (Rₖ − Rₖ₋₁) Pₖ",
    undefined: "no row is positive",
    laws: [.orderInvariant, .mergeInvariant, .rankInvariant, .scaleInvariant, .bounded],
    source: "scikit-learn, average_precision_score; Efron, 1982, for the interval")

  package static let examples = [
    Example("negatives 0.1, 0.4; positives 0.35, 0.8", gives: (1 + 2.0 / 3) / 2, within: 1e-9) {
      try AveragePrecision.measure(
        BinaryMeasurement(labels: [false, false, true, true], scores: [0.1, 0.4, 0.35, 0.8]),
        level: 0.95
      ).value ?? .nan
    }
  ]

  package static let needs = BinaryNeeds.score

  package static func withoutSkill(_ measurement: BinaryMeasurement) -> Double? {
    measurement.scores.firstShare
  }

  package static func measure(
    _ measurement: BinaryMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    let scores = measurement.scores
    guard scores.firstTotal > 0 else {
      throw Undefined(
        scores.secondTotal == 0
          ? "no row has both a label and a score"
          : "none of \(scores.secondTotal) rows is positive: there is nothing to find")
    }
    let influence = influence(scores)
    var variance = (positives: 0.0, negatives: 0.0)
    for place in scores.values.indices {
      let (positive, negative) = (influence.positive[place], influence.negative[place])
      variance.positives += Double(scores.first[place]) * positive * positive
      variance.negatives += Double(scores.second[place]) * negative * negative
    }
    var estimate = Estimate(influence.value)
    estimate.interval = try LogitInterval.interval(
      value: min(influence.value, 1), variance: variance.positives + variance.negatives,
      rows: scores.firstTotal, level: level,
      degrees: DeLong.degrees(
        variance.positives, of: Double(scores.firstTotal), variance.negatives,
        of: Double(scores.secondTotal)))
    if scores.droppedBits > 0 { estimate.note = "scores were binned" }
    return estimate
  }

  /// The value, and how much each row moves it.
  static func influence(_ scores: SortedCounts) -> RankInfluence {
    let positives = Double(scores.firstTotal)
    var found = 0.0
    var called = 0.0
    var value = 0.0
    // At each score, descending: TP, TP + FP.
    var precisions: [Double] = []
    var calls: [Double] = []
    precisions.reserveCapacity(scores.values.count)
    calls.reserveCapacity(scores.values.count)
    for index in scores.values.indices.reversed() {
      found += Double(scores.first[index])
      called += Double(scores.first[index] + scores.second[index])
      let precision = called > 0 ? found / called : 0
      value += Double(scores.first[index]) * precision
      precisions.append(precision)
      calls.append(max(called, 1))
    }
    value /= positives
    // One more row at a score changes the precision there and at every lower score: sums from the
    // lowest score upwards hold what it does to all of them.
    var positive: [Double] = []
    var negative: [Double] = []
    positive.reserveCapacity(scores.values.count)
    negative.reserveCapacity(scores.values.count)
    var gain = 0.0
    var loss = 0.0
    for (step, index) in scores.values.indices.enumerated() {
      let place = precisions.count - 1 - step
      let weight = Double(scores.first[index]) / calls[place]
      gain += weight * (1 - precisions[place])
      loss += weight * precisions[place]
      positive.append((precisions[place] + gain - value) / positives)
      negative.append(-loss / positives)
    }
    return RankInfluence(value: value, positive: positive, negative: negative, scores: scores)
  }
}

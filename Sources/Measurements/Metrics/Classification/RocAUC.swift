package import Statistics

/// The probability that a positive row has a higher score than a negative one, ties counting half.
///
/// `AUC = Σ pairs (1 if s₊ > s₋, ½ if equal) / (P · N)`
///
/// - Undefined: one class only. scikit-learn answers NaN with a warning.
/// - Numerics: exact while the scores' table is; then off by at most half the share of pairs whose
///   scores fell into one bin, which the note states.
/// - Complexity: O(bins).
/// - Source: scikit-learn, `roc_auc_score`; DeLong, DeLong, Clarke-Pearson 1988 for the variance,
///   on the logit scale; where the classes are separated, the exact interval over the smaller
///   class.
package enum RocAUC: BinaryMetric {
  package static let card = Card(
    id: "roc-auc", aliases: ["auc", "auroc", "area-under-the-roc-curve"], key: "rocAUC",
    title: "Area under the ROC curve",
    summary:
      "How surely a positive row outranks a negative one; of many classes, their mean against the rest.",
    unit: "probability", range: "0…1", direction: .higherIsBetter,
    formula: "P(s₊ > s₋) + ½ P(s₊ = s₋)",
    undefined: "all labels are of one class",
    laws: [.orderInvariant, .mergeInvariant, .rankInvariant, .scaleInvariant, .bounded],
    source: "scikit-learn, roc_auc_score; DeLong, DeLong, Clarke-Pearson, 1988")

  package static let examples = [
    Example("negatives 0.1, 0.4; positives 0.35, 0.8", gives: 0.75, within: 1e-9) {
      try RocAUC.measure(
        BinaryMeasurement(labels: [false, false, true, true], scores: [0.1, 0.4, 0.35, 0.8]),
        level: 0.95
      ).value ?? .nan
    }
  ]

  package static let needs = BinaryNeeds.score

  package static func withoutSkill(_ measurement: BinaryMeasurement) -> Double? { 0.5 }

  package static func measure(
    _ measurement: BinaryMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    let scores = measurement.scores
    guard scores.firstTotal > 0, scores.secondTotal > 0 else {
      throw Undefined(
        scores.firstTotal + scores.secondTotal == 0
          ? "no row has both a label and a score"
          : "all \(scores.firstTotal + scores.secondTotal) labels are of one class: "
            + "there is no pair to rank")
    }
    let value = try MannWhitneyStatistic.measure(positives: scores.first, negatives: scores.second)
    var estimate = Estimate(value)
    do throws(Undefined) {
      let area = try DeLong.area(positives: scores.first, negatives: scores.second)
      estimate.interval = try LogitInterval.interval(
        value: value, variance: area.variance, rows: min(scores.firstTotal, scores.secondTotal),
        level: level, degrees: area.degreesOfFreedom)
    } catch {
      estimate.note = error.reason
    }
    if scores.droppedBits > 0 {
      estimate.note = "scores were binned: exact within \(scores.rankErrorBound)"
    }
    return estimate
  }
}

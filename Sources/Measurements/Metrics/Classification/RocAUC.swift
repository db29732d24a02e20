package import Statistics

/// The probability that a positive row has a higher score than a negative one, ties counting half.
///
/// `AUC = Σ pairs (1 if s₊ > s₋, ½ if equal) / (P · N)`
///
/// - Undefined: one class only. scikit-learn answers NaN with a warning.
/// - Numerics: exact while the scores' table is; then off by at most half the share of pairs whose
///   scores fell into one bin, which the note states.
/// - Complexity: O(bins).
/// - Source: scikit-learn, `roc_auc_score`; DeLong, DeLong, Clarke-Pearson 1988 for the interval, on the
///   logit scale; Newcombe, *Confidence Intervals for an Effect Size Measure Based on the Mann–Whitney
///   Statistic*, 2006, where the classes are separated and DeLong has no variance.
package enum RocAUC: BinaryMetric {
  package static let card = Card(
    id: "roc-auc", aliases: ["auc", "auroc", "area-under-the-roc-curve"], key: "rocAUC",
    title: "Area under the ROC curve",
    summary: "How surely a positive row outranks a negative one; 0.5 is a guess.",
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
    let value = try MannWhitneyStatistic.area(positives: scores.first, negatives: scores.second)
    var estimate = Estimate(value)
    if scores.firstTotal > 1, scores.secondTotal > 1 {
      let area = try DeLong.area(positives: scores.first, negatives: scores.second)
      estimate.interval =
        LogitInterval.around(
          value, standardError: area.variance.squareRoot(), level: level, method: "delong-logit")
    }
    if estimate.interval == nil {
      estimate.interval = newcombe(
        value, positives: scores.firstTotal, negatives: scores.secondTotal, level: level)
    }
    if scores.droppedBits > 0 {
      estimate.note = "scores were binned: exact within \(scores.rankErrorBound)"
    }
    return estimate
  }

  /// The areas whose normal range, with the variance that an area of that size has, holds `value`.
  private static func newcombe(
    _ value: Double, positives: Int, negatives: Int, level: Double
  ) -> Interval {
    let z = NormalDistribution.twoSidedQuantile(level: level)
    let p = Double(positives)
    let n = Double(negatives)
    // Hanley and McNeil's variance with Newcombe's common size in place of both.
    let size = (p + n) / 2 - 1
    func excess(_ area: Double) -> Double {
      let variance =
        area * (1 - area)
        * (1 + size * ((1 - area) / (2 - area) + area / (1 + area))) / (p * n)
      return (value - area).magnitude - z * variance.squareRoot()
    }
    /// The place between `value` and `end` where the range just reaches `value`.
    func limit(towards end: Double) -> Double {
      var inside = value
      var outside = end
      // 60 halvings of an interval of one reach the last digit of a double.
      for _ in 0..<60 {
        let middle = (inside + outside) / 2
        if excess(middle) < 0 { inside = middle } else { outside = middle }
      }
      return (inside + outside) / 2
    }
    return Interval(
      low: value > 0 ? limit(towards: 0) : 0, high: value < 1 ? limit(towards: 1) : 1,
      level: level, method: "newcombe")
  }
}

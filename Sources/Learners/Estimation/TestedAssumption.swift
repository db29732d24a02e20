package import Measurements
internal import Statistics

extension EstimationReport.Assumption {
  /// Whether a classifier can tell current rows from reference rows, for people to know.
  ///
  /// A shift of the columns is no failure by itself: estimates without labels are for shifted data.
  /// It says how much they rest on the model being as right about the new rows as about the old.
  package init(_ finding: DomainClassifier.Finding) {
    let estimate = Estimate(finding.auc, interval: finding.interval)
    let words =
      finding.interval.low > 0.5
      ? "a classifier tells current rows from reference rows"
        + (finding.giveaways.isEmpty
          ? "" : ", mostly by \(finding.giveaways.prefix(3).joined(separator: ", "))")
      : "a classifier cannot tell current rows from reference rows"
    self.init(
      id: "joint-drift", estimate: estimate, limit: nil, outcome: .information, finding: words)
  }

  /// Why no classifier tried.
  package init(jointDriftUnmeasured reason: String) {
    self.init(
      id: "joint-drift", estimate: Estimate(undefined: Undefined(reason)), limit: nil,
      outcome: .unmeasured, finding: "joint drift was not measured: \(reason)")
  }
  /// The share of the window's rows whose kind the reference hardly has.
  init(_ ratio: DensityRatio.Finding, level: Double) throws(Undefined) {
    let share = Double(ratio.unsupported) / Double(max(ratio.currentRows, 1))
    let interval = try WilsonInterval.interval(
      successes: ratio.unsupported, rows: ratio.currentRows, level: level)
    let limit = ConfidenceEstimator.mostOutside
    let outcome: Outcome
    switch Judgement(share, interval, atMost: limit, rows: ratio.currentRows) {
    case .pass: outcome = .holds
    case .fail: outcome = .fails
    case .undecided: outcome = .undecided
    }
    self.init(
      id: "support-of-columns", estimate: Estimate(share, interval: interval), limit: limit,
      outcome: outcome,
      finding: "\(ratio.unsupported) of \(ratio.currentRows) rows are of a kind that the "
        + "reference hardly has")
  }
}

package import Statistics

extension Specificity: ExpectedMetric {
  /// `E[TN] / E[negatives]`.
  package static func expect(_ labels: ExpectedLabels) throws(Undefined) -> ExpectedValue {
    let negatives = labels.negatives
    guard negatives > 0 else {
      throw Undefined("the probabilities expect no negative row: specificity has no denominator")
    }
    let value = labels.trueNegatives / negatives
    return ExpectedValue(
      value: value,
      slope: .ofClass(called: value / negatives, uncalled: (value - 1) / negatives),
      support: negatives)
  }
}

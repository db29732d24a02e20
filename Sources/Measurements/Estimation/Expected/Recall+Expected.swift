package import Statistics

extension Recall: ExpectedMetric {
  /// `E[TP] / E[positives]`.
  package static func expect(_ labels: ExpectedLabels) throws(Undefined) -> ExpectedValue {
    let positives = labels.positives
    guard positives > 0 else {
      throw Undefined("the probabilities expect no positive row: recall has no denominator")
    }
    let value = labels.truePositives / positives
    return ExpectedValue(
      value: value, slope: .ofClass(called: (1 - value) / positives, uncalled: -value / positives),
      support: positives)
  }
}

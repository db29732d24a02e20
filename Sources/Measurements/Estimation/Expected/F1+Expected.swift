package import Statistics

extension F1: ExpectedMetric {
  /// `2 E[TP] / (called positive + E[positives])`.
  package static func expect(_ labels: ExpectedLabels) throws(Undefined) -> ExpectedValue {
    let denominator = labels.calledRows + labels.positives
    guard denominator > 0 else {
      throw Undefined("no row is called positive or expected to be: F1 has no denominator")
    }
    let value = 2 * labels.truePositives / denominator
    return ExpectedValue(
      value: value,
      slope: .ofClass(called: (2 - value) / denominator, uncalled: -value / denominator),
      support: denominator / 2)
  }
}

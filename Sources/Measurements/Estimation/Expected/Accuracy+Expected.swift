package import Statistics

extension Accuracy: ExpectedMetric {
  /// The mean probability that the predicted class is right.
  package static func expect(_ labels: ExpectedLabels) throws(Undefined) -> ExpectedValue {
    guard labels.rows > 0 else { throw Undefined("no row has a score and a predicted class") }
    return ExpectedValue(
      value: (labels.truePositives + labels.trueNegatives) / labels.rows,
      slope: .ofClass(called: 1 / labels.rows, uncalled: -1 / labels.rows), support: labels.rows)
  }
}

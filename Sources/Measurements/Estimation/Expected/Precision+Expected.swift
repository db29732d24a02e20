package import Statistics

extension Precision: ExpectedMetric {
  /// The mean probability of the rows called positive.
  package static func expect(_ labels: ExpectedLabels) throws(Undefined) -> ExpectedValue {
    guard labels.calledRows > 0 else {
      throw Undefined("no row is called positive: precision has no denominator")
    }
    return ExpectedValue(
      value: labels.truePositives / labels.calledRows,
      slope: .ofClass(called: 1 / labels.calledRows, uncalled: 0), support: labels.calledRows)
  }
}

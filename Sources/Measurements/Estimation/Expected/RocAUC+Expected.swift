package import Statistics

extension RocAUC: ExpectedMetric {
  /// Every row counts as `p` of a positive and `1 − p` of a negative one; ties count half.
  package static func expect(_ labels: ExpectedLabels) throws(Undefined) -> ExpectedValue {
    let (positives, negatives) = (labels.positives, labels.negatives)
    guard positives > 0, negatives > 0 else {
      throw Undefined(
        labels.rows == 0
          ? "no row has a score" : "the probabilities expect labels of one class only")
    }
    var below = 0.0
    var above = positives
    var pairs = 0.0
    var slopes: [Double] = []
    slopes.reserveCapacity(labels.probabilities.count)
    for bin in labels.probabilities.indices {
      let rows = labels.called[bin] + labels.uncalled[bin]
      let up = rows * labels.probabilities[bin]
      let down = rows - up
      above -= up
      pairs += up * (below + down / 2)
      // A row here would win against the negatives below and lose to the positives above.
      slopes.append(below + down / 2 - above - up / 2)
      below += down
    }
    let value = pairs / (positives * negatives)
    let shift = value * (1 / positives - 1 / negatives)
    return ExpectedValue(
      value: min(max(value, 0), 1),
      slope: .ofScore(slopes.map { $0 / (positives * negatives) - shift }),
      support: min(positives, negatives))
  }
}

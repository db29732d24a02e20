package import Statistics

extension AveragePrecision: ExpectedMetric {
  /// Rows of one score share the precision at that score, as scikit-learn has it.
  package static func expect(_ labels: ExpectedLabels) throws(Undefined) -> ExpectedValue {
    let positives = labels.positives
    guard positives > 0 else {
      throw Undefined(
        labels.rows == 0 ? "no row has a score" : "the probabilities expect no positive row")
    }
    var found = 0.0
    var called = 0.0
    var sum = 0.0
    let bins = labels.probabilities.count
    var precisions = [Double](repeating: 0, count: bins)
    // What a positive more at a score adds to the precision there and at all lower scores.
    var gains = [Double](repeating: 0, count: bins)
    for bin in labels.probabilities.indices.reversed() {
      let rows = labels.called[bin] + labels.uncalled[bin]
      let up = rows * labels.probabilities[bin]
      found += up
      called += rows
      guard called > 0 else { continue }
      precisions[bin] = found / called
      gains[bin] = up / called
      sum += up * precisions[bin]
    }
    let value = sum / positives
    var gain = 0.0
    let slopes = labels.probabilities.indices.map { bin in
      gain += gains[bin]
      return (precisions[bin] + gain - value) / positives
    }
    return ExpectedValue(
      value: min(max(value, 0), 1), slope: .ofScore(slopes), support: positives)
  }
}

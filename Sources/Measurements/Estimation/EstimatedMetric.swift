package import Statistics

/// A metric of a binary classifier as an estimator handles it: what to expect, and what came.
package struct EstimatedMetric: Sendable {
  /// What it says about itself.
  package let card: Card
  /// The value to expect of labels that are not known.
  let expect: @Sendable (ExpectedLabels) throws(Undefined) -> ExpectedValue
  /// The value of labels that are.
  let realise: @Sendable (BinaryMeasurement, _ level: Double) throws(Undefined) -> Estimate
  /// Whether the value is a share, which no interval may leave.
  let isShare: Bool

  /// A metric of the catalogue.
  package init(_ metric: any ExpectedMetric.Type) {
    card = metric.card
    expect = { (labels) throws(Undefined) in try metric.expect(labels) }
    realise = { (rows, level) throws(Undefined) in try metric.measure(rows, level: level) }
    isShare = true
  }

  private init(
    card: Card, isShare: Bool,
    expect: @escaping @Sendable (ExpectedLabels) throws(Undefined) -> ExpectedValue,
    realise: @escaping @Sendable (BinaryMeasurement, Double) throws(Undefined) -> Estimate
  ) {
    self.card = card
    self.isShare = isShare
    self.expect = expect
    self.realise = realise
  }

  /// The metrics of the catalogue, and the value to the business where cells have one.
  package static func all(value: BusinessValue?) -> [EstimatedMetric] {
    ExpectedCatalogue.members.map { EstimatedMetric($0) } + (value.map { [.business($0)] } ?? [])
  }

  /// The value of a row to the business.
  static func business(_ value: BusinessValue) -> EstimatedMetric {
    EstimatedMetric(
      card: BusinessValue.card, isShare: false,
      expect: { (labels) throws(Undefined) in try value.expect(labels) },
      realise: { (rows, level) throws(Undefined) in try value.measure(rows, level: level) })
  }

  /// The value to expect with its interval.
  ///
  /// The interval is for the value that the labels of these rows would give. It holds two kinds of
  /// chance: that of the labels given their probabilities, and that of the reference, from which
  /// the probabilities are known.
  func estimate(_ calls: SortedCounts, map: CalibrationMap, level: Double) -> Estimate {
    let scores = calls.centres
    let labels = ExpectedLabels(
      calls: calls, probabilities: map.probabilities(atAscending: scores))
    do throws(Undefined) {
      let expected = try expect(labels)
      let variance =
        labels.labelVariance(expected.slope)
        + map.variance(atAscending: scores, slopes: labels.probabilitySlopes(expected.slope))
      return try interval(expected, variance: variance, level: level)
    } catch {
      return Estimate(undefined: error)
    }
  }

  private func interval(
    _ expected: ExpectedValue, variance: Double, level: Double
  ) throws(Undefined) -> Estimate {
    guard isShare else {
      let margin = NormalDistribution.twoSidedQuantile(level: level) * variance.squareRoot()
      return Estimate(
        expected.value,
        interval: Interval(
          low: expected.value - margin, high: expected.value + margin, level: level,
          method: "delta"))
    }
    // Rounding may put a share a hair outside its range.
    let value = min(max(expected.value, 0), 1)
    return Estimate(
      value,
      interval: try LogitInterval.interval(
        value: value, variance: variance, rows: max(1, Int(expected.support)), level: level))
  }
}

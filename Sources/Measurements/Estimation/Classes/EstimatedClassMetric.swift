package import Statistics

/// A metric of any number of classes as an estimator handles it: what to expect, and what came.
package struct EstimatedClassMetric: Sendable {
  /// What it says about itself.
  package let card: Card
  private let expect: @Sendable (ExpectedClasses) throws(Undefined) -> ExpectedClassValue
  private let measure: @Sendable (MulticlassMeasurement, Double) throws(Undefined) -> Estimate

  /// A metric of the catalogue.
  package init(_ metric: any ExpectedClassMetric.Type) {
    card = metric.card
    expect = { (classes) throws(Undefined) in try metric.expect(classes) }
    measure = { (rows, level) throws(Undefined) in try metric.measure(rows, level: level) }
  }

  /// The metrics of the catalogue.
  package static var all: [EstimatedClassMetric] {
    ExpectedCatalogue.classes.map { EstimatedClassMetric($0) }
  }

  /// The value to expect with its interval: that of ``EstimatedMetric`` for any number of classes.
  package func estimate(
    _ classes: ExpectedClasses, _ calibration: ClassCalibration, level: Double
  ) -> Estimate {
    do throws(Undefined) {
      let expected = try expect(classes)
      // Rounding may put a share a hair outside its range.
      let value = min(max(expected.value, 0), 1)
      return Estimate(
        value,
        interval: try LogitInterval.interval(
          value: value, variance: classes.variance(expected.slope, calibration),
          rows: max(1, Int(expected.support)), level: level))
    } catch {
      return Estimate(undefined: error)
    }
  }

  /// The value that labels gave.
  func realise(_ rows: MulticlassMeasurement, level: Double) -> Estimate {
    do throws(Undefined) {
      return try measure(rows, level)
    } catch {
      return Estimate(undefined: error)
    }
  }
}

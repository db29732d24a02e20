import Measurements
import Statistics
import Testing

@Suite("Metrics equal scikit-learn's")
struct MetricGoldenTests {
  /// Sums of a million terms in another order differ in the last digits; everything else agrees to
  /// 1e-12 of the value.
  private func agrees(_ value: Double?, _ expected: Double, within tolerance: Double = 1e-11)
    -> Bool
  {
    guard let value else { return false }
    return (value - expected).magnitude <= tolerance * max(1, expected.magnitude)
  }

  @Test("binary metrics", arguments: try MetricGolden.shared.get().binary)
  func binary(_ golden: MetricGolden.Binary) throws {
    let measurement = golden.measurement()
    let ranks: Set = ["rocAUC", "averagePrecision"]
    for metric in MetricCatalogue.binary {
      let key = metric.card.key
      let expected = try #require(golden.expected[key], "no golden for \(key)")
      guard let expected else {
        #expect(golden.different[key] != nil, "\(key) is undefined without a reason")
        #expect(throws: Undefined.self, "\(key)") {
          try metric.measure(measurement, level: 0.95)
        }
        continue
      }
      let estimate = try metric.measure(measurement, level: 0.95)
      // A million different scores are binned: then the stated bound is the tolerance.
      let binned = ranks.contains(key) && measurement.scores.droppedBits > 0
      let tolerance = binned ? max(measurement.scores.rankErrorBound, 1e-11) : 1e-11
      #expect(
        agrees(estimate.value, expected, within: tolerance),
        "\(key): \(estimate.value ?? .nan) is not \(expected)")
      if binned {
        #expect(tolerance < 1e-5, "\(key): the bound \(tolerance) is too wide to be of use")
      }
    }
  }

  @Test("the calibration error over fifteen bins", arguments: try MetricGolden.shared.get().binary)
  func fifteenBins(_ golden: MetricGolden.Binary) throws {
    // Small cases are enough: the bins do not know how many rows they count.
    guard golden.recipe == nil, case .some(.some(let expected)) = golden.expected["ece15"] else {
      return
    }
    let measurement = golden.measurement(calibrationBins: 15)
    let estimate = try ExpectedCalibrationError.measure(measurement, level: 0.95)
    #expect(agrees(estimate.value, expected))
  }

  @Test("regression metrics", arguments: try MetricGolden.shared.get().regression)
  func regression(_ golden: MetricGolden.Regression) throws {
    let measurement = golden.measurement
    for metric in MetricCatalogue.regression {
      let key = metric.card.key
      guard let expected = golden.expected[key] else {
        #expect(["pinball", "coverage"].contains(key), "no golden for \(key)")
        #expect(throws: Undefined.self, "\(key)") { try metric.measure(measurement, level: 0.95) }
        continue
      }
      guard let expected else {
        #expect(golden.different[key] != nil, "\(key) is undefined without a reason")
        #expect(throws: Undefined.self, "\(key)") { try metric.measure(measurement, level: 0.95) }
        continue
      }
      let estimate = try metric.measure(measurement, level: 0.95)
      #expect(
        agrees(estimate.value, expected), "\(key): \(estimate.value ?? .nan) is not \(expected)")
    }
  }
}

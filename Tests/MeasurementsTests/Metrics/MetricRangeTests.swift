import Measurements
import Statistics
import Testing

/// What a card says of its range holds for intervals too, whatever few or extreme rows there are.
@Suite("Ranges of metrics")
struct MetricRangeTests {
  /// The ends that a card writes: `0…1`, `−∞…1`.
  private static func range(of card: Card) throws -> ClosedRange<Double> {
    let ends = card.range.split(separator: "…").map { text -> Double? in
      let plain = text.replacing("−", with: "-")
      return plain.contains("∞")
        ? (plain.hasPrefix("-") ? -Double.infinity : .infinity) : Double(plain)
    }
    try #require(ends.count == 2, "\(card.id): \(card.range)")
    return try #require(ends[0])...(try #require(ends[1]))
  }

  private static func check(_ card: Card, _ measure: () throws(Undefined) -> Estimate) throws {
    let range = try Self.range(of: card)
    let estimate: Estimate
    do throws(Undefined) {
      estimate = try measure()
    } catch {
      #expect(!error.reason.isEmpty)
      return
    }
    let value = try #require(estimate.value)
    #expect(value.isFinite && range.contains(value), "\(card.id): \(value)")
    guard let interval = estimate.interval else {
      #expect(estimate.note != nil, "\(card.id) has no interval and no reason")
      return
    }
    #expect(interval.low.isFinite && interval.high.isFinite, "\(card.id): \(interval)")
    #expect(
      range.contains(interval.low) && range.contains(interval.high), "\(card.id): \(interval)")
    // The calibration error's interval is corrected for the bias that its value has.
    if card.key != "ece" {
      let slack = 1e-12 * (1 + value.magnitude)
      #expect(
        interval.low <= value + slack && value <= interval.high + slack,
        "\(card.id): \(value) outside \(interval)")
    }
  }

  @Test("a binary metric's interval stays in its range", arguments: 0..<200 as Range<UInt64>)
  func binary(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let rows = 1 + Int(seed % 8)
    let extremes = [0, 1, 0x1p-1074, 1e-300, 1 - 0x1p-53, 0.5]
    let scores = (0..<rows).map { _ in
      generator.uniform() < 0.4
        ? extremes[Int(generator.uniform() * 5.999)] : generator.uniform()
    }
    let labels = (0..<rows).map { _ in generator.uniform() < 0.5 }
    let measurement = BinaryMeasurement(labels: labels, scores: scores)
    for metric in MetricCatalogue.binary {
      for level in [0.5, 0.95, 0.999_999] {
        try Self.check(metric.card) { () throws(Undefined) in
          try metric.measure(measurement, level: level)
        }
      }
    }
  }

  @Test("a regression metric's interval stays in its range", arguments: 0..<200 as Range<UInt64>)
  func regression(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let rows = 1 + Int(seed % 8)
    let scale = [1, 1e-150, 1e60, 1e150, 1e300, 1.7e308][Int(seed / 8 % 6)]
    func number() -> Double {
      generator.uniform() < 0.2 ? 0 : (generator.uniform() * 2 - 1) * scale
    }
    let targets = (0..<rows).map { _ in number() }
    let predictions = (0..<rows).map { _ in number() }
    let measurement = RegressionMeasurement(
      targets: targets, predictions: predictions, quantile: 0.9, lower: predictions.map { $0 - 1 },
      upper: predictions.map { $0 + scale / 2 })
    for metric in MetricCatalogue.regression {
      for level in [0.5, 0.95, 0.999_999] {
        try Self.check(metric.card) { () throws(Undefined) in
          try metric.measure(measurement, level: level)
        }
      }
    }
  }

  @Test("two rows do not give a Brier score an interval up to a thousand")
  func brier() throws {
    let measurement = BinaryMeasurement(labels: [true, false], scores: [0.9, 0.8])
    let interval = try #require(try BrierScore.measure(measurement, level: 0.95).interval)
    #expect(interval.high == 1)
    #expect(interval.low >= 0)
  }

  @Test("an error beyond the largest number is never left out")
  func overflow() throws {
    let measurement = RegressionMeasurement(
      targets: [1, 2, 3, -1.7e308], predictions: [1.5, 2.5, 2.5, 1.7e308])
    for metric in MetricCatalogue.regression where metric.needs == .prediction {
      let error = try #require(throws: Undefined.self) {
        try metric.measure(measurement, level: 0.95)
      }
      #expect(error.reason.contains("beyond the largest number"))
    }
    let row = "select 1.7e308::double y, -1.7e308::double p union all select 1, 1.5"
    var plan = ScanPlan()
    let ticket = plan.add(
      try MetricsFold(MetricOptions(task: .regression, target: "y", prediction: "p")))
    let report = try plan.run(try Table.stream(row), workers: 1)[ticket].get()
    #expect(report.warnings.map(\.code) == ["error-too-large"])
    #expect(report["mae"]?.value == nil)
  }
}

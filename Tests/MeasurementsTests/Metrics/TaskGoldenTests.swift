import Measurements
import Statistics
import Testing

@Suite("Metrics of other tasks equal their references")
struct TaskGoldenTests {
  private func agrees(_ value: Double?, _ expected: Double) -> Bool {
    guard let value else { return false }
    return (value - expected).magnitude <= 1e-11 * max(1, expected.magnitude)
  }

  @Test(
    "multiclass metrics equal scikit-learn's", arguments: try TaskGolden.shared.get().multiclass)
  func multiclass(_ golden: TaskGolden.Multiclass) throws {
    let measurements = golden.measurements
    for metric in MetricCatalogue.multiclass {
      let key = metric.card.key
      let measurement = measurements[metric.multiclassNeeds == .probabilities ? 0 : 1]
      let expected = try #require(golden.expected[key], "no golden for \(key)")
      guard let expected else {
        #expect(golden.different[key] != nil, "\(key) is undefined without a reason")
        #expect(throws: Undefined.self, "\(key)") { try metric.measure(measurement, level: 0.95) }
        continue
      }
      let estimate = try metric.measure(measurement, level: 0.95)
      #expect(
        agrees(estimate.value, expected), "\(key): \(estimate.value ?? .nan) is not \(expected)")
      guard let interval = estimate.interval else {
        #expect(estimate.note != nil, "\(key) has no interval and no reason")
        continue
      }
      #expect(interval.low <= interval.high, "\(key)")
      // Macro recall and balanced accuracy are sums of Wilson intervals, the calibration error's is
      // corrected for a bias: both hold what the source has, not always the value itself.
      if key != "ece" {
        #expect(
          interval.low <= expected + 1e-12 && expected <= interval.high + 1e-12,
          "\(key): \(expected) outside \(interval)")
      }
    }
  }

  @Test(
    "ranking metrics, ties averaged over all orders", arguments: try TaskGolden.shared.get().ranking
  )
  func ranking(_ golden: TaskGolden.Ranking) throws {
    var table = RankingTable()
    for query in golden.queries {
      table.add(
        RankedQuery(scores: query.scores, relevances: query.relevances, places: golden.k))
    }
    let measurement = table.measurement
    #expect(measurement.queries == golden.counted)
    #expect(measurement.withoutRelevant == golden.queries.count - golden.counted)
    for metric in MetricCatalogue.ranking {
      let key = metric.card.key
      let estimate = try metric.measure(measurement, level: 0.95)
      let expected = try #require(golden.expected[key], "no golden for \(key)")
      #expect(
        agrees(estimate.value, expected), "\(key): \(estimate.value ?? .nan) is not \(expected)")
    }
  }

  @Test("scaled errors of forecasts", arguments: try TaskGolden.shared.get().forecast)
  func forecast(_ golden: TaskGolden.Forecast) throws {
    let measurement = ForecastMeasurement(
      targets: golden.targets, predictions: golden.predictions, train: golden.train,
      season: golden.season)
    for metric in MetricCatalogue.forecast {
      guard let expected = golden.expected[metric.card.key] else { continue }
      let estimate = try metric.measure(measurement, level: 0.95)
      #expect(
        agrees(estimate.value, expected),
        "\(metric.card.key): \(estimate.value ?? .nan) is not \(expected)")
      #expect((estimate.interval == nil) == (golden.targets.count < 10))
    }
  }
}

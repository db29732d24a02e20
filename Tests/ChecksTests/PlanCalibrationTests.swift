import Checklist
import Testing

/// A plan's numbers need rows and columns only: what nobody declared is assumed, and said.
@Suite("Calibration without declarations")
struct PlanCalibrationTests {
  private static func evidence(
    _ change: (inout Sample) -> Void
  ) throws -> (strategy: Evidence, thresholds: Evidence) {
    var sample = Sample(.binary, rows: 1_200)
    sample.drift["expected"] = nil
    sample.plan = [:]
    sample.metrics["window"] = nil
    change(&sample)
    let assessed = try Assessed(sample, aspects: [.drift, .performance])
    return (
      try #require(assessed["drift.strategy"]), try #require(assessed["performance.thresholds"])
    )
  }

  @Test("Both checks stay missing, and their evidence holds thresholds with what they rest on")
  func assumed() throws {
    let (strategy, thresholds) = try Self.evidence { _ in }
    #expect(strategy.status == .missing && thresholds.status == .missing)
    let drift = try #require(CalibratedDrift(strategy.measurements))
    #expect(drift.rows == 1_200 && drift.referenceRows == 1_200 && drift.looks == 90)
    #expect(drift.columns.map(\.name).contains("income"))
    #expect(
      drift.assumption == "a run is taken to have as many rows as the scoring data, 1,200")
    let metric = try #require(CalibratedMetric(thresholds.measurements))
    #expect(metric.rows == 1_200 && metric.looks == 90)
    #expect(try #require(metric.below) < metric.expected)
    #expect(metric.assumption?.contains("one run of the monitors") == true)
    #expect(thresholds.finding.contains("Meanwhile a window is taken"))
    #expect(thresholds.remedy?.contains("`window: week` under `metrics:`") == true)
  }

  @Test("Test rows stand for a run where no scoring data are named")
  func withoutScoring() throws {
    let (strategy, _) = try Self.evidence { $0.sets["scoring"] = nil }
    let drift = try #require(CalibratedDrift(strategy.measurements))
    #expect(drift.assumption?.contains("as many rows as the test data") == true)
  }

  @Test("What is declared takes the place of what was assumed")
  func declared() throws {
    let (strategy, thresholds) = try Self.evidence { sample in
      sample.metrics["window"] = "month"
      sample.plan["rows-per-day"] = "50"
    }
    #expect(try #require(CalibratedDrift(strategy.measurements)).assumption == nil)
    let metric = try #require(CalibratedMetric(thresholds.measurements))
    #expect(metric.assumption == nil && metric.rows > 1_400)
    #expect(thresholds.status != .missing)
  }
}

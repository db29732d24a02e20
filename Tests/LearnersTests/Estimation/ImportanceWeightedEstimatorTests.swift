import Learners
import Measurements
import Statistics
import Testing

@Suite("Performance from confidence, weighted for the rows that come")
struct ImportanceWeightedEstimatorTests {
  private func reports(
    share: Double, seed: UInt64
  ) throws -> (plain: EstimationReport, weighted: EstimationReport) {
    let reference = try EstimationWorld(rows: 6_000, share: 0.5, seed: seed)
      .measured(isReference: true)
    let current = try EstimationWorld(rows: 3_000, share: share, seed: seed + 100)
      .measured(isReference: false)
    let metrics = EstimatedMetric.all(value: nil)
    let plain = try ConfidenceEstimator(reference: reference.counts, metrics: metrics)
    let weighted = try ImportanceWeightedEstimator(
      reference: reference.counts, rows: reference.rows, metrics: metrics,
      columns: ["x", "kind"], library: Libraries.trees())
    return (
      plain.estimate(current.counts),
      try weighted.estimate(current.counts, rows: current.rows, assumptions: [])
    )
  }

  /// How far estimates of precision are from what came, on average over windows: of the metrics it
  /// moves most when positives become more common at every score.
  private func error(_ report: EstimationReport) throws -> Double {
    let record = try #require(report.record.first { $0.card.key == "precision" })
    return abs(try #require(record.bias.value))
  }

  @Test("where kinds of rows shift, weights take most of the error away")
  func shifted() throws {
    let found = try reports(share: 0.85, seed: 1)
    let (plain, weighted) = (try error(found.plain), try error(found.weighted))
    #expect(plain > 0.1, "there is no error to take away: \(plain)")
    #expect(weighted < plain / 4, "\(weighted) against \(plain)")
  }

  @Test("where nothing shifts, weights cost little")
  func unshifted() throws {
    let found = try reports(share: 0.5, seed: 1)
    #expect(try error(found.weighted) < 0.05)
    #expect(found.weighted.withdrawals.isEmpty)
    for window in found.weighted.windows {
      let size = try #require(window.assumptions.first { $0.id == "sample-size" })
      #expect(try #require(size.estimate.value) > 4_000)
    }
  }

  @Test("rows of a kind that the reference does not have withdraw the window")
  func unsupported() throws {
    let reference = try EstimationWorld(rows: 4_000, share: 0.5, seed: 1)
      .measured(isReference: true)
    var strange = EstimationWorld(rows: 1_000, share: 0.5, seed: 2)
    strange.kind = strange.kind.map { $0 + 10 }
    let current = try strange.measured(isReference: false)
    let estimator = try ImportanceWeightedEstimator(
      reference: reference.counts, rows: reference.rows, metrics: EstimatedMetric.all(value: nil),
      columns: ["x", "kind"], library: Libraries.trees())
    let report = try estimator.estimate(current.counts, rows: current.rows, assumptions: [])
    #expect(report.windows[0].metrics.allSatisfy { $0.estimate.value == nil })
    #expect(report.withdrawals.contains { $0.window == "rows 1–1000" })
    #expect(report.isUndecided)
  }

  @Test("the same seed gives the same estimates")
  func deterministic() throws {
    let reference = try EstimationWorld(rows: 3_000, share: 0.5, seed: 5)
      .measured(isReference: true)
    let current = try EstimationWorld(rows: 1_000, share: 0.7, seed: 6)
      .measured(isReference: false)
    let estimator = try ImportanceWeightedEstimator(
      reference: reference.counts, rows: reference.rows, metrics: EstimatedMetric.all(value: nil),
      columns: ["x", "kind"], library: Libraries.trees())
    let one = try estimator.estimate(current.counts, rows: current.rows, assumptions: [])
    let other = try estimator.estimate(current.counts, rows: current.rows, assumptions: [])
    for (left, right) in zip(one.windows, other.windows) {
      #expect(left.metrics.map(\.estimate) == right.metrics.map(\.estimate))
    }
  }
}

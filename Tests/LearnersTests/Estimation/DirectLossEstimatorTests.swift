import Foundation
import Learners
import Measurements
import Statistics
import Testing

@Suite("Losses learned from columns")
struct DirectLossEstimatorTests {
  struct Golden: Decodable {
    let window: Int
    let reference: [String: [Double]]
    let current: [String: [Double]]
    let windows: [[String: Double]]

    private struct File: Decodable { let losses: Golden }

    static let shared = Result {
      let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
      let data = try Data(
        contentsOf: folder.appending(path: "Fixtures/estimation/golden.json"))
      return try JSONDecoder().decode(File.self, from: data).losses
    }
  }

  private static func options(_ window: Int) -> EstimationOptions {
    EstimationOptions(target: "price", score: "", window: .rows(window))
  }

  private static func rows(
    _ columns: [String: [Double]], window: Int
  ) -> DirectLossEstimator.Rows {
    let names = ["area", "age", "predicted", "price"].filter { columns[$0] != nil }
    let table = RowTable(
      columns: names.map { RowColumn(name: $0, values: .numeric(columns[$0] ?? [])) })
    var counts: [Int64?: Int] = [:]
    for row in 0..<table.rowCount {
      counts[WindowLength.rows(window).start(of: Int64(row)), default: 0] += 1
    }
    return DirectLossEstimator.Rows(table, counts: counts)
  }

  private static func estimator(_ window: Int) throws -> DirectLossEstimator {
    DirectLossEstimator(
      options(window), prediction: "predicted", columns: ["area", "age"],
      library: try Libraries.trees())
  }

  /// Houses whose error grows with the area; prices may be wrong by a factor more.
  private static func houses(
    _ rows: Int, seed: UInt64, area shift: Double = 0, noise: Double = 1
  ) -> [String: [Double]] {
    var generator = SeededGenerator(seed: seed)
    var columns: [String: [Double]] = ["area": [], "age": [], "predicted": [], "price": []]
    for _ in 0..<rows {
      let area = 60 + 100 * generator.uniform() + shift
      let age = 80 * generator.uniform()
      let predicted = 40 + 2.5 * area - 0.4 * age
      columns["area"]?.append(area)
      columns["age"]?.append(age)
      columns["predicted"]?.append(predicted)
      columns["price"]?.append(predicted + noise * generator.normal() * (area - 40) / 5)
    }
    return columns
  }

  @Test("estimates equal those of NannyML with the same library")
  func golden() throws {
    let golden = try Golden.shared.get()
    let report = try Self.estimator(golden.window).estimate(
      reference: Self.rows(golden.reference, window: golden.window),
      current: Self.rows(golden.current, window: golden.window))
    try #require(report.windows.count == golden.windows.count)
    for (window, expected) in zip(report.windows, golden.windows) {
      for (key, value) in expected {
        let found = try #require(window[key]?.estimate.value)
        // The library adds histograms in another order (row-wise, one thread), which moves the
        // split of near-equal candidates in a few trees.
        #expect((found - value).magnitude < 0.01 * value, "\(key): \(found), not \(value)")
      }
    }
  }

  @Test("larger houses, larger errors: the estimate follows the shift and intervals hold")
  func shifted() throws {
    let reference = Self.rows(Self.houses(6_000, seed: 1), window: 500)
    let current = Self.rows(Self.houses(4_000, seed: 2, area: 0), window: 500)
    let report = try Self.estimator(500).estimate(reference: reference, current: current)
    for key in ["mae", "rmse", "mse", "mape", "smape"] {
      let record = try #require(report.record.first { $0.card.key == key })
      // Eight windows at 0.95: fewer than six held would be one in 200.
      #expect(record.windows.compactMap(\.isCovered).count { $0 } >= 6, "\(key)")
      #expect(record.outcome != "bad", "\(key): \(record.note ?? "")")
    }
    #expect(report.withdrawals.isEmpty)
    var large = Self.houses(1_000, seed: 3)
    let kept = (0..<1_000).filter { (large["area"]?[$0] ?? 0) > 120 }
    large = large.mapValues { values in kept.map { values[$0] } }
    large["price"] = nil
    let drifted = try Self.estimator(500).estimate(
      reference: reference, current: Self.rows(large, window: 500))
    let before = try #require(report.windows[0]["mae"]?.estimate.value)
    let after = try #require(drifted.windows[0]["mae"])
    #expect(try #require(after.estimate.value) > 1.2 * before)
    #expect(after.alert == true)
  }

  @Test("errors that grow for other reasons are not seen, but the record sees them and withdraws")
  func concept() throws {
    let report = try Self.estimator(500).estimate(
      reference: Self.rows(Self.houses(4_000, seed: 1), window: 500),
      current: Self.rows(Self.houses(3_000, seed: 2, noise: 2), window: 500))
    #expect(report.withdrawals.contains { $0.metric == "mae" })
    #expect(report.windows.allSatisfy { $0["mae"]?.estimate.value == nil })
  }

  @Test("houses of sizes that the reference does not have withdraw everything")
  func unsupported() throws {
    let report = try Self.estimator(500).estimate(
      reference: Self.rows(Self.houses(4_000, seed: 1), window: 500),
      current: Self.rows(Self.houses(1_000, seed: 2, area: 500), window: 500))
    #expect(report.windows.allSatisfy { $0.metrics.allSatisfy { $0.estimate.value == nil } })
    #expect(report.withdrawals.contains { $0.metric == nil && $0.window == nil })
  }

  @Test("a target of 0 leaves the percentage without a value, and the other metrics alone")
  func zeroTarget() throws {
    var columns = Self.houses(2_000, seed: 1)
    columns["price"]?[7] = 0
    let report = try Self.estimator(500).estimate(
      reference: Self.rows(columns, window: 500),
      current: Self.rows(Self.houses(500, seed: 2), window: 500))
    #expect(report.windows[0]["mape"]?.estimate.value == nil)
    #expect(report.windows[0]["mape"]?.estimate.note?.contains("target of 0") == true)
    #expect(report.windows[0]["mae"]?.estimate.value != nil)
  }

  @Test("too few reference rows say so")
  func tooFew() throws {
    let report = try Self.estimator(500).estimate(
      reference: Self.rows(Self.houses(40, seed: 1), window: 500),
      current: Self.rows(Self.houses(500, seed: 2), window: 500))
    #expect(report.windows[0]["mae"]?.estimate.value == nil)
    #expect(report.windows[0]["mae"]?.estimate.note?.contains("needs 50") == true)
  }
}

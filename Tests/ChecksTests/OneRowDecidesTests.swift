import Checklist
import Testing

/// Errors of which one row carries nearly all.
@Suite("One row decides")
struct OneRowDecidesTests {
  /// The evidence on groups where one true value of the test set is far from all others.
  private func groups(_ spoiled: Int, rows: Int = 1_500) throws -> Evidence {
    var sample = Sample(.regression, rows: rows)
    sample.metrics["primary"] = "rmse"
    sample.metrics["goals"] = "{rmse: 1.5}"
    sample.sets["test"]?.change("truth") { row, value in
      row < spoiled ? "\(100_000 + row)" : value
    }
    return try #require(try Assessed(sample, aspects: [.metrics])["metrics.subgroups"])
  }

  @Test("A group that is worse by one row alone is no weak group, and neither are others better")
  func oneRow() throws {
    let found = try groups(1)
    #expect(found.status == .attention, "\(found.finding)")
    #expect(!found.finding.contains("surely misses the goal"))
    #expect(found.finding.contains("one row carries at least 99 % of the loss"))
    #expect(found.remedy?.contains("largest errors") == true)
    #expect(found.measurements.contains { $0.note?.contains("one row carries") == true })
  }

  @Test("Without that row no group is weak, and no word is said of it")
  func noRow() throws {
    let found = try groups(0)
    #expect([.pass, .undecided].contains(found.status), "\(found.finding)")
    #expect(!found.finding.contains("one row"))
  }

  @Test("A group with many such rows is weak")
  func manyRows() throws {
    var sample = Sample(.regression, rows: 1_500)
    sample.metrics["primary"] = "rmse"
    sample.metrics["goals"] = "{rmse: 1.5}"
    sample.sets["test"]?.change("truth") { row, value in
      row % 4 == 0 ? "\((Double(value) ?? 0) + Double(5 + row % 8))" : value
    }
    let found = try #require(try Assessed(sample, aspects: [.metrics])["metrics.subgroups"])
    #expect(found.status == .fail, "\(found.finding)")
    #expect(!found.finding.contains("one row"))
  }

  /// The evidence on a declared feature of which so many rows are later than the prediction.
  private func leakage(_ late: Int) throws -> Evidence {
    var sample = Sample(.binary, rows: 3_000)
    for role in ["train", "test", "scoring"] {
      sample.copy(role, "at", to: "paid")
      sample.sets[role]?.change("paid") { row, time in
        row < late ? time.replacing("2025", with: "2026") : time
      }
    }
    sample.columns["features"] = "[income, age, visits, paid]"
    return try #require(try Assessed(sample, aspects: [.parity])["parity.leakage"])
  }

  @Test(
    "one instant after the prediction is looked at, more than stray ones are a leak",
    arguments: [(0, CheckStatus.pass), (1, .attention), (3, .attention), (60, .fail)])
  func late(_ rows: Int, _ status: CheckStatus) throws {
    let found = try leakage(rows)
    #expect(found.status == status, "\(found.finding)")
    #expect(found.finding.contains("paid in") == (rows > 0), "\(found.finding)")
  }

  /// Rules that nothing breaks and that each say to break 40 rows of 10,000.
  static let slack =
    "\n"
    + ["income", "age", "visits"].map { column in
      "  \(column): {range: {min: -1e9, max: 1e9, false-alarms: {per-1000-rows: 4}}}"
    }.joined(separator: "\n")

  @Test(
    "rows that one rule explains for itself are no finding, whatever the others may break",
    arguments: [(1, CheckStatus.pass), (4, .pass), (9, .attention), (30, .attention)])
  func oneRule(_ broken: Int, _ status: CheckStatus) throws {
    var sample = Sample(.binary, rows: 3_000)
    sample.contract += Self.slack
    sample.sets["scoring"]?.change("old") { row, value in row < broken ? "5000" : value }
    let found = try #require(try Assessed(sample, aspects: [.quality])["quality.contract"])
    #expect(found.status == status, "\(found.finding)")
  }

  /// The evidence on a contract of which so many training rows are out of range.
  private func contract(_ broken: Int, _ falseAlarms: String = "") throws -> Evidence {
    var sample = Sample(.binary, rows: 3_000)
    sample.contract = """
      version: 1
      columns: {old: {range: {min: -1000, max: 1000\(falseAlarms)}}}
      """
    sample.sets["train"]?.change("old") { row, value in row < broken ? "5000" : value }
    return try #require(try Assessed(sample, aspects: [.quality])["quality.contract"])
  }

  @Test(
    "a training row that the contract says may break by chance is no finding, and one is no NO-GO",
    arguments: [
      (1, ", false-alarms: {per-1000-rows: 0.4}", CheckStatus.pass),
      (30, ", false-alarms: {per-1000-rows: 0.4}", .fail), (1, "", .attention), (30, "", .fail),
    ])
  func training(_ broken: Int, _ falseAlarms: String, _ status: CheckStatus) throws {
    let found = try contract(broken, falseAlarms)
    #expect(found.status == status, "\(found.finding)")
  }
}

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
}

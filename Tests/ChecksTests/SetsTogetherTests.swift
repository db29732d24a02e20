import Checklist
import Statistics
import Testing

/// Train, validation and test compared at once.
@Suite("Several sets at once")
struct SetsTogetherTests {
  /// The evidence on three sets, of which the second was changed.
  private func evidence(_ change: (inout SampleTable) -> Void) throws -> Evidence {
    var sample = Sample(.binary, rows: 3_000)
    var validation = try #require(Sample(.binary, rows: 3_000, seed: 2).sets["test"])
    change(&validation)
    sample.sets["validation"] = validation
    return try #require(try Assessed(sample, aspects: [.distribution])["distribution.sets"])
  }

  private func gap(_ column: String, _ evidence: Evidence) throws -> Measurement {
    try #require(
      evidence.measurements.first { $0.name == "largest gap of \(column) to all sets together" })
  }

  @Test("sets of one source pass, with the tests of all sets told beside the gaps")
  func alike() throws {
    let found = try evidence { _ in }
    #expect(found.status == .pass, "\(found.finding)")
    #expect(found.finding.contains("All 3 sets at once: no column surely sets one of them apart"))
    #expect(try gap("income", found).note?.contains("Anderson–Darling over all sets: p") == true)
    #expect(try gap("region", found).note?.contains("chi-square over all sets: p") == true)
  }

  @Test("a set that lies apart fails, and is named with the column that shows it")
  func apart() throws {
    let found = try evidence { table in
      table.change("income") { Sample.number((Double($1) ?? 0) + 1) }
    }
    #expect(found.status == .fail, "\(found.finding)")
    #expect(found.finding.contains("1 column sets one of them apart; most, validation by income"))
    let gap = try gap("income", found)
    #expect(try #require(gap.interval).low > (gap.threshold ?? 1))
    #expect(found.remedy != nil)
  }

  @Test("labels that are missing are no values of the target")
  func unlabelled() throws {
    let found = try evidence { table in
      table.change("truth") { $0.isMultiple(of: 2) ? "" : $1 }
    }
    #expect(found.status == .attention, "\(found.finding)")
    #expect(found.finding.contains("Of 1,500 of 3,000 validation rows the label is missing"))
    #expect(!found.finding.contains("The target itself shifted"))
  }
}

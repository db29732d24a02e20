import Checklist
import Statistics
import Testing

@testable import Checks

/// What a leak, and a category that is none, do to the checks beside parity.leakage.
@Suite struct LeakTests {
  @Test(
    "No baseline owes its figure to a column that gives the label away, and none is to be shipped for it"
  )
  func baselines() throws {
    var sample = Sample(.binary)
    for role in ["train", "test", "scoring"] { sample.copy(role, "truth", to: "refund") }
    let assessed = try Assessed(sample, aspects: [.parity, .baseline])
    #expect(assessed["parity.leakage"]?.status == .fail)
    for id in ["baseline.threshold", "baseline.linear"] {
      let found = try #require(assessed[id])
      #expect(found.status == .pass, "\(found.finding)")
      #expect(found.finding.contains("It was fitted without refund"), "\(found.finding)")
    }
  }

  @Test("A category with a level for each value may be known beforehand, and is no sure leak")
  func levels() throws {
    var sample = Sample(.regression)
    for role in ["train", "test", "scoring"] {
      let regions = sample.sets[role]?["region"] ?? []
      let levels = ["north": 0.0, "south": 100, "east": 200, "west": 300]
      for column in ["truth", "model", "old"] {
        sample.sets[role]?.change(column) { row, value in
          Sample.number((Double(value) ?? 0) + (levels[regions[row]] ?? 0))
        }
      }
    }
    let assessed = try Assessed(sample, aspects: [.parity, .baseline])
    let leakage = try #require(assessed["parity.leakage"])
    #expect(leakage.status == .attention, "\(leakage.finding)")
    #expect(leakage.finding.contains("region"), "\(leakage.finding)")
    #expect(leakage.finding.contains("is no leak where it is known"), "\(leakage.finding)")
    #expect(assessed["baseline.linear"]?.finding.contains("fitted without") == false)
  }
}

/// A group that train lacks: one fact, told by those who look for it.
@Suite struct LackingGroupTests {
  @Test("More scoring rows are not asked for where train lacks a group")
  func absent() throws {
    var sample = Sample(.binary)
    // About a tenth of test and scoring is of a region that train does not have.
    for role in ["test", "scoring"] {
      sample.sets[role]?.change("region") { row, value in row % 10 == 3 ? "island" : value }
    }
    let assessed = try Assessed(sample, aspects: [.parity, .distribution])
    for id in ["parity.inputs", "distribution.sets"] {
      let found = try #require(assessed[id])
      #expect(found.status == .undecided, "\(id): \(found.finding)")
      #expect(found.finding.contains("no more rows would change it"), "\(found.finding)")
      #expect(!found.finding.contains("more scoring rows"), "\(found.finding)")
      #expect(!found.finding.contains("more test rows"), "\(found.finding)")
      #expect(found.remedy?.contains("Gather more") == false, "\(found.remedy ?? "")")
      #expect(found.weight < 0.5)
    }
  }
}

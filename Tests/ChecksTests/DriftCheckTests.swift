import Checklist
import Foundation
import Testing

@Suite("Changes over time, the register of known ones, and new feeds")
struct DriftCheckTests {
  private func assessed(
    known: String? = nil, feeds: String? = nil, _ change: (inout Sample) -> Void = { _ in }
  ) throws -> Assessed {
    var sample = Sample(.binary)
    sample.drift["known"] = known
    sample.drift["feeds"] = feeds
    change(&sample)
    return try Assessed(sample, aspects: [.drift])
  }

  /// From the middle of June on.
  private func shift(
    _ sample: inout Sample, _ column: String = "income", rows: Range<Int> = 1_500..<3_000
  ) {
    sample.sets["scoring"]?.change(column) { row, value in
      rows.contains(row) ? Sample.number((Double(value) ?? 0) + 1.5) : value
    }
  }

  private static let prices =
    "[{name: prices, from: 2025-06-14, until: 2025-06-16, columns: [income], action: retrain}]"

  @Test("nothing that changes passes")
  func unchanged() throws {
    let found = try #require(try assessed()["drift.now"])
    #expect(found.status == .pass && found.finding.contains("nothing changed"), "\(found.finding)")
  }

  @Test("a column that changes at once and stays fails, with its day and what to do")
  func abrupt() throws {
    let found = try #require(try assessed { shift(&$0) }["drift.now"])
    #expect(found.status == .fail, "\(found.finding)")
    #expect(
      found.finding.contains("income (location) changed from one window to the next, 2025-06-15"),
      "\(found.finding)")
    #expect(found.finding.contains("roll back"), "\(found.finding)")
  }

  @Test("values that are lost from a day on are an error of the data")
  func lost() throws {
    let found = try #require(
      try assessed { sample in
        sample.sets["scoring"]?.change("income") { row, value in
          row >= 1_500 && row % 2 == 0 ? "" : value
        }
      }["drift.now"])
    #expect(
      found.status == .fail && found.finding.contains("error of the data"), "\(found.finding)")
  }

  @Test("days that stood apart ask for attention")
  func oneOff() throws {
    let found = try #require(try assessed { shift(&$0, rows: 1_285..<1_714) }["drift.now"])
    #expect(found.status == .attention, "\(found.finding)")
    #expect(found.finding.contains("stood apart once"), "\(found.finding)")
  }

  @Test("a change on its registered days, in its column, is expected")
  func registered() throws {
    let found = try assessed(known: Self.prices) { shift(&$0) }
    #expect(found["drift.now"]?.status == .pass, "\(found.summary)")
    #expect(
      found["drift.now"]?.finding.contains("registered as prices") == true, "\(found.summary)")
    #expect(found["drift.register"]?.status == .pass, "\(found.summary)")
  }

  @Test(
    "a change in another column or on other days is a finding, and the registered one did not come",
    arguments: [
      Self.prices.replacing("income", with: "age"),
      Self.prices.replacing("06-14", with: "06-22").replacing("06-16", with: "06-23"),
    ])
  func elsewhere(_ known: String) throws {
    let found = try assessed(known: known) { shift(&$0) }
    #expect(found["drift.now"]?.status == .fail, "\(found.summary)")
    #expect(found["drift.register"]?.status == .attention, "\(found.summary)")
    #expect(found["drift.register"]?.finding.contains("did not show") == true, "\(found.summary)")
  }

  @Test("a registered change on days that the data do not have does not apply")
  func otherDays() throws {
    let found = try assessed(known: "[{name: sale, from: 2025-12-01}]")
    #expect(found["drift.register"]?.status == .notApplicable, "\(found.summary)")
  }

  @Test("a registered column that no set has fails")
  func unknownColumn() throws {
    let found = try assessed(known: "[{name: sale, from: 2025-06-10, columns: [prize]}]")
    #expect(found["drift.register"]?.status == .fail, "\(found.summary)")
  }

  @Test(
    "a change that ends before it begins, and a delay without times, are refused with their line")
  func refused() throws {
    #expect {
      _ = try assessed(known: "[{name: sale, from: 2025-06-10, until: 2025-06-09}]")
    } throws: { "\($0)".contains("assay.yaml:32") && "\($0)".contains("ends before") }
    #expect {
      _ = try assessed(feeds: "[{name: f, data: test.csv, delay: 2 days}]")
    } throws: { "\($0)".contains("assay.yaml:32") && "\($0)".contains("without its times") }
  }

  @Test("windows of a few rows do not apply, and say how many there are")
  func smallWindows() throws {
    let found = try #require(try assessed { $0.drift["window"] = "\"20\"" }["drift.now"])
    #expect(found.status == .notApplicable && found.finding.contains("20 rows"), "\(found.finding)")
  }

  @Test("train that is too short to say how days differ leaves it undecided")
  func unknownPast() throws {
    let short = try assessed { sample in
      // Of three months the first fifteen days.
      sample.sets["train"]?.change("at") { row, _ in
        "2025-01-\(Sample.pad(1 + row * 15 / 3_000)) 10:00:00"
      }
    }
    let few = try #require(short["drift.now"])
    #expect(
      few.status == .undecided && few.finding.contains("15 windows of the past"), "\(few.finding)")
    #expect(few.remedy?.contains("56 windows") == true, "\(few.remedy ?? "")")
  }

  @Test(
    "sizes are shares of the rows, or on the scale of what was followed, and say how clear they are"
  )
  func units() throws {
    let found = try #require(
      try assessed { sample in
        shift(&sample)
        sample.sets["scoring"]?.change("age") { row, value in
          row >= 1_500 && row % 2 == 0 ? "" : value
        }
      }["drift.now"])
    let units = Dictionary(
      found.measurements.map { ($0.name.split(separator: ",")[0], $0.unit) },
      uniquingKeysWith: { first, _ in first })
    #expect(units["change of income (location)"] == "on a scale from −1 to 1", "\(units)")
    #expect(units["change of age (missing)"] == "share", "\(units)")
    #expect(
      found.measurements.allSatisfy {
        $0.note?.contains("as clear as the clearest in train") == true
      })
    #expect(found.method.contains("84 windows of train"), "\(found.method)")
  }

  @Test("a column that follows from the day alone is not followed")
  func calendar() throws {
    let found = try #require(
      try assessed { sample in
        for set in ["train", "test", "scoring"] {
          let times = sample.sets[set]?["at"] ?? []
          sample.sets[set]?["weekday"] = times.map { time in
            let day = Int(time.dropFirst(8).prefix(2)) ?? 0
            let month = Int(time.dropFirst(5).prefix(2)) ?? 0
            let before = [0, 31, 59, 90, 120, 151][month - 1]
            return "day\((before + day) % 7)"
          }
        }
      }["drift.now"])
    #expect(found.status == .pass, "\(found.finding)")
    #expect(found.method.contains("weekday follows from the time alone"), "\(found.method)")
  }

  @Test("too few windows do not apply, and say how many there are")
  func fewWindows() throws {
    let found = try #require(try assessed { $0.drift["window"] = "month" }["drift.now"])
    #expect(
      found.status == .notApplicable && found.finding.contains("1 window"), "\(found.finding)")
  }

  @Test(
    "a feed that can be had passes; one that is late, empty, too small or lacks a column does not",
    arguments: [
      ("{name: f, data: test.csv, timestamp: at, delay: 60 days}", CheckStatus.pass, "can be had"),
      ("{name: f, data: test.csv, timestamp: at, delay: 7 days}", .fail, "is late"),
      ("{name: f, data: absent.csv}", .fail, "cannot be had"),
      ("{name: f, data: test.csv, columns: [income, wind]}", .fail, "lacks wind"),
      ("{name: f, data: empty.csv}", .fail, "has no rows"),
      ("{name: f, data: blank.csv, columns: [b], rows: 2}", .fail, "has no value in b"),
      ("{name: f, data: test.csv, rows: 5000}", .attention, "fewer than the 5,000"),
    ])
  func feed(_ feed: String, _ status: CheckStatus, _ words: String) throws {
    let found = try #require(
      try assessed(feeds: "[\(feed)]") { sample in
        sample.files["empty.csv"] = "a,b\n"
        sample.files["blank.csv"] = "a,b\n1,\n2,\n3,\n"
      }["drift.feeds"])
    #expect(found.status == status, "\(found.finding)")
    #expect(found.finding.contains(words), "\(found.finding)")
  }

  @Test("one feed that cannot be read leaves the others alone")
  func twoFeeds() throws {
    let found = try #require(
      try assessed(feeds: "[{name: gone, data: absent.csv}, {name: here, data: test.csv}]")[
        "drift.feeds"])
    #expect(found.finding.contains("gone cannot be had"), "\(found.finding)")
    #expect(found.finding.contains("here can be had"), "\(found.finding)")
  }
}

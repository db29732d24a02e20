import Checklist
import Foundation
import Testing

@Suite("The decision log")
struct DecisionLogTests {
  private static func entry(
    _ kind: DecisionEntry.Kind, _ item: String, after log: DecisionLog, until: String? = nil,
    status: String? = nil
  ) throws -> DecisionEntry {
    try DecisionEntry(
      number: log.entries.count + 1, time: "2026-11-2\(log.entries.count + 1)T08:00:00Z",
      kind: kind, item: item, by: "Ada “A.” Lovelace", reason: "Émile said:\n\"go\"\u{202e}",
      until: until, status: status, evidence: nil, previous: log.head)
  }

  /// The bytes of a log of five decisions.
  private static func bytes() throws -> Data {
    var data = Data()
    for (kind, item, until) in [
      (DecisionEntry.Kind.accept, "parity.inputs", nil), (.waive, "truth", "2027-03-31"),
      (.reject, "baseline", nil), (.withdraw, "baseline", nil), (.signOff, "model", nil),
    ] as [(DecisionEntry.Kind, String, String?)] {
      let log = try DecisionLog(data, file: "log")
      data += try entry(kind, item, after: log, until: until).line() + Data("\n".utf8)
    }
    return data
  }

  @Test("What was written is read again, whatever the words are")
  func roundTrip() throws {
    let log = try DecisionLog(try Self.bytes(), file: "log")
    #expect(log.entries.map(\.number) == [1, 2, 3, 4, 5])
    #expect(log.entries[0].reason == "Émile said:\n\"go\"\u{202e}")
    #expect(log.decisions.count == 4)
    #expect(log.signatures.map(\.item) == ["model"])
    #expect(try DecisionLog(Data(), file: "log").entries.isEmpty)
  }

  @Test("Any changed byte is found, in its line or the one after")
  func anyByte() throws {
    let whole = try Self.bytes()
    for place in whole.indices {
      var changed = whole
      changed[place] = changed[place] == UInt8(ascii: "x") ? UInt8(ascii: "y") : UInt8(ascii: "x")
      let line = 1 + whole[..<place].count { $0 == UInt8(ascii: "\n") }
      let error = #expect(throws: DecisionLogError.self) { try DecisionLog(changed, file: "log") }
      #expect(error.map { (line...line + 1).contains($0.line) } == true, "byte \(place): \(line)")
    }
  }

  @Test("A line that is missing, twice, or in another place is found where the chain breaks")
  func moved() throws {
    let lines = try Self.bytes().split(separator: UInt8(ascii: "\n"))
    func line(of order: [Int]) -> Int? {
      let data = order.map { Data(lines[$0]) + Data("\n".utf8) }.reduce(Data(), +)
      do throws(DecisionLogError) {
        _ = try DecisionLog(data, file: "log")
        return nil
      } catch {
        return error.line
      }
    }
    #expect(line(of: [0, 1, 2, 3, 4]) == nil)
    // Lines that were cut from the end leave no trace but a shorter log, whose head a report names.
    #expect(line(of: [0, 1, 2]) == nil)
    #expect(line(of: [1, 2, 3, 4]) == 1)
    #expect(line(of: [0, 2, 3, 4]) == 2)
    #expect(line(of: [0, 1, 1, 2, 3, 4]) == 3)
    #expect(line(of: [0, 1, 3, 2, 4]) == 3)
  }

  @Test("A line without its end was cut off")
  func cutOff() throws {
    let whole = try Self.bytes()
    let error = #expect(throws: DecisionLogError.self) {
      try DecisionLog(whole.dropLast(10), file: "assay-decisions.jsonl")
    }
    #expect(error?.line == 5)
    #expect(error?.description.contains("remove this line") == true)
  }

  private static func results(
    _ status: CheckStatus, _ decisions: [ItemDecision]
  ) throws -> AspectResult {
    let check = Example.card("truth.coverage")
    let results = Checklist.results(
      evidence: [
        Evidence(check: check, status: status, finding: "It is so.", method: "Counted.")
      ], answers: [:], decisions: decisions,
      today: try #require(CalendarDate("2026-11-26")))
    return try #require(results.first { $0.aspect.id == .truth })
  }

  private static func decision(
    _ kind: ItemDecision.Kind, _ item: ItemDecision.Item = .check("truth.coverage"),
    seen: CheckStatus? = nil
  ) -> ItemDecision {
    ItemDecision(
      item: item, kind: kind, by: "Ada", reason: "So it is.", until: nil, seen: seen?.rawValue)
  }

  @Test("A decision holds while the evidence is no worse than what was seen, and is open after")
  func reopened() throws {
    for seen in CheckStatus.allCases {
      for now in CheckStatus.allCases {
        let result = try Self.results(now, [Self.decision(.waive, seen: seen)])
        let rank: [CheckStatus: Int] = [
          .pass: 0, .notApplicable: 0, .attention: 1, .undecided: 1, .missing: 1, .fail: 2,
        ]
        let isWorse = rank[now, default: 0] > rank[seen, default: 0]
        #expect((result.checkDecisions.isEmpty) == isWorse, "\(seen) then \(now)")
        #expect(result.notes.contains { $0.contains("open again") } == isWorse)
      }
    }
    let onAspect = try Self.results(
      .fail, [Self.decision(.waive, .aspect(.truth), seen: .attention)])
    #expect(onAspect.status == .fail)
    #expect(onAspect.decision == nil)
  }

  @Test("A rejection fails what passes; its withdrawal lifts it")
  func rejected() throws {
    #expect(try Self.results(.pass, []).status == .unanswered)
    #expect(try Self.results(.pass, [Self.decision(.reject)]).status == .fail)
    #expect(try Self.results(.pass, [Self.decision(.reject, .aspect(.truth))]).status == .fail)
    let lifted = [Self.decision(.reject), Self.decision(.withdraw)]
    #expect(try Self.results(.pass, lifted).status == .unanswered)
    let waived = [Self.decision(.waive), Self.decision(.withdraw)]
    #expect(try Self.results(.fail, waived).status == .fail)
  }

  @Test(
    "What cannot be recorded is refused with a reason",
    arguments: [
      ("truth", "waive", "Ada", "why", nil, "a waiver needs an end"),
      ("truth", "waive", "Ada", "why", "2020-01-01", "is over"),
      ("truth", "waive", "Ada", "why", "soon", "is no day"),
      ("truth", "reject", "Ada", "why", "2027-01-01", "leave --until out"),
      ("truht", "accept", "Ada", "why", nil, "truth"),
      ("model", "accept", "Ada", "why", nil, "can only be signed"),
      ("truth.coverage", "sign-off", "Ada", "why", nil, "a check is not signed"),
      ("truth", "accept", " ", "why", nil, "who decides"),
      ("truth", "accept", "Ada", nil, nil, "--reason"),
      (nil, nil, "Ada", "why", nil, "name an item"),
    ] as [(String?, String?, String?, String?, String?, String)])
  func refused(
    item: String?, kind: String?, by: String?, reason: String?, until: String?, words: String
  ) throws {
    let today = try #require(CalendarDate("2026-11-26"))
    let error = #expect(throws: DecisionRefusal.self) {
      try DecisionDraft(
        item: item, kind: kind.flatMap(DecisionEntry.Kind.init), by: by, reason: reason,
        until: until, today: today,
        vocabulary: Vocabulary(
          metrics: [], checks: [Example.card("truth.coverage")]))
    }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }
}

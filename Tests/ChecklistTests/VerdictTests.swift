import Checklist
import Testing

@Suite("Verdict rules")
struct VerdictTests {
  private static let decisions: [ItemDecision.Kind?] = [nil, .accept, .waive]
  private static let checks: [(CheckStatus, ItemDecision.Kind?)] = CheckStatus.allCases.flatMap {
    status in decisions.map { (status, $0) }
  }

  /// The rule of the checklist, said a second time as plain conditions.
  private static func expected(
    _ checks: [(CheckStatus, ItemDecision.Kind?)], unanswered: Int, _ aspect: ItemDecision.Kind?
  ) -> AspectStatus {
    if aspect == .waive { return .waived }
    let warnings: Set<CheckStatus> = [.attention, .undecided, .missing]
    if checks.contains(where: { $0.0 == .fail && $0.1 != .waive }) { return .fail }
    let isAccepted = { (own: ItemDecision.Kind?) in (own ?? aspect) != nil }
    if checks.contains(where: { warnings.contains($0.0) && !isAccepted($0.1) }) {
      return .attention
    }
    if unanswered > 0 { return .unanswered }
    if checks.contains(where: { $0.1 == .waive && $0.0 != .pass && $0.0 != .notApplicable }) {
      return .waived
    }
    return .pass
  }

  @Test("An aspect's status follows the rule for all sets of up to two checks")
  func statuses() {
    var sets: [[(CheckStatus, ItemDecision.Kind?)]] = [[]]
    sets += Self.checks.map { [$0] }
    for first in Self.checks { sets += Self.checks.map { [first, $0] } }
    for checks in sets {
      for unanswered in 0...1 {
        for decision in Self.decisions {
          let status = AspectStatus(
            checks: checks.map { (status: $0.0, decision: $0.1) }, unanswered: unanswered,
            decision: decision)
          #expect(status == Self.expected(checks, unanswered: unanswered, decision))
        }
      }
    }
  }

  @Test("The verdict follows the rule for all triples of aspects")
  func verdicts() {
    for first in AspectStatus.allCases {
      for second in AspectStatus.allCases {
        for third in AspectStatus.allCases {
          let all = [first, second, third]
          let expected: Verdict =
            all.contains(.fail) ? .noGo : all.allSatisfy { $0 == .pass } ? .go : .goWithConditions
          #expect(Verdict(all) == expected)
        }
      }
    }
    #expect(Verdict([]) == .go)
  }

  private static func results(
    _ evidence: [Evidence], answers: [String: Answer] = Example.answered,
    _ decisions: [ItemDecision] = []
  ) throws -> [AspectResult] {
    let today = try #require(CalendarDate("2026-06-15"))
    return Checklist.results(
      evidence: evidence, answers: answers, decisions: decisions, today: today)
  }

  private static func waiver(of item: ItemDecision.Item, until: String) -> ItemDecision {
    ItemDecision(
      item: item, kind: .waive, by: "Ada", reason: "known", until: CalendarDate(until))
  }

  @Test("A decision holds up to its last day and not on the next")
  func expiry() throws {
    let failing = [Example.evidence("parity.inputs", .fail)]
    let last = Self.waiver(of: .aspect(.parity), until: "2026-06-15")
    let held = try Self.results(failing, [last])
    #expect(held[0].status == .waived)
    #expect(held[0].decision?.until == "2026-06-15")
    #expect(Verdict(held.map(\.status)) == .goWithConditions)
    let ended = try Self.results(
      failing, [Self.waiver(of: .aspect(.parity), until: "2026-06-14")])
    #expect(ended[0].status == .fail)
    #expect(ended[0].decision == nil)
    #expect(ended[0].notes.count == 1)
    #expect(ended[0].notes.first?.contains("2026-06-14") == true)
    #expect(Verdict(ended.map(\.status)) == .noGo)
  }

  @Test("A waiver of a check lifts its failure and shows on the check")
  func checkWaiver() throws {
    let results = try Self.results(
      [Example.evidence("parity.inputs", .fail), Example.evidence("parity.leakage", .pass)],
      [Self.waiver(of: .check("parity.inputs"), until: "2027-01-01")])
    #expect(results[0].status == .waived)
    #expect(results[0].checkDecisions.keys.sorted() == ["parity.inputs"])
    #expect(results[0].notes.isEmpty)
  }

  @Test("Decisions that do nothing are said")
  func idle() throws {
    let accepted = ItemDecision(
      item: .check("parity.inputs"), kind: .accept, by: "Ada", reason: "known", until: nil)
    let failing = try Self.results([Example.evidence("parity.inputs", .fail)], [accepted])
    #expect(failing[0].status == .fail)
    #expect(failing[0].notes.first?.contains("only a waiver") == true)
    let passing = try Self.results([Example.evidence("parity.inputs", .pass)], [accepted])
    #expect(passing[0].status == .pass)
    #expect(passing[0].notes.first?.contains("not needed") == true)
  }

  @Test("Of two decisions on one item the later counts")
  func renewed() throws {
    let old = Self.waiver(of: .aspect(.parity), until: "2026-01-31")
    let new = Self.waiver(of: .aspect(.parity), until: "2026-12-31")
    let results = try Self.results([], [old, new])
    #expect(results[0].decision?.until == "2026-12-31")
    #expect(results[0].notes.isEmpty)
  }

  @Test("A blank answer is none")
  func blank() throws {
    var answers = Example.answered
    answers["drift.history"] = Answer(text: " \n", by: "Ada", evidence: nil)
    let results = try Self.results([], answers: answers)
    #expect(results[9].status == .unanswered)
    #expect(results.count { $0.status == .pass } == 11)
  }

  @Test("Evidence goes to its own aspect, in its given order")
  func grouping() throws {
    let results = try Self.results([
      Example.evidence("baseline.random", .pass), Example.evidence("parity.leakage", .pass),
      Example.evidence("parity.inputs", .pass),
    ])
    #expect(results[0].checks.map(\.check.id) == ["parity.leakage", "parity.inputs"])
    #expect(results[1].checks.map(\.check.id) == ["baseline.random"])
  }

  @Test(
    "Only days of the calendar are dates",
    arguments: [
      ("2026-02-28", true), ("2026-02-29", false), ("2024-02-29", true), ("2000-02-29", true),
      ("1900-02-29", false), ("2026-13-01", false), ("2026-00-10", false), ("2026-04-31", false),
      ("2026-4-01", false), ("2026/04/01", false), ("", false), ("2026-04-0٣", false),
    ])
  func dates(text: String, isDate: Bool) {
    #expect((CalendarDate(text) != nil) == isDate)
    #expect(CalendarDate(text)?.description ?? text == text)
  }
}

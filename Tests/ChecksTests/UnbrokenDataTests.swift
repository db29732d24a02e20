import Checklist
import Checks
import Testing

@Suite("Data with nothing wrong")
struct UnbrokenDataTests {
  @Test("flip no check", arguments: Sample.Task.allCases)
  func allPass(_ task: Sample.Task) throws {
    let assessed = try Unbroken.plain(task).assessed
    #expect(assessed.flipped.isEmpty, "\(assessed.summary)")
    #expect(assessed.evidence.count == CheckRegistry.cards.count)
  }

  @Test("of which everything is declared pass every check that can apply to them")
  func complete() throws {
    let assessed = try Unbroken.complete().assessed
    let others = Dictionary(
      assessed.evidence.filter { $0.status != .pass }.map { ($0.check.id, $0.status) },
      uniquingKeysWith: { $1 })
    // A record of estimates as short as the sample's is never called good.
    let expected: [String: CheckStatus] = [
      "baseline.past": .notApplicable, "drift.register": .notApplicable,
      "truth.estimate": .undecided,
    ]
    #expect(others == expected, "\(assessed.summary)")
    #expect(assessed.evidence.count == CheckRegistry.cards.count)
  }
}

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
    let others = assessed.evidence.filter { $0.status != .pass }
    #expect(
      Set(others.map(\.check.id)) == ["baseline.past", "drift.register"], "\(assessed.summary)")
    #expect(others.allSatisfy { $0.status == .notApplicable }, "\(assessed.summary)")
    #expect(assessed.evidence.count == CheckRegistry.cards.count)
  }
}

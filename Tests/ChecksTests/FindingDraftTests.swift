import Checklist
import Testing

@testable import Checks

@Suite("The order of a finding's sentences")
struct FindingDraftTests {
  @Test("what decides comes first, in the order in which it was found, then all else")
  func order() {
    var draft = FindingDraft()
    #expect(draft.status == .pass && draft.text.isEmpty)
    draft.add(.pass, "None is worse.")
    draft.add(.undecided, "Two are open.")
    draft.add(.attention, "One is odd.")
    draft.add(.pass, "")
    draft.add(.attention, "One is new.")
    #expect(draft.status == .attention)
    #expect(draft.text == "One is odd. One is new. None is worse. Two are open.")
  }

  @Test("a status without a sentence counts all the same")
  func silent() {
    var draft = FindingDraft()
    draft.add(.pass, "All is well.")
    draft.add(.fail, "")
    #expect(draft.status == .fail && draft.text == "All is well.")
  }
}

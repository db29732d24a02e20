import Checklist
import Checks
import Testing

@Suite("The checks' cards")
struct CheckCardTests {
  @Test("a check needs keys that a project file has", arguments: CheckRegistry.cards)
  func needs(_ card: CheckCard) {
    for path in card.needs {
      #expect(Project.paths.contains(path), "\(card.id) needs \(path)")
    }
  }

  @Test("an id is the aspect and a name of its own", arguments: CheckRegistry.cards)
  func ids(_ card: CheckCard) {
    #expect(card.id.hasPrefix("\(card.aspect.rawValue)."))
    #expect(card.id.split(separator: ".").count == 2)
  }

  @Test("no two checks share an id or a title")
  func uniqueness() {
    #expect(Set(CheckRegistry.cards.map(\.id)).count == CheckRegistry.cards.count)
    #expect(Set(CheckRegistry.cards.map(\.title)).count == CheckRegistry.cards.count)
  }

  @Test("no check and no question share an id, so that an item is one thing")
  func distinctness() {
    let questions = Set(Checklist.questions.map(\.id))
    #expect(questions.isDisjoint(with: CheckRegistry.cards.map(\.id)))
  }

  @Test("a title claims something that can be true or false", arguments: CheckRegistry.cards)
  func titles(_ card: CheckCard) {
    let verbs = [
      "look", "gives", "beats", "holds", "is", "are", "serves", "reach", "share", "come", "has",
    ]
    #expect(card.title.split(separator: " ").contains { verbs.contains(String($0)) })
    #expect(!card.title.hasSuffix("?") && !card.title.hasSuffix("."))
    #expect(card.title.first?.isUppercase == true)
    #expect(card.summary.hasSuffix(".") && !card.reference.isEmpty)
  }
}

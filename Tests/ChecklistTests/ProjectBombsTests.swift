import Checklist
import Testing

@Suite("Project files that are made to hurt")
struct ProjectBombsTests {
  struct Bomb: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    var testDescription: String { name }
  }

  private static let laughs =
    "a0: &a0 [x, x]\n"
    + (1..<60).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]" }.joined(separator: "\n")

  private static let bombs = [
    Bomb(name: "aliases of aliases", text: laughs),
    Bomb(name: "an alias bomb as a key", text: laughs + "\n? *a59\n: x\n"),
    Bomb(name: "ten megabytes", text: String(repeating: "# padding\n", count: 1_000_000)),
    Bomb(name: "open brackets", text: String(repeating: "[", count: 500_000)),
    Bomb(name: "open braces", text: "a: " + String(repeating: "{a: ", count: 200_000)),
    Bomb(name: "braces as keys", text: String(repeating: "{", count: 500_000)),
    Bomb(name: "dashes", text: String(repeating: "- ", count: 500_000)),
    Bomb(name: "question marks", text: String(repeating: "? ", count: 500_000)),
    Bomb(
      name: "steps of indentation",
      text: (0..<1_400).map { String(repeating: " ", count: $0) + "a:\n" }.joined()),
    Bomb(
      name: "closed brackets, 900 deep",
      text: "a: " + String(repeating: "[", count: 900) + String(repeating: "]", count: 900)),
    Bomb(name: "many keys", text: (0..<80_000).map { "k\($0): 1" }.joined(separator: "\n")),
    Bomb(name: "many members", text: "a: [" + String(repeating: "a,", count: 400_000) + "]"),
    Bomb(
      name: "many answers of one line each",
      text: Example.file(
        "answers:\n" + (0..<20_000).map { "  drift.x\($0): y" }.joined(separator: "\n"))),
    Bomb(name: "a very long key", text: String(repeating: "k", count: 1_000_000) + ": 1"),
  ]

  // The limit leaves room for debug builds on a busy machine: what this catches does not end.
  @Test("Each is refused in time", .timeLimit(.minutes(5)), arguments: bombs)
  func refused(_ bomb: Bomb) {
    #expect(throws: ProjectErrors.self) { try Example.project(bomb.text) }
  }

  @Test("Stars and ampersands in text are no aliases")
  func innocent() throws {
    let project = try Example.project(
      Example.file("answers:\n  drift.history: |\n    * sales &returns\n    R&D *later* & more"))
    #expect(project.answers["drift.history"]?.text.contains("*later*") == true)
  }
}

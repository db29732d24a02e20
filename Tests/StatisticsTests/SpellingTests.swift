import Statistics
import Testing

@Suite("Did you mean")
struct SpellingTests {
  @Test(
    "The distance counts insertions, deletions, replacements and swaps",
    arguments: [
      ("", "", 0), ("a", "", 1), ("target", "target", 0), ("tagret", "target", 1),
      ("targt", "target", 1), ("taarget", "target", 1), ("tarxet", "target", 1),
      ("ca", "abc", 3), ("kitten", "sitting", 3),
    ])
  func distance(first: String, second: String, expected: Int) {
    #expect(Spelling.distance(first, second, atMost: 5) == expected)
    #expect(Spelling.distance(second, first, atMost: 5) == expected)
    #expect(Spelling.distance(first, second, atMost: expected) == expected)
    if expected > 0 { #expect(Spelling.distance(first, second, atMost: expected - 1) == nil) }
  }

  @Test("The bounded distance equals the unbounded one on all short words")
  func boundedEqualsUnbounded() {
    var words = [""]
    for _ in 0..<4 { words += words.filter { $0.count < 4 }.flatMap { [$0 + "a", $0 + "b"] } }
    let all = Array(Set(words)).sorted()
    for first in all {
      for second in all {
        let distance = Spelling.distance(first, second, atMost: 9)
        for limit in 0...4 {
          let expected = distance.flatMap { $0 <= limit ? $0 : nil }
          #expect(Spelling.distance(first, second, atMost: limit) == expected)
        }
      }
    }
  }

  @Test("The nearest comes first, and letter case and separators do not count")
  func nearest() {
    #expect(Spelling.nearest(to: "tagret", among: ["task", "target", "targets"]).first == "target")
    #expect(
      Spelling.nearest(to: "UnavailableAtScoring", among: ["unavailable-at-scoring"])
        == ["unavailable-at-scoring"])
  }

  @Test("Far words, empty ones and very long ones suggest nothing")
  func nothing() {
    #expect(Spelling.suggestion(for: "wombat", among: ["target", "task"]) == nil)
    #expect(Spelling.suggestion(for: "", among: ["a"]) == nil)
    let long = String(repeating: "x", count: 1_000_000)
    #expect(Spelling.suggestion(for: long, among: [long + "y"]) == nil)
  }
}

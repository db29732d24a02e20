import Statistics
import Testing

@testable import Measurements

@Suite("Drift of texts")
struct TextComparisonTests {
  /// Sentences of words that follow Zipf's law, each with a number of its own.
  static func sentences(
    _ rows: Int, words: ClosedRange<Int> = 5...12, prefix: String = "word",
    _ generator: inout SeededGenerator
  ) -> [String] {
    (0..<rows).map { _ in
      let length = Int.random(in: words, using: &generator)
      let chosen = (0..<length).map { _ in
        "\(prefix)\(Int(200 * generator.uniform() * generator.uniform()))"
      }
      return chosen.joined(separator: " ") + " \(generator.next() % 1_000_000_007)."
    }
  }

  static func column(_ texts: [String], missing: Int = 0) -> ColumnProfile {
    ColumnProfile(
      name: "x", missing: missing, unreadable: 0, content: .categories(Counted.texts(texts)))
  }

  static func compare(_ reference: [String], _ current: [String], missing: Int = 0) throws -> (
    drift: ColumnDrift, text: TextShift
  ) {
    let (drift, comparison) = DriftReportTests.compare(
      column(reference), column(current, missing: missing))
    #expect(drift.type == .text)
    return (drift, try #require(comparison?.text))
  }

  @Test("New texts of one source did not drift, though none is equal to another")
  func unchanged() throws {
    var generator = SeededGenerator(seed: 5)
    let (drift, text) = try Self.compare(
      Self.sentences(3_000, &generator), Self.sentences(2_500, &generator))
    #expect(drift.decision == .unchanged)
    #expect(
      text.parts.map(\.name) == [
        "length", "words", "letters", "digits", "spaces", "punctuation", "beyondASCII",
        "vocabulary",
      ])
    let unknown = try #require(text.unknownWords)
    let expected = try #require(text.expectedUnknownWords)
    // Each sentence's own number is a word that nobody has seen.
    #expect((unknown - expected).magnitude < 0.02 && unknown > 0.05)
  }

  @Test("Longer texts, other words, other characters and lost texts drift")
  func changed() throws {
    var generator = SeededGenerator(seed: 6)
    let reference = Self.sentences(2_000, &generator)
    let longer = try Self.compare(reference, Self.sentences(2_000, words: 15...30, &generator))
    #expect(longer.drift.decision == .drifted)
    let other = try Self.compare(reference, Self.sentences(2_000, prefix: "tale", &generator))
    #expect(other.drift.decision == .drifted)
    #expect(try #require(other.text.unknownWords) > 0.9)
    let vocabulary = try #require(other.text.parts.last)
    #expect(try #require(vocabulary.estimate.interval).low > 0.1)
    let length = try #require(other.text.parts.first)
    #expect(try #require(length.estimate.value) < 0.1)
    let accents = try Self.compare(
      reference, Self.sentences(2_000, &generator).map { $0.replacing("w", with: "ŵ") })
    #expect(accents.drift.decision == .drifted)
    let lost = try Self.compare(reference, Self.sentences(2_000, &generator), missing: 1_000)
    #expect(lost.drift.decision == .drifted)
  }

  @Test("A text is read as words and characters, whatever bytes it holds")
  func features() {
    var words: [UInt64] = []
    let plain = TextFeatures("Hello, hello 42!", words: &words)
    #expect(plain.length == 16 && plain.words == 3)
    #expect(words[0] == words[1] && words[1] != words[2])
    let sixteenths: [Double] = [0.625, 0.125, 0.125, 0.125, 0]
    #expect(plain.shares == sixteenths)
    #expect(words.contains(plain.drawnWord ?? 0))
    let none = TextFeatures("", words: &words)
    #expect(none.length == 0 && none.words == 0 && none.drawnWord == nil && words.isEmpty)
    let accents = TextFeatures("Žluťoučký kůň", words: &words)
    #expect(accents.length == 13 && accents.words == 2)
    let signs = TextFeatures("…\u{0}\t—", words: &words)
    #expect(signs.length == 4 && signs.words == 2)
  }
}

import ADBC
import Engines
import Foundation
import Testing

@testable import Contracts

/// Expressions as tables over bytes, held against the engine's RE2.
@Suite struct ByteAutomatonTests {
  static let patterns = [
    "", "a", "^a", "a$", "^a$", "^$", "ab|ba", "^(ab|b)*$", "a+b?", "(a|b){2}", "^a{2,3}$",
    "^a{0}b", "[ab]1", "[^a]", "^[^ab]+$", ".", "^.$", "^..$", "(?s)^.$", "(?i)A", "(?i)^[A-B]+$",
    "(?i:A)b", "\\d", "^\\D+$", "\\w\\W", "\\s", "[[:alpha:]][[:digit:]]", "[^[:alnum:]]", "é",
    "[à-ï]", "^[^\\x00-\\x7F]$", "\\x{e9}1", "\\Aa", "a\\z", "a*?b", "(?P<n>a)b", "(?:a)b",
    "a|^b|1$", "(a*)*b", "(|a)b", "a\\n", "[\\n-]", "[]a]", "x*", "(?U)a+b", "\\.", "a.b",
  ]

  /// All texts of up to three of some letters.
  static let texts: [String] = {
    var texts = [""]
    var longest = [""]
    for _ in 0..<3 {
      longest = longest.flatMap { text in ["a", "b", "B", "1", "é", "\n"].map { text + $0 } }
      texts += longest
    }
    return texts
  }()

  @Test("A text matches when RE2 says so, for all short texts", arguments: patterns)
  func same(pattern: String) throws {
    let automaton = try ByteAutomaton(pattern, .anywhere)
    let whole = try ByteAutomaton(pattern, .whole)
    let engine = try DuckDBEngine()
    let list = Self.texts.map { SQLText.literal($0) }.joined(separator: ", ")
    let literal = SQLText.literal(pattern)
    let stream = try engine.scan(
      .query(
        "select i, regexp_matches(t, \(literal)) as a, regexp_full_match(t, \(literal)) as w from "
          + "(select unnest([\(list)]) as t, generate_subscripts([\(list)], 1) as i) order by i"),
      ScanRequest(columns: ["a", "w"]))
    let answers = try stream.textRows()
    try #require(answers.count == Self.texts.count)
    for (text, answer) in zip(Self.texts, answers) {
      #expect(
        [automaton.matches(text), whole.matches(text)].map { "\($0)" } == answer,
        "\(text.debugDescription)")
    }
  }

  @Test(
    "What the table cannot follow, or RE2 refuses, is refused",
    arguments: [
      "\\ba", "(?m)^a", "\\pL", "(?i)é", "(a", "a)", "[a", "a**", "a{2}{3}", "*a", "a{1001}",
      "(?=a)", "\\1", "a\\", "[b-a]", "[[:no:]]", "\\C", "(?P<>a)",
      "(a|b)*a(a|b){30}", "(((a{100}){100}){100})",
    ])
  func refused(pattern: String) {
    #expect(throws: StreamRefusal.self) { try ByteAutomaton(pattern, .anywhere) }
  }
}

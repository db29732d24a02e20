import Foundation
import Mustache

/// Text that is already safe to stand in a page: the only type a view hands to its template.
///
/// Plain strings become markup by escaping; charts and rendered components are made of markup. So a
/// template always writes `{{{name}}}`, and a string that nobody escaped cannot reach the page.
package struct Markup: Sendable, Hashable {
  /// The markup's text.
  package let text: String

  /// Escapes a plain text.
  package init(_ plain: String) {
    text = plain.xmlEscaped
  }

  /// Escapes a sentence, and keeps a number and its percent sign on one line.
  init(sentence: String) {
    self.init(sentence.replacingOccurrences(of: " %", with: "\u{A0}%"))
  }

  /// Escapes a person's text and keeps its line breaks.
  init(lines: String) {
    text = lines.split(omittingEmptySubsequences: false) { $0.isNewline }
      .map { String($0).xmlEscaped }.joined(separator: "\n")
  }

  /// Takes text that was built from escaped parts.
  init(trusted text: String) {
    self.text = text
  }

}

extension Markup: MustacheCustomRenderable {
  /// What the template engine writes.
  package var renderText: String { text }
  package var isNull: Bool { false }
}

import Checklist

/// A status as a page shows it: glyph, word and the class that colours both.
struct StatusBadge: Sendable {
  let glyph: Markup
  let word: Markup
  /// `good`, `caution`, `bad`, `muted`.
  let tone: Markup

  init(_ words: StatusWords) {
    glyph = Markup(words.glyph)
    word = Markup(words.word)
    switch words.tone {
    case .good: tone = Markup("good")
    case .caution: tone = Markup("caution")
    case .bad: tone = Markup("bad")
    case .muted, .plain, .strong: tone = Markup("muted")
    }
  }
}

/// Names for the places of a page that links jump to.
enum Anchor {
  /// An id made of letters, digits, hyphens and full stops only.
  static func id(_ kind: String, _ name: String) -> String {
    let safe = name.map { character in
      character.isASCII && (character.isLetter || character.isNumber || ".-".contains(character))
        ? character : "-"
    }
    return "\(kind)-\(String(safe))"
  }
}

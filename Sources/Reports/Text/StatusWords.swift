package import Checklist

/// How a status looks wherever it is told: a glyph, a word and a tone, never a colour alone.
package struct StatusWords: Sendable, Hashable {
  package let glyph: String
  package let word: String
  package let tone: TerminalStyle.Tone

  /// Words for a check's status.
  package init(_ status: CheckStatus) {
    switch status {
    case .pass: self.init("✓", "pass", .good)
    case .attention: self.init("!", "attention", .caution)
    case .fail: self.init("✗", "fail", .bad)
    case .undecided: self.init("?", "undecided", .caution)
    case .notApplicable: self.init("–", "not applicable", .muted)
    case .missing: self.init("○", "missing", .caution)
    }
  }

  /// Words for an aspect's status.
  package init(_ status: AspectStatus) {
    switch status {
    case .pass: self.init("✓", "pass", .good)
    case .attention: self.init("!", "attention", .caution)
    case .fail: self.init("✗", "fail", .bad)
    case .unanswered: self.init("○", "unanswered", .caution)
    case .waived: self.init("~", "waived", .muted)
    }
  }

  /// Words for a verdict.
  package init(_ verdict: Verdict) {
    switch verdict {
    case .go: self.init("✓", "GO", .good)
    case .goWithConditions: self.init("!", "GO WITH CONDITIONS", .caution)
    case .noGo: self.init("✗", "NO-GO", .bad)
    }
  }

  private init(_ glyph: String, _ word: String, _ tone: TerminalStyle.Tone) {
    self.glyph = glyph
    self.word = word
    self.tone = tone
  }
}

extension CheckStatus {
  /// What stands before a check's title, which is a claim, where a reader could take it for said.
  var beforeClaim: String? {
    switch self {
    case .fail: "Does not hold:"
    case .undecided: "Not settled:"
    case .attention: "In doubt:"
    case .pass, .missing, .notApplicable: nil
    }
  }
}

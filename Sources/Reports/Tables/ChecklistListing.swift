package import Checklist

/// The checklist itself: aspects with their questions and the checks that exist.
package struct ChecklistListing: Sendable {
  private let aspects: [Aspect]
  private let checks: [CheckCard]

  /// The listing of some aspects.
  package init(_ aspects: [Aspect], checks: [CheckCard]) {
    self.aspects = aspects
    self.checks = checks
  }

  /// The document of `assay checklist --json`.
  package var json: JSONValue {
    [
      "aspects": .array(
        aspects.map { aspect in
          [
            "id": .string(aspect.id.rawValue), "title": .string(aspect.title),
            "purpose": .string(aspect.purpose),
            "questions": .array(
              aspect.questions.map {
                ["id": .string($0.id), "text": .string($0.text), "hint": .string($0.hint)]
              }),
            "checks": .array(
              checks.filter { $0.aspect == aspect.id }.map {
                [
                  "id": .string($0.id), "title": .string($0.title),
                  "summary": .string($0.summary),
                ]
              }),
          ]
        })
    ]
  }

  /// The listing for the terminal, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    var output = ""
    for aspect in aspects {
      output += style.paint("\(aspect.number) \(aspect.id.rawValue)", .strong) + "\n"
      for line in aspect.title.wrapped(to: style.width - 3) { output += "   \(line)\n" }
      let own = checks.filter { $0.aspect == aspect.id }
      for check in own { output += item("✓", "\(check.id): \(check.title)", style) }
      if own.isEmpty { output += item("·", "no check in this version, questions only", style) }
      for question in aspect.questions { output += item("?", question.text, style) }
      output += "\n"
    }
    return output
      + "✓ computed from the data   ? answered by people in assay.yaml under answers:\n"
  }

  private func item(_ glyph: String, _ text: String, _ style: TerminalStyle) -> String {
    text.wrapped(to: style.width - 6).enumerated().map { index, line in
      index == 0 ? "   \(glyph)  \(line)\n" : "      \(line)\n"
    }.joined()
  }
}

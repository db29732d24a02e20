package import Checklist
package import Statistics

/// What everything means: made from the cards of metrics, statistics, baselines and checks.
package struct Explanations: Sendable {
  private let members: [(kind: String, cards: [Card])]
  private let checks: [CheckCard]
  private let score: TestScore

  /// The book of all cards.
  package init(
    members: [(kind: String, cards: [Card])], checks: [CheckCard], score: TestScore
  ) {
    self.members = members
    self.checks = checks
    self.score = score
  }

  private static let scoreName = "ml-test-score"

  /// Every name that can be asked for.
  package var names: [String] {
    Self.once(
      members.flatMap(\.cards).flatMap { [$0.key, $0.id] + $0.aliases } + checks.map(\.id)
        + [Self.scoreName])
  }

  /// The names without repetitions, in their order.
  private static func once(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  /// The explanation of a name, key or alias; nil when nothing is called so.
  package func text(named name: String, _ style: TerminalStyle) -> String? {
    switch entry(named: name) {
    case .score: scoreText(style)
    case .check(let check): text(check, style)
    case .member(let card, _): text(card, style)
    case nil: nil
    }
  }

  /// What has a name, key or alias; nil when nothing is called so.
  package func entry(named name: String) -> Entry? {
    let wanted = name.lowercased()
    if wanted == Self.scoreName { return .score }
    if let check = checks.first(where: { $0.id == wanted }) { return .check(check) }
    for (kind, cards) in members {
      let card = cards.first { card in
        ([card.key, card.id] + card.aliases).contains { $0.lowercased() == wanted }
      }
      if let card { return .member(card, kind: kind) }
    }
    return nil
  }

  /// What can be explained.
  package enum Entry: Sendable {
    case check(CheckCard)
    case member(Card, kind: String)
    case score
  }

  /// The explanation of an entry for programs.
  ///
  /// - Parameter result: what an assessment measured by it; nil where none was named.
  package func json(_ entry: Entry, result: ExplainedResult?) -> JSONValue {
    let members: [(key: String, value: JSONValue)] =
      switch entry {
      case .member(let card, let kind):
        [
          ("name", .string(card.key)), ("kind", .string(kind)), ("title", .string(card.title)),
          ("summary", .string(card.summary)),
          ("aliases", .array(([card.id] + card.aliases).map(JSONValue.string))),
          ("formula", .string(card.formula)), ("unit", .string(card.unit)),
          ("range", .string(card.range)), ("direction", .string(Self.words(card.direction))),
          (
            "defaults",
            .array(
              card.defaults.map {
                [
                  "name": .string($0.name), "value": .string($0.value),
                  "reason": .string($0.reason),
                ]
              })
          ), ("undefined", .string(card.undefined)), ("source", .string(card.source)),
        ]
      case .check(let check):
        [
          ("name", .string(check.id)), ("kind", "Check"), ("title", .string(check.title)),
          ("summary", .string(check.summary)), ("aspect", .string(check.aspect.rawValue)),
          ("needs", .array(check.needs.map(JSONValue.string))),
          ("source", .string(check.reference)),
        ]
      case .score:
        [
          ("name", .string(Self.scoreName)), ("kind", "Score"), ("title", "ML Test Score"),
          ("summary", .string(Self.scoreSummary)), ("source", .string(Self.scoreSource)),
        ]
      }
    return .object(members + [("result", result?.json ?? .null)])
  }

  private static let scoreSummary = """
    28 tests in four sections; half a point when done by hand and written down, one when computed. \
    The total is the smallest section's sum.
    """
  private static let scoreSource = "Breck et al., The ML Test Score, IEEE Big Data, 2017"

  private func text(_ card: Card, _ style: TerminalStyle) -> String {
    var fields: [(String, String)] = [
      ("Formula", card.formula), ("Unit", card.unit), ("Range", card.range),
      ("Direction", Self.words(card.direction)),
    ]
    fields += card.defaults.map { ("Default", "\($0.name) = \($0.value): \($0.reason)") }
    fields += [("No value", card.undefined)]
    let others = card.aliases.filter { $0 != card.key && $0 != card.id }
    if !others.isEmpty { fields.append(("Also", others.joined(separator: ", "))) }
    fields.append(("Source", card.source))
    return heading(card.title, "\(card.key), \(card.id)", card.summary, style)
      + lines(fields, style)
  }

  private func text(_ check: CheckCard, _ style: TerminalStyle) -> String {
    heading(check.title, check.id, check.summary, style)
      + lines(
        [
          ("Aspect", check.aspect.rawValue), ("Needs", check.needs.joined(separator: ", ")),
          ("Source", check.reference),
        ], style)
  }

  private func scoreText(_ style: TerminalStyle) -> String {
    var output = heading(
      "ML Test Score", Self.scoreName, Self.scoreSummary, style)
    for section in score.sections {
      output += "\n" + style.paint(section.name, .strong) + "\n"
      for test in section.tests {
        let answered =
          test.answeredBy.isEmpty
          ? "nothing yet" : Self.once(test.answeredBy).joined(separator: ", ")
        output += lines([(test.id, "\(test.title) — answered by \(answered)")], style)
      }
    }
    return output
      + "\n"
      + lines([("Source", Self.scoreSource)], style)
  }

  private func heading(
    _ title: String, _ name: String, _ summary: String, _ style: TerminalStyle
  ) -> String {
    style.paint(title, .strong) + style.paint("  \(name)", .muted) + "\n"
      + summary.wrapped(to: style.width).joined(separator: "\n") + "\n"
  }

  private func lines(_ fields: [(String, String)], _ style: TerminalStyle) -> String {
    let width = max(11, (fields.map(\.0.count).max() ?? 0) + 2)
    return fields.map { name, value in
      value.wrapped(to: max(20, style.width - width)).enumerated().map { index, line in
        let label = index == 0 ? name : ""
        return style.paint(label.padding(to: width), .muted) + line + "\n"
      }.joined()
    }.joined()
  }

  private static func words(_ direction: Direction) -> String {
    switch direction {
    case .higherIsBetter: "higher is better"
    case .lowerIsBetter: "lower is better"
    case .zeroIsBest: "zero is best"
    case .neutral: "neither way is better"
    }
  }

  /// The list of all names, ended by a line feed.
  package func list(_ style: TerminalStyle) -> String {
    var output = ""
    for (kind, cards) in members {
      output += style.paint(kind, .strong) + "\n"
      output += TextTable(
        columns: [.word(""), .text("")],
        rows: cards.map { [TextTable.Cell($0.key), TextTable.Cell($0.title, .muted)] }, indent: 2
      ).text(style)
    }
    output += style.paint("Checks", .strong) + "\n"
    output += TextTable(
      columns: [.word(""), .text("")],
      rows: checks.map { [TextTable.Cell($0.id), TextTable.Cell($0.title, .muted)] }, indent: 2
    ).text(style)
    return output + "\nassay explain NAME shows formula, defaults and source.\n"
  }

  /// Everything as one Markdown page.
  package var markdown: String {
    var output = """
      # What every number means

      Made by `assay explain --all` from the cards in the source.

      """
    for (kind, cards) in members {
      output += "\n## \(kind)\n"
      for card in cards { output += markdown(card) }
    }
    output += "\n## Checks\n"
    for check in checks {
      output += """

        ### \(check.id)
        \(check.title). \(check.summary)

        Needs \(check.needs.map { "`\($0)`" }.joined(separator: ", ")). Source: \(check.reference).

        """
    }
    return output
  }

  private func markdown(_ card: Card) -> String {
    var output = """

      ### \(card.title) (`\(card.key)`)
      \(card.summary)

      - Formula: `\(card.formula)`
      - Unit: \(card.unit). Range: \(card.range); \(Self.words(card.direction)).

      """
    for parameter in card.defaults {
      output += "- Default: \(parameter.name) = \(parameter.value), \(parameter.reason).\n"
    }
    return output + "- No value when \(card.undefined).\n- Source: \(card.source).\n"
  }
}

extension String {
  /// The text with spaces after it, so that it takes at least `width` cells.
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - displayWidth))
  }
}

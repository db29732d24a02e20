package import Checklist

/// The production plan for the terminal: what is watched, and what lacks.
package struct PlanTable: Sendable {
  private let plan: ProductionPlan
  private let paths: [String]

  /// The table of a plan.
  ///
  /// - Parameter paths: the files that were written.
  package init(_ plan: ProductionPlan, paths: [String] = []) {
    self.plan = plan
    self.paths = paths
  }

  /// The table, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    let (words, sentence) = PlanWords.standing(plan)
    var output =
      style.paint("\(words.glyph) production plan", words.tone)
      + "  \(PlanWords.model(plan).visible)\n"
    output += lines(sentence, style) + "\n" + monitors(style)
    let promise = """
      At most \(plan.promisedAlarms.of("false alarm", significant: 2)) in \
      \(plan.budget.days.of("day")) when nothing changes; \
      the budget allows \(NumberText.plain(plan.budget.falseAlarms)).
      """
    output += lines(promise, style)
    // One sentence for all monitors that rest on the same.
    var told: Set<String> = []
    for assumption in plan.monitors.compactMap(\.assumes) where told.insert(assumption).inserted {
      output += lines("Assumed, since nothing is declared: \(assumption).", style)
    }
    if !plan.gaps.isEmpty { output += "\n" + gaps(style) }
    if !paths.isEmpty {
      output += "\n" + lines("Written: \(paths.joined(separator: ", "))", style)
    }
    return output
  }

  private func lines(_ text: String, _ style: TerminalStyle) -> String {
    text.visible.wrapped(to: style.width).map { $0 + "\n" }.joined()
  }

  private func monitors(_ style: TerminalStyle) -> String {
    TextTable(
      columns: [
        .text("monitor", minimumWidth: 8), .remark("alarms when", minimumWidth: 12),
        .number("rows"), .word("notices"), .number("false alarms"),
        .word("raises a"),
      ],
      rows: plan.monitors.map { monitor in
        [
          TextTable.Cell(monitor.id, .strong), TextTable.Cell(PlanWords.alarm(monitor)),
          TextTable.Cell(monitor.rows.map(NumberText.count) ?? "–"),
          TextTable.Cell(PlanWords.smallest(monitor)),
          TextTable.Cell(
            monitor.falseAlarms.map { NumberText.plain($0, significant: 2) } ?? "–"),
          TextTable.Cell(monitor.severity.rawValue),
        ]
      }
        + plan.unwatched.map { one in
          [
            TextTable.Cell(one.kind.rawValue, .strong),
            TextTable.Cell("not watched: \(one.reason)"),
          ] + Array(repeating: TextTable.Cell("–"), count: 4)
        }
    ).text(style)
  }

  /// Gaps that are listed one by one; the page has all of them.
  private static let shown = 8

  private func gaps(_ style: TerminalStyle) -> String {
    let kinds = TextTable(
      columns: [.text("without cover", minimumWidth: 14), .remark("what to do", minimumWidth: 24)],
      rows: PlanWords.kinds(plan).map { kind, gaps in
        [
          TextTable.Cell(
            PlanWords.number(gaps.count, of: kind), kind == .failure ? .bad : .caution),
          TextTable.Cell(PlanWords.remedy(kind)),
        ]
      }
    ).text(style)
    let first = TextTable(
      columns: [.text("begin with", minimumWidth: 20), .remark("because", minimumWidth: 24)],
      rows: plan.gaps.prefix(Self.shown).map { gap in
        [TextTable.Cell(gap.item, .strong), TextTable.Cell(gap.reason)]
      }
    ).text(style)
    let more = plan.gaps.count - Self.shown
    return kinds + "\n" + first
      + (more > 0 ? "and \(NumberText.count(more)) more, all of them in the plan\n" : "")
  }
}

internal import Checklist
package import Monitoring

/// The recorded runs of all stages for the terminal: how each stands, then its latest runs.
package struct HistoryTable: Sendable {
  private let stages: [StageHistory]

  /// The table of some stages.
  package init(_ stages: [StageHistory]) {
    self.stages = stages
  }

  /// The table, ended by a line feed.
  ///
  /// - Parameter runs: listed a stage, the latest.
  package func text(_ style: TerminalStyle, runs: Int = 14) -> String {
    guard !stages.isEmpty else { return "No run has been recorded.\n" }
    return stages.map { Self.text($0, style, runs) }.joined(separator: "\n")
  }

  private static func text(_ history: StageHistory, _ style: TerminalStyle, _ limit: Int) -> String
  {
    let (glyph, word) = AlarmWords.verdict(history.gravest)
    var output =
      style.paint("\(glyph) \(word)", AlarmWords.tone(history.gravest))
      + "  \(history.dataset.visible) · \(history.stage.visible)\n"
    let upstream = history.latest.upstream
    var facts = [AlarmWords.count(history.runs.count, "run")]
    if !upstream.isEmpty {
      facts.append("from " + upstream.map(\.visible).joined(separator: ", "))
    }
    if let cadence = history.cadence {
      facts.append("every \(AlarmWords.hours(cadence.hours))")
    }
    output += style.paint(facts.joined(separator: " · ") + "\n", .muted)
    if let overdue = history.overdue {
      output += style.paint(
        "The next batch is overdue by \(AlarmWords.hours(overdue)).\n", .bad)
    }
    output += ObservationTable.withoutRange(history.latest, style)
    output += ObservationTable.downtime(history.downtime)
    output += table(history.runs.suffix(limit)).text(style)
    if history.runs.count > limit {
      output += style.paint("\(history.runs.count - limit) earlier runs are not listed.\n", .muted)
    }
    return output
  }

  private static func table(_ runs: ArraySlice<ObservedRun>) -> TextTable {
    TextTable(
      columns: [
        .word("when (UTC)"), .number("rows"), .number("usual"), .word("is"),
        .note("alarms"),
      ],
      rows: runs.reversed().map { run in
        let figure = run[SeriesName(.rows)]
        let usual = figure?.low.flatMap { low in
          figure?.high.map { "\(count(low)) – \(count($0))" }
        }
        let words = run.alarms.map { alarm in
          AlarmWords.kind(alarm.kind) + (alarm.column.map { " \($0)" } ?? "")
            + (alarm.cause.map { " (\($0))" } ?? "")
        }
        let (glyph, word) = AlarmWords.verdict(run)
        return [
          TextTable.Cell(run.at.words), TextTable.Cell(NumberText.count(run.rows)),
          TextTable.Cell(usual ?? "–", .muted),
          TextTable.Cell(
            "\(glyph) \(run.isAccepted ? "accepted" : word)",
            run.isAccepted ? .muted : AlarmWords.tone(run)),
          TextTable.Cell(words.joined(separator: ", ")),
        ]
      })
  }

  private static func count(_ value: Double) -> String {
    Int(exactly: value.rounded()).map(NumberText.count) ?? NumberText.plain(value)
  }
}

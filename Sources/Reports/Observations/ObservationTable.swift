internal import Checklist
package import Monitoring

/// One recorded run for the terminal: whether it is as usual, and each alarm with what it looks
/// like.
package struct ObservationTable: Sendable {
  private let run: ObservedRun
  private let downtime: Downtime
  private let isRepeated: Bool

  /// The table of a run.
  ///
  /// - Parameter isRepeated: whether it had been recorded before.
  package init(_ run: ObservedRun, downtime: Downtime, isRepeated: Bool) {
    self.run = run
    self.downtime = downtime
    self.isRepeated = isRepeated
  }

  /// The table, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    let (glyph, word) = AlarmWords.verdict(run)
    var output =
      style.paint("\(glyph) \(word)", AlarmWords.tone(run))
      + "  \(run.dataset.visible) · \(run.stage.visible) · \(run.at.words) UTC\n"
    output += style.paint(facts + "\n", .muted)
    if isRepeated { output += "It had been recorded already; nothing was added.\n" }
    for alarm in run.alarms { output += "\n" + Self.text(alarm, style) }
    output += "\n" + Self.paragraph(AlarmWords.limits(run.limits) + ".", style)
    output += Self.withoutRange(run, style)
    output += Self.downtime(downtime)
    output += style.paint("run  \(run.run)\n", .muted)
    return output
  }

  private var facts: String {
    var facts = [
      AlarmWords.count(run.rows, "row"), AlarmWords.count(run.columns.count, "column"),
    ]
    if let newest = run.newest { facts.append("newest row \(newest.words)") }
    if !run.upstream.isEmpty {
      facts.append("from " + run.upstream.map(\.visible).joined(separator: ", "))
    }
    if !run.constraints.isEmpty {
      facts.append(
        "\(run.constraints.count(where: \.ok)) of \(run.constraints.count) constraints hold")
    }
    return facts.joined(separator: " · ")
  }

  /// An alarm in three lines: what was found, why it is taken for what it is, what to do.
  static func text(_ alarm: Alarm, _ style: TerminalStyle) -> String {
    let tone = AlarmWords.tone(alarm.level)
    var output =
      style.paint(
        "\(alarm.level.rawValue) · \(AlarmWords.kind(alarm.kind)) · "
          + AlarmWords.nature(alarm.nature), alarm.level == .note ? .muted : tone) + "\n"
    output += paragraph(alarm.finding.visible, style, indent: 2)
    output += paragraph("because " + alarm.evidence.visible, style, indent: 2)
    if let origin = alarm.origin {
      output += paragraph("upstream: \(origin.visible) – start there", style, indent: 2)
    }
    if alarm.level > .note {
      output += paragraph("→ " + AlarmWords.action(alarm), style, indent: 2)
    }
    return output
  }

  /// `downtime  3 h late, 0 h empty, 24 h wrong in 30 days, of 4 h allowed`.
  static func downtime(_ downtime: Downtime) -> String {
    let hours = AlarmWords.hours
    let budget = downtime.budget.map {
      (downtime.total > $0 ? ", above the " : ", within the ") + hours($0) + " allowed"
    }
    return "downtime  \(hours(downtime.late)) late, \(hours(downtime.empty)) empty, "
      + "\(hours(downtime.wrong)) wrong in \(NumberText.plain(downtime.days)) days\(budget ?? "")\n"
  }

  /// What has no usual range yet; empty when all has.
  static func withoutRange(_ run: ObservedRun, _ style: TerminalStyle) -> String {
    AlarmWords.withoutRange(run).map { paragraph($0 + ".", style) } ?? ""
  }

  private static func paragraph(_ text: String, _ style: TerminalStyle, indent: Int = 0) -> String {
    text.wrapped(to: style.width - indent)
      .map { String(repeating: " ", count: indent) + $0 + "\n" }.joined()
  }
}

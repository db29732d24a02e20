internal import Checklist
package import Measurements
internal import Statistics

/// Estimated performance for the terminal: what it rests on, the windows, the record.
package struct EstimationTable: Sendable {
  private let report: EstimationReport

  /// The table of a report.
  package init(_ report: EstimationReport) {
    self.report = report
  }

  /// The table, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    var output = style.paint(
      "\(report.method): \(report.rows.of("row")) from a reference of "
        + "\(NumberText.count(report.referenceRows))\n", .strong)
    for assumption in report.assumptions { output += finding(assumption, style) }
    if let calibration = report.calibration {
      output += remark(
        "scores are \(calibration.map.isApplied ? "calibrated" : "used as they are"): "
          + calibration.reason, style)
    }
    for (name, study) in report.classCalibrations {
      output += remark(
        "scores of class \(name) are \(study.map.isApplied ? "calibrated" : "used as they are"): "
          + study.reason, style)
    }
    output += withdrawals(style)
    output += "\n" + windows(style)
    output += remark(
      "limits: where a window falls when nothing changed; \(NumberText.plain(report.alarmRate)) "
        + "of unchanged windows are outside, a metric; from \(report.referenceWindows) "
        + "reference windows", style)
    if !report.record.isEmpty { output += "\n" + record(style) }
    return output
  }

  /// What is withheld, a line a reason.
  private func withdrawals(_ style: TerminalStyle) -> String {
    var reasons: [String] = []
    for withdrawal in report.withdrawals where !reasons.contains(withdrawal.reason) {
      reasons.append(withdrawal.reason)
    }
    return reasons.map { reason in
      let scopes = report.withdrawals.filter { $0.reason == reason }
        .map { $0.metric ?? $0.window ?? "all" }
      return lines("withdrawn (\(scopes.joined(separator: ", "))): \(reason)", .bad, style)
    }.joined()
  }

  private func finding(
    _ assumption: EstimationReport.Assumption, _ style: TerminalStyle
  ) -> String {
    let words = MeasurementText(assumption.estimate.value, assumption.estimate.interval, unit: "")
    let number = words.interval.map { "\(words.value), \($0)" } ?? words.value
    return remark(
      "\(assumption.id): \(assumption.finding)"
        + (assumption.estimate.value == nil ? "" : " (\(number))"), style)
  }

  private func remark(_ text: String, _ style: TerminalStyle) -> String {
    lines(text, .muted, style)
  }

  private func lines(
    _ text: String, _ paint: TerminalStyle.Tone, _ style: TerminalStyle
  ) -> String {
    text.visible.wrapped(to: style.width).map { style.paint($0, paint) + "\n" }.joined()
  }

  /// The metrics that a narrow table has room for.
  private var chief: [String] {
    let keys = report.windows.first?.metrics.map(\.card.key) ?? []
    return keys.contains("mae") ? ["mae", "rmse"] : ["rocAUC", "accuracy"]
  }

  private func windows(_ style: TerminalStyle) -> String {
    let chief = chief
    let columns: [TextTable.Column] =
      [.text("window", minimumWidth: 16), .number("rows")]
      + chief.flatMap { [.number($0), .word("interval")] }
    let table = TextTable(
      columns: columns,
      rows: report.windows.map { row($0, chief) }
    ).text(style)
    let alarmed = report.windows.compactMap { window -> String? in
      let outside = alarms(window)
      return outside.isEmpty ? nil : "outside the limits in \(window.name): \(outside)"
    }
    return table + alarmed.map { lines($0, .bad, style) }.joined()
  }

  private func row(_ window: EstimationReport.Window, _ chief: [String]) -> [TextTable.Cell] {
    var cells = [
      TextTable.Cell(window.name, .strong), TextTable.Cell(NumberText.count(window.rows)),
    ]
    for key in chief {
      let estimate = window[key]?.estimate
      let words = MeasurementText(estimate?.value, estimate?.interval, unit: "")
      cells.append(TextTable.Cell(words.value))
      cells.append(TextTable.Cell(words.interval ?? "–", .muted))
    }
    return cells
  }

  private func alarms(_ window: EstimationReport.Window) -> String {
    window.metrics.compactMap { entry in
      guard entry.alert == true, let value = entry.estimate.value, let limits = entry.limits else {
        return nil
      }
      return "\(entry.card.key) \(value < limits.lowerBound ? "low" : "high")"
    }.joined(separator: ", ")
  }

  private func record(_ style: TerminalStyle) -> String {
    TextTable(
      columns: [
        .text("estimates of", minimumWidth: 12), .number("windows"), .number("held"),
        .number("bias"),
        .word("interval"), .word("record is"),
      ],
      rows: report.record.map { entry in
        let held = entry.windows.compactMap(\.isCovered).count { $0 }
        let bias = MeasurementText(entry.bias.value, entry.bias.interval, unit: "")
        return [
          TextTable.Cell(entry.card.key, .strong),
          TextTable.Cell(NumberText.count(entry.windows.count)),
          TextTable.Cell(NumberText.count(held)), TextTable.Cell(bias.value),
          TextTable.Cell(bias.interval ?? "–", .muted),
          TextTable.Cell(entry.outcome ?? "too short"),
        ]
      }
    ).text(style)
  }
}

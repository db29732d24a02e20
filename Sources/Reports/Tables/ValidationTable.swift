internal import Checklist
package import Contracts

/// Data held against a contract, for the terminal: the verdict, what is broken, what holds.
package struct ValidationTable: Sendable {
  private let report: ValidationReport
  private let data: String
  private let passed: String?
  private let quarantine: String?
  private let batch: Int?

  /// The table of a report; `passed` and `quarantine` are the files that were written, `batch` the
  /// batch in a store.
  package init(
    _ report: ValidationReport, data: String, passed: String?, quarantine: String?, batch: Int?
  ) {
    self.batch = batch
    self.report = report
    self.data = data
    self.passed = passed
    self.quarantine = quarantine
  }

  /// The table, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    let broken = report.constraints.filter { !$0.ok && !$0.isSkipped }
      .sorted { ($0.severity, $0.failed) > ($1.severity, $1.failed) }
    let skipped = report.constraints.filter(\.isSkipped)
    var text = style.paint("\(Self.verdict(of: report))\n", tone)
    text += style.paint("\(data.visible) against \(report.contract.visible)\n", .muted)
    if !broken.isEmpty { text += "\n" + table(broken).text(style) + "\n" }
    text += holding
    if let first = skipped.first, let reason = first.reasonOfSkipping {
      text +=
        "\(Self.count(skipped.count, "constraint")) not evaluated, of which the first "
        + "(\(first.id.visible)): \(reason)\n"
    }
    text +=
      "rows  \(NumberText.count(report.rows)) in = \(NumberText.count(report.passed)) passed + "
      + "\(NumberText.count(report.quarantined)) quarantined\n"
    if let passed { text += "passed on to \(passed.visible)\n" }
    if let quarantine {
      text += "held in \(quarantine.visible)\(batch.map { ", batch \($0)" } ?? "")\n"
    }
    return text
  }

  /// What becomes of the rows, in words.
  static func verdict(of report: ValidationReport) -> String {
    let rows = NumberText.count(report.rows)
    switch report.verdict {
    case .passed:
      let warnings = report.constraints.count { !$0.ok }
      return warnings == 0
        ? "All \(rows) rows may go on: every constraint holds"
        : "All \(rows) rows may go on, with \(count(warnings, "warning"))"
    case .quarantined:
      return "\(NumberText.count(report.quarantined)) of \(rows) rows are held, "
        + "\(NumberText.count(report.passed)) may go on"
    case .blocked: return "The whole batch is held: none of its \(rows) rows may go on"
    }
  }

  private var tone: TerminalStyle.Tone {
    switch report.verdict {
    case .passed: report.gravest == nil ? .good : .caution
    case .quarantined: .caution
    case .blocked: .bad
    }
  }

  private func table(_ broken: [ConstraintResult]) -> TextTable {
    TextTable(
      columns: [
        .text("broken", minimumWidth: 16), .word("severity"), .number("rows"), .number("share"),
        .note("found"),
      ],
      rows: broken.map { result in
        let isOfRows = result.level == "row"
        return [
          TextTable.Cell(result.id, .strong),
          TextTable.Cell(result.severity.rawValue, Self.tone(result.severity)),
          TextTable.Cell(isOfRows ? NumberText.count(result.failed) : "–"),
          TextTable.Cell(
            isOfRows && report.rows > 0
              ? NumberText.percent(Double(result.failed) / Double(report.rows)) : "–"),
          TextTable.Cell(result.words()),
        ]
      })
  }

  private var holding: String {
    let holding = report.constraints.filter { $0.ok && !$0.isSkipped }
    let tolerated = holding.filter { $0.level == "row" && $0.failed > 0 }
    guard !tolerated.isEmpty else {
      return
        "\(Self.count(holding.count, "constraint")) of \(NumberText.count(report.constraints.count)) hold\(holding.count == 1 ? "s" : "")\n"
    }
    let rows = tolerated.map { "\($0.id.visible) \(NumberText.count($0.failed))" }
    return
      "\(Self.count(holding.count, "constraint")) of \(NumberText.count(report.constraints.count)) hold, with rows "
      + "within their tolerance: \(rows.joined(separator: ", "))\n"
  }

  private static func count(_ count: Int, _ noun: String) -> String {
    "\(NumberText.count(count)) \(noun)\(count == 1 ? "" : "s")"
  }

  private static func tone(_ severity: Severity) -> TerminalStyle.Tone {
    switch severity {
    case .block: .bad
    case .quarantine: .caution
    case .warn: .muted
    }
  }
}

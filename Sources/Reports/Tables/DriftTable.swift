internal import Checklist
package import Learners
package import Measurements
internal import Statistics

/// Drift for the terminal: the answer first, then a line a column, the largest shift on top.
package struct DriftTable: Sendable {
  private let report: DriftReport
  private let referenceRows: Int
  private let currentRows: Int
  private let joint: JointDrift?
  private let windows: (drift: WindowedDrift, length: WindowLength)?
  private let changes: WindowedChanges?

  /// The table of a comparison.
  package init(
    _ report: DriftReport, referenceRows: Int, currentRows: Int, joint: JointDrift?,
    windows: (drift: WindowedDrift, length: WindowLength)?, changes: WindowedChanges? = nil
  ) {
    self.report = report
    self.referenceRows = referenceRows
    self.currentRows = currentRows
    self.joint = joint
    self.windows = windows
    self.changes = changes
  }

  /// The table, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    var output = heading(style)
    let rows = report.columns.enumerated().sorted { left, right in
      (Self.rank(left.element), left.offset) < (Self.rank(right.element), right.offset)
    }.map { Self.row($0.element, report.options.level) }
    output += TextTable(
      columns: [
        .text("column"), .word("answer"), .number("shift"), .word("interval"),
        .number("p adj."), .text("", minimumWidth: 10),
      ], rows: rows
    ).text(style)
    for note in notes {
      output += note.visible.wrapped(to: style.width).joined(separator: "\n") + "\n"
    }
    output += jointText(style).wrapped(to: style.width).map { $0 + "\n" }.joined()
    if let windows { output += "\n" + Self.text(windows, style) }
    if let changes {
      output += ChangeSentences(changes).text.visible.wrapped(to: style.width)
        .map { $0 + "\n" }.joined()
    }
    return output
  }

  private func heading(_ style: TerminalStyle) -> String {
    let absent = report.columns.count(where: \.isAbsent)
    let compared = report.columns.count - absent
    let drifted = report.columns.count { $0.decision == .drifted && !$0.isAbsent }
    let open = report.columns.count { $0.decision == .undecided }
    let words =
      drifted == 0
      ? open == 0 ? "No column drifted" : "No column surely drifted, \(open) undecided"
      : "\(drifted) of \(compared) columns drifted"
        + (open == 0 ? "" : ", \(open) undecided")
    let absentWords =
      absent == 0 ? "" : "; \(absent) \(absent == 1 ? "is" : "are") in one of the sets alone"
    return style.paint(
      words + absentWords, drifted + absent > 0 ? .bad : open > 0 ? .caution : .good)
      + "\n\(NumberText.count(referenceRows)) reference rows, "
      + "\(NumberText.count(currentRows)) current; limit "
      + "\(NumberText.percent(report.options.threshold))\n"
  }

  /// What the table has no room for.
  private var notes: [String] {
    var notes: [String] = report.columns.compactMap { column -> String? in
      switch column.outcome {
      case .undefined(let reason): return "\(column.name): \(reason.reason)"
      case .compared(let comparison) where comparison.effect.isHidden:
        return "\(column.name): it has too many categories to keep; more rows would not decide"
      default: return nil
      }
    }
    let needed = report.columns.compactMap { column -> RowsNeeded? in
      guard case .compared(let comparison) = column.outcome else { return nil }
      return comparison.effect.needed
    }
    if needed.contains(where: { $0.more != nil }) {
      notes.append("+ rows: about how many more current rows would decide")
    }
    if needed.contains(where: { $0.more == nil && $0 != .impractical }) {
      notes.append("+ reference: more current rows alone cannot decide, these reference rows would")
    }
    if needed.contains(.impractical) {
      notes.append("at the limit: too close to it for any practical number of rows to decide")
    }
    return notes
  }

  private static func text(_ needed: RowsNeeded) -> String {
    switch needed {
    case .more(let rows): "+\(rows.of("row"))"
    case .moreOfReference(let rows): "+\(NumberText.count(rows)) reference"
    case .moreOfBoth(let current, let reference):
      "+\(current.of("row")), +\(NumberText.count(reference)) reference"
    case .impractical: "at the limit"
    }
  }

  /// A p-value as far as anyone reads it.
  private static func text(pValue: Double) -> String {
    pValue < 0.0001 ? "<0.0001" : NumberText.plain(pValue, significant: 2)
  }

  private static func rank(_ column: ColumnDrift) -> Double {
    switch column.outcome {
    case .compared(let comparison):
      let value = comparison.effect.estimate.value ?? 0
      return column.decision == .drifted ? -value - 1 : -value
    case .typeChanged, .lengthChanged, .absent: return -3
    case .undefined: return 1
    }
  }

  private static func row(_ column: ColumnDrift, _ level: Double) -> [TextTable.Cell] {
    let tone: TerminalStyle.Tone =
      switch column.decision {
      case .drifted: .bad
      case .undecided: .caution
      case .unchanged: .good
      }
    var cells = [
      TextTable.Cell(column.name, .strong), TextTable.Cell(column.decision.rawValue, tone),
    ]
    switch column.outcome {
    case .compared(let comparison):
      let estimate = comparison.effect.estimate
      let words = MeasurementText(estimate.value, estimate.interval, unit: "share")
      var note = ""
      if let needed = comparison.effect.needed {
        note = Self.text(needed)
      } else if comparison.unseenShare > 0 {
        note = "\(NumberText.percent(comparison.unseenShare)) unseen"
      }
      cells += [
        TextTable.Cell(words.value), TextTable.Cell(words.interval ?? "–"),
        TextTable.Cell(
          column.test?.adjusted.map(Self.text(pValue:)) ?? "–"),
        TextTable.Cell(note, .muted),
      ]
    case .typeChanged(let from, let to):
      cells += ["–", "–", "–", TextTable.Cell("was \(from.rawValue), is \(to.rawValue)")]
    case .lengthChanged(let from, let to):
      cells += ["–", "–", "–", TextTable.Cell("\(to) numbers, not \(from)")]
    case .absent(let set):
      cells += ["–", "–", "–", TextTable.Cell("not in \(set.rawValue)")]
    case .undefined:
      cells += ["–", "–", "–", TextTable.Cell("see below", .muted)]
    }
    return cells
  }

  private func jointText(_ style: TerminalStyle) -> String {
    guard let joint else { return "" }
    guard let finding = joint.finding else {
      return "Jointly: not measured, \(joint.note ?? "no reason given")"
    }
    let words = MeasurementText(finding.auc, finding.interval, unit: "")
    let told = finding.giveaways.prefix(3).map(\.visible).joined(separator: ", ")
    return "Jointly: a classifier tells the sets apart with area \(words.value)"
      + (words.interval.map { " (\($0))" } ?? "") + ", where 0.5 is not at all"
      + (told.isEmpty ? "" : "; by \(told)")
      + (joint.discrepancy.map {
        "; maximum mean discrepancy of \($0.columns.count) numeric columns: p "
          + Self.text(pValue: $0.outcome.pValue)
      } ?? "")
  }

  private static func text(
    _ windows: (drift: WindowedDrift, length: WindowLength), _ style: TerminalStyle
  ) -> String {
    TextTable(
      columns: [
        .text("window"), .number("rows"), .number("drifted"), .number("undecided"),
        .text("columns", minimumWidth: 16),
      ],
      rows: windows.drift.windows.map { window in
        let drifted = window.report.columns.filter { $0.decision == .drifted }
        let open = window.report.columns.count { $0.decision == .undecided }
        return [
          TextTable.Cell(windows.length.text(of: window.start)),
          TextTable.Cell(NumberText.count(window.rows)),
          TextTable.Cell("\(drifted.count)", drifted.isEmpty ? .plain : .bad),
          TextTable.Cell("\(open)"),
          TextTable.Cell(drifted.map(\.name).joined(separator: ", "), .muted),
        ]
      }
    ).text(style)
  }
}

extension ColumnDrift {
  /// Whether one of the sets lacks the column.
  fileprivate var isAbsent: Bool { if case .absent = outcome { true } else { false } }
}

internal import Checklist
package import Measurements
internal import Statistics

/// Agreement of annotators for the terminal: all together, in pairs, against the adjudicated
/// labels, and the items that they disagree on most.
package struct AgreementTable: Sendable {
  private let report: AgreementReport

  /// Rows shown of each list; the JSON document has more.
  private static let shown = 10

  /// The table of a report.
  package init(_ report: AgreementReport) {
    self.report = report
  }

  /// The table, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    var output = style.paint(
      "\(NumberText.count(report.judgements)) judgements of \(NumberText.count(report.items)) items "
        + "by \(NumberText.count(report.annotators)) annotators\n", .strong)
    output += overall(style)
    if report.pairs.count > 1 { output += "\n" + pairs(style) }
    if !report.accuracies.isEmpty { output += "\n" + accuracies(style) }
    if !report.disagreements.isEmpty {
      output += "\n" + items(report.disagreements, "most disagreement", style)
    }
    if !report.labelErrorCandidates.isEmpty {
      output += "\n" + items(report.labelErrorCandidates, "all against the truth", style)
    }
    return output
  }

  private func overall(_ style: TerminalStyle) -> String {
    var estimates = [("percent agreement", report.percentAgreement, "share")]
    if report.pairs.count == 1, let pair = report.pairs.first {
      estimates.append(("Cohen's kappa", pair.kappa, ""))
      estimates.append(("linear kappa", pair.linear, ""))
      estimates.append(("quadratic kappa", pair.quadratic, ""))
    }
    estimates.append(("Fleiss' kappa", report.fleissKappa, ""))
    for scale in LabelScale.allCases {
      if let alpha = report.krippendorffAlpha[scale] {
        estimates.append(("alpha, \(scale.rawValue)", alpha, ""))
      }
    }
    if !report.accuracies.isEmpty {
      estimates.append(("human accuracy", report.humanAccuracy, "share"))
    }
    estimates.append(("reachable accuracy", report.reachableAccuracy, "share"))
    return TextTable(
      columns: [
        .word("measure"), .number("value"), .word("interval"), .text("note", minimumWidth: 12),
      ],
      rows: estimates.map { name, estimate, unit in
        [TextTable.Cell(name, .strong)] + cells(estimate, unit: unit)
          + [TextTable.Cell(estimate.note ?? "", .muted)]
      }
    ).text(style)
  }

  private func pairs(_ style: TerminalStyle) -> String {
    TextTable(
      columns: [
        .text("annotator"), .text("and"), .number("items"), .number("Cohen's kappa"),
        .word("interval"),
      ],
      rows: report.pairs.prefix(Self.shown).map { pair in
        [
          TextTable.Cell(pair.first), TextTable.Cell(pair.second),
          TextTable.Cell(NumberText.count(pair.items)),
        ] + cells(pair.kappa, unit: "")
      }
    ).text(style) + more(report.pairs.count, style)
  }

  private func accuracies(_ style: TerminalStyle) -> String {
    TextTable(
      columns: [.text("annotator"), .number("items"), .number("accuracy"), .word("interval")],
      rows: report.accuracies.prefix(Self.shown).map { accuracy in
        [
          TextTable.Cell(accuracy.annotator), TextTable.Cell(NumberText.count(accuracy.items)),
        ] + cells(accuracy.share, unit: "share")
      }
    ).text(style) + more(report.accuracies.count, style)
  }

  private func items(
    _ items: [AgreementReport.Item], _ title: String, _ style: TerminalStyle
  ) -> String {
    TextTable(
      columns: [.text(title), .remark("labels", minimumWidth: 16), .text("truth")],
      rows: items.prefix(Self.shown).map { item in
        [
          TextTable.Cell(item.name),
          TextTable.Cell(item.labels.map { "\($0.label) \($0.count)" }.joined(separator: ", ")),
          TextTable.Cell(item.truth ?? "–", .muted),
        ]
      }
    ).text(style) + more(items.count, style)
  }

  private func cells(_ estimate: Estimate, unit: String) -> [TextTable.Cell] {
    let words = MeasurementText(estimate.value, estimate.interval, unit: unit)
    return [TextTable.Cell(words.value), TextTable.Cell(words.interval ?? "–")]
  }

  private func more(_ count: Int, _ style: TerminalStyle) -> String {
    guard count > Self.shown else { return "" }
    return style.paint("and \(NumberText.count(count - Self.shown)) more: --json\n", .muted)
  }
}

internal import Checklist
package import Measurements
internal import Statistics

/// Fairness for the terminal: for each attribute its groups, its disparities and the verdict.
package struct FairnessTable: Sendable {
  private let report: FairnessReport

  /// The table of a report.
  package init(_ report: FairnessReport) {
    self.report = report
  }

  /// The rates that a narrow table has room for.
  private static let chief: [GroupRate] = [
    .selectionRate, .truePositiveRate, .falsePositiveRate, .accuracy,
  ]

  /// The table, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    style.paint("\(NumberText.count(report.rows)) rows\n", .strong)
      + report.attributes.map { attribute in
        "\n" + style.paint("by \(attribute.name.visible)\n", .strong) + groups(attribute, style)
          + "\n" + disparities(attribute, style) + verdict(attribute) + "\n"
      }.joined()
        + """
        Intervals hold for all pairs of groups of one attribute; `assay assess` widens them for all attributes and \
        measures that it judges together.
        """.wrapped(to: style.width).map { $0 + "\n" }.joined()
  }

  private func groups(_ attribute: FairnessReport.Attribute, _ style: TerminalStyle) -> String {
    var columns: [TextTable.Column] = [.text("group", minimumWidth: 12), .number("rows")]
    columns += ["selected", "true pos.", "false pos.", "accuracy"].map { .number($0) }
    columns.append(.remark("note", minimumWidth: 12))
    return TextTable(
      columns: columns,
      rows: attribute.groups.map { group in
        let note = group.name == attribute.reference ? "reference" : group.note ?? ""
        var cells = [
          TextTable.Cell(group.name, .strong),
          TextTable.Cell(group.rows.map { NumberText.count($0) } ?? "hidden"),
        ]
        for rate in Self.chief {
          let estimate = group[rate]
          let words = MeasurementText(estimate?.value, estimate?.interval, unit: "share")
          cells.append(TextTable.Cell(words.value))
        }
        cells.append(TextTable.Cell(note, .muted))
        return cells
      }
    ).text(style)
  }

  private func disparities(
    _ attribute: FairnessReport.Attribute, _ style: TerminalStyle
  ) -> String {
    TextTable(
      columns: [
        .word("disparity"), .number("value"), .word("interval"), .number("corrected"),
        .remark("note", minimumWidth: 12),
      ],
      rows: attribute.gaps.map { gap in
        let words = MeasurementText(gap.estimate.value, gap.estimate.interval, unit: "")
        let corrected = MeasurementText(gap.corrected, gap.estimate.interval, unit: "")
        return [
          TextTable.Cell(gap.disparity.key, .strong), TextTable.Cell(words.value),
          TextTable.Cell(words.interval ?? "–"), TextTable.Cell(corrected.value),
          TextTable.Cell(gap.estimate.note ?? "", .muted),
        ]
      }
    ).text(style)
  }

  private func verdict(_ attribute: FairnessReport.Attribute) -> String {
    let limit = NumberText.plain(report.limit)
    switch attribute.fourFifths {
    case .pass: return "Selection rates: at least \(limit) of the highest, whole interval."
    case .fail: return "Selection rates: below \(limit) of the highest, whole interval."
    case .undecided(let rows):
      return "Selection rates: undecided against \(limit)"
        + (rows.map { ": needs about \(NumberText.count($0)) more rows." } ?? ".")
    case nil: return "Selection rates: not comparable."
    }
  }
}

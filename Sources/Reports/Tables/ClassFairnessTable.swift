internal import Checklist
package import Measurements
internal import Statistics

/// Fairness of several classes for the terminal: for each attribute each class' groups, how far
/// apart they are, and the verdict.
package struct ClassFairnessTable: Sendable {
  private let report: ClassFairnessReport

  /// The table of a report.
  package init(_ report: ClassFairnessReport) {
    self.report = report
  }

  /// The rates that a narrow table has room for.
  private static let rates: [(title: String, rate: GroupRate)] = [
    ("selected", .selectionRate), ("true pos.", .truePositiveRate),
    ("false pos.", .falsePositiveRate),
  ]
  /// The disparities that assessments judge; `--json` has all.
  private static let disparities = [
    "demographicParityRatio", "demographicParityDifference", "equalizedOddsDifference",
  ]

  /// The table, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    style.paint("\(NumberText.count(report.groupMetrics.rows)) rows\n", .strong)
      + report.attributes.map { attribute in
        "\n" + style.paint("by \(attribute.name.visible), each class against the rest\n", .strong)
          + groups(attribute, style) + "\n" + disparities(attribute, style)
      }.joined()
        + """
        A row is selected where it is called the class. Intervals hold for all pairs of groups and all \
        \(report.classes.count) classes of one attribute; --json has every rate and disparity.
        """.wrapped(to: style.width).map { $0 + "\n" }.joined()
  }

  private func groups(
    _ attribute: ClassFairnessReport.Attribute, _ style: TerminalStyle
  ) -> String {
    var columns: [TextTable.Column] = [
      .text("class", minimumWidth: 8), .text("group", minimumWidth: 12), .number("rows"),
    ]
    columns += Self.rates.map { .number($0.title) }
    columns.append(.remark("note", minimumWidth: 12))
    let rows = attribute.classes.flatMap { one in
      one.groups.map { group in
        [
          TextTable.Cell(one.ofClass ?? "", .strong), TextTable.Cell(group.name),
          TextTable.Cell(group.rows.map { NumberText.count($0) } ?? "hidden"),
        ]
          + Self.rates.map { _, rate in
            let estimate = group[rate]
            return TextTable.Cell(
              MeasurementText(estimate?.value, estimate?.interval, unit: "share").value)
          } + [TextTable.Cell(group.note ?? "", .muted)]
      }
    }
    return TextTable(columns: columns, rows: rows).text(style)
  }

  private func disparities(
    _ attribute: ClassFairnessReport.Attribute, _ style: TerminalStyle
  ) -> String {
    let rows = attribute.classes.flatMap { one in
      Self.disparities.compactMap { key in one[key] }.map { gap in
        let words = MeasurementText(gap.estimate.value, gap.estimate.interval, unit: "")
        let isRule = gap.disparity.key == Self.disparities[0]
        return [
          TextTable.Cell(one.ofClass ?? "", .strong), TextTable.Cell(gap.disparity.key),
          TextTable.Cell(words.value), TextTable.Cell(words.interval ?? "–"),
          TextTable.Cell(isRule ? verdict(one.fourFifths) : ""),
          TextTable.Cell(gap.estimate.note ?? "", .muted),
        ]
      }
    }
    return TextTable(
      columns: [
        .text("class", minimumWidth: 8), .word("disparity"), .number("value"), .word("interval"),
        .word("against \(NumberText.plain(report.limit))"), .remark("note", minimumWidth: 12),
      ], rows: rows
    ).text(style)
  }

  private func verdict(_ judgement: Judgement?) -> String {
    switch judgement {
    case .pass: "pass"
    case .fail: "fail"
    case .undecided: "undecided"
    case nil: "not comparable"
    }
  }
}

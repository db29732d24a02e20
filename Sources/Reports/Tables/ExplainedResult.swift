package import Checklist
package import Statistics

/// What an assessment measured by a metric, or found by a check, with the bins and counts behind
/// it.
package struct ExplainedResult: Sendable {
  /// The assessment's file, as it was named.
  private let file: String
  private let record: AssessmentRecord
  private let checks: [Part]

  /// A check, and what of it is spoken of.
  private struct Part: Sendable {
    let check: AssessmentRecord.Check
    let measurements: [Measurement]
    let figures: [Figure]
  }

  /// What an assessment says of a check, by its id; nil when it was not made.
  package init?(check id: String, in record: AssessmentRecord, file: String) {
    self.init(record, file) { check in
      guard check.id == id else { return nil }
      return Part(
        check: check, measurements: check.measurements.map(\.asMeasured),
        figures: (check.figures ?? []).compactMap(\.figure))
    }
  }

  /// Where an assessment has a figure of a metric; nil when it has none.
  ///
  /// A measurement is one of the metric when its key is a word of the name, as in `rocAUC on test`;
  /// a figure, when it names the metric, or has the counts that all metrics of the set are made of.
  package init?(metric card: Card, in record: AssessmentRecord, file: String) {
    self.init(record, file) { check in
      let measurements = check.measurements.map(\.asMeasured).filter { measurement in
        measurement.name.split(separator: " ").contains { $0 == card.key }
      }
      guard !measurements.isEmpty else { return nil }
      let figures = (check.figures ?? []).compactMap(\.figure).filter { figure in
        figure.names(card.title) || (check.id == Self.home && figure.holdsCounts)
      }
      return Part(check: check, measurements: measurements, figures: figures)
    }
  }

  /// The check that has all metrics of all sets.
  private static let home = "benchmark.metrics"

  private init?(
    _ record: AssessmentRecord, _ file: String, part: (AssessmentRecord.Check) -> Part?
  ) {
    let found = record.aspects.flatMap(\.checks).compactMap(part)
    guard !found.isEmpty else { return nil }
    // What has the counts stands first, before what compares the figure with others.
    checks = found.filter { $0.check.id == Self.home } + found.filter { $0.check.id != Self.home }
    self.record = record
    self.file = file
  }

  /// The findings, their numbers, and the tables behind them, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    var output = "\n" + style.paint("In \(file.visible), of \(record.time.visible)", .strong) + "\n"
    for part in checks {
      output +=
        "\n"
        + ("\(part.check.id) · \(part.check.status): \(part.check.finding)").visible
        .wrapped(to: style.width).joined(separator: "\n") + "\n"
      output +=
        TextTable(
          columns: [
            .text("measured", minimumWidth: 20), .number("value"), .number("interval"),
            .number("limit"),
          ],
          rows: part.measurements.map { measurement in
            let words = MeasurementText(measurement)
            return [
              TextTable.Cell(measurement.name.visible), TextTable.Cell(words.value),
              TextTable.Cell(words.interval ?? "–"), TextTable.Cell(words.threshold ?? "–"),
            ]
          }, indent: 2
        ).text(style)
      for figure in part.figures { output += text(figure, style) }
      output +=
        "Method: \(part.check.method)".visible.wrapped(to: style.width).joined(separator: "\n")
        + "\n"
    }
    return output
  }

  private func text(_ figure: Figure, _ style: TerminalStyle) -> String {
    let table = FigureTable(figure.content)
    guard let first = table.columns.first else { return "" }
    let note = table.note.map { "  \($0.visible)\n" } ?? ""
    return "\n  " + style.paint(figure.title.visible, .strong) + "\n"
      + TextTable(
        columns: [.text(first)] + table.columns.dropFirst().map { .number($0) },
        rows: table.rows.map { $0.map { TextTable.Cell($0.visible) } }, indent: 2
      ).text(style) + note
  }

  /// The same for programs.
  package var json: JSONValue {
    [
      "file": .string(file), "command": .string(record.command),
      "assayVersion": .string(record.assayVersion), "time": .string(record.time),
      "checks": .array(
        checks.map { part in
          [
            "id": .string(part.check.id), "title": .string(part.check.title),
            "status": .string(part.check.status), "finding": .string(part.check.finding),
            "measurements": .array(part.measurements.map(AssessmentDocument.measurement)),
            "figures": .array(part.figures.map { JSONValue($0) }),
            "method": .string(part.check.method),
          ]
        }),
    ]
  }
}

extension Figure {
  /// Whether it is of a metric, by its title.
  fileprivate func names(_ metric: String) -> Bool {
    let axis: String? =
      switch content {
      case .intervals(let rows): rows.axis
      case .timeline(let timeline): timeline.axis
      case .distribution, .curves: nil
      }
    return title.lowercased().contains(metric.lowercased())
      || (axis?.lowercased().contains(metric.lowercased()) ?? false)
  }

  /// Whether rows were counted for each of its bins.
  fileprivate var holdsCounts: Bool {
    switch content {
    case .distribution: true
    case .curves(let curves): curves.curves.contains { $0.points.contains { $0.count != nil } }
    case .intervals, .timeline: false
    }
  }
}

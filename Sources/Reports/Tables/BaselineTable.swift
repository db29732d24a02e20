internal import Checklist
package import Learners
internal import Measurements
internal import Statistics

/// The model beside its baselines for the terminal, with the three questions answered.
package struct BaselineTable: Sendable {
  private let comparison: BaselineComparison

  /// The table of a comparison.
  package init(_ comparison: BaselineComparison) {
    self.comparison = comparison
  }

  /// The table, ended by a line feed.
  package func text(_ style: TerminalStyle) -> String {
    var output = heading(style)
    output += TextTable(
      columns: [
        .text("predictor", minimumWidth: 14), .number(comparison.primary.key),
        .number("model less it"), .word("interval"), .word("beaten"),
      ], rows: [modelRow] + comparison.baselines.map(row)
    ).text(style)
    for baseline in comparison.baselines where baseline.isLacking {
      let note = "\(baseline.card.title) could not be compared: \(baseline.reasonLacking.visible)."
      for line in note.wrapped(to: style.width) { output += "\(line)\n" }
    }
    for baseline in comparison.baselines {
      guard case .undecided(let more?) = baseline.judgement else { continue }
      let note = "\(baseline.card.title): about \(NumberText.count(more)) more rows would decide."
      for line in note.wrapped(to: style.width) { output += "\(line)\n" }
    }
    for answer in comparison.answers {
      output += "\n" + style.paint(answer.question.visible, .strong) + "\n"
      for line in answer.answer.visible.wrapped(to: style.width - 2) { output += "  \(line)\n" }
    }
    for note in comparison.notes {
      for line in "Note: \(note)".visible.wrapped(to: style.width) { output += "\(line)\n" }
    }
    return output
  }

  private func heading(_ style: TerminalStyle) -> String {
    let words =
      comparison.beatsAll
      ? "The model beats every baseline" : "The model does not surely beat every baseline"
    return style.paint(words, comparison.beatsAll ? .good : .bad)
      + " (\(NumberText.count(comparison.testRows)) test rows)\n"
  }

  private var modelRow: [TextTable.Cell] {
    let estimate = comparison.model.first { $0.card.key == comparison.primary.key }?.estimate
    let words = MeasurementText(estimate?.value, estimate?.interval, unit: "")
    return [TextTable.Cell("the model", .strong), TextTable.Cell(words.value), "", "", ""]
  }

  private func row(_ baseline: BaselineComparison.Baseline) -> [TextTable.Cell] {
    let estimate = baseline.metrics.first { $0.card.key == comparison.primary.key }?.estimate
    guard baseline.isAvailable else {
      return [
        TextTable.Cell(baseline.card.title), "–", "–", "–", TextTable.Cell("no data", .muted),
      ]
    }
    let words = MeasurementText(estimate?.value, estimate?.interval, unit: "")
    let difference = MeasurementText(
      baseline.difference?.value, baseline.difference?.interval, unit: "")
    let answer: TextTable.Cell =
      switch baseline.judgement {
      case .pass: TextTable.Cell("yes", .good)
      case .fail: TextTable.Cell("no", .bad)
      case .undecided: TextTable.Cell("undecided", .caution)
      case nil: TextTable.Cell("–", .muted)
      }
    return [
      TextTable.Cell(baseline.card.title), TextTable.Cell(words.value),
      TextTable.Cell(difference.value), TextTable.Cell(difference.interval ?? "–"), answer,
    ]
  }
}

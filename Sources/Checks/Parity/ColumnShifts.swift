internal import Checklist
internal import Measurements
internal import Statistics

/// The shifts of a family of columns between two sets, judged and worded.
struct ColumnShifts {
  let reference: SetFacts
  let current: SetFacts
  let report: DriftReport

  /// Compares the columns that both sets have.
  init(_ reference: SetFacts, _ current: SetFacts, columns: [String], _ facts: Facts) {
    var options = DriftOptions()
    options.threshold = facts.project.drift.effect
    options.level = facts.project.drift.level
    options.thresholds = facts.project.drift.columns
    self.reference = reference
    self.current = current
    report = DriftReport(
      reference: reference.profile, current: current.profile, options: options,
      columns: Set(columns.filter { reference.has($0) && current.has($0) }))
  }

  /// What was compared, by size of the effect, the largest first.
  var compared: [(column: ColumnDrift, comparison: ColumnDrift.Comparison)] {
    report.columns.compactMap { column in
      guard case .compared(let comparison) = column.outcome else { return nil }
      return (column, comparison)
    }.sorted {
      ($0.comparison.effect.estimate.value ?? 0, $1.column.name)
        > ($1.comparison.effect.estimate.value ?? 0, $0.column.name)
    }
  }

  var drifted: [ColumnDrift] {
    let order = compared.map(\.column.name)
    return report.columns.filter { $0.decision == .drifted }.sorted { left, right in
      (order.firstIndex(of: left.name) ?? -1) < (order.firstIndex(of: right.name) ?? -1)
    }
  }

  var undecided: [ColumnDrift] {
    report.columns.filter {
      if case .undefined = $0.outcome { false } else { $0.decision == .undecided }
    }
  }

  /// Rows still needed to decide all columns; nil when unknown.
  var moreRows: Int? {
    compared.compactMap { _, comparison in
      if case .undecided(let more) = comparison.effect.judgement { more } else { nil }
    }.max()
  }

  var names: String { "\(current.role.rawValue) against \(reference.role.rawValue)" }

  var status: CheckStatus {
    !drifted.isEmpty ? .fail : undecided.isEmpty ? .pass : .undecided
  }

  /// `temp 61 %, humid 20 %`: the largest shifts.
  func largest(_ count: Int) -> String {
    let words = drifted.prefix(count).map { column -> String in
      guard case .compared(let comparison) = column.outcome,
        let value = comparison.effect.estimate.value
      else { return "\(column.name.visible) (another type)" }
      return "\(column.name.visible) \(NumberText.percent(value))"
    }
    return words.joined(separator: ", ") + (drifted.count > count ? ", …" : "")
  }

  /// One sentence on this pair of sets.
  var sentence: String {
    let count = report.columns.count
    if !drifted.isEmpty {
      return """
        \(names.capitalizedFirst): \(drifted.count) of \(count) columns shifted by more than \
        \(NumberText.percent(report.options.threshold)) of the rows: \(largest(4)).
        """
    }
    if !undecided.isEmpty {
      let more = moreRows.map { "; about \(NumberText.count($0)) more rows would decide" } ?? ""
      return """
        \(names.capitalizedFirst): no column surely shifted, \(undecided.count) of \(count) are \
        undecided\(more).
        """
    }
    return """
      \(names.capitalizedFirst): none of \(count) columns shifted by more than \
      \(NumberText.percent(report.options.threshold)) of the rows.
      """
  }

  var measurements: [Measurement] {
    compared.map { column, comparison in
      let estimate = comparison.effect.estimate
      return Measurement(
        name: "shift of \(column.name), \(names)", value: estimate.value,
        interval: estimate.interval, unit: "share", threshold: comparison.effect.threshold,
        note: estimate.note)
    }
      + report.columns.compactMap { column in
        switch column.outcome {
        case .compared: nil
        case .undefined(let reason):
          Measurement(
            name: "shift of \(column.name), \(names)", value: nil, unit: "share",
            note: reason.reason)
        case .typeChanged(let from, let to):
          Measurement(
            name: "shift of \(column.name), \(names)", value: nil, unit: "share",
            note: "the type changed from \(from.rawValue) to \(to.rawValue)")
        case .absent(let set):
          Measurement(
            name: "shift of \(column.name), \(names)", value: nil, unit: "share",
            note: "absent in the \(set.rawValue) set")
        }
      }
  }

  /// The effects of the columns with the largest shifts, with their intervals.
  var effectFigure: Figure? {
    let shown = compared.prefix(20)
    guard !shown.isEmpty else { return nil }
    return Figure(
      title: "Shift per column, \(names)",
      summary: "Largest: " + shown.prefix(3).map { column, comparison in
        "\(column.name) \(NumberText.percent(comparison.effect.estimate.value ?? 0))"
      }.joined(separator: ", ") + ".",
      content: .intervals(
        Figure.IntervalRows(
          axis: "Share of rows that would have to change",
          rows: shown.map { column, comparison in
            Figure.IntervalRows.Row(
              label: column.name, value: comparison.effect.estimate.value,
              interval: comparison.effect.estimate.interval,
              isHighlighted: column.decision == .drifted)
          },
          lines: [Figure.Line(label: "limit", value: report.options.threshold)])))
  }

  /// The distributions of the most shifted columns, overlaid.
  func distributionFigures(_ count: Int) -> [Figure] {
    let names = drifted.isEmpty ? compared.map(\.column.name) : drifted.map(\.name)
    return names.prefix(count).compactMap {
      DistributionFigure.figure($0, sets: [reference, current])
    }
  }

  /// How it was computed, for the evidence's method.
  var method: String {
    """
    A number's shift is the largest gap between its two distribution functions \
    (Kolmogorov–Smirnov), a category's the share of rows that would have to change (total \
    variation); chance is taken out of both, and missing values are a value. Intervals hold at \
    \(NumberText.percent(report.options.level)) for all \(report.family) columns of a pair together.
    """
  }
}

extension String {
  /// The text with its first letter in upper case.
  var capitalizedFirst: String {
    prefix(1).uppercased() + dropFirst()
  }
}

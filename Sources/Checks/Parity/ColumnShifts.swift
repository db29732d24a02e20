internal import Checklist
internal import Measurements
internal import Statistics

/// The shifts of a family of columns between two sets, judged and worded.
struct ColumnShifts {
  let reference: SetFacts
  let current: SetFacts
  let report: DriftReport
  private let pairs: Int
  private let shown: ShownValues
  private let level: Double

  /// Compares columns; one that a set lacks counts as shifted.
  ///
  /// - Parameter pairs: how many pairs of sets are compared, among which the error is shared out.
  init(
    _ reference: SetFacts, _ current: SetFacts, columns: [String], _ facts: Facts, pairs: Int = 1
  ) {
    var options = DriftOptions()
    options.threshold = facts.project.drift.effect
    options.level = 1 - (1 - facts.project.drift.level) / Double(max(pairs, 1))
    options.family =
      facts.project.drift.family == .familyWise ? .familyWise : .falseDiscovery
    options.thresholds = facts.project.drift.columns
    self.reference = reference
    self.current = current
    self.pairs = pairs
    shown = facts.shown
    level = facts.project.drift.level
    report = DriftReport(
      reference: reference.profile, current: current.profile, options: options,
      columns: Set(columns))
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

  /// Undecided columns that have values in the one set which the other lacks altogether, so many
  /// that they alone are most of what may be a shift: the lack is certain, and no number of rows
  /// mends it.
  var lacking: [String] {
    undecided.filter { column in
      guard case .compared(let comparison) = column.outcome,
        let effect = comparison.effect.estimate.value,
        case .categories(let first)? = reference.profile[column.name]?.content,
        case .categories(let second)? = current.profile[column.name]?.content,
        first.isExact, second.isExact
      else { return false }
      func share(_ own: CategoryProfile, without other: CategoryProfile) -> Double {
        let rows = own.counts.values.reduce(0, +)
        let alone = own.counts.filter { other.counts[$0.key] == nil }.values.reduce(0, +)
        return Double(alone) / Double(max(rows, 1))
      }
      let most = max(share(first, without: second), share(second, without: first))
      return most >= Self.leastLacking && most >= effect / 2
    }.map(\.name)
  }

  /// The share of rows with values that the other set lacks from which on the lack is spoken of.
  private static let leastLacking = 0.02

  /// Undecided columns that more rows could decide.
  private var decidable: [ColumnDrift] {
    let lacking = Set(lacking)
    return undecided.filter { !lacking.contains($0.name) }
  }

  /// Whether nothing is open but columns that lack values.
  var isOpenByLackAlone: Bool { !undecided.isEmpty && decidable.isEmpty }

  /// Columns of which nothing can be said, and why.
  var incomparable: [(column: String, reason: String)] {
    report.columns.compactMap {
      if case .undefined(let undefined) = $0.outcome { ($0.name, undefined.reason) } else { nil }
    }
  }

  /// What would decide the column that is hardest to decide, a clause; nil when all are.
  var open: String? {
    let decidable = Set(decidable.map(\.name))
    let open = compared.filter { decidable.contains($0.column.name) }.map(\.comparison.effect)
      .filter(\.judgement.isUndecided)
    if let bare = open.first(where: { $0.estimate.interval == nil }) {
      return bare.judgement.open(bare.estimate)
    }
    return open.compactMap(\.needed).max { $0.effort < $1.effort }?
      .words(current: current.role.rawValue, reference: reference.role.rawValue)
  }

  var names: String { "\(current.role.rawValue) against \(reference.role.rawValue)" }

  var status: CheckStatus {
    if !drifted.isEmpty { return .fail }
    return !incomparable.isEmpty ? .attention : undecided.isEmpty ? .pass : .undecided
  }

  /// `temp 61 %, humid 20 %`: the largest shifts.
  func largest(_ count: Int) -> String {
    let words = drifted.prefix(count).map { column -> String in
      switch column.outcome {
      case .compared(let comparison):
        "\(column.name.visible) \(NumberText.percent(comparison.effect.estimate.value ?? 0))"
      case .typeChanged(let from, let to):
        "\(column.name.visible) (\(from.rawValue) became \(to.rawValue))"
      case .lengthChanged(let from, let to):
        "\(column.name.visible) (\(to) numbers instead of \(from))"
      case .absent(let set):
        "\(column.name.visible) (absent from \(role(set)))"
      case .undefined: column.name.visible
      }
    }
    let more = drifted.count - count
    return words.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }

  private func role(_ set: ColumnDrift.DataSet) -> String {
    (set == .reference ? reference : current).role.rawValue
  }

  /// What turned the numbers of the reference into those of the other set: a clause for each column
  /// that shifted as if its unit had changed.
  var conversions: [(column: String, words: String)] {
    drifted.compactMap { column in
      guard case .numbers(let first)? = reference.profile[column.name]?.content,
        case .numbers(let second)? = current.profile[column.name]?.content,
        let found = UnitConversion(from: first, to: second)
      else { return nil }
      return (
        column.name.visible,
        """
        every quantile of \(column.name.visible) is that of \(reference.role.rawValue) \(found.operation), as \
        between \(found.units)
        """
      )
    }
  }

  /// One or two sentences on this pair of sets.
  var sentence: String {
    let count = report.columns.count
    let limit =
      report.options.thresholds.isEmpty
      ? "by more than \(NumberText.percent(report.options.threshold)) of the rows"
      : "beyond \(count == 1 ? "its limit" : "their limits")"
    var text: String
    if !drifted.isEmpty {
      text = """
        \(names.capitalizedFirst): \(drifted.count) of \(count.of("column")) shifted \(limit): \
        \(largest(4)).
        """
      if !undecided.isEmpty { text += " \(undecided.count.of("other")) may have." }
    } else if !undecided.isEmpty {
      let more = open.map { "; \($0)" } ?? ""
      text = """
        \(names.capitalizedFirst): \(undecided.count) of \(count.of("column")) may have shifted \(limit) \
        (\(undecided.map(\.name).listed(3)))\(more); none surely has.
        """
    } else {
      text = """
        \(names.capitalizedFirst): none of \(count.of("column")) shifted \(limit).
        """
    }
    if !lacking.isEmpty {
      text += """
         \(lacking.listed(3)) \(lacking.count.verb("has", "have")) values that only one of these sets has, which \
        is sure, and no more rows would change it.
        """
    }
    if let first = incomparable.first {
      let words = """
        \(names.capitalizedFirst): \(incomparable.map(\.column).listed()) cannot be compared: \(first.reason).
        """
      // What decides comes first.
      text = drifted.isEmpty ? "\(words) \(text)" : "\(text) \(words)"
    }
    return text
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
        case .lengthChanged(let from, let to):
          Measurement(
            name: "shift of \(column.name), \(names)", value: nil, unit: "share",
            note: "the vectors' length changed from \(from) to \(to)")
        case .absent(let set):
          Measurement(
            name: "shift of \(column.name), \(names)", value: nil, unit: "share",
            note: "absent from \(role(set))")
        }
      }
  }

  /// The effects of the columns with the largest shifts, with their intervals.
  var effectFigure: Figure? {
    let shown = compared.prefix(20)
    guard !shown.isEmpty else { return nil }
    return Figure(
      title: "Shift per column, \(names)",
      summary: "Largest: "
        + shown.prefix(3).map { column, comparison in
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
      DistributionFigure.figure($0, sets: [reference, current], shown)
    }
  }

  /// How it was computed, for the evidence's method.
  var method: String {
    """
    A number's shift is the largest gap between its two distribution functions \
    (Kolmogorov–Smirnov), a category's the share of rows that would have to change (total \
    variation); chance is taken out of both, and missing values are a value. \(familyWords)
    """
  }

  private var familyWords: String {
    let family =
      "all \(report.family.of("column"))\(pairs > 1 ? " of all \(pairs) pairs" : "")"
    switch report.options.family {
    case .familyWise:
      return "Intervals hold at \(NumberText.percent(level)) for \(family) together (Bonferroni)."
    case .falseDiscovery:
      return """
        Over \(family), at most \(NumberText.percent(1 - level)) of the columns called shifted are \
        so by chance alone (false discovery rate, Benjamini and Yekutieli 2005).
        """
    }
  }
}

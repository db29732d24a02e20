/// How one constraint fared.
package struct ConstraintResult: Sendable, Encodable {
  package let id: String
  /// The column that it is about; nil for several or none.
  package let column: String?
  package let kind: String
  package let level: String
  package let severity: Severity
  /// Whether it holds, as far as it must.
  package let ok: Bool
  /// Rows that break it; for one that is not about rows, 1 when it is broken.
  package let failed: Int
  /// The share of the rows that it applies to for which it must hold.
  package let mostly: Double
  /// Broken values, the least and the greatest; `[personal]` where they are not shown.
  package let examples: [String]
  /// Where the first broken row stands.
  package let first: Place?
  /// The figure that was measured, or what was found of the columns.
  package let found: String?
  /// What must hold.
  package let expected: String?
  /// Why it was not evaluated, or has no figure.
  package let note: String?
  /// The false alarms that the contract says to expect.
  package let falseAlarms: Contract.FalseAlarms?

  /// Where a row stands.
  package struct Place: Sendable, Hashable, Encodable {
    package let file: String?
    /// From 1.
    package let row: Int
  }

  /// What stands for a value that is not shown.
  package static let hidden = "[personal]"

  init(
    _ plan: ContractPlan, at index: Int, counts: ContractCounts, example: ContractCounts.Example?
  ) {
    let item = plan.items[index]
    let rule = item.rule
    id = rule.id
    column = rule.column
    kind = rule.card.name
    level = rule.card.level.rawValue
    severity = rule.severity
    mostly = rule.mostly
    falseAlarms = rule.falseAlarms
    expected = rule.constraint.words.isEmpty ? nil : rule.constraint.words
    first = example.flatMap { example in
      example.row.map { Place(file: example.file, row: $0) }
    }
    let personal = plan.contract.personal
    switch item.question {
    case .rows(_, let shows):
      failed = counts.failed[index] ?? 0
      ok = counts.isTolerable(index, plan)
      let isHidden = shows.contains(where: personal.contains)
      examples = failed > 0 && isHidden ? [Self.hidden] : example?.values ?? []
      found = nil
      note = nil
    case .figure(_, _, let reveals):
      let figure = counts.figures[index]
      ok = figure?.holds ?? false
      failed = ok ? 0 : 1
      let value = figure?.value
      found = value.map { reveals.contains(where: personal.contains) ? Self.hidden : $0 }
      examples = ok ? [] : [found].compactMap(\.self)
      note = Self.note(on: value, of: rule, rows: counts.rows)
    case .settled(let holds, let words):
      ok = holds
      failed = holds ? 0 : 1
      examples = []
      found = words
      note = nil
    case nil:
      ok = false
      failed = 0
      examples = []
      found = nil
      note = "not evaluated: \(item.note ?? "")"
    }
  }

  /// Why a figure was not judged, or is none.
  static func note(on figure: String?, of rule: Contract.Rule, rows: Int) -> String? {
    if let least = rule.constraint.fewestRows, rows < least {
      return "not evaluated: it is judged from \(least) rows on, and there are \(rows)"
    }
    return figure == nil ? "there is no value to measure" : nil
  }

  /// Whether it was not evaluated.
  package var isSkipped: Bool { note?.hasPrefix("not evaluated") ?? false }
}

/// How one constraint fared.
package struct ConstraintResult: Sendable {
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
  /// What came of the question.
  package let outcome: Outcome
  /// The false alarms that the contract says to expect.
  package let falseAlarms: Contract.FalseAlarms?

  /// What came of the question that a constraint asks.
  package enum Outcome: Sendable, Hashable {
    /// The data answered it.
    case evaluated
    /// There is no value to measure, so that it is broken.
    case withoutFigure
    /// It was not asked, and neither holds nor is broken.
    case notEvaluated(because: String)
  }

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
    expected = rule.words(hidden: plan.contract.personal)
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
      outcome = .evaluated
    case .figure(_, _, let reveals):
      let figure = counts.figures[index]
      ok = figure?.holds ?? false
      failed = ok ? 0 : 1
      let value = figure?.value
      found = value.map { reveals.contains(where: personal.contains) ? Self.hidden : $0 }
      examples = ok ? [] : [found].compactMap(\.self)
      outcome = Outcome(ofFigure: value, of: rule, rows: counts.rows)
    case .settled(let holds, let words):
      ok = holds
      failed = holds ? 0 : 1
      examples = []
      found = words
      outcome = .evaluated
    case nil:
      ok = false
      failed = 0
      examples = []
      found = nil
      outcome = .notEvaluated(because: item.note ?? "")
    }
  }

  /// Why it was not evaluated; nil when it was.
  package var reasonOfSkipping: String? {
    if case .notEvaluated(let reason) = outcome { reason } else { nil }
  }

  /// Whether it was not evaluated.
  package var isSkipped: Bool { reasonOfSkipping != nil }

  /// Why it was not evaluated, or has no figure.
  package var note: String? {
    switch outcome {
    case .evaluated: nil
    case .withoutFigure: "there is no value to measure"
    case .notEvaluated(let reason): "not evaluated: \(reason)"
    }
  }
}

extension ConstraintResult.Outcome {
  /// What came of a figure, nil where there is no value to measure.
  init(ofFigure figure: String?, of rule: Contract.Rule, rows: Int) {
    if let least = rule.constraint.fewestRows, rows < least {
      self = .notEvaluated(because: "it is judged from \(least) rows on, and there are \(rows)")
    } else {
      self = figure == nil ? .withoutFigure : .evaluated
    }
  }
}

extension ConstraintResult: Encodable {
  private enum Key: String, CodingKey {
    case id, column, kind, level, severity, ok, evaluated, failed, mostly, examples, first, found
    case expected, note, falseAlarms
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(id, forKey: .id)
    try container.encodeIfPresent(column, forKey: .column)
    try container.encode(kind, forKey: .kind)
    try container.encode(level, forKey: .level)
    try container.encode(severity, forKey: .severity)
    try container.encode(ok, forKey: .ok)
    try container.encode(!isSkipped, forKey: .evaluated)
    try container.encode(failed, forKey: .failed)
    try container.encode(mostly, forKey: .mostly)
    try container.encode(examples, forKey: .examples)
    try container.encodeIfPresent(first, forKey: .first)
    try container.encodeIfPresent(found, forKey: .found)
    try container.encodeIfPresent(expected, forKey: .expected)
    try container.encodeIfPresent(note, forKey: .note)
    try container.encodeIfPresent(falseAlarms, forKey: .falseAlarms)
  }
}

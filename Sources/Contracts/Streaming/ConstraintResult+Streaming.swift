extension ConstraintResult {
  /// How a rule about the rows of a stream fared.
  init(
    _ rule: Contract.Rule, _ tally: StreamTally, isHidden: Bool, personal: Set<String>
  ) {
    self.init(
      rule, personal: personal, ok: tally.isTolerable(rule.mostly), failed: tally.failed,
      examples: tally.failed > 0 && isHidden ? [Self.hidden] : tally.examples, first: tally.first,
      found: nil, outcome: .evaluated)
  }

  /// How a rule about all rows of a stream fared.
  init(
    _ rule: Contract.Rule, _ figure: StreamFigure, rows: Int, isHidden: Bool, personal: Set<String>
  ) {
    let ok = figure.holds ?? false
    let found = figure.words.map { isHidden ? Self.hidden : $0 }
    self.init(
      rule, personal: personal, ok: ok, failed: ok ? 0 : 1,
      examples: ok ? [] : [found].compactMap(\.self), first: nil, found: found,
      outcome: Outcome(ofFigure: found, of: rule, rows: rows))
  }

  /// How the rule fared that every line of a stream is a JSON object.
  ///
  /// - Parameter flaw: where the first line that is none has its flaw, and which; no value is in
  ///   it.
  init(lines tally: StreamTally, flaw: String?) {
    id = StreamPlan.lineRule
    column = nil
    kind = StreamPlan.lineRule
    level = ConstraintCard.Level.row.rawValue
    severity = .quarantine
    ok = tally.failed == 0
    failed = tally.failed
    mostly = 1
    examples = [flaw].compactMap(\.self)
    first = tally.first.map { Place(file: nil, row: $0) }
    found = nil
    expected = "a JSON object on each line"
    outcome = .evaluated
    falseAlarms = nil
  }

  private init(
    _ rule: Contract.Rule, personal: Set<String>, ok: Bool, failed: Int, examples: [String],
    first: Int?, found: String?, outcome: Outcome
  ) {
    id = rule.id
    column = rule.column
    kind = rule.card.name
    level = rule.card.level.rawValue
    severity = rule.severity
    mostly = rule.mostly
    falseAlarms = rule.falseAlarms
    expected = rule.words(hidden: personal)
    self.ok = ok
    self.failed = failed
    self.examples = examples
    self.first = first.map { Place(file: nil, row: $0) }
    self.found = found
    self.outcome = outcome
  }
}

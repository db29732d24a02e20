internal import Checklist
internal import Engines

/// Regular expressions sought in a value: one of them must be found, or none may be.
struct PatternSearch {
  let patterns: [String]
  /// Whether none may be found.
  let isExcluded: Bool

  init(_ values: ConfigurationMapping, isExcluded: Bool) {
    patterns = values.texts(TextPattern.matches)
    self.isExcluded = isExcluded
  }

  var flaws: [ConstraintFlaw] {
    patterns.isEmpty ? [ConstraintFlaw(TextPattern.matches.name, "no expression is given")] : []
  }

  var expressions: [ConstraintExpression] {
    patterns.map {
      ConstraintExpression(parameter: TextPattern.matches.name, text: $0, kind: .pattern)
    }
  }

  /// The condition on a value, given as SQL of the embedded engine.
  ///
  /// An expression that fits all of a value is told much faster than one that is looked for in it.
  func condition(_ value: String) -> String {
    joined(
      patterns.map { pattern in
        let arguments = "\(value), \(SQLText.literal(pattern))"
        let found = "regexp_matches(\(arguments))"
        return isExcluded
          ? found : "case when regexp_full_match(\(arguments)) then true else \(found) end"
      })
  }

  private func joined(_ found: [String]) -> String {
    isExcluded
      ? found.map { "not (\($0))" }.joined(separator: " and ")
      : found.map { "(\($0))" }.joined(separator: " or ")
  }

  func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    let column = try data.column(column, of: [.text])
    guard data.dialect == .duckdb else {
      var found: [String] = []
      for pattern in patterns {
        found.append(
          try PortablePattern.condition(pattern, on: column.sql, in: data.dialect))
      }
      return .rows(holds: "(\(joined(found)))", shows: [column.name])
    }
    return .rows(holds: "(\(condition(column.sql)))", shows: [column.name])
  }

  func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    let column = try columns.column(column, of: [.text], implied: .text)
    var automata: [ByteAutomaton] = []
    for pattern in patterns { automata.append(try ByteAutomaton(pattern, .anywhere)) }
    let isExcluded = isExcluded
    return .values(of: column) { value in
      for automaton in automata where unsafe automaton.matches(value.bytes) { return !isExcluded }
      return isExcluded
    }
  }
}

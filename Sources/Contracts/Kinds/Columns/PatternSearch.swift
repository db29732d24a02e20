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

  /// The condition on a value, given as SQL.
  func condition(_ value: String) -> String {
    let found = patterns.map { "regexp_matches(\(value), \(SQLText.literal($0)))" }
    return isExcluded
      ? found.map { "not \($0)" }.joined(separator: " and ") : found.joined(separator: " or ")
  }

  func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    let column = try data.column(column, of: [.text])
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

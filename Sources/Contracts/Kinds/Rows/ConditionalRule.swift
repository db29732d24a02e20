package import Checklist

/// Where one condition holds, another does.
package struct ConditionalRule: Constraint {
  package static let card = ConstraintCard(
    name: "when", level: .row, section: .rows,
    summary:
      "Where one condition holds, another must. Both are expressions in the SQL of the engine.",
    example: "{if: status = 'paid', then: paid_at is not null}",
    counterparts: ["gx:row_condition"])
  package static let parameters = [condition, consequence, SQLPredicate.shown]

  static let condition = ConfigurationKey(
    "if", .text(.sql), isRequired: true, example: "status = 'paid'", "Where it is judged.")
  static let consequence = ConfigurationKey(
    "then", .text(.sql), isRequired: true, example: "paid_at is not null", "What must hold there.")

  let condition: String
  let consequence: String
  let columns: [String]

  package var words: String { "if \(condition) then \(consequence)" }

  package init(_ values: ConfigurationMapping) {
    condition = values.required(Self.condition)
    consequence = values.required(Self.consequence)
    columns = values.texts(SQLPredicate.shown)
  }

  package var expressions: [ConstraintExpression] {
    [
      ConstraintExpression(parameter: Self.condition.name, text: condition, kind: .predicate),
      ConstraintExpression(parameter: Self.consequence.name, text: consequence, kind: .predicate),
    ]
  }

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    try data.requireHere("its expressions are the embedded engine’s SQL")
    for name in columns { _ = try data.column(name) }
    let given = data.predicate(condition)
    let holds = data.predicate(consequence)
    return .rows(holds: "(case when \(given) then \(holds) end)", shows: columns)
  }
}

extension ConditionalRule {
  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    throw .needsEngine
  }
}

internal import ADBC
package import Checklist

/// An aggregate of the engine's SQL lies between two ends.
package struct AggregateFigure: Constraint {
  package static let card = ConstraintCard(
    name: "aggregate", level: .dataset, section: .dataset,
    summary: "Figures of the whole data in the SQL of the engine, each between two ends.",
    example: "[{expression: sum(paid) / sum(billed), min: 0.9, max: 1}]",
    counterparts: ["soda:metric"])
  package static let parameters = [
    expression, Bounds.min, Bounds.max, Bounds.above, Bounds.below,
  ]
  package static let isRepeated = true

  static let expression = ConfigurationKey(
    "expression", .text(.sql), isRequired: true, example: "sum(paid) / sum(billed)",
    "An aggregate over the columns by their names.")

  let expression: String
  let bounds: Bounds
  package let flaws: [ConstraintFlaw]

  package var words: String { "\(expression): \(bounds.words)" }

  package init(_ values: ConfigurationMapping) {
    expression = values.required(Self.expression)
    bounds = Bounds(values)
    flaws = bounds.flaws(values) + bounds.numberFlaws
  }

  package var expressions: [ConstraintExpression] {
    [ConstraintExpression(parameter: Self.expression.name, text: expression, kind: .aggregate)]
  }

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    try data.requireHere("its expression is the embedded engine’s SQL")
    // A name in the text is enough to keep a figure of a personal column from being shown.
    let reveals = data.fields.map(\.name).filter { expression.contains($0) }
    let figure = data.aggregate(expression)
    let bounds = bounds
    return .figure(
      aggregate: "(select \(figure) from totals)", holds: { bounds.condition(on: $0) },
      reveals: reveals)
  }
}

extension AggregateFigure {
  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    throw .needsEngine
  }
}

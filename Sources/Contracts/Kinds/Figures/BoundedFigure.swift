internal import Checklist

/// A constraint that holds one figure of a column between two ends.
protocol BoundedFigure: Constraint {
  /// Where the figure lies.
  var bounds: Bounds { get }
  /// What was typed, for flaws.
  var given: ConfigurationMapping { get }
  /// Whether the figure is a share.
  static var isShare: Bool { get }
  /// The aggregate.
  static func figure(_ column: ContractData.Column) -> String
  /// Whether the figure is a value of the column.
  static var isValue: Bool { get }
}

extension BoundedFigure {
  package static var parameters: [ConfigurationKey] { [Bounds.min, Bounds.max] }
  static var isShare: Bool { false }
  static var isValue: Bool { false }

  package var words: String { bounds.words }

  package var flaws: [ConstraintFlaw] {
    bounds.flaws(given)
      + (Self.isShare ? bounds.shareFlaws : Self.isValue ? [] : bounds.numberFlaws)
  }

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    let column = try data.column(column, of: Self.card.types)
    if Self.isValue { _ = try bounds.condition(column) }
    let bounds = bounds
    let isNumber = !Self.isValue || column.type?.isTime != true
    return .figure(
      aggregate: Self.figure(column),
      holds: { bounds.condition(on: $0, isNumber: isNumber) },
      reveals: Self.isValue ? [column.name] : [])
  }
}

extension ContractData.Column {
  /// The values as doubles; those that are no number stay, so that a figure over them is none.
  var double: String { isFloating ? sql : "cast(\(sql) as double)" }
}

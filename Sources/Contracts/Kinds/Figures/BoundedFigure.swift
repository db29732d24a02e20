internal import Checklist

/// A constraint that holds one figure of a column between two ends.
protocol BoundedFigure: Constraint {
  /// Where the figure lies.
  var bounds: Bounds { get }
  /// What was typed, for flaws.
  var given: ConfigurationMapping { get }
  /// Whether the figure is a share.
  static var isShare: Bool { get }
  /// Ends that values beyond them count as; nil where all count as they are.
  var clipping: Clipping? { get }
  /// The aggregate.
  static func figure(_ column: ContractData.Column) -> String
  /// The same over the rows of a stream; nil when it needs all of them at once.
  func fold(_ column: StreamColumns.Column) throws(StreamRefusal) -> StreamFold?
  /// Whether the figure is a value of the column.
  static var isValue: Bool { get }
}

extension BoundedFigure {
  package static var parameters: [ConfigurationKey] {
    [Bounds.min, Bounds.max, Bounds.above, Bounds.below, FewRows.key]
  }
  var clipping: Clipping? { nil }
  static var isShare: Bool { false }
  static var isValue: Bool { false }

  package var words: String { bounds.words }

  package var fewestRows: Int? { FewRows(given).least }

  package var flaws: [ConstraintFlaw] { boundsFlaws }

  /// What is wrong with the ends, whatever the figure is.
  var boundsFlaws: [ConstraintFlaw] {
    bounds.flaws(given)
      + (clipping?.flaws ?? [])
      + (Self.isShare ? bounds.shareFlaws : Self.isValue ? [] : bounds.numberFlaws)
  }

  package func question(
    _ data: inout ContractData, column: String?
  ) throws(ConstraintMisfit) -> ConstraintQuestion {
    let column = try data.column(column, of: Self.card.types)
    if Self.isValue { _ = try bounds.condition(column) }
    let bounds = bounds
    let few = FewRows(given)
    let isNumber = !Self.isValue || column.type?.isTime != true
    let isWhole = Self.isValue && column.isWhole
    return .figure(
      aggregate: Self.figure(clipping?.clipped(column) ?? column),
      holds: { few.condition(bounds.condition(on: $0, isNumber: isNumber, isWhole: isWhole)) },
      reveals: Self.isValue ? [column.name] : [])
  }
}

extension BoundedFigure {
  func fold(_ column: StreamColumns.Column) throws(StreamRefusal) -> StreamFold? { nil }

  package func streamed(
    _ columns: inout StreamColumns, column: String?
  ) throws(StreamRefusal) -> StreamQuestion {
    let column =
      Self.card.types.isEmpty
      ? try columns.column(column) : try columns.column(column, of: Self.card.types)
    guard let fold = try fold(column) else { throw .needsAllRows }
    // A figure that is no value of the column is a number, whatever the values are.
    let test = try BoundsTest(
      bounds, Self.isValue ? column : .init(name: column.name, slot: column.slot, type: .number))
    let few = FewRows(given)
    return .figure(
      update: fold.update,
      finish: { end in
        let figure = fold.value(end)
        let holds = figure.map { $0.lies(in: test) }
        return StreamFigure(
          figure?.words, holds: end.rows < few.least ?? 0 ? true : holds)
      }, reveals: Self.isValue ? [column] : [])
  }
}

/// Data with too few rows for a figure to be judged: chance alone moves it too far.
struct FewRows: Sendable {
  static let key = ConfigurationKey(
    "from-rows", .whole(1...Int.max), example: "500",
    "Data with fewer rows are not judged. Default: all are.")

  /// The fewest rows that are judged.
  let least: Int?

  init(_ values: ConfigurationMapping) {
    least = values.whole(Self.key)
  }

  /// The condition on a figure, true where there are too few rows.
  func condition(_ condition: String) -> String {
    least.map { "(\(ContractStatement.rows) < \($0) or \(condition))" } ?? condition
  }
}

extension ContractData.Column {
  /// The values as doubles; those that are no number stay, so that a figure over them is none.
  var double: String { isFloating ? sql : dialect.double(sql) }
}

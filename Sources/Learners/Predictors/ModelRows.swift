package import ADBC
package import Measurements

/// Rows for a model: named columns, each with the kind of value that its source says it holds.
package struct ModelRows: Sendable {
  /// What a column's values are to the model.
  package enum Kind: Sendable, Hashable {
    case truth, whole, number, text, time
  }

  /// The values.
  package let table: RowTable
  private let kinds: [String: Kind]

  /// Takes the named columns of a table, in the order of the names.
  ///
  /// - Parameter fields: the columns of the source, for their types.
  /// - Throws: `RowsError` when a column is absent or holds no single values.
  package init(
    _ table: RowTable, columns: [String], fields: [ArrowField]
  ) throws(RowsError) {
    var chosen: [RowColumn] = []
    for name in columns { chosen.append(try table.column(name)) }
    let types = Dictionary(
      fields.map { ($0.name, $0.type) }, uniquingKeysWith: { first, _ in first })
    self.init(
      RowTable(
        columns: chosen, rowNumbers: table.rowNumbers, sourceRows: table.sourceRows,
        seed: table.seed),
      Dictionary(
        chosen.map { ($0.name, Self.kind($0, types[$0.name])) },
        uniquingKeysWith: { first, _ in first }))
  }

  private init(_ table: RowTable, _ kinds: [String: Kind]) {
    self.table = table
    self.kinds = kinds
  }

  /// Rows.
  package var count: Int { table.rowCount }
  /// The columns' names in their order.
  package var names: [String] { table.columns.map(\.name) }

  /// The kind of a column's values.
  package func kind(_ column: RowColumn) -> Kind { kinds[column.name] ?? Self.kind(column, nil) }

  /// Some rows that stand together.
  package func slice(_ range: Range<Int>) -> ModelRows {
    range == 0..<count ? self : selecting(Array(range))
  }

  /// The rows at the given places, in that order; a place may come more than once.
  package func selecting(_ places: [Int]) -> ModelRows {
    ModelRows(table.selecting(places), kinds)
  }

  /// The same rows with other columns in place of those of their names.
  package func replacing(_ columns: [RowColumn]) -> ModelRows {
    var kinds = kinds
    for column in columns where kinds[column.name] == .whole {
      // Noise on whole numbers gives fractions, and a model must be told so.
      if case .numeric(let numbers) = column.values,
        numbers.contains(where: { $0.isFinite && $0 != $0.rounded() })
      {
        kinds[column.name] = .number
      }
    }
    let others = Dictionary(
      columns.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    return ModelRows(
      RowTable(
        columns: table.columns.map { others[$0.name] ?? $0 }, rowNumbers: table.rowNumbers,
        sourceRows: table.sourceRows, seed: table.seed), kinds)
  }

  /// The same rows with one more column at the end.
  func adding(_ column: RowColumn) -> ModelRows {
    with(table.columns + [column])
  }

  /// The same rows without a column.
  func without(_ name: String) -> ModelRows {
    with(table.columns.filter { $0.name != name })
  }

  private func with(_ columns: [RowColumn]) -> ModelRows {
    ModelRows(
      RowTable(
        columns: columns, rowNumbers: table.rowNumbers, sourceRows: table.sourceRows,
        seed: table.seed), kinds)
  }

  private static func kind(_ column: RowColumn, _ type: ArrowType?) -> Kind {
    switch column.values {
    case .categorical: .text
    case .timestamp: .time
    case .numeric:
      switch type {
      case .boolean: .truth
      case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32, .uint64: .whole
      case .decimal(_, let scale, _) where scale == 0: .whole
      default: .number
      }
    }
  }
}

/// Rows in memory, as columns: all of a source's rows in its order, or a seeded sample of them.
///
/// What needs single rows – a fit, a paired comparison, a domain classifier – works on this; all
/// else is counted in the streaming pass.
package struct RowTable: Sendable, Hashable {
  /// The columns, each with ``rowCount`` values.
  package let columns: [RowColumn]
  /// Rows held.
  package let rowCount: Int
  /// Where each row stood in its source, from 0, ascending unless rows were chosen otherwise.
  package let rowNumbers: [Int]
  /// Rows that the source had.
  package let sourceRows: Int
  /// The seed that chose the rows, where not all are held.
  package let seed: UInt64
  /// Columns that could not be read, and why.
  package let unreadable: [String: String]
  private let places: [String: Int]

  /// The rows as drawn from so many, of which the others were not read.
  func drawn(from rows: Int) -> RowTable {
    RowTable(
      columns: columns, rowNumbers: rowNumbers, sourceRows: max(rows, rowCount), seed: seed,
      unreadable: unreadable)
  }

  /// Whether only a part of the source's rows is held.
  package var isSample: Bool { rowCount < sourceRows }

  /// Makes a table.
  ///
  /// - Precondition: every column has as many values as there are row numbers.
  package init(
    columns: [RowColumn], rowNumbers: [Int], sourceRows: Int, seed: UInt64 = 0,
    unreadable: [String: String] = [:]
  ) {
    for column in columns {
      precondition(
        column.count == rowNumbers.count,
        "column \(column.name) has \(column.count) values, the table \(rowNumbers.count) rows")
    }
    self.columns = columns
    self.rowCount = rowNumbers.count
    self.rowNumbers = rowNumbers
    self.sourceRows = sourceRows
    self.seed = seed
    self.unreadable = unreadable
    self.places = Dictionary(
      columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Makes a table of all rows of a source.
  package init(columns: [RowColumn]) {
    let count = columns.first?.count ?? 0
    self.init(columns: columns, rowNumbers: Array(0..<count), sourceRows: count)
  }

  /// A column by name, nil when there is none.
  package subscript(name: String) -> RowColumn? {
    places[name].map { columns[$0] }
  }

  /// A column by name.
  ///
  /// - Throws: ``RowsError/columnUnreadable(name:reason:)`` or
  ///   ``RowsError/columnUnknown(name:available:)``.
  package func column(_ name: String) throws(RowsError) -> RowColumn {
    if let column = self[name] { return column }
    if let reason = unreadable[name] { throw .columnUnreadable(name: name, reason: reason) }
    throw .columnUnknown(name: name, available: columns.map(\.name))
  }

  /// The numbers of a column.
  ///
  /// - Throws: also ``RowsError/columnNotNumeric(name:)``.
  package func numbers(_ name: String) throws(RowsError) -> [Double] {
    guard case .numeric(let numbers) = try column(name).values else {
      throw .columnNotNumeric(name: name)
    }
    return numbers
  }

  /// The rows at the given places (0-based, below ``rowCount``), in that order.
  package func selecting(_ rows: [Int]) -> RowTable {
    RowTable(
      columns: columns.map { $0.selecting(rows) }, rowNumbers: rows.map { rowNumbers[$0] },
      sourceRows: sourceRows, seed: seed, unreadable: unreadable)
  }

  /// At most `limit` rows, those with the smallest seeded hash of their row number, in order.
  package func sampled(limit: Int, seed: UInt64) -> RowTable {
    guard rowCount > limit else { return self }
    let hashes = rowNumbers.map { RowHash.hash(row: $0, seed: seed) }
    let chosen = (0..<rowCount).sorted { hashes[$0] < hashes[$1] }.prefix(max(limit, 0))
    let table = selecting(chosen.sorted())
    return RowTable(
      columns: table.columns, rowNumbers: table.rowNumbers, sourceRows: sourceRows, seed: seed,
      unreadable: unreadable)
  }
}

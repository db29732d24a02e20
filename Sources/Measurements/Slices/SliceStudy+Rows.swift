extension SliceStudy {
  /// Searches and confirms on rows in memory.
  ///
  /// - Parameters:
  ///   - table: the rows; a row's half follows from the seeded hash of its number, as in a stream.
  ///   - losses: what a weak slice has more of, one a row; finite.
  /// - Precondition: one loss a row.
  package mutating func report(_ table: RowTable, losses: [Double]) -> SliceReport {
    precondition(losses.count == table.rowCount)
    choose(
      RowTable(
        columns: columns(among: table.columns.map(\.name)).compactMap { table[$0] },
        rowNumbers: table.rowNumbers, sourceRows: table.sourceRows,
        unreadable: table.unreadable))
    var rows = SliceRows(columns: columns.count)
    rows.sourceRows = table.sourceRows
    var searched: [Int] = []
    var held: [Int] = []
    for row in 0..<table.rowCount {
      let hash = RowHash.hash(row: table.rowNumbers[row], seed: options.seed)
      if hash & 1 == 0 { searched.append(row) } else { held.append(row) }
    }
    rows.search.losses = searched.map { losses[$0] }
    rows.confirmation.losses = held.map { losses[$0] }
    for (place, column) in columns.enumerated() {
      guard let values = table[column.name] else { continue }
      let codes = column.codes(of: values)
      rows.search.codes[place] = searched.map { codes[$0] }
      rows.confirmation.codes[place] = held.map { codes[$0] }
    }
    return report(rows)
  }
}

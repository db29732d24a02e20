extension RowTable {
  /// The places of the rows of each window, by where the window begins; nil for rows without
  /// windows.
  ///
  /// Rows without a time are in no window.
  ///
  /// - Throws: ``RowsError`` when a window of the calendar finds no times.
  package func windows(
    _ length: WindowLength?, timestamp: String?
  ) throws(RowsError) -> [Int64?: [Int]] {
    guard let length else { return [nil: Array(0..<rowCount)] }
    guard length.isCalendar else {
      return Dictionary(grouping: 0..<rowCount) { length.start(of: Int64(rowNumbers[$0])) }
    }
    let column = try column(timestamp ?? "")
    guard case .timestamp(let times) = column.values else {
      throw .columnUnreadable(name: column.name, reason: "it holds no dates or timestamps")
    }
    let dated = times.indices.filter { times[$0] != RowColumn.missingTime }
    return Dictionary(grouping: dated) { length.start(of: times[$0]) }
  }
}

/// How the embedded engine writes a file.
enum WrittenForm {
  case csv
  /// Of rows with so many columns.
  case parquet(columns: Int)
  /// Rows that are read again soon.
  case kept(columns: Int)

  /// Rows that the engine puts together by itself.
  private static let groupedRows = 122_880
  /// Values that are put together: a group is in memory, uncompressed, before it is written.
  private static let groupedValues = 8_000_000
  /// Rows of one step of the engine; a group has a multiple of it.
  private static let step = 2_048

  /// The options of a `copy`.
  var options: String {
    switch self {
    case .csv: "format csv, header true"
    case .parquet(let columns):
      "format parquet, compression zstd, row_group_size \(Self.groupedRows(of: columns))"
    case .kept(let columns):
      "format parquet, compression snappy, row_group_size \(Self.groupedRows(of: columns))"
    }
  }

  private static func groupedRows(of columns: Int) -> Int {
    let rows = groupedValues / max(columns, 1) / step * step
    return min(max(rows, step), groupedRows)
  }
}

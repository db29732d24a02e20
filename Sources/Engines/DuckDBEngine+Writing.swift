package import ADBC
internal import Synchronization

extension DuckDBEngine {
  package func writeParquet(
    fromCSV path: String, fields: [ArrowField], to target: String
  ) throws(EngineError) {
    let types = fields.map {
      "\(SQLText.literal($0.name)): \(SQLText.literal(Self.stored($0.type)))"
    }
    let rows =
      "read_csv(\(SQLText.path(path)), columns = {\(types.joined(separator: ", "))}, "
      + "auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', "
      + "nullstr = '', allow_quoted_nulls = false, max_line_size = 16777216)"
    _ = try copy(
      rows: "select * from \(rows)", to: target, .parquet(columns: fields.count))
  }

  package func query(_ source: DataSource, columns: [String]?) throws(EngineError) -> String {
    try plan(source).statement(ScanRequest(columns: columns), of: source)
  }

  @discardableResult
  package func write(
    _ source: DataSource, to target: String, format: FileFormat
  ) throws(EngineError) -> Int {
    try copy(
      rows: try query(source, columns: nil), to: target, try form(format, of: source))
  }

  package func write(
    _ source: DataSource, marks: String, mark: Int, to target: String, format: FileFormat
  ) throws(EngineError) -> Int {
    let marked =
      "read_csv(\(SQLText.path(marks)), columns = {'mark': 'UTINYINT'}, auto_detect = false, "
      + "header = false)"
    return try copy(
      rows: "select data.* from (\(try query(source, columns: nil))) as data "
        + "positional join \(marked) as marks where marks.mark = \(mark)",
      to: target, try form(format, of: source))
  }

  package func writer(
    to target: TableTarget, existing: ExistingTable?
  ) throws(EngineError) -> TableWriter {
    let writer = try TableWriter(target, embedded: self, location: location)
    if existing == nil { try writer.refuseExisting(target) }
    return writer
  }

  package func locatedQuery(_ source: DataSource) throws(EngineError) -> String {
    try plan(source).locatedStatement
  }

  private func form(
    _ format: FileFormat, of source: DataSource
  ) throws(EngineError) -> WrittenForm {
    switch format {
    case .csv: .csv
    case .parquet: .parquet(columns: try plan(source).columns.count)
    }
  }

  /// Writes the rows of a query; answers how many.
  private func copy(
    rows: String, to target: String, _ form: WrittenForm
  ) throws(EngineError) -> Int {
    let source = DataSource.path(target)
    let connection = try connect(source)
    do throws(ADBCError) {
      let stream = try running.query(
        "copy (\(rows)) to \(SQLText.literal(target)) (\(form.options))", on: connection)
      return try stream.textRows().first?.first.flatMap { $0 }.flatMap { Int($0) } ?? 0
    } catch {
      throw EngineError(error, reading: source)
    }
  }

  /// The engine's type for values of a type that were written as text.
  private static func stored(_ type: ArrowType) -> String {
    switch type {
    case .boolean: "BOOLEAN"
    case .int8, .int16, .int32, .int64, .uint8, .uint16, .uint32: "BIGINT"
    case .uint64: "UBIGINT"
    case .float16, .float32, .float64: "DOUBLE"
    case .date32, .date64: "DATE"
    case .timestamp(_, let zone): zone.isEmpty ? "TIMESTAMP" : "TIMESTAMPTZ"
    case .time: "TIME"
    case .duration: "BIGINT"
    case .dictionary(_, let values): stored(values)
    default: "VARCHAR"
    }
  }
}

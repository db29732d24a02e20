internal import ADBC
internal import Foundation
internal import Synchronization

extension DuckDBEngine {
  /// Columns beyond which rows are kept in a file: a table has a block of 256 KiB for each column
  /// and thread.
  private static let tableColumns = 128

  package func keep(_ query: String) throws(EngineError) -> KeptRows {
    let source = DataSource.query(query)
    let connection = try connect(source)
    let columns = try DuckDBSession(connection: connection, running: running)
      .columns(of: "select * from (\(query))", reading: source.shown)
    if columns.count > Self.tableColumns, columns.allSatisfy({ Self.staysInFiles($0.type) }) {
      return try keepInFile(query, columns.count, connection)
    }
    let number = kept.add(1, ordering: .relaxed).newValue
    let name = SQLText.identifier("assay kept \(number)")
    try keep("create table \(name) as \(query)", connection, of: source)
    return KeptRows(relation: name) {
      // What stays of a stopped engine goes with it.
      try? connection.run("drop table \(name)")
    }
  }

  private func keepInFile(
    _ query: String, _ columns: Int, _ connection: Connection
  ) throws(EngineError) -> KeptRows {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "assay-kept-\(UUID().uuidString).parquet").path
    let rows = KeptRows(relation: "read_parquet(\(SQLText.path(file)))") {
      // It is not there where nothing could be written.
      try? FileManager.default.removeItem(atPath: file)
    }
    let options = WrittenForm.kept(columns: columns).options
    try keep(
      "copy (\(query)) to \(SQLText.literal(file)) (\(options))", connection, of: .query(query))
    return rows
  }

  private func keep(
    _ statement: String, _ connection: Connection, of source: DataSource
  ) throws(EngineError) {
    do throws(ADBCError) {
      _ = try running.query(statement, on: connection).textRows()
    } catch {
      throw EngineError(error, reading: source)
    }
  }

  /// Whether a file of Parquet gives a value of the engine's type back as it was.
  private static func staysInFiles(_ type: String) -> Bool {
    [
      "BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER",
      "UBIGINT", "FLOAT", "DOUBLE", "VARCHAR", "DATE", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE",
    ].contains(type) || type.hasPrefix("DECIMAL(")
  }
}

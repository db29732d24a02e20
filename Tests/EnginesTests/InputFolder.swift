import ADBC
import Engines
import Foundation
import Testing

/// A folder of its own for one test's input files, removed with it.
final class InputFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "assay-\(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and gives its path.
  @discardableResult
  func write(_ name: String, _ content: some DataProtocol) throws -> String {
    let url = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(content).write(to: url)
    return url.path
  }

  @discardableResult
  func write(_ name: String, text: String) throws -> String {
    try write(name, Data(text.utf8))
  }

  /// Writes the answer of a query as Parquet, with the engine under test.
  @discardableResult
  func writeParquet(_ name: String, _ sql: String) throws -> String {
    try copy(sql, to: name, "format parquet")
  }

  /// Writes the answer of a query as compressed text.
  @discardableResult
  func writeCompressed(
    _ name: String, _ sql: String, as form: String = "csv, header", by compression: String = "gzip"
  ) throws -> String {
    try copy(sql, to: name, "format \(form), compression \(compression)")
  }

  private func copy(_ sql: String, to name: String, _ options: String) throws -> String {
    let target = "\(path)/\(name)"
    let driver = try DriverLocation.standard().load(library: "duckdb", entry: "duckdb_adbc_init")
    try Database(driver: driver, options: [:]).connect().run(
      "copy (\(sql)) to '\(target)' (\(options))")
    return target
  }
}

/// One engine for all tests, as one command has one.
enum Shared {
  static let engine = Result { try DuckDBEngine() }
}

/// What a source reads as: types, rows as text, and the codes of its warnings.
struct Reading {
  let names: [String]
  let types: [ArrowType]
  let rows: [[String?]]
  let rowCount: Int?
  let warnings: [InputWarning]

  init(
    _ argument: String, _ request: ScanRequest = ScanRequest(),
    as stated: [String: StatedType] = [:]
  ) throws {
    let engine = try Shared.engine.get()
    let source = try DataSource(argument: argument).reading(as: stated)
    let description = try engine.describe(source)
    let stream = try engine.scan(source, request)
    names = stream.fields.map(\.name)
    types = stream.fields.map(\.type)
    rows = try stream.textRows(limit: 3_000)
    rowCount = description.rowCount
    warnings = description.warnings
  }

  var codes: [String] { warnings.map(\.code.rawValue) }
}

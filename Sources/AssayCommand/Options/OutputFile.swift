internal import ADBC
internal import ArgumentParser
internal import Engines
internal import Foundation
internal import Reports

/// A file of rows that a command writes: CSV or Parquet, by the ending of its name.
struct OutputFile: ExpressibleByArgument, Sendable {
  let path: String
  let format: FileFormat

  init?(argument: String) {
    let name = argument.lowercased()
    guard name.hasSuffix(".csv") || name.hasSuffix(".parquet") else { return nil }
    path = argument
    format = name.hasSuffix(".csv") ? .csv : .parquet
  }

  /// Writes rows whole or not at all.
  ///
  /// - Parameters:
  ///   - fields: the columns.
  ///   - rows: one text a column.
  func write(_ fields: [ArrowField], _ rows: [[String?]], engine: any Engine) throws {
    let text = CSVText.rows([fields.map(\.name)] + rows)
    guard format == .parquet else {
      try ReportWriter().write(text, to: path)
      return
    }
    try ReportWriter().place(path) { partial in
      let csv = partial + ".csv"
      defer { try? FileManager.default.removeItem(atPath: csv) }
      try ReportWriter().write(text, to: csv)
      try engine.writeParquet(fromCSV: csv, fields: fields, to: partial)
    }
  }
}

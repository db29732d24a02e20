internal import ADBC

/// A driver's failure with its message at hand, for readers that know how to go on.
struct ADBCFailure: Error {
  let cause: ADBCError

  /// What the driver said, values included: to be understood, not to be shown.
  var message: String {
    if case .failed(_, _, let message, _, _) = cause { message } else { "" }
  }

  func says(_ text: String) -> Bool { message.contains(text) }
}

/// A row that a CSV file's shape does not fit.
struct CSVReject {
  /// The engine's name for the misfit.
  let kind: String
  let line: Int
  /// Values that the row has, 0 where the engine does not say.
  let found: Int
  let message: String

  /// The number after `Found:` in the engine's message.
  static func found(in message: String) -> Int? {
    message.number(after: "Found: ")
  }
}

/// One connection while a source is looked at: small questions with small answers.
struct DuckDBSession {
  let connection: Connection
  let running: RunningQueries

  /// Rows of a relation.
  func count(_ relation: String) throws(ADBCFailure) -> Int {
    let rows = try answer("select count(*) from \(relation)")
    return rows.first?.first.flatMap { $0 }.flatMap { Int($0) } ?? 0
  }

  /// The first row of an answer, as integers; missing ones are 0.
  func integers(_ sql: String, reading source: String) throws(EngineError) -> [Int] {
    try texts(sql, reading: source).map { $0.flatMap { Int($0) } ?? 0 }
  }

  /// The first row of an answer.
  func texts(_ sql: String, reading source: String) throws(EngineError) -> [String?] {
    try rows(sql, reading: source).first ?? []
  }

  /// All rows of an answer.
  func rows(_ sql: String, reading source: String) throws(EngineError) -> [[String?]] {
    do throws(ADBCFailure) {
      return try answer(sql)
    } catch {
      throw EngineError(error.cause, reading: source)
    }
  }

  /// The rows that the last scan with stored rejects could not place, and forgets them.
  func rejects(file: String) throws(EngineError) -> [CSVReject] {
    let rows = try rows(
      "select cast(error_type as varchar), line, error_message from reject_errors order by line",
      reading: file)
    _ = try self.rows("drop table if exists reject_errors", reading: file)
    _ = try self.rows("drop table if exists reject_scans", reading: file)
    return rows.map { row in
      let message = row[2] ?? ""
      return CSVReject(
        kind: row[0] ?? "", line: row[1].flatMap { Int($0) } ?? 0,
        found: CSVReject.found(in: message) ?? 0, message: message)
    }
  }

  /// The beginning of a compressed text file, decompressed.
  func firstLines(of file: DataFile) throws(EngineError) -> String {
    let rows = try rows("select line from \(lines(of: file)) limit 40", reading: file.path)
    return rows.map { ($0[0] ?? "") + "\n" }.joined()
  }

  /// Lines of a compressed text file and their bytes without the line ends.
  func lineLengths(of file: DataFile) throws(EngineError) -> (lines: Int, bytes: Int) {
    let sums = try integers(
      "select count(*), sum(strlen(line)) from \(lines(of: file))", reading: file.path)
    return (sums.first ?? 0, sums.count > 1 ? sums[1] : 0)
  }

  /// A text file as one column of lines: the delimiter is a character that no text file holds.
  func lines(of file: DataFile) -> String {
    "read_csv(\(SQLText.path(file.path)), columns = {'line': 'varchar'}, auto_detect = false, "
      + "header = false, delim = '\u{1}', quote = '', escape = '', max_line_size = 8388608, "
      + "buffer_size = 16777216, compression = '\(file.compression.rawValue)')"
  }

  /// Files that match a pattern.
  func files(matching pattern: String) throws(EngineError) -> [String] {
    try rows("select file from glob(\(SQLText.literal(pattern)))", reading: pattern)
      .compactMap { $0[0] }
  }

  /// Names and the engine's types of a query's columns.
  func columns(of query: String, reading source: String) throws(EngineError) -> [(
    name: String, type: String
  )] {
    let columns = try rows("describe \(query)", reading: source).map {
      (name: $0.first.flatMap { $0 } ?? "", type: $0.dropFirst().first.flatMap { $0 } ?? "")
    }
    try EngineError.refuseNUL(inNames: columns.map(\.name), of: source)
    return columns
  }

  func answer(_ sql: String) throws(ADBCFailure) -> [[String?]] {
    do throws(ADBCError) {
      return try running.query(sql, on: connection).textRows()
    } catch {
      throw ADBCFailure(cause: error)
    }
  }
}

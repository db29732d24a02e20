internal import ADBC
internal import Engines

/// One row of a database's answer.
struct AnswerRow {
  let batch: ArrowBatch
  let row: Int

  func whole(_ column: Int) -> Int64? {
    withExtendedLifetime(batch) { unsafe batch.columns[column].integer(at: row) }
  }

  func double(_ column: Int) -> Double? {
    withExtendedLifetime(batch) { unsafe batch.columns[column].double(at: row) }
  }

  func text(_ column: Int) -> String? {
    withExtendedLifetime(batch) {
      unsafe batch.columns[column].bytes(at: row).map {
        unsafe String(decoding: $0, as: UTF8.self)
      }
    }
  }

  /// A whole number that came as text; a missing one is 0, the sum of nothing.
  func long(_ column: Int) -> Int128? {
    withExtendedLifetime(batch) {
      guard unsafe batch.columns[column].isValid(row) else { return 0 }
      return unsafe batch.columns[column].bytes(at: row).flatMap {
        unsafe Int128(String(decoding: $0, as: UTF8.self))
      }
    }
  }
}

extension TableSession {
  /// Asks a question and reads its answer row by row.
  ///
  /// - Parameter columns: how many columns the answer must have.
  func forEachRow(
    of sql: String, columns: Int, _ body: (AnswerRow) throws(EngineError) -> Void
  ) throws(EngineError) {
    let stream = try ask(sql)
    guard stream.fields.count == columns else { throw contradiction }
    while true {
      let batch: ArrowBatch?
      do throws(ADBCError) { batch = try stream.next() } catch { throw self.error(error) }
      guard let batch else { return }
      for row in 0..<batch.rowCount { try body(AnswerRow(batch: batch, row: row)) }
    }
  }

  /// Asks a question and hands its answer over batch by batch, each with what its rows say, until
  /// `body` is false.
  ///
  /// - Parameters:
  ///   - columns: how many columns the answer must have.
  ///   - named: how many of them, the first, a measurement finds by their names: `body` gets these,
  ///     too.
  ///   - read: what a row says; nil where it does not fit the question.
  func forEachBatch<Part>(
    of sql: String, columns: Int, named: Int, reading read: (AnswerRow) -> Part?,
    _ body: (ArrowBatch, [Part], [ArrowField]) throws(EngineError) -> Bool
  ) throws(EngineError) {
    let stream = try ask(sql)
    guard stream.fields.count == columns else { throw contradiction }
    let fields = Array(stream.fields.prefix(named))
    while true {
      let batch: ArrowBatch?
      do throws(ADBCError) { batch = try stream.next() } catch { throw self.error(error) }
      guard let batch else { return }
      var parts: [Part] = []
      parts.reserveCapacity(batch.rowCount)
      for row in 0..<batch.rowCount {
        guard let part = read(AnswerRow(batch: batch, row: row)) else { throw contradiction }
        parts.append(part)
      }
      guard try body(batch, parts, fields) else { return }
    }
  }

  /// What is told when answers do not belong to the same rows.
  var changed: EngineError {
    EngineError(
      .unreadable, "the rows changed while they were counted",
      remedy: "run this again when nothing writes to them, or name a version that stays",
      file: shown)
  }

  /// What is told when an answer is none to the question.
  var contradiction: EngineError {
    EngineError(
      .broken, "the database's answer does not fit the question",
      remedy: "read the rows instead (--count here), and report this", file: shown)
  }
}

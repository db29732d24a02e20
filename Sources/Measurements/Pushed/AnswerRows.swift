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

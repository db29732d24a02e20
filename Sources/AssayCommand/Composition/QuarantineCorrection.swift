internal import Engines
internal import Quarantine

/// What `assay quarantine correct` did.
struct QuarantineCorrection: Encodable {
  let correction: Correction
  let warnings: [WarningDocument]

  private enum Key: String, CodingKey { case batch, books, warnings }

  init(_ command: QuarantineCorrectCommand) throws {
    let assignments = try command.set.map { text in
      guard let assignment = QuarantineStore.Assignment(text) else {
        throw UsageError(
          "--set \(text.shownOnOneLine) is no assignment: expected one such as \"fare = fare / 100\"."
        )
      }
      return assignment
    }
    var columns: Set<String> = []
    for assignment in assignments where !columns.insert(assignment.column).inserted {
      throw UsageError("--set gives \(assignment.column.shownOnOneLine) two values: give one.")
    }
    let store = try command.store.open(OpenData.standardEngine())
    let batch = try store.batch(command.store.batch)
    let account = Account.current(by: command.by, reason: command.reason)
    if let file = command.from {
      correction = try store.correct(
        batch, from: file.path, format: file.format, account: account, time: QuarantineStore.now)
    } else {
      correction = try store.correct(
        command.rows.selection, of: batch, setting: assignments, account: account,
        time: QuarantineStore.now)
    }
    warnings = store.warnings
  }

  func encode(to encoder: any Encoder) throws {
    try correction.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(correction.batch.number, forKey: .batch)
    try container.encode(Books([correction.batch]), forKey: .books)
    try container.encode(warnings, forKey: .warnings)
  }
}

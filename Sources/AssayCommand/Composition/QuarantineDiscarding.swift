internal import Quarantine

/// What `assay quarantine discard` did.
struct QuarantineDiscarding: Encodable {
  /// Rows that were discarded.
  let rows: Int
  let batch: Batch
  /// Values of which every copy breaks another rule; nil where no copy was to be kept.
  let spoiled: Int?
  let warnings: [WarningDocument]

  private enum Key: String, CodingKey {
    case batch, rows, books, warnings
    case spoiled = "keptBroken"
  }

  init(_ command: QuarantineDiscardCommand) throws {
    let store = try command.store.open(OpenData.standardEngine())
    let done = try store.discard(
      command.rows.selection, keepsFirst: command.keepFirst,
      of: try store.batch(command.store.batch),
      account: .current(by: command.by, reason: command.reason), time: QuarantineStore.now)
    (rows, batch) = (done.rows, done.batch)
    spoiled = command.keepFirst ? done.spoiled : nil
    warnings = store.warnings
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(batch.number, forKey: .batch)
    try container.encode(rows, forKey: .rows)
    try container.encodeIfPresent(spoiled, forKey: .spoiled)
    try container.encode(Books([batch]), forKey: .books)
    try container.encode(warnings, forKey: .warnings)
  }
}

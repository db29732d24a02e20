internal import Quarantine

/// What `assay quarantine list` found.
struct QuarantineListing: Encodable {
  let batches: [ListedBatch]
  /// The sums of all batches that are listed.
  let books: Books
  /// The audit log, where it was asked for.
  let log: [AuditEntry]?
  let warnings: [WarningDocument]

  init(_ command: QuarantineListCommand) throws {
    let store = try command.store.open(OpenData.standardEngine())
    let number = command.store.batch
    let all = try number.map { [try store.batch($0)] } ?? store.batches()
    batches = try all.map { ListedBatch($0, try store.summary(of: $0)) }
    books = Books(all)
    log = try command.log ? store.log().filter { number == nil || $0.batch == number } : nil
    warnings = store.warnings
  }
}

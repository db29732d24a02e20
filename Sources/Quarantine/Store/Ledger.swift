internal import GRDB
internal import Storage

/// The ledger of a store: its batches, its audit log, and the change that is under way.
struct Ledger: Sendable {
  static let fileName = "ledger.sqlite"

  let path: String
  private let store: Store

  /// Opens the ledger, making it when it is absent.
  ///
  /// - Throws: ``StorageError``.
  init(path: String) throws(StorageError) {
    self.path = path
    store = try Store(
      path: path,
      settings: Store.Settings(application: 0x4153_5151, name: "a quarantine's ledger"),
      migrations: Self.migrations)
  }

  private static var migrations: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("batches") { database in
      try database.execute(
        sql: """
          CREATE TABLE batch (
            number INTEGER PRIMARY KEY,
            rows_in INTEGER NOT NULL,
            passed INTEGER NOT NULL CHECK (passed >= 0),
            held INTEGER NOT NULL CHECK (held >= 0),
            released INTEGER NOT NULL CHECK (released >= 0),
            discarded INTEGER NOT NULL CHECK (discarded >= 0),
            document TEXT NOT NULL,
            CHECK (rows_in = passed + held + released + discarded)
          );
          CREATE TABLE entry (number INTEGER PRIMARY KEY, document TEXT NOT NULL);
          CREATE TRIGGER entry_stays BEFORE UPDATE ON entry
            BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
          CREATE TRIGGER entry_is_kept BEFORE DELETE ON entry
            BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
          CREATE TABLE change (number INTEGER PRIMARY KEY, document TEXT NOT NULL);
          """)
    }
    return migrator
  }

  /// All batches, oldest first.
  func batches() throws -> [Batch] {
    try store.read { database in
      try String.fetchAll(database, sql: "SELECT document FROM batch ORDER BY number")
        .map(LedgerDocument.decode)
    }
  }

  /// The audit log, oldest first, its chain followed.
  func entries() throws -> [AuditEntry] {
    let entries: [AuditEntry] = try store.read { database in
      try String.fetchAll(database, sql: "SELECT document FROM entry ORDER BY number")
        .map(LedgerDocument.decode)
    }
    try AuditEntry.verify(entries, in: path)
    return entries
  }

  /// Changes that were begun and not ended; at most one, since one process works at a time.
  func pending() throws -> [Change] {
    try store.read { database in
      try String.fetchAll(database, sql: "SELECT document FROM change ORDER BY number")
        .map(LedgerDocument.decode)
    }
  }

  /// The numbers that the next batch and the next line of the log get.
  func next() throws -> (batch: Int, entry: Int) {
    let numbers = try store.read { database in
      [
        try Int.fetchOne(database, sql: "SELECT max(number) FROM batch") ?? 0,
        try Int.fetchOne(database, sql: "SELECT max(number) FROM entry") ?? 0,
      ]
    }
    return (numbers[0] + 1, numbers[1] + 1)
  }

  /// Writes a change down, as far as it is known.
  func note(_ change: Change) throws {
    let document = try LedgerDocument.text(change)
    try store.write { database in
      try database.execute(
        sql: "INSERT OR REPLACE INTO change (number, document) VALUES (?, ?)",
        arguments: [change.number, document])
    }
  }

  /// Forgets a change that did not happen.
  func forget(_ change: Change) throws {
    try store.write { database in
      try database.execute(sql: "DELETE FROM change WHERE number = ?", arguments: [change.number])
    }
  }

  /// Makes a change the state of the store, with its line in the log.
  func complete(_ change: Change, _ batch: Batch) throws {
    let document = try LedgerDocument.text(batch)
    try store.write { database in
      let last = try String.fetchOne(
        database, sql: "SELECT document FROM entry ORDER BY number DESC LIMIT 1")
      let previous: AuditEntry? = try last.map(LedgerDocument.decode)
      let entry = try AuditEntry(
        change, batch: batch, previous: previous?.hash ?? AuditEntry.beginning)
      try database.execute(
        sql: """
          INSERT OR REPLACE INTO batch
            (number, rows_in, passed, held, released, discarded, document)
            VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          batch.number, batch.rowsIn, batch.passed, batch.held, batch.released, batch.discarded,
          document,
        ])
      try database.execute(
        sql: "INSERT INTO entry (number, document) VALUES (?, ?)",
        arguments: [entry.number, try LedgerDocument.text(entry)])
      try database.execute(sql: "DELETE FROM change WHERE number = ?", arguments: [change.number])
    }
  }
}

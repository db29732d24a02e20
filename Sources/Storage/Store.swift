package import GRDB

/// An SQLite file with a schema of its own.
///
/// Every write is a transaction that is on the disk when it returns (`synchronous = FULL`), so that
/// what was acknowledged survives a kill and a power cut. Readers of other processes go on while
/// one writes; a second writer waits up to ``Settings/patience``.
package struct Store: Sendable {
  /// What distinguishes one kind of store from another.
  package struct Settings: Sendable {
    /// A number of its own in the file's header (`application_id`), so that another file is not
    /// taken for it.
    package let application: Int32
    /// What it is called in an error, such as "the quarantine's ledger".
    package let name: String
    /// How long a second writer waits.
    package let patience: Duration

    /// Makes settings.
    package init(application: Int32, name: String, patience: Duration = .seconds(10)) {
      self.application = application
      self.name = name
      self.patience = patience
    }
  }

  package let path: String
  private let settings: Settings
  private let queue: DatabaseQueue

  /// Opens the file, making it when it is absent, and brings its tables up to date.
  ///
  /// - Throws: ``StorageError`` when it is another kind of file, of a newer program, or cannot be
  ///   used.
  package init(
    path: String, settings: Settings, migrations: DatabaseMigrator
  ) throws(StorageError) {
    self.path = path
    self.settings = settings
    var configuration = Configuration()
    configuration.busyMode = .timeout(
      Double(settings.patience.components.seconds)
        + Double(settings.patience.components.attoseconds) * 1e-18)
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA synchronous = FULL")
      try database.execute(sql: "PRAGMA foreign_keys = ON")
    }
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
      try Self.claim(queue, settings: settings, path: path)
      // Written into the file, and so not before it is known to be this kind of store.
      try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
      if try queue.read(migrations.hasBeenSuperseded) {
        throw StorageError(
          .foreign, file: path, "\(settings.name) was written by a newer version of Assay",
          remedy: "use that version, or name another file")
      }
      try migrations.migrate(queue)
    } catch {
      throw Self.telling(error, path: path, name: settings.name)
    }
  }

  /// Marks an empty file as this kind of store, and refuses one of another kind.
  private static func claim(
    _ queue: DatabaseQueue, settings: Settings, path: String
  ) throws {
    try queue.write { database in
      let found = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
      guard found != settings.application else { return }
      let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
      guard found == 0, tables == 0 else {
        throw StorageError(
          .foreign, file: path, "it is not \(settings.name)", remedy: "name another file")
      }
      try database.execute(sql: "PRAGMA application_id = \(settings.application)")
    }
  }

  /// Reads in one consistent view.
  package func read<Value: Sendable>(
    _ body: (Database) throws -> Value
  ) throws(StorageError) -> Value {
    do { return try queue.read(body) } catch { throw telling(error) }
  }

  /// Writes in one transaction: all of it, or nothing.
  package func write<Value: Sendable>(
    _ body: (Database) throws -> Value
  ) throws(StorageError) -> Value {
    do { return try queue.write(body) } catch { throw telling(error) }
  }

  private func telling(_ error: any Error) -> StorageError {
    Self.telling(error, path: path, name: settings.name)
  }

  private static func telling(_ error: any Error, path: String, name: String) -> StorageError {
    if let known = error as? StorageError { return known }
    guard let failure = error as? DatabaseError else {
      return StorageError(
        .broken, file: path, "\(name) could not be used (\(error))",
        remedy: "check the file and its folder")
    }
    return switch failure.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      StorageError(
        .busy, file: path, "another process writes to \(name)",
        remedy: "wait until it is done, then run this again")
    case .SQLITE_NOTADB, .SQLITE_CORRUPT:
      StorageError(
        .foreign, file: path, "it is not \(name), or it is damaged",
        remedy: "name another file, or put back a copy of it")
    case .SQLITE_FULL:
      StorageError(
        .broken, file: path, "the disk is full", remedy: "make room, then run this again")
    case .SQLITE_CANTOPEN:
      StorageError(
        .broken, file: path, "\(name) could not be opened",
        remedy: "check that its folder exists and may be written to")
    case .SQLITE_READONLY, .SQLITE_PERM:
      StorageError(
        .broken, file: path, "\(name) may not be written to",
        remedy: "check the rights of the file and its folder")
    default:
      StorageError(
        .broken, file: path, "\(name) could not be used (\(failure.message ?? "no reason given"))",
        remedy: "check the file and its folder")
    }
  }
}

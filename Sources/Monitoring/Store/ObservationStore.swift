internal import Foundation
internal import GRDB
package import Measurements
package import Storage

/// The recorded runs of all data sets and stages, in an SQLite file.
///
/// A run is one JSON document beside the columns that it is looked up by, and one profile: neither
/// is asked for part by part.
package struct ObservationStore: Sendable {
  /// Runs that are looked back at: 104 days of hours, so that one alarm in 90 days has its limit by
  /// rank.
  package static let memory = 2_500

  private let store: Store

  /// Opens the file, making it when it is absent.
  package init(path: String) throws(StorageError) {
    store = try Store(
      path: path,
      // "aobs" in the file's header.
      settings: .init(application: 0x616F_6273, name: "a store of observed runs"),
      migrations: Self.migrations)
  }

  private static var migrations: DatabaseMigrator {
    var migrations = DatabaseMigrator()
    migrations.registerMigration("runs") { database in
      try database.execute(
        sql: """
          CREATE TABLE run (
            number INTEGER PRIMARY KEY,
            run TEXT NOT NULL UNIQUE,
            dataset TEXT NOT NULL,
            stage TEXT NOT NULL,
            at INTEGER NOT NULL,
            document BLOB NOT NULL,
            profile BLOB NOT NULL,
            UNIQUE (dataset, stage, at)
          )
          """)
    }
    return migrations
  }

  /// A data set's stage.
  package struct Stage: Sendable, Hashable {
    package let dataset: String
    package let stage: String

    /// Names a stage.
    package init(dataset: String, stage: String) {
      self.dataset = dataset
      self.stage = stage
    }
  }

  /// All stages that have runs, by name.
  package func stages() throws(StorageError) -> [Stage] {
    try store.read { database in
      try Row.fetchAll(
        database, sql: "SELECT DISTINCT dataset, stage FROM run ORDER BY dataset, stage"
      ).map { Stage(dataset: $0["dataset"], stage: $0["stage"]) }
    }
  }

  /// The latest runs of a stage before a moment, the latest last.
  package func runs(
    of stage: Stage, before moment: Moment? = nil, limit: Int = ObservationStore.memory
  ) throws(StorageError) -> [ObservedRun] {
    let documents = try store.read { database in
      try Data.fetchAll(
        database,
        sql: """
          SELECT document FROM run WHERE dataset = ? AND stage = ? AND at < ?
          ORDER BY at DESC LIMIT ?
          """,
        arguments: [stage.dataset, stage.stage, moment?.microseconds ?? Int64.max, limit])
    }
    var runs: [ObservedRun] = []
    for document in documents.reversed() { runs.append(try run(from: document)) }
    return runs
  }

  /// The run of a stage at exactly that moment.
  package func run(of stage: Stage, at moment: Moment) throws(StorageError) -> ObservedRun? {
    let document = try store.read { database in
      try Data.fetchOne(
        database, sql: "SELECT document FROM run WHERE dataset = ? AND stage = ? AND at = ?",
        arguments: [stage.dataset, stage.stage, moment.microseconds])
    }
    guard let document else { return nil }
    return try run(from: document)
  }

  /// The latest run, up to a moment, of what a stage is made from: a stage of the same data set,
  /// else a data set of that name.
  package func latest(
    _ upstream: String, of dataset: String, until moment: Moment
  ) throws(StorageError) -> ObservedRun? {
    let document = try store.read { database in
      try Data.fetchOne(
        database,
        sql: """
          SELECT document FROM run
          WHERE ((dataset = ? AND stage = ?) OR dataset = ?) AND at <= ?
          ORDER BY dataset = ? AND stage = ? DESC, at DESC LIMIT 1
          """,
        arguments: [dataset, upstream, upstream, moment.microseconds, dataset, upstream])
    }
    guard let document else { return nil }
    return try run(from: document)
  }

  /// What runs held, in the order of the names; runs that are not there are left out.
  package func profiles(of runs: [ObservedRun]) throws(StorageError) -> [DatasetProfile] {
    let names = runs.map(\.run)
    let documents = try store.read { database in
      try names.compactMap {
        try Data.fetchOne(database, sql: "SELECT profile FROM run WHERE run = ?", arguments: [$0])
      }
    }
    var profiles: [DatasetProfile] = []
    for document in documents {
      do {
        profiles.append(try ProfileFile.decode(document))
      } catch {
        throw damaged(error.reason)
      }
    }
    return profiles
  }

  /// Keeps a run.
  ///
  /// - Returns: false when the stage already has a run at that moment, which stays as it is.
  package func record(_ run: ObservedRun, profile: DatasetProfile) throws(StorageError) -> Bool {
    let document: Data
    let kept: Data
    do {
      document = try Self.encoder.encode(run)
      kept = try ProfileFile.encode(profile)
    } catch {
      throw damaged("\(error)")
    }
    return try store.write { database in
      try database.execute(
        sql: """
          INSERT INTO run (run, dataset, stage, at, document, profile) VALUES (?, ?, ?, ?, ?, ?)
          ON CONFLICT (dataset, stage, at) DO NOTHING
          """,
        arguments: [
          run.run, run.dataset, run.stage, run.at.microseconds, document, kept,
        ])
      return database.changesCount == 1
    }
  }

  /// Takes a run as it is from now on, with the reason.
  ///
  /// - Returns: the run as it now is; nil when there is none of that name.
  package func accept(_ name: String, because reason: String) throws(StorageError) -> ObservedRun? {
    let document = try store.read { database in
      try Data.fetchOne(database, sql: "SELECT document FROM run WHERE run = ?", arguments: [name])
    }
    guard let document else { return nil }
    var run = try run(from: document)
    run.accepted = reason
    let changed: Data
    do {
      changed = try Self.encoder.encode(run)
    } catch {
      throw damaged("\(error)")
    }
    try store.write { database in
      try database.execute(
        sql: "UPDATE run SET document = ? WHERE run = ?", arguments: [changed, name])
    }
    return run
  }

  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }

  private func run(from document: Data) throws(StorageError) -> ObservedRun {
    do {
      return try JSONDecoder().decode(ObservedRun.self, from: document)
    } catch {
      throw damaged("\(error)")
    }
  }

  private func damaged(_ reason: String) -> StorageError {
    StorageError(
      .foreign, file: store.path, "a recorded run cannot be read (\(reason.prefix(200)))",
      remedy: "put back a copy of the file, or name another")
  }
}

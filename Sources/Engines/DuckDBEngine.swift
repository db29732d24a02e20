package import ADBC
internal import Foundation
internal import Synchronization

/// How much of the machine the embedded engine may take.
package struct DuckDBSettings: Sendable, Hashable {
  /// Threads that scan.
  package var threads: Int
  /// Most memory that a query may take before it spills to disk or is refused, in MiB.
  package var memoryMiB: Int

  /// - Parameters:
  ///   - threads: at most 8, since a scan hands its batches to one reader and more threads only
  ///     hold more of the file in memory.
  ///   - memoryMiB: a scan takes what it needs, about 150 MB whatever the rows; the bound is for
  ///     queries that sort or join, and for thousands of columns.
  package init(
    threads: Int = min(ProcessInfo.processInfo.activeProcessorCount, 8), memoryMiB: Int = 1_024
  ) {
    self.threads = max(1, threads)
    self.memoryMiB = max(64, memoryMiB)
  }
}

/// The embedded engine: reads CSV, Parquet and JSON lines, and answers queries over them.
///
/// It opens no connection: extensions are neither installed nor loaded by themselves, stored
/// secrets are not read, and the configuration is locked before the first statement. It writes
/// nothing but spilled intermediate results, into the system's folder for temporary files, and the
/// files that it is asked to write.
package final class DuckDBEngine: Engine {
  private let database: Database
  /// Where the drivers of other databases are.
  let location: DriverLocation
  let running = RunningQueries()
  private let plans = Mutex<[DataSource: ScanPlan]>([:])
  /// Tables of kept rows so far.
  let kept = Atomic<Int>(0)

  /// Loads the driver and opens an empty database in memory.
  ///
  /// - Throws: ``EngineError`` of kind `broken`, with the command that installs the driver.
  package init(
    location: DriverLocation = .standard(), settings: DuckDBSettings = DuckDBSettings()
  ) throws(EngineError) {
    self.location = location
    do throws(ADBCError) {
      let driver = try location.load(library: "duckdb", entry: "duckdb_adbc_init")
      database = try Database(
        driver: driver,
        options: [
          "threads": "\(settings.threads)",
          "memory_limit": "\(settings.memoryMiB)MiB",
          "temp_directory": FileManager.default.temporaryDirectory
            .appending(path: "assay-\(ProcessInfo.processInfo.processIdentifier)").path,
          "autoinstall_known_extensions": "false",
          "autoload_known_extensions": "false",
          "allow_community_extensions": "false",
          "allow_persistent_secrets": "false",
          // A scan reads each part once: keeping it would only cost memory.
          "enable_external_file_cache": "false",
        ])
      let connection = try database.connect()
      // Times mean the same on every machine.
      try connection.run("set global TimeZone = 'UTC'")
      try connection.run("set global lock_configuration = true")
    } catch {
      throw EngineError(error, reading: "the embedded engine")
    }
  }

  package func describe(_ source: DataSource) throws(EngineError) -> SourceDescription {
    let plan = try plan(source)
    let stream = try open(
      try plan.statement(ScanRequest(limit: 0), of: source), reading: source)
    return SourceDescription(
      fields: stream.fields, rowCount: plan.rowCount, warnings: plan.warnings, files: plan.files,
      isText: plan.isText)
  }

  package func scan(
    _ source: DataSource, _ request: ScanRequest
  ) throws(EngineError) -> any BatchStream {
    try open(try plan(source).statement(request, of: source), reading: source)
  }

  package func firstRow(
    of question: String, reading source: DataSource
  ) throws(EngineError) -> [String?] {
    let stream = try open(question, reading: source)
    do throws(ADBCError) {
      return try stream.textRows(limit: 1).first ?? []
    } catch {
      throw EngineError(error, reading: source)
    }
  }

  package func session(_ source: DataSource) throws(EngineError) -> TableSession {
    let fields = try describe(source).fields
    return TableSession(
      dialect: .duckdb, fields: fields,
      relation: "(\(try query(source, columns: nil))\n) as assay_rows", shown: source.shown,
      expressions: [:], connection: try connect(source), running: running
    ) { EngineError($0, reading: source) }
  }

  package func stop() { running.stop() }

  /// The plan of a source, settled at its first use.
  func plan(_ source: DataSource) throws(EngineError) -> ScanPlan {
    if let known = plans.withLock({ $0[source] }) { return known }
    let plan = try ScanPlanner(
      session: DuckDBSession(connection: connect(source), running: running)
    ).plan(source)
    plans.withLock { $0[source] = plan }
    return plan
  }

  /// A connection of its own for each stream: see ``Connection``.
  private func open(
    _ sql: String, reading source: DataSource
  ) throws(EngineError) -> any BatchStream {
    let connection = try connect(source)
    do throws(ADBCError) {
      return try running.query(sql, on: connection)
    } catch {
      throw EngineError(error, reading: source)
    }
  }

  func connect(_ source: DataSource) throws(EngineError) -> Connection {
    do throws(ADBCError) {
      return try database.connect()
    } catch {
      throw EngineError(error, reading: source)
    }
  }
}

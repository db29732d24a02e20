package import ADBC
internal import Synchronization

/// Every source by the engine that reads it: files and queries by the embedded one, tables by their
/// database.
///
/// A question in SQL over several sources is answered by the embedded engine. For it, tables of
/// databases are copied into the embedded engine once a run; above its memory the copy goes to
/// disk. A scan copies nothing.
package final class EveryEngine: Engine {
  /// Gives the address of a database that the project names; nil where it names none so.
  package typealias Names = @Sendable (String) throws(EngineError) -> DatabaseAddress?

  private let embedded: DuckDBEngine
  private let location: DriverLocation
  private let names: Names
  private struct Copy: Hashable {
    let address: DatabaseAddress
    let relation: DatabaseRelation
  }
  private let databases = Mutex<[DatabaseAddress: DatabaseEngine]>([:])
  private let copies = Mutex<[Copy: String]>([:])

  /// Loads the embedded engine; databases are opened when they are named.
  ///
  /// - Parameter names: asked when a `DATA` begins with a name that has no other meaning.
  /// - Throws: ``EngineError`` of kind `broken`.
  package init(
    location: DriverLocation = .standard(), settings: DuckDBSettings = DuckDBSettings(),
    names: @escaping Names = { (_) throws(EngineError) in nil }
  ) throws(EngineError) {
    self.names = names
    embedded = try DuckDBEngine(location: location, settings: settings)
    self.location = location
  }

  package func source(_ argument: String) throws(EngineError) -> DataSource {
    try DataSource(argument: argument, named: names)
  }

  package func describe(_ source: DataSource) throws(EngineError) -> SourceDescription {
    guard case .table(let address, let relation) = source else {
      return try embedded.describe(source)
    }
    return try database(address).describe(relation)
  }

  package func scan(
    _ source: DataSource, _ request: ScanRequest
  ) throws(EngineError) -> any BatchStream {
    guard case .table(let address, let relation) = source else {
      return try embedded.scan(source, request)
    }
    return try database(address).scan(relation, request)
  }

  package func session(_ source: DataSource) throws(EngineError) -> TableSession {
    guard case .table(let address, let relation) = source else {
      return try embedded.session(source)
    }
    return try database(address).session(relation)
  }

  package func query(_ source: DataSource, columns: [String]?) throws(EngineError) -> String {
    try embedded.query(try local(source), columns: columns)
  }

  package func locatedQuery(_ source: DataSource) throws(EngineError) -> String {
    try embedded.locatedQuery(try local(source))
  }

  package func firstRow(
    of question: String, reading source: DataSource
  ) throws(EngineError) -> [String?] {
    try embedded.firstRow(of: question, reading: source)
  }

  package func keep(_ query: String) throws(EngineError) -> KeptRows { try embedded.keep(query) }

  @discardableResult
  package func write(
    _ source: DataSource, to target: String, format: FileFormat
  ) throws(EngineError) -> Int {
    try embedded.write(try local(source), to: target, format: format)
  }

  package func write(
    _ source: DataSource, marks: String, mark: Int, to target: String, format: FileFormat
  ) throws(EngineError) -> Int {
    try embedded.write(try local(source), marks: marks, mark: mark, to: target, format: format)
  }

  package func writer(
    to target: TableTarget, existing: ExistingTable?
  ) throws(EngineError) -> TableWriter {
    try embedded.writer(to: target, existing: existing)
  }

  package func flaw(in expression: PersonalExpression) throws(EngineError) -> String? {
    try embedded.flaw(in: expression)
  }

  package func writeParquet(
    fromCSV path: String, fields: [ArrowField], to target: String
  ) throws(EngineError) {
    try embedded.writeParquet(fromCSV: path, fields: fields, to: target)
  }

  package func stop() {
    embedded.stop()
    for database in databases.withLock({ Array($0.values) }) { database.stop() }
  }

  private func database(_ address: DatabaseAddress) -> DatabaseEngine {
    databases.withLock { known in
      if let database = known[address] { return database }
      let database = DatabaseEngine(address, location: location)
      known[address] = database
      return database
    }
  }

  /// The source as the embedded engine reads it: a table of a database by its copy.
  private func local(_ source: DataSource) throws(EngineError) -> DataSource {
    guard case .table(let address, let relation) = source else { return source }
    let key = Copy(address: address, relation: relation)
    if let known = copies.withLock({ $0[key] }) { return .query(known) }
    let table = "assay_copy_\(copies.withLock { $0.count })"
    try database(address).copy(
      relation, columns: nil, into: table, of: try embedded.connect(source))
    let query = "select * from \(SQLText.identifier(table))"
    copies.withLock { $0[key] = query }
    return .query(query)
  }
}

internal import ADBC
internal import Engines
internal import Foundation
internal import Measurements
internal import Statistics

/// A `DATA` argument, opened: its columns and what is odd about it.
struct OpenData {
  /// As it was given, without what is secret.
  let argument: String
  let source: DataSource
  let engine: any Engine
  let description: SourceDescription
  /// Columns that were added to the data's own when labels were joined: when each came and how it
  /// stands.
  var added: Set<String> = []
  /// What is odd about how the rows were put together.
  var doubts: [MetricsReport.Warning] = []

  /// Opens an argument in the engine that reads it.
  ///
  /// - Parameter types: what the columns of a text file shall be, whatever their values read as.
  init(_ argument: String, as types: [String: StatedType] = [:], engine: any Engine) throws {
    self.argument = DataSource.open(argument)
    self.engine = engine
    source = try engine.source(argument).reading(as: types)
    description = try engine.describe(source)
  }

  /// Opens what was joined of an argument's rows.
  ///
  /// - Parameters:
  ///   - joined: the joined rows as the engine reads them.
  ///   - warnings: doubts about what was joined.
  ///   - files: the files that are read.
  init(
    _ argument: String, joined: DataSource, warnings: [InputWarning], files: [String],
    engine: any Engine
  ) throws {
    self.argument = DataSource.open(argument)
    self.engine = engine
    source = joined
    let found = try engine.describe(joined)
    description = SourceDescription(
      fields: found.fields, rowCount: found.rowCount,
      // What is joined is a query, but its files are read by the rules of each.
      warnings: warnings + found.warnings.filter { $0.code != .csvInQuery }, files: files)
  }

  /// The program's engines: the only place that names them.
  ///
  /// - Parameters:
  ///   - project: the project whose names of databases hold; nil for that of the working directory,
  ///     which is read when a name comes up.
  ///   - settings: how much of the machine it may take.
  static func standardEngine(
    _ project: OpenProject? = nil, settings: DuckDBSettings = DuckDBSettings()
  ) throws -> any Engine {
    let engine = try EveryEngine(settings: settings, names: NamedEngines(project).addresses)
    Interruption.stops(engine)
    return engine
  }

  var warnings: [WarningDocument] {
    description.warnings.map(WarningDocument.init) + doubts.map(WarningDocument.init)
  }

  /// The columns' names.
  var names: [String] { description.fields.map(\.name) }

  /// The columns that hold lists of numbers.
  var lists: [String] {
    description.fields.filter { if case .list = $0.type { true } else { false } }.map(\.name)
  }

  /// The columns whose rows hold no single value that can be read: lists, structures, raw bytes.
  var nested: Set<String> {
    Set(
      description.fields.filter { field in
        switch field.type {
        case .binary, .largeBinary, .binaryView, .fixedSizeBinary: true
        default: field.type.isNested
        }
      }.map(\.name))
  }

  /// Refuses a column that the data lack.
  func require(_ columns: [String]) throws {
    for column in columns where !names.contains(column) {
      throw UsageError(missingColumn(column))
    }
  }

  /// Refuses data that are known to have columns and no rows.
  ///
  /// - Parameter what: what they are of: `test`.
  func requireRows(_ what: String) throws {
    guard isKnownEmpty else { return }
    throw EngineError(
      .unreadable, "the \(what) data has no rows, only columns", remedy: "name data with rows",
      file: argument)
  }

  /// Whether there are columns and surely no rows.
  var isKnownEmpty: Bool {
    description.rowCount == 0 || description.warnings.contains { $0.code == .noRows }
  }

  /// Refuses a column by which no calendar window can be cut: its rows would be in none.
  func requireTimes(in column: String?, for window: WindowLength?) throws {
    guard window?.isCalendar == true, let column,
      let field = description.fields.first(where: { $0.name == column })
    else { return }
    switch field.type {
    case .date32, .date64, .timestamp: return
    default:
      throw UsageError(
        "column \(column.shownOnOneLine) of \(argument.shownOnOneLine) cannot be the timestamp: "
          + "expected dates or timestamps")
    }
  }

  /// Refuses to write over a file that is read, whatever name it is called by.
  func refuse(output path: String?) throws {
    guard let path, let output = FileIdentity(path) else { return }
    guard description.files.contains(where: { FileIdentity($0) == output }) else { return }
    throw UsageError(
      "\(path.shownOnOneLine) is one of the files that are read: write to another.")
  }

  private func missingColumn(_ column: String) -> String {
    let hint =
      Spelling.suggestion(for: column, among: names)
      ?? "its columns are \(names.prefix(12).joined(separator: ", "))"
      + (names.count > 12 ? ", …" : "")
    return "\(argument.shownOnOneLine) has no column \(column.shownOnOneLine); "
      + hint.shownOnOneLine
  }

  /// Whether a profile is counted where the data are: of a table unless the person says otherwise.
  func isCountedThere(_ place: CountingPlace?) -> Bool {
    if let place { return place == .there }
    if case .table(let address, _) = source { return address.counts }
    return false
  }

  /// Profiles the data where they are.
  func profileThere(_ options: ProfileOptions) throws(EngineError) -> DatasetProfile {
    try asked { session, step throws(EngineError) in
      try PushedProfile(session, options).measure(progress: step)
    }
  }

  /// Asks questions of the data where they are.
  ///
  /// - Parameter ask: may be called again when the connection was lost; is given who is told what
  ///   is being done.
  func asked<Answer>(
    _ ask: (TableSession, @escaping (String) -> Void) throws(EngineError) -> Answer
  ) throws(EngineError) -> Answer {
    let progress = Progress()
    defer { progress.finish() }
    return try engine.asked(source, progress: { progress.step($0) }) {
      session throws(EngineError) in try ask(session) { progress.step($0) }
    }
  }

  /// Measures the plan: where the data are, as far as that is wanted and can be counted there, or
  /// on the rows, read once.
  func run(_ plan: ScanPlan, count: CountingPlace?) throws -> ScanResults {
    guard isCountedThere(count) else { return try run(plan) }
    return try asked { session, step throws(EngineError) in
      try plan.run(in: session, progress: step)
    }
  }

  /// Reads the data once and measures the plan.
  func run(_ plan: ScanPlan) throws -> ScanResults {
    let progress = Progress()
    defer { progress.finish() }
    let plan = try plan.settled(for: source, by: engine)
    let columns = plan.columns.map { wanted in names.filter(wanted.contains) }
    // A column that is nowhere is left to the measurement, which knows what it was for.
    return try measure(
      plan,
      engine.scan(source, ScanRequest(columns: columns?.isEmpty == true ? nil : columns)),
      progress)
  }

  /// Measures the plan on rows of the data that come from a session.
  func run(
    _ plan: ScanPlan, on stream: any BatchStream
  ) throws(EngineError) -> ScanResults {
    let progress = Progress()
    defer { progress.finish() }
    return try measure(plan, stream, progress)
  }

  private func measure(
    _ plan: ScanPlan, _ stream: any BatchStream, _ progress: Progress
  ) throws(EngineError) -> ScanResults {
    do throws(ADBCError) {
      return try plan.run(stream) { progress.rows($0, of: argument) }
    } catch {
      throw EngineError(error, reading: source)
    }
  }
}

/// A file on its device: equal for all names of one file.
private struct FileIdentity: Equatable {
  private let device: Int
  private let number: Int

  /// Nil when there is no such file.
  init?(_ path: String) {
    let file = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: file.path),
      let device = attributes[.systemNumber] as? Int,
      let number = attributes[.systemFileNumber] as? Int
    else { return nil }
    self.device = device
    self.number = number
  }
}

internal import ADBC
internal import Checklist
internal import Engines
internal import Measurements

/// Data that a project declares beside its sets: labels, judgements, logs, reports, feeds; opened,
/// with the columns that the declaration names.
struct DeclaredData {
  let source: DataSource
  /// Its columns.
  let names: [String]
  private let engine: any Engine

  /// Opens the data of a key.
  ///
  /// - Parameters:
  ///   - written: the data as `assay.yaml` has it.
  ///   - columns: the keys below that name a column, and the columns.
  ///   - path: the key in `assay.yaml`.
  /// - Throws: ``ProjectError`` for a column that the data lack, with its line; ``EngineError``.
  init(
    _ written: String, columns: [(key: String, column: String?)] = [], at path: String,
    of project: Project, in directory: String, by engine: any Engine
  ) throws {
    self.engine = engine
    source = try engine.source(project.source(written, from: directory))
    names = try engine.describe(source).fields.map(\.name)
    for case (let key, let column?) in columns where !names.contains(column) {
      throw project.refusal(
        of: "\(path).\(key)", "the data of \(path) have no column “\(column.visible)”",
        remedy: "their columns are \(names.sorted().listed(12))")
    }
  }

  /// Reads the rows once.
  ///
  /// - Parameter limit: most rows to read; nil for all.
  func run(_ plan: ScanPlan, limit: Int? = nil) throws -> ScanResults {
    let columns = plan.columns.map { wanted in names.filter(wanted.contains) }
    let stream = try engine.scan(source, ScanRequest(columns: columns, limit: limit))
    do throws(ADBCError) {
      return try plan.run(stream)
    } catch {
      throw EngineError(error, reading: source)
    }
  }

  /// The rows as a query of the embedded engine.
  func query(columns: [String]? = nil) throws -> String {
    try engine.query(source, columns: columns)
  }
}

extension Engine {
  /// The first row of an answer.
  func answer(_ question: String) throws -> [String?] {
    try scan(.query(question)).textRows(limit: 1).first ?? []
  }

  /// The first row of an answer of whole numbers; 0 where one is missing.
  func counts(_ question: String) throws -> [Int] {
    try answer(question).map { $0.flatMap { Int($0) } ?? 0 }
  }
}

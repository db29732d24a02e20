import ADBC
import Contracts
import Engines
import Foundation

/// Data held against a contract, as a test says them.
struct Held {
  let validation: ContractValidation
  let engine: DuckDBEngine

  var report: ValidationReport { validation.report }

  /// Holds the rows of a source against a contract.
  init(
    _ contract: String, _ source: DataSource, environment: String? = nil, stage: String? = nil,
    now: String = "2026-03-31T12:00:00", others: [String: String] = [:], keepsRows: Bool = false,
    mostValues: Int = ContractValidation.mostValues
  ) throws {
    engine = try DuckDBEngine()
    let loaded = try Contract.load("version: 1\n" + contract, file: "contract.yaml")
    try loaded.refuseFlawedExpressions(engine)
    let source = source.reading(as: loaded.statedTypes)
    let description = try engine.describe(source)
    let query = try engine.query(source, columns: nil)
    var opened: [String: (query: String, fields: [ArrowField])] = [:]
    for (name, sql) in others {
      opened[name] = (
        try engine.query(.query(sql), columns: nil), try engine.schema(of: .query(sql))
      )
    }
    let plan = try ContractPlan(
      loaded, environment: environment, stage: stage,
      data: ContractData(
        fields: description.fields, isText: description.isText,
        declared: loaded.types, now: now, others: opened),
      source: "data")
    try plan.refuseMisfittingExpressions(over: query, engine: engine)
    validation = try ContractValidation(
      plan, of: source, keepsRows: keepsRows, mostValues: mostValues, engine: engine,
      run: .init(id: "run", time: "2026-03-31T12:00:00Z"))
  }

  /// Values of one column `x`.
  init(_ contract: String, values: String, environment: String? = nil) throws {
    try self.init(
      contract, .query("select x from (values \(values)) as t(x)"), environment: environment)
  }

  /// How many rows break the only rule, or 1 for a broken figure.
  var failed: Int { report.constraints.first?.failed ?? -1 }

  /// The numbers of the quarantined rows.
  func quarantined() throws -> [Int] {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "held.parquet").path
    _ = try validation.writeQuarantined(to: path, format: .parquet)
    let stream = try engine.scan(.path(path), ScanRequest(columns: ["assay_row"]))
    return try stream.textRows().compactMap { $0.first.flatMap { $0 }.flatMap { Int($0) } }.sorted()
  }
}

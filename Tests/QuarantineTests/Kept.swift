import ADBC
import Contracts
import Engines
import Foundation

@testable import Quarantine

/// A folder with data, a contract and a store, as a test says them.
final class Kept {
  static let contract = """
    version: 1
    columns:
      id: {type: integer, not-null: true, unique: true}
      fare: {type: number, range: {min: 0, max: 500}}
      email: {personal: true, format: email}
    """
  static let values = """
    (1, 10.0, 'ada@example.org'), (2, -5.0, 'bob.example.org'), (2, 20.0, 'cy@example.org'),
    (4, 90000.0, 'di@example.org'), (5, null, null)
    """

  let folder: URL
  let engine: DuckDBEngine

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    engine = try DuckDBEngine()
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func path(_ name: String) -> String { folder.appending(path: name).path }

  func store() throws -> QuarantineStore {
    try QuarantineStore(path("held"), engine: engine, isMade: true) {}
  }

  static func source(_ values: String = values) -> String {
    "select * from (values \(values)) as t(id, fare, email)"
  }

  func plan(_ query: String, _ text: String = contract) throws -> ContractPlan {
    let contract = try Contract.load(text, file: "contract.yaml")
    return try ContractPlan(
      contract, environment: nil, stage: nil,
      data: ContractData(
        fields: try engine.schema(of: .query(query)), isText: false,
        declared: contract.types, now: "2026-03-31T12:00:00"),
      source: "data")
  }

  static let run = ValidationReport.Run(id: "run", time: "2026-03-31T12:00:00Z")
  static let copy = Batch.ContractCopy(path: "contract.yaml", sha256: "abc")

  /// Holds what breaks the contract; the rest goes to `passed.csv`.
  func hold(
    in store: QuarantineStore, _ values: String = values, _ text: String = contract
  ) throws -> Batch {
    let query = Self.source(values)
    let plan = try plan(query, text)
    let validation = try ContractValidation(
      plan, of: .query(query), engine: engine, run: Self.run)
    return try store.hold(
      validation,
      Batch.Origin(
        run: "run", time: Self.run.time, source: "data", contract: Self.copy, environment: nil,
        stage: nil, isText: false, columns: ["id", "fare", "email"], personal: ["email"],
        rules: plan.shown, identity: nil, passedTo: path("passed.csv")),
      passed: (path("passed.csv"), .csv))
  }

  func release(
    _ batch: Batch, in store: QuarantineStore, to name: String, _ text: String = contract
  ) throws -> Release {
    let query = try store.data(batch)
    let validation = try ContractValidation(
      try plan(query, text).ofSingleRows(withWhole: !batch.blocking.isEmpty), of: .query(query),
      located: try store.locatedData(batch), beside: try store.earlier(batch).rows, engine: engine,
      run: Self.run)
    return try store.release(
      RowSelection(), of: batch, after: validation, contract: Self.copy,
      to: .file(path(name), .csv), account: Account(by: "Ada"), time: Self.run.time)
  }

  func lines(_ name: String) throws -> [String] {
    try String(contentsOfFile: path(name), encoding: .utf8).split(separator: "\n").map(String.init)
  }

  /// Files of rows in the store.
  func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path("held/rows")).sorted()
  }
}

internal import ADBC
internal import Checklist
internal import Contracts
internal import Engines
internal import Foundation
internal import Quarantine
internal import Statistics

/// A contract from a file, understood by the engine.
struct ContractFile {
  let contract: Contract
  /// Its file, and what was in it.
  let copy: Batch.ContractCopy
  /// The directory that paths in it are relative to.
  private let folder: URL

  /// Reads a contract.
  init(_ path: String) throws {
    let url = URL(fileURLWithPath: path)
    guard let bytes = FileManager.default.contents(atPath: url.path) else {
      throw UsageError(
        "cannot read the contract \(path.visible): check the spelling, the folder and the "
          + "permissions, or write one with `assay contract DATA --out \(path.visible)`.")
    }
    folder = url.deletingLastPathComponent()
    contract = try Contract.load(bytes: Array(bytes), file: path)
    copy = Batch.ContractCopy(path: url.path, sha256: EvidenceHash.of(bytes))
  }

  /// Refuses an environment or stage that the contract does not know.
  func require(environment: String?, stage: String?) throws {
    for (option, name, known) in [
      ("--environment", environment, contract.environments), ("--stage", stage, contract.stages),
    ] {
      guard let name, !known.contains(name) else { continue }
      let advice =
        known.isEmpty
        ? "it names none"
        : Spelling.suggestion(for: name, among: known)
          ?? "there are \(known.joined(separator: ", "))"
      throw UsageError("the contract knows no \(option) \(name.visible); \(advice)")
    }
  }

  /// Data to which the rules are questions.
  struct Rows {
    /// The rows, in SQL.
    let query: String
    let fields: [ArrowField]
    /// Whether the values were text whose types were told from it.
    let isText: Bool
    /// What they are called in errors.
    let name: String

    init(query: String, fields: [ArrowField], isText: Bool, name: String) {
      self.query = query
      self.fields = fields
      self.isText = isText
      self.name = name
    }

    init(_ open: OpenData) throws {
      self.init(
        query: try open.engine.query(open.source, columns: nil), fields: open.description.fields,
        isText: open.description.isText, name: open.argument.shownOnOneLine)
    }
  }

  /// The rules as questions to data.
  func plan(
    _ data: Rows, engine: any Engine, environment: String?, stage: String?, now: String
  ) throws -> ContractPlan {
    var others: [String: (query: String, fields: [ArrowField])] = [:]
    for rule in contract.rules {
      guard let reference = rule.constraint as? ForeignKey, others[reference.data] == nil else {
        continue
      }
      let other = try OpenData(path(reference.data), engine: engine)
      others[reference.data] = (
        try engine.query(other.source, columns: nil), other.description.fields
      )
    }
    let types = contract.columns.compactMap { column in column.type.map { (column.name, $0) } }
    let plan = try ContractPlan(
      contract, environment: environment, stage: stage,
      data: ContractData(
        fields: data.fields, isText: data.isText,
        declared: Dictionary(types) { first, _ in first }, now: now, others: others),
      source: data.name)
    try plan.refuseMisfittingExpressions(over: data.query, engine: engine)
    return plan
  }

  /// A `DATA` of the contract as seen from here.
  private func path(_ argument: String) throws -> String {
    guard case .path(let path) = try DataSource(argument: argument), !path.hasPrefix("/") else {
      return argument
    }
    return folder.appending(path: path).path
  }
}

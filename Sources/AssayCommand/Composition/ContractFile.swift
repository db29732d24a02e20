internal import Checklist
internal import Checks
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
  private let folder: String

  /// Reads a contract.
  init(_ path: String) throws {
    let url = URL(fileURLWithPath: path)
    if let size = try? url.resourceValues(forKeys: [.fileSizeKey]).fileSize,
      size > Contract.mostBytes
    {
      throw UsageError(
        "the contract \(path.visible) is larger than \(Contract.mostBytes >> 20) MiB, the most that "
          + "is read: name the contract and not data, and keep long lists of values in a file of "
          + "their own, named by `reference`.")
    }
    guard let bytes = try? PlainFile.bytes(url.path) else {
      throw UsageError(
        "cannot read the contract \(path.visible): check the spelling, the folder and the "
          + "permissions, or write one with `assay contract DATA --out \(path.visible)`.")
    }
    folder = url.deletingLastPathComponent().path
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

  /// The rules as questions to data.
  func plan(
    _ rows: JudgedRows, engine: any Engine, environment: String?, stage: String?, now: String
  ) throws -> ContractPlan {
    try ContractPlan(
      contract, of: rows, engine: engine, folder: folder, environment: environment, stage: stage,
      now: now)
  }

  /// The contract as an assessment holds data against it.
  ///
  /// - Parameter now: the moment at which freshness is taken.
  func named(now: String) -> ProjectContract {
    ProjectContract(contract, folder: folder, now: now)
  }
}

extension OpenData {
  /// The data as rows that the rules of a contract are asked of.
  var judged: JudgedRows {
    get throws {
      try JudgedRows(source, description, engine: engine, name: argument.shownOnOneLine)
    }
  }
}

internal import Contracts
internal import Engines
internal import Foundation
internal import Quarantine

/// What `assay quarantine release` did.
struct QuarantineRelease: Encodable {
  let release: Release
  /// How the rules fared among all held rows of the batch.
  let constraints: [ConstraintResult]
  let warnings: [WarningDocument]

  private enum Key: String, CodingKey {
    case batch, judged, released, out, blocking, books, constraints, warnings
  }

  init(_ command: QuarantineReleaseCommand) throws {
    let engine = try OpenData.standardEngine()
    let store = try command.store.open(engine)
    let batch = try store.batch(command.store.batch)
    let file = try Self.contract(command.contract, of: batch)
    try file.contract.refuseFlawedExpressions(engine)
    let time = QuarantineStore.now
    let query = try store.data(batch)
    let plan = try file.plan(
      JudgedRows(
        query: query, fields: try engine.schema(of: .query(query)), isText: batch.origin.isText,
        name: "batch \(batch.number)"), engine: engine, environment: batch.origin.environment,
      stage: batch.origin.stage,
      // How fresh the rows were is asked of the day on which they came.
      now: batch.origin.time)
    let earlier = try plan.looksForRepetitions ? store.earlier(batch) : (rows: nil, lost: [])
    let validation = try ContractValidation(
      plan.ofSingleRows(withWhole: !batch.blocking.isEmpty), of: .query(query),
      located: try store.locatedData(batch), beside: earlier.rows, engine: engine,
      run: ValidationReport.Run(id: UUID().uuidString.lowercased(), time: time))
    constraints = validation.report.constraints
    release = try store.release(
      command.rows.selection, of: batch, after: validation, contract: file.copy,
      to: command.out.release, account: .current(by: command.by, reason: command.reason),
      time: time)
    warnings =
      store.warnings
      + earlier.lost.map { file in
        WarningDocument(
          code: "rows-not-compared",
          message:
            "rows of batch \(batch.number) went on to \(file.path.shownOnOneLine), which is not there "
            + "as it was: repeated values are not looked for among them")
      }
  }

  /// The contract that judges: another that was given, else the one that held the rows, if it is
  /// still the same.
  private static func contract(_ given: String?, of batch: Batch) throws -> ContractFile {
    if let given { return try ContractFile(given) }
    let file = try ContractFile(batch.origin.contract.path)
    guard file.copy == batch.origin.contract else {
      throw UsageError(
        "\(file.copy.path.shownOnOneLine) is no longer the contract that held batch \(batch.number): "
          + "give the one that shall judge with --contract.")
    }
    return file
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(release.batch.number, forKey: .batch)
    try container.encode(release.judged, forKey: .judged)
    try container.encode(release.released, forKey: .released)
    try container.encodeIfPresent(release.to, forKey: .out)
    try container.encode(release.batch.blocking, forKey: .blocking)
    try container.encode(Books([release.batch]), forKey: .books)
    try container.encode(constraints, forKey: .constraints)
    try container.encode(warnings, forKey: .warnings)
  }
}

extension OutputPlace {
  /// The same, as where released rows go.
  fileprivate var release: ReleaseTarget {
    switch self {
    case .file(let file): .file(file.path, file.format)
    case .folder(let folder): .folder(folder)
    }
  }
}

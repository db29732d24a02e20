internal import Checklist
internal import Contracts
internal import Engines
internal import Foundation
internal import Quarantine

/// The rows of a validation that a store keeps.
struct Holding {
  let batch: Batch
  let warnings: [WarningDocument]

  /// What a validation into a store needs to know of its inputs.
  struct Inputs {
    let open: OpenData
    let contract: ContractFile
    let plan: ContractPlan
    let environment: String?
    let stage: String?

    /// Equal for runs over the same files with the same contract; nil for a query.
    var identity: String? {
      guard !open.description.files.isEmpty else { return nil }
      var parts = [contract.copy.sha256, environment ?? "", stage ?? ""]
      for file in open.description.files {
        let path = URL(fileURLWithPath: file).resolvingSymlinksInPath().path
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        let time = (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        parts += [path, "\(attributes?[.size] as? Int ?? 0)", "\(time)"]
      }
      return EvidenceHash.of(parts.joined(separator: "\u{0}"))
    }
  }

  /// Opens the store first, so that what a killed run had begun is ended before it is asked for.
  ///
  /// - Parameter isAgain: whether the same data may be held a second time.
  static func store(
    _ folder: String, for inputs: Inputs, isAgain: Bool
  ) throws -> QuarantineStore {
    let store = try StoreArguments.open(folder, inputs.open.engine, isMade: true)
    guard !isAgain, let identity = inputs.identity,
      let earlier = try store.repetition(of: identity)
    else { return store }
    Console.standard.warn(store.warnings)
    throw UsageError(
      "\(inputs.open.argument.shownOnOneLine) was validated with this contract at "
        + "\(earlier.origin.time) already, and is batch \(earlier.number) of "
        + "\(folder.shownOnOneLine): its rows would be there twice. Give --again to have that.")
  }

  init(
    _ validation: ContractValidation, _ inputs: Inputs, in store: QuarantineStore,
    passed: OutputFile?
  ) throws {
    let contract = inputs.contract.contract
    let report = validation.report
    let passedTo = validation.isBlocked ? nil : passed
    batch = try store.hold(
      validation,
      Batch.Origin(
        run: report.run.id, time: report.run.time, source: inputs.open.argument,
        contract: inputs.contract.copy, environment: inputs.environment, stage: inputs.stage,
        isText: inputs.open.description.isText, columns: inputs.open.names,
        personal: contract.personal.sorted(), rules: inputs.plan.shown, identity: inputs.identity,
        passedTo: passedTo.map { URL(fileURLWithPath: $0.path).path }),
      passed: passedTo.map { ($0.path, $0.format) }, account: .current())
    warnings = store.warnings
  }
}

internal import Checklist
internal import Contracts
internal import Engines
internal import Foundation
internal import Monitoring
internal import Quarantine
internal import Reports

/// What `assay validate` found, and the files that it wrote.
struct DataValidation: Encodable {
  let report: ValidationReport
  let outputs: Outputs
  let warnings: [WarningDocument]
  let environment: String?
  let stage: String?
  /// What lineage is told; nil when nobody is.
  let told: ToldData?

  /// The files that were written; nil for one that was not.
  struct Outputs: Encodable {
    var passed: String?
    /// Where it is said of each row how it fared.
    var results: String?
    /// The file, or the store.
    var quarantine: String?
    /// The batch in the store.
    var batch: Int?
  }

  private enum Key: String, CodingKey { case outputs, environment, stage }

  init(_ command: ValidateCommand, _ file: ContractFile, _ run: ValidationReport.Run) throws {
    let now = try Self.moment(command.asOf)
    // What is written in its order waits in memory, and more of it writes no quicker.
    let engine = try OpenData.standardEngine(settings: DuckDBSettings(memoryMiB: 768))
    try file.contract.refuseFlawedExpressions(engine)
    let open = try OpenData(command.data, as: file.contract.statedTypes, engine: engine)
    try Self.refuseLeftOut(open)
    let asked = try AskedDatabase(command, file, open, now: now)
    let plan =
      try asked?.plan
      ?? file.plan(
        try open.judged, engine: engine, environment: command.environment,
        stage: command.stage, now: now)
    let quarantine = command.quarantine?.batch
    let outputs = [quarantine?.file, command.passed?.batch].compactMap(\.self)
    try Self.refuse(
      outputs, of: open,
      holdsReasons: quarantine?.file != nil || command.quarantine?.table != nil)
    let places = try ValidationOutputs(command, of: open)
    let inputs = Holding.Inputs(
      open: open, contract: file, plan: plan, environment: command.environment,
      stage: command.stage)
    let store = try quarantine?.folder.map {
      try Holding.store($0, for: inputs, isAgain: command.again)
    }
    let validation =
      try asked?.validation(keepsRows: command.quarantine != nil, run: run)
      ?? ContractValidation(
        plan, of: open.source, keepsRows: command.quarantine != nil, engine: engine, run: run)
    report = validation.report
    told =
      try command.lineage.openlineage == nil
      ? nil
      : ToldData(
        rows: report.rows, columns: open.description.fields.map { ObservedColumn($0) },
        constraints: report.observed,
        profile: open.profile(
          without: file.contract.personal, count: asked?.plan == nil ? .here : .there))
    let holding = try store.map {
      try Holding(validation, inputs, in: $0, passed: command.passed?.batch)
    }
    self.outputs =
      try holding.map { Self.outputs(of: $0, command) } ?? places.write(validation)
    environment = command.environment
    stage = command.stage
    warnings =
      open.warnings.map { $0.withoutValues(of: file.contract.personal) }
      + (asked?.warnings ?? []) + (holding?.warnings ?? [])
  }

  func encode(to encoder: any Encoder) throws {
    try report.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(outputs, forKey: .outputs)
    try container.encodeIfPresent(environment, forKey: .environment)
    try container.encodeIfPresent(stage, forKey: .stage)
  }

  private static func outputs(of holding: Holding, _ command: ValidateCommand) -> Outputs {
    Outputs(
      passed: holding.batch.origin.passedTo == nil ? nil : command.passed?.path,
      quarantine: command.quarantine?.path, batch: holding.batch.number)
  }

  private static func refuse(
    _ outputs: [OutputFile], of open: OpenData, holdsReasons: Bool
  ) throws {
    for output in outputs { try open.refuse(output: output.path) }
    let reserved = QuarantineColumn.allCases.map(\.rawValue)
    if holdsReasons, let column = open.names.first(where: { reserved.contains($0.lowercased()) }) {
      throw UsageError(
        "\(open.argument.visible) has a column \(column.visible), which the quarantine adds itself: "
          + "leave it out with a query.")
    }
  }

  /// Refuses a file of which values were left out: its rows would go on without them.
  private static func refuseLeftOut(_ open: OpenData) throws(EngineError) {
    guard let warning = open.description.warnings.first(where: { $0.code == .surplusValues })
    else { return }
    throw EngineError(
      .unreadable, warning.message,
      remedy: "correct the rows first: whole rows go on or are held, and nothing was written",
      file: warning.file, line: warning.line)
  }

  /// The moment as the engine reads it, in UTC.
  static func moment(_ text: String?) throws -> String {
    guard let text else { return Date.now.formatted(.iso8601) }
    guard let bound = ConfigurationBound(text), bound.kind == .date || bound.kind == .time else {
      throw UsageError(
        "--as-of \(text.visible) is no moment: expected one such as 2026-03-31T12:00:00.")
    }
    return bound.text.hasSuffix("Z") ? String(bound.text.dropLast()) : bound.text
  }
}

extension WarningDocument {
  /// The warning without the value that it quotes, when its column is personal.
  func withoutValues(of personal: Set<String>) -> WarningDocument {
    guard let column, personal.contains(column),
      let quoted = message.firstRange(of: "; the first is ")
    else { return self }
    var document = WarningDocument(
      code: code, message: String(message[..<quoted.lowerBound]), column: column)
    document.file = file
    document.line = line
    return document
  }
}

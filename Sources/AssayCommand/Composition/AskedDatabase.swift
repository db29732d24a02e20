internal import Contracts
internal import Engines

/// A validation that the database which holds the rows answers, as `--count there` wants it.
struct AskedDatabase {
  /// The rules as questions to the database; nil when it cannot be asked one of them, so that the
  /// rows are read.
  let plan: ContractPlan?
  /// What could not be asked.
  let warnings: [WarningDocument]
  private let open: OpenData
  private let session: TableSession

  /// Nil when the rows are read anyway: they are in a file, or that is wanted.
  init?(_ command: ValidateCommand, _ file: ContractFile, _ open: OpenData, now: String) throws {
    guard command.counting.count == .there, case .table = open.source else { return nil }
    self.open = open
    session = try open.engine.session(open.source)
    let plan = try file.plan(
      JudgedRows(session, name: open.argument.shownOnOneLine), engine: open.engine,
      environment: command.environment, stage: command.stage, now: now)
    self.plan = plan.elsewhere.isEmpty ? plan : nil
    warnings =
      plan.elsewhere.isEmpty
      ? []
      : [
        WarningDocument(
          code: "counted-here",
          message: "the rows are read and counted here, since the database cannot be asked "
            + plan.elsewhere.prefix(3).map { "\($0.rule) (\($0.reason))" }
            .joined(separator: ", ")
            + (plan.elsewhere.count > 3 ? " and \(plan.elsewhere.count - 3) more" : ""))
      ]
  }

  /// What the database answers; nil when the rows are read.
  func validation(
    keepsRows: Bool, run: ValidationReport.Run
  ) throws -> ContractValidation? {
    guard let plan else { return nil }
    return try ContractValidation(
      plan, of: open.source, in: session, keepsRows: keepsRows, engine: open.engine, run: run)
  }
}

internal import Engines
internal import Foundation
internal import Learners
internal import Measurements

/// What `assay bench` measured, and what was odd about it.
struct BenchRun {
  let report: BenchReport
  let warnings: [WarningDocument]

  /// Rows that are read at most: they are sent in turns.
  private static let mostRows = 10_000

  init(_ command: BenchCommand) throws {
    let declaration = try command.model.declaration()
    let data = try OpenData(command.data, engine: OpenData.standardEngine())
    try data.require(command.columns?.names ?? [])
    let columns = command.columns?.names ?? data.names.filter { !data.nested.contains($0) }
    guard !columns.isEmpty else {
      throw UsageError(
        "\(data.argument.shownOnOneLine) has no column of single values to send to a model")
    }
    var plan = ScanPlan()
    let ticket = plan.add(RowFold(columns: columns, limit: Self.mostRows, seed: 1))
    let table = try data.run(plan)[ticket].get()
    let rows = try ModelRows(table, columns: columns, fields: data.description.fields)
    guard rows.count > 0 else {
      throw UsageError(
        "\(data.argument.shownOnOneLine) has no rows, and a model cannot be measured without")
    }
    let progress = Progress()
    defer { progress.finish() }
    report = try Bench(command.plan, declaration, rows: rows).measure(
      libraries: DriverLocation.standard().directories,
      environment: ProcessInfo.processInfo.environment, source: data.argument
    ) { progress.step($0) }
    var warnings = data.warnings
    for run in report.runs where run.errors > 0 {
      let reason = run.firstError.map { ": \($0)" } ?? ""
      warnings.append(
        WarningDocument(
          code: "failed-questions",
          message: "\(run.errors) of \(run.errors + run.requests) questions (batch \(run.batch), "
            + "concurrency \(run.concurrency)) failed\(reason)"))
    }
    for run in report.runs where run.unanswered > 0 {
      warnings.append(
        WarningDocument(
          code: "rate-not-reached",
          message: "the model did not keep up with \(run.rate ?? 0) questions a second (batch "
            + "\(run.batch), concurrency \(run.concurrency)): \(run.unanswered) were never asked"))
    }
    self.warnings = warnings
  }
}

internal import Checklist
internal import Contracts
internal import Foundation
internal import Monitoring

/// Rows on standard input held against a contract one by one, and handed on as they come.
///
/// Nothing is kept of a row but counts: a slow reader slows the input down.
struct StreamValidation: Encodable {
  let report: ValidationReport
  let outputs: DataValidation.Outputs
  let warnings: [WarningDocument]
  let environment: String?
  let stage: String?
  /// Whether rows are on standard output, so that the summary has to be elsewhere.
  let takesStandardOutput: Bool

  /// What lineage is told: nothing is kept of a row, and no column is measured.
  var told: ToldData {
    ToldData(rows: report.rows, columns: nil, constraints: report.observed, profile: nil)
  }

  private enum Key: String, CodingKey { case outputs, environment, stage }

  /// Bytes that are gathered for an output while more rows are there to be read.
  private static let gathered = 1 << 18

  init(_ command: ValidateCommand, _ file: ContractFile, _ run: ValidationReport.Run) throws {
    let moment = try command.asOf.map { _ in try Self.microseconds(command.asOf) }
    let plan = try StreamPlan(
      file.contract, environment: command.environment, stage: command.stage)
    let places = [command.passed?.lines, command.quarantine?.lines, command.results]
    takesStandardOutput = places.contains { $0?.isStandardOutput ?? false }
    let input = try LineInput()
    let files = try places.map { try $0.map { try LineOutput($0) } }
    let identities = files.compactMap { $0?.identity }
    guard Set(identities).count == identities.count else {
      throw UsageError("--passed, --quarantine and --results name one file: give several.")
    }
    let judge = StreamJudge(
      plan, run: run,
      outputs: StreamJudge.Outputs(
        passed: files[0] != nil, quarantined: files[1] != nil, results: files[2] != nil))
    func flush(beyond limit: Int) throws {
      // What is held goes first: a row that went on is never one that others still miss.
      if judge.quarantined.count > limit { try files[1]?.write(&judge.quarantined) }
      if judge.passed.count > limit { try files[0]?.write(&judge.passed) }
      if judge.results.count > limit { try files[2]?.write(&judge.results) }
    }
    var isFlushed = true
    reading: while true {
      switch try input.next(isPatient: isFlushed, lines: judge.lines) {
      case .lines(let lines, let isUnended):
        unsafe judge.judge(lines, isUnended: isUnended, now: moment ?? Self.microseconds(.now))
        try flush(beyond: Self.gathered)
        isFlushed = false
      case .pause:
        try flush(beyond: 0)
        isFlushed = true
      case .end: break reading
      }
    }
    try flush(beyond: 0)
    for file in files { try file?.finish() }
    report = judge.finish(now: moment ?? Self.microseconds(.now))
    outputs = DataValidation.Outputs(
      passed: command.passed?.path, results: command.results?.path,
      quarantine: command.quarantine?.path)
    environment = command.environment
    stage = command.stage
    warnings =
      judge.absentColumns.map {
        WarningDocument(
          code: "absent-column", message: "no row has the column \($0.visible)", column: $0)
      }
      + (input.isInterrupted
        ? [
          WarningDocument(
            code: "interrupted",
            message:
              "stopped by a signal after row \(report.rows); a line that had begun is not judged")
        ] : [])
  }

  func encode(to encoder: any Encoder) throws {
    try report.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(outputs, forKey: .outputs)
    try container.encodeIfPresent(environment, forKey: .environment)
    try container.encodeIfPresent(stage, forKey: .stage)
  }

  private static func microseconds(_ date: Date) -> Int64 {
    Int64(date.timeIntervalSince1970 * 1_000_000)
  }

  /// The moment that `--as-of` says.
  private static func microseconds(_ text: String?) throws -> Int64 {
    let moment = try DataValidation.moment(text)
    guard let moment = ConfigurationBound(moment)?.moment else {
      throw UsageError("--as-of \(moment.visible) is no moment: expected 2026-03-31T12:00:00.")
    }
    return moment
  }
}

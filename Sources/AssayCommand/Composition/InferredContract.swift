internal import Checklist
internal import Contracts
internal import Engines
internal import Foundation
internal import Monitoring

/// A contract inferred from data.
struct InferredContract: Encodable {
  /// The contract's text.
  let contract: String
  let rows: Int
  let sets: Int
  let columns: Int
  /// Constraints of the contract, as `assay validate` counts them: a column that is required or of
  /// a type is one.
  let constraints: Int
  /// Those of them that chance may break.
  let rules: [Rule]
  let warnings: [WarningDocument]

  /// A rule with its promise.
  struct Rule: Encodable {
    let column: String?
    let kind: String
    let falseAlarms: Contract.FalseAlarms
  }

  private enum CodingKeys: String, CodingKey {
    case contract, rows, sets, columns, constraints, rules
  }

  /// Infers a contract.
  ///
  /// - Parameters:
  ///   - data: each one data set.
  ///   - target: the column that only training data have.
  ///   - outputs: the columns of the model's predictions.
  ///   - falseAlarms: the largest probability that chance breaks one rule about a figure in a
  ///     batch.
  ///   - windowRows: rows of the smallest batch whose figures are judged.
  ///   - expectedEvery: how often a batch comes.
  ///   - timestamp: the column by which that is judged; else the only one with times.
  init(
    _ data: [String], name: String? = nil, target: String? = nil, outputs: [String] = [],
    falseAlarms: Double = 0.001,
    windowRows: Int? = nil, expectedEvery: Cadence? = nil, timestamp: String? = nil,
    engine: any Engine
  ) throws {
    let opened = try data.map { try OpenData($0, engine: engine) }
    if let target { try opened.first?.require([target]) }
    let question = SummaryQuestion(engine, now: Date.now.formatted(.iso8601))
    let summaries = try question.summaries(of: opened.map(\.source))
    let times = (summaries.first ?? []).filter { $0.type?.isTime == true }.map(\.name)
    let arrival = try expectedEvery.map {
      ContractInference.Arrival(
        column: try Self.timestamp(timestamp, among: times), hours: $0.hours)
    }
    let inference = ContractInference(
      falseAlarms: falseAlarms, windowRows: windowRows, arrival: arrival)
    var draft = inference.draft(summaries, name: name ?? Self.name(data))
    guard !draft.columns.isEmpty else {
      throw UsageError(
        "\(opened.map(\.argument).joined(separator: ", ").visible) has no column that a contract can name."
      )
    }
    guard draft.rows > 0 else {
      throw UsageError(
        "\(opened.map(\.argument).joined(separator: ", ").visible) has no rows to infer a contract from."
      )
    }
    draft.target = target
    // What is foretold moves with the world: its mean in one period is no rule for the next.
    draft.leaveOutMoments(of: [target].compactMap(\.self) + outputs)
    contract = draft.text
    rows = draft.rows
    sets = draft.sets
    columns = draft.columns.count
    constraints = try Contract.load(contract, file: "contract").rules.count
    rules =
      draft.columns.flatMap { column in
        column.rules.map { Rule(column: column.name, kind: $0.kind, falseAlarms: $0.falseAlarms) }
      } + draft.dataset.map { Rule(column: nil, kind: $0.kind, falseAlarms: $0.falseAlarms) }
    let personal = Set(draft.columns.filter(\.looksPersonal).map(\.name))
    warnings = opened.flatMap(\.warnings).map { $0.withoutValues(of: personal) }
  }

  /// The column by which the age of a batch is judged.
  private static func timestamp(_ given: String?, among times: [String]) throws -> String {
    if let given {
      guard times.contains(given) else {
        throw UsageError(
          "--timestamp \(given.visible) is no column with times; there are "
            + "\(times.isEmpty ? "none" : times.map { $0.visible }.joined(separator: ", ")).")
      }
      return given
    }
    guard let only = times.first, times.count == 1 else {
      throw UsageError(
        times.isEmpty
          ? "--expected-every needs a column with times, and the data have none."
          : "--expected-every needs one column with times, and the data have "
            + "\(times.map { $0.visible }.joined(separator: ", ")): name one with --timestamp.")
    }
    return only
  }

  /// The name of the first file without its ending.
  private static func name(_ data: [String]) -> String {
    let file = data.first?.split(separator: "/").last.map(String.init) ?? ""
    let stem = file.split(separator: ".").first.map(String.init) ?? ""
    return stem.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" } && !stem.isEmpty
      ? stem : "data"
  }
}

internal import Engines

/// Asks an engine about the data of a contract.
///
/// A failure names the data, not the statement; what the engine says of a value stays unsaid.
struct ContractDataReader {
  let engine: any Engine
  let plan: ContractPlan
  let source: DataSource

  /// The one row that a statement answers.
  func row(_ sql: String) throws(EngineError) -> [String?] {
    try telling { () throws(EngineError) in try engine.firstRow(of: sql, reading: source) }
  }

  /// What is told when the answers of a database do not belong to the same rows.
  var changed: EngineError {
    EngineError(
      .unreadable, "the rows changed while they were counted",
      remedy: "run this again when nothing writes to them, or name a version that stays",
      file: source.shown)
  }

  /// The one number that a statement answers.
  func count(_ sql: String) throws(EngineError) -> Int {
    try row(sql).first?.flatMap { Int($0) } ?? 0
  }

  /// For each value that should occur once those that occur several times; nil where there are
  /// none.
  ///
  /// One after another, so that each has the engine's memory to itself.
  func repeated(_ statement: ContractStatement) throws(EngineError) -> [RepeatedValues?] {
    let together = RepetitionScreen(statement)
    if let found = try together.values(row: row, keep: keep) { return found }
    var repeated: [RepeatedValues?] = []
    for (sql, ascent) in zip(statement.repetitionStatements, statement.ascentStatements) {
      if isColumnar, let ascent, try count(ascent) < 2 {
        repeated.append(nil)
        continue
      }
      let kept = try keep(sql)
      let isRepeated = try count("select count(*) as n from \(kept.relation)") > 0
      repeated.append(isRepeated ? RepeatedValues(kept) : nil)
    }
    return repeated
  }

  /// Whether one column can be read in its order without the others, so that looking at it costs
  /// little.
  private var isColumnar: Bool {
    switch source {
    case .path(let path), .typed(let path, _):
      !plan.data.isText && !path.lowercased().contains("json")
    case .table: true
    case .query: false
    }
  }

  /// Examples of rules that rows break.
  ///
  /// - Parameter broken: the rows that are asked; nil for all.
  func examples(
    of failing: [Int],
    by statement: ContractStatement,
    _ broken: ContractStatement.BrokenRows?
  ) throws(EngineError) -> [Int: ContractCounts.Example] {
    guard !failing.isEmpty else { return [:] }
    let found = try row(statement.examples(failing, hidden: plan.contract.personal, broken))
    var examples: [Int: ContractCounts.Example] = [:]
    for (position, index) in failing.enumerated() {
      examples[index] = ContractCounts.Example(found.dropFirst(4 * position).prefix(4))
    }
    return examples
  }

  /// Keeps the rows of a statement.
  func keep(_ sql: String) throws(EngineError) -> KeptRows {
    try telling { () throws(EngineError) in try engine.keep(sql) }
  }

  private func telling<Answer>(
    _ ask: () throws(EngineError) -> Answer
  ) throws(EngineError) -> Answer {
    do throws(EngineError) {
      return try ask()
    } catch {
      guard error.problem.contains("converts a value") else { throw error }
      throw EngineError(
        .unreadable, "an expression of the contract fails on a value",
        remedy: plan.hasExpressions
          ? "use functions that answer null instead, such as try_cast"
          : "state the `type` of the columns in the contract", file: source.shown)
    }
  }
}

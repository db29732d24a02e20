internal import ADBC
package import Engines

/// Data held against a contract: counted once, then written apart.
package struct ContractValidation: Sendable {
  /// What was found.
  package let report: ValidationReport

  private let engine: any Engine
  private let located: ContractStatement
  /// Rules that hold rows back, by their place in the plan.
  private let holding: [Int]
  /// Ids of the rules that hold the whole batch back.
  package let blocking: [String]

  /// Reads the data and judges every rule.
  ///
  /// - Parameters:
  ///   - placed: the data as ``Engine/locatedQuery(_:)`` has them, where the rows' places are known better.
  ///   - run: what identifies this run, and when it is.
  /// - Throws: ``EngineError``.
  package init(
    _ plan: ContractPlan, of source: DataSource, located placed: String? = nil,
    engine: any Engine, run: ValidationReport.Run
  ) throws(EngineError) {
    self.engine = engine
    let rows = if let placed { placed } else { try engine.locatedQuery(source) }
    located = ContractStatement(plan: plan, source: rows, isLocated: true)
    let statement =
      ContractStatement.needsRows(plan)
      ? located
      : ContractStatement(
        plan: plan, source: try engine.query(source, columns: nil), isLocated: false)
    let strict = statement.rowItems.filter {
      !statement.isTolerant($0) && plan.items[$0].rule.severity > .warn
    }
    let answer = try Self.row(statement.counts(holding: strict), engine, plan, source)
    var counts = ContractCounts(answer, statement)
    let broken = statement.rowItems.filter { !counts.isTolerable($0, plan) }
    let holding = broken.filter { plan.items[$0].rule.severity > .warn }
    if holding.contains(where: statement.isTolerant) {
      counts.held =
        Int(try Self.row(statement.held(holding), engine, plan, source).first.flatMap { $0 } ?? "")
        ?? 0
    }
    let failing = statement.rowItems.filter { counts.failed[$0] ?? 0 > 0 }
    var examples: [Int: ContractCounts.Example] = [:]
    if !failing.isEmpty {
      let found = try Self.row(
        located.examples(failing, hidden: plan.contract.personal), engine, plan, source)
      for (position, index) in failing.enumerated() {
        examples[index] = ContractCounts.Example(found.dropFirst(4 * position).prefix(4))
      }
    }
    let results = plan.items.indices.map {
      ConstraintResult(plan, at: $0, counts: counts, example: examples[$0])
    }
    let blocking = results.filter { !$0.ok && $0.severity == .block }.map(\.id)
    self.holding = holding
    self.blocking = blocking
    report = ValidationReport(
      rows: counts.rows, held: blocking.isEmpty ? counts.held : counts.rows, results: results,
      isBlocked: !blocking.isEmpty, run: run, contract: plan.contract)
  }

  /// Whether nothing may go on.
  package var isBlocked: Bool { !blocking.isEmpty }

  /// Writes the rows that go on.
  ///
  /// - Returns: how many.
  package func writePassed(to path: String, format: FileFormat) throws(EngineError) -> Int {
    try engine.write(.query(located.passed(holding: holding)), to: path, format: format)
  }

  /// The rows that are held, with the reasons, as a query.
  package var quarantined: String {
    located.quarantined(
      broken: holding, whole: isBlocked ? blocking : nil, run: report.run.id,
      time: report.run.time)
  }

  /// The numbers of the rows that are held, with the reasons, as a query: `row`, `rules`, `values`.
  package var verdicts: String {
    located.verdicts(broken: holding, whole: isBlocked ? blocking : nil)
  }

  /// Writes the rows that are held, with the reasons.
  ///
  /// - Returns: how many.
  package func writeQuarantined(to path: String, format: FileFormat) throws(EngineError) -> Int {
    try engine.write(.query(quarantined), to: path, format: format)
  }

  /// The one row that a statement about the data answers.
  ///
  /// A failure names the data, not the statement; what the engine says of a value stays unsaid.
  private static func row(
    _ sql: String, _ engine: any Engine, _ plan: ContractPlan, _ source: DataSource
  ) throws(EngineError) -> [String?] {
    do throws(EngineError) {
      let stream = try engine.scan(.query(sql))
      do throws(ADBCError) {
        return try stream.textRows(limit: 1).first ?? []
      } catch {
        throw EngineError(error, reading: source)
      }
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

/// What the counting statement answered.
struct ContractCounts {
  let rows: Int
  /// By rule: rows that break it.
  private(set) var failed: [Int: Int] = [:]
  /// By tolerant rule: rows that it applies to.
  private(set) var applicable: [Int: Int] = [:]
  /// Rows that are held back.
  var held: Int
  /// By rule about a figure: its value, and whether it holds; nil where there is no value.
  private(set) var figures: [Int: (value: String?, holds: Bool?)] = [:]

  /// Broken values and where the first stands.
  struct Example {
    let values: [String]
    let file: String?
    let row: Int?

    init(_ answer: ArraySlice<String?>) {
      let answer = Array(answer)
      var values: [String] = []
      for value in answer.prefix(2).compactMap(\.self) where !values.contains(value) {
        values.append(value)
      }
      self.values = values
      file = answer.count > 2 ? answer[2] : nil
      row = answer.count > 3 ? answer[3].flatMap { Int($0) } : nil
    }
  }

  init(_ answer: [String?], _ statement: ContractStatement) {
    var values = answer.makeIterator()
    func next() -> String? { values.next() ?? nil }
    func count() -> Int { next().flatMap { Int($0) } ?? 0 }
    rows = count()
    for index in statement.rowItems {
      failed[index] = count()
      if statement.isTolerant(index) { applicable[index] = count() }
    }
    held = count()
    for index in statement.figureItems {
      let value = next()
      figures[index] = (value, next().flatMap { Bool($0) })
    }
  }

  /// Whether no more rows break a rule than it tolerates.
  func isTolerable(_ index: Int, _ plan: ContractPlan) -> Bool {
    let failed = failed[index] ?? 0
    guard failed > 0 else { return true }
    guard let applicable = applicable[index], applicable > 0 else { return false }
    return Double(applicable - failed) >= plan.items[index].rule.mostly * Double(applicable)
  }
}

package import Engines

/// Data held against a contract: counted once, then written apart.
package struct ContractValidation: Sendable {
  /// What was found.
  package let report: ValidationReport

  private let engine: any Engine
  /// The statements over the rows with their places.
  private let located: ContractStatement
  /// Those over the rows alone, which are read faster; the same where a rule needs the places.
  private let plain: ContractStatement
  /// Rules that hold rows back, by their place in the plan.
  private let holding: [Int]
  /// Ids of the rules that hold the whole batch back.
  package let blocking: [String]
  /// The statements in the database that holds the rows; nil where they are read.
  private let there: DatabaseStatement?

  /// Reads the data and judges every rule.
  ///
  /// - Parameters:
  ///   - keepsRows: whether the rows that are held will be written: they are kept then when they
  ///     are found.
  ///   - mostValues: values that rows which break rules and go on may take while they are kept.
  ///   - placed: the data as ``Engine/locatedQuery(_:)`` has them, where the rows' places are known
  ///     better.
  ///   - earlier: rows that went on before, as a query, among which repeated values are looked for
  ///     too.
  ///   - run: what identifies this run, and when it is.
  /// - Throws: ``EngineError``.
  package init(
    _ plan: ContractPlan, of source: DataSource, located placed: String? = nil,
    beside earlier: String? = nil, keepsRows: Bool = false,
    mostValues: Int = Self.mostValues, engine: any Engine, run: ValidationReport.Run
  ) throws(EngineError) {
    self.engine = engine
    let reader = ContractDataReader(engine: engine, plan: plan, source: source)
    let rows = if let placed { placed } else { try engine.locatedQuery(source) }
    let others = earlier.map { " union all select *, null, 0 from (\($0))" } ?? ""
    var located = ContractStatement(
      plan: plan, source: "select * from (\(rows))\(others)", isLocated: true,
      hasUnjudgedRows: earlier != nil)
    var plain =
      ContractStatement.needsRows(plan) || earlier != nil
      ? located
      : ContractStatement(
        plan: plan, source: try engine.query(source, columns: nil), isLocated: false)
    let repeated = try reader.repeated(plain)
    (located.repeated, plain.repeated) = (repeated, repeated)
    var counts = ContractCounts(try plain.figures(asking: reader.row), plain)
    there = nil
    var holding: [Int] = []
    var examples: [Int: ContractCounts.Example] = [:]
    let passes = JudgingPasses(
      plan, counts,
      columns: located.keptColumns(plan.rowItems, areWhole: keepsRows).count,
      mostValues: mostValues)
    if !passes.kept.isEmpty {
      let broken = ContractStatement.BrokenRows(
        kept: try reader.keep(located.brokenRows(passes.kept, areWhole: keepsRows)),
        rules: passes.kept, areWhole: keepsRows)
      located.broken = broken
      counts.take(broken: try reader.row(located.counts(broken)), of: passes.kept)
      holding = counts.holding(plan)
      counts.held = try reader.count(located.held(holding, broken))
      examples = try reader.examples(
        of: counts.failing(passes.kept), by: located, broken)
    }
    examples.merge(
      try reader.examples(of: passes.told, by: located, nil)
    ) { kept, _ in kept }
    (self.located, self.plain) = (located, plain)
    let results = Self.results(plan, counts, examples)
    let blocking = Self.blocking(plan, counts)
    self.holding = holding
    self.blocking = blocking
    report = ValidationReport(
      rows: counts.rows, held: blocking.isEmpty ? counts.held : counts.rows, results: results,
      isBlocked: !blocking.isEmpty, run: run, contract: plan.contract)
  }

  /// Asks the database that holds the rows; of them, only those are read that break a rule.
  ///
  /// - Parameters:
  ///   - plan: without rules for ``ContractPlan/elsewhere``.
  ///   - session: the table, in its database.
  ///   - keepsRows: whether the rows that are held will be written: all of them are read then.
  ///     Otherwise at most ``shownRows`` are, for the examples.
  /// - Throws: ``EngineError``.
  package init(
    _ plan: ContractPlan, of source: DataSource, in session: TableSession, keepsRows: Bool = false,
    engine: any Engine, run: ValidationReport.Run
  ) throws(EngineError) {
    self.engine = engine
    let there = DatabaseStatement(plan: plan, session: session, source: source)
    let reader = ContractDataReader(engine: engine, plan: plan, source: source)
    var located = ContractStatement(plan: plan, source: "", isLocated: true)
    var found: [DatabaseStatement.Figure: String?] = [:]
    for part in there.parts {
      let answer = try engine.query(there.answer(there.counts(part)), columns: nil)
      for (name, value) in zip(
        there.names(part), try reader.row(there.reading(part, answer)))
      {
        guard name != .rows || found[.rows] ?? value == value else { throw reader.changed }
        found[name] = value
      }
    }
    var counts = ContractCounts(found, plan)
    let failing = counts.failing(plan.rowItems)
    let holding = counts.holding(plan)
    counts.held =
      holding.count < 2
      ? holding.first.flatMap { counts.failed[$0] } ?? 0
      : try reader.count(try engine.query(there.answer(there.held(holding)), columns: nil))
    let blocking = Self.blocking(plan, counts)
    var examples: [Int: ContractCounts.Example] = [:]
    if !failing.isEmpty || keepsRows {
      let isWhole = keepsRows && !blocking.isEmpty
      let rows = try engine.query(
        there.answer(
          there.rows(breaking: isWhole ? nil : failing, limit: keepsRows ? nil : Self.shownRows)),
        columns: nil)
      let broken = ContractStatement.BrokenRows(
        kept: try reader.keep(
          "select null::varchar as \(ContractStatement.file), null::bigint as "
            + "\(ContractStatement.row), * from (\(there.unpacked(rows)))"),
        rules: plan.rowItems, areWhole: true, areAll: isWhole)
      located.broken = broken
      examples = try reader.examples(of: failing, by: located, broken)
    }
    (self.located, self.plain, self.there) = (located, located, there)
    self.holding = holding
    self.blocking = blocking
    report = ValidationReport(
      rows: counts.rows, held: blocking.isEmpty ? counts.held : counts.rows,
      results: Self.results(plan, counts, examples), isBlocked: !blocking.isEmpty, run: run,
      contract: plan.contract)
  }

  /// Values of rows that break rules and go on, unless others are asked for: about 20 MB.
  package static let mostValues = 2_000_000

  /// Rows that break a rule and are read of a database for the examples, unless all are wanted.
  package static let shownRows = 10_000

  private static func results(
    _ plan: ContractPlan, _ counts: ContractCounts, _ examples: [Int: ContractCounts.Example]
  ) -> [ConstraintResult] {
    plan.items.indices.map {
      ConstraintResult(plan, at: $0, counts: counts, example: examples[$0])
    }
  }

  /// Ids of the rules that hold the whole batch back.
  private static func blocking(_ plan: ContractPlan, _ counts: ContractCounts) -> [String] {
    results(plan, counts, [:]).filter { !$0.ok && $0.severity == .block }.map(\.id)
  }

  /// Whether nothing may go on.
  package var isBlocked: Bool { !blocking.isEmpty }

  /// The rows that go on, in their order, as a query.
  ///
  /// - Throws: ``EngineError`` when the rows of a database cannot be read.
  package func passed() throws(EngineError) -> String {
    guard let there else {
      let query = plain.passed(holding: holding)
      return try engine.keepsOrder(query)
        ? query : located.passed(holding: holding, isSorted: true)
    }
    return try engine.query(there.answer(there.passed(holding: holding)), columns: nil)
  }

  /// The same in the SQL of the database that holds the rows; nil where they were read.
  package var passedThere: String? { there?.passed(holding: holding) }

  /// Writes the rows that go on.
  ///
  /// - Returns: how many.
  package func writePassed(to path: String, format: FileFormat) throws(EngineError) -> Int {
    try engine.write(.query(try passed()), to: path, format: format)
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
}

internal import ADBC
internal import Checklist
internal import Engines

/// The statements that hold data against a plan.
///
/// Each is a chain: the source under its own names (`source`), under names that cannot break
/// anything (`data`), with what depends on the rows' order (`windowed`), and with one truth value a
/// rule that says whether the row breaks it (`judged`).
struct ContractStatement {
  /// The row's number in its file, where the statement is over a located source.
  static let row = "r"
  static let file = "f"
  /// The number of rows, beside the figures.
  static let rows = "n"

  let plan: ContractPlan
  /// The source as a query; with its file and row as last columns where ``isLocated``.
  let source: String
  let isLocated: Bool
  /// Whether there are rows whose number is 0: values are looked for among them, and they are not
  /// judged.
  var hasUnjudgedRows = false
  /// For each of ``ContractData/repetitions`` the values that occur several times, nil where there
  /// are none.
  var repeated: [RepeatedValues?] = []
  /// The rows that break a rule, where they were looked for already.
  var broken: BrokenRows?

  /// Rows that break one of some rules: their place, and a truth value for each of the rules.
  struct BrokenRows {
    let kept: KeptRows
    /// The rules, by their place in the plan, of which they are the broken rows.
    let rules: [Int]
    /// Whether all of their columns are kept, not only those that explain why they break it.
    let areWhole: Bool
    /// Whether the rows that break none are kept with them.
    var areAll = false
  }

  /// Places of the rules about rows among the plan's items.
  private var rowItems: [Int] { plan.rowItems }

  /// Rules that are counted with the figures.
  var counted: [Int] { JudgingPasses.counted(plan) }

  /// Places of the rules about figures.
  var figureItems: [Int] { plan.figureItems }

  /// Whether any rule needs the rows' numbers.
  static func needsRows(_ plan: ContractPlan) -> Bool { !plan.data.windows.isEmpty }

  /// The source under names that cannot break anything.
  var named: String {
    let data = plan.data
    var names = data.fields.indices.map { "c\($0)" }
    if isLocated { names += [Self.file, Self.row] }
    names += data.predicates.indices.map { "s\($0)" }
    let predicates = data.predicates.enumerated().map { ", (\($1)\n) as \"assay s\($0)\"" }
    return """
      with source as not materialized (select *\(predicates.joined()) from (\(source)) as named),
      data as not materialized (select * from source as t(\(names.joined(separator: ", "))))
      """
  }

  /// For each of ``ContractData/repetitions``, the statement that finds its values.
  var repetitionStatements: [String] { plan.data.repetitions.map { "\(named)\n\($0.query())" } }

  /// For each of ``ContractData/repetitions``, the statement that counts, up to two, the values
  /// that are not above the one before, the first being one; nil for several columns.
  ///
  /// With less than two the values ascend, in whatever order the rows came, and none is repeated.
  var ascentStatements: [String?] {
    plan.data.repetitions.map { repetition in
      guard repetition.aliases.count == 1 else { return nil }
      let alias = repetition.aliases[0]
      return """
        \(named)
        select count(*) as n from (select v from (
          select \(alias) as v, lag(\(alias)) over () as before from data where \(alias) is not null)
        where not coalesce(v > before, false) limit 2)
        """
    }
  }

  /// The chain up to the truth values of some rules: what no question needs is not computed.
  private func chain(_ judging: [Int]) -> String {
    let data = plan.data
    // No join where nothing is repeated: it would not keep the rows' order.
    let repetitions = zip(data.repetitions, repeated).enumerated().map { position, repetition in
      let values = repetition.1?.condition(repetition.0)
      return ", \(values ?? "false") as d\(position)"
    }
    var seen: Set<String> = []
    let lists = repeated.compactMap { $0?.lists }.filter { seen.insert($0.relation).inserted }
      .map { " cross join \($0.relation)" }.joined()
    let judgedOnly = hasUnjudgedRows ? " where \(Self.row) > 0" : ""
    let windows = data.windows.enumerated().map { ", \($1) as w\($0)" }
    let judged = judging.map { index in
      ", not coalesce(\(plan.items[index].holds ?? "true"), true) as b\(index)"
        + (isTolerant(index)
          ? ", (\(plan.items[index].holds ?? "true")) is not null as e\(index)" : "")
    }
    let aggregates = data.aggregates.enumerated().map { "(\($1)\n) as g\($0)" }
    let totals =
      aggregates.isEmpty
      ? ""
      : ",\ntotals as not materialized (select \(aggregates.joined(separator: ", ")) from source)"
    return """
      \(named),
      windowed as not materialized (select *\((windows + repetitions).joined()) from data\(lists)\(judgedOnly)),
      judged as not materialized (select *\(judged.joined()) from windowed)\(totals)
      """
  }

  func isTolerant(_ index: Int) -> Bool { plan.items[index].rule.mostly < 1 }

  /// One row: rows; for each ``counted`` rule, the rows that break it and, if it is tolerant, those
  /// that it applies to; for each figure its value and whether it holds.
  ///
  /// - Parameters:
  ///   - counted: which of the rules about rows.
  ///   - asked: which of the figures.
  func figures(_ counted: [Int], _ asked: [Int]) -> String {
    var inner = ["count(*) as \(Self.rows)"]
    var outer = [Self.rows]
    for index in counted {
      inner.append("count(case when b\(index) then 1 end) as k\(index)")
      outer.append("k\(index)")
      guard isTolerant(index) else { continue }
      inner.append("count(case when e\(index) then 1 end) as m\(index)")
      outer.append("m\(index)")
    }
    for index in asked {
      guard case .figure(let aggregate, let holds, _) = plan.items[index].question else { continue }
      inner.append("\(aggregate) as a\(index)")
      outer += ["cast(a\(index) as varchar)", holds("a\(index)")]
    }
    return """
      \(chain(counted))
      select \(Self.numbered(outer)) from (select \(inner.joined(separator: ", ")) from judged)
      """
  }

  /// The columns of the rows that break a rule, as ``BrokenRows`` keeps them.
  func keptColumns(_ rules: [Int], areWhole: Bool) -> [String] {
    let shown = Set(
      rules.flatMap { index -> [String] in
        guard case .rows(_, let shows) = plan.items[index].question else { return [] }
        return shows
      })
    return plan.data.fields.indices.filter {
      areWhole || shown.contains(plan.data.fields[$0].name)
    }.map { "c\($0)" }
  }

  /// The rows that break one of some rules, as ``BrokenRows`` keeps them, in no order.
  ///
  /// A join with one row lets the embedded engine keep them as they come. Keeping their order it
  /// would hold many small parts at once, in twice the memory, and let threads wait for room.
  func brokenRows(_ rules: [Int], areWhole: Bool) -> String {
    let kept =
      [Self.file, Self.row] + keptColumns(rules, areWhole: areWhole) + rules.map { "b\($0)" }
    return """
      \(chain(rules))
      select \(kept.joined(separator: ", ")) from judged left join (select 0 as zero)
      on \(Self.row) = zero where \(Self.any(rules))
      """
  }

  /// One row, of the kept rows: for each of their rules, those that break it.
  func counts(_ broken: BrokenRows) -> String {
    let counts = broken.rules.map { "count(case when b\($0) then 1 end)" }
    return "select \(Self.numbered(counts)) from \(broken.kept.relation)"
  }

  /// One row, of the kept rows: those that break any of the rules.
  func held(_ holding: [Int], _ broken: BrokenRows) -> String {
    "select count(case when \(Self.any(holding)) then 1 end) as n from \(broken.kept.relation)"
  }

  /// Expressions as columns of different names.
  private static func numbered(_ expressions: [String]) -> String {
    expressions.enumerated().map { "\($1) as o\($0)" }.joined(separator: ", ")
  }

  /// One row: for each rule, the least and the greatest broken value, and file and row of the
  /// first.
  ///
  /// - Parameters:
  ///   - hidden: columns of which no value is asked for.
  ///   - broken: the rows that are asked; nil for all.
  func examples(_ failing: [Int], hidden: Set<String>, _ broken: BrokenRows?) -> String {
    var columns: [String] = []
    for index in failing {
      guard case .rows(_, let shows) = plan.items[index].question else { continue }
      let value = shows.contains(where: hidden.contains) ? "null" : shown(shows)
      let breaks = "case when b\(index) then"
      columns += [
        "cast(min(\(breaks) \(value) end) as varchar)",
        "cast(max(\(breaks) \(value) end) as varchar)",
      ]
      let first = "min(\(breaks) {'f': \(Self.file), 'r': \(Self.row)} end)"
      columns += ["struct_extract(\(first), 'f')", "struct_extract(\(first), 'r')"]
    }
    let asked = Self.numbered(columns)
    guard let broken else { return "\(chain(failing))\nselect \(asked) from judged" }
    return "select \(asked) from \(broken.kept.relation)"
  }

  /// One column as it is, several with their names.
  private func shown(_ names: [String]) -> String {
    let aliases = names.compactMap { name in
      plan.data.fields.firstIndex { $0.name == name }.map { (name, "c\($0)") }
    }
    if let only = aliases.first, aliases.count == 1 { return only.1 }
    guard !aliases.isEmpty else { return "null" }
    return aliases.map { name, alias in
      let value = "cast(\(alias) as varchar)"
      return "\(SQLText.literal("\(name.quotedIfBlank) = ")) || case when \(value) = '' or "
        + "\(value) like '% %' then '“' || \(value) || '”' else coalesce(\(value), 'null') end"
    }.joined(separator: " || ', ' || ")
  }

  /// The rows that go on, under their own names and in their own types.
  ///
  /// - Parameter isSorted: whether they are sorted by their place, which a located statement has.
  func passed(holding: [Int], isSorted: Bool = false) -> String {
    "\(chain(holding))\nselect \(ownColumns) from judged where not (\(Self.any(holding)))"
      + (isSorted ? " order by \(Self.file), \(Self.row)" : "")
  }

  /// The rows that are held: their own columns, then why, where from and when.
  ///
  /// - Parameters:
  ///   - broken: rules about rows that are broken by more rows than they tolerate.
  ///   - whole: ids of the rules for which all rows are held; nil holds only the rows that break
  ///     one.
  func quarantined(
    broken: [Int], whole: [String]?, run: String, time: String
  ) -> String {
    let columns = [
      ownColumns, "\(rules(broken, whole: whole)) as \(QuarantineColumn.rules.rawValue)",
      "\(values(broken)) as \(QuarantineColumn.values.rawValue)",
      "\(key) as \(QuarantineColumn.key.rawValue)",
      "\(Self.file) as \(QuarantineColumn.file.rawValue)",
      "\(Self.row) as \(QuarantineColumn.row.rawValue)",
      "\(SQLText.literal(run)) as \(QuarantineColumn.run.rawValue)",
      "cast(\(SQLText.literal(time)) as timestamp) as \(QuarantineColumn.time.rawValue)",
    ].joined(separator: ", ")
    if let found = self.broken, found.areAll {
      return "select \(columns) from \(found.kept.relation)"
        + (whole == nil ? " where \(Self.any(broken))" : "")
    }
    guard whole == nil else { return "\(chain(broken))\nselect \(columns) from judged" }
    guard let found = self.broken, found.areWhole else {
      return "\(chain(broken))\nselect \(columns) from judged where \(Self.any(broken))"
    }
    return
      "select \(columns) from \(found.kept.relation) where \(Self.any(broken)) "
      + "order by \(Self.file), \(Self.row)"
  }

  /// The rows that are held, by their number: `row`, `rules` and `values` as
  /// ``quarantined(broken:whole:run:time:)`` has them.
  func verdicts(broken: [Int], whole: [String]?) -> String {
    let columns =
      "\(Self.row) as \"row\", \(rules(broken, whole: whole)) as rules, \(values(broken)) as \"values\""
    guard whole == nil, let found = self.broken else {
      let condition = whole == nil ? Self.any(broken) : "true"
      return "\(chain(broken))\nselect \(columns) from judged where \(condition)"
    }
    return "select \(columns) from \(found.kept.relation) where \(Self.any(broken))"
  }

  /// The ids of the rules that hold a row, as a JSON list.
  private func rules(_ broken: [Int], whole: [String]?) -> String {
    let ofRows = broken.filter { whole?.contains(plan.items[$0].rule.id) != true }
    let ids =
      ofRows.map { "case when b\($0) then \(SQLText.literal(plan.items[$0].rule.id)) end" }
      + (whole ?? []).map(SQLText.literal)
    return
      "cast(to_json(list_filter([\(ids.joined(separator: ", "))], lambda x: x is not null)) as varchar)"
  }

  /// The values of the columns of each broken rule, as one JSON object by column.
  private func values(_ broken: [Int]) -> String {
    let parts = broken.compactMap { index -> String? in
      guard case .rows(_, let shows) = plan.items[index].question else { return nil }
      let entries = shows.compactMap { name in
        plan.data.fields.firstIndex { $0.name == name }.map {
          "{'k': \(SQLText.literal(name)), 'v': cast(c\($0) as varchar)}"
        }
      }
      return entries.isEmpty
        ? nil : "case when b\(index) then [\(entries.joined(separator: ", "))] else [] end"
    }
    guard !parts.isEmpty else { return "'{}'" }
    let all = "flatten([\(parts.joined(separator: ", "))])"
    return "cast(to_json(map_from_entries(list_distinct(\(all)))) as varchar)"
  }

  /// The values that name a row, as a JSON object by column.
  private var key: String {
    let columns = plan.keys.compactMap { name in
      plan.data.fields.firstIndex { $0.name == name }.map {
        (SQLText.literal(name), "cast(c\($0) as varchar)")
      }
    }
    guard !columns.isEmpty else { return "'{}'" }
    let (names, values) = (columns.map(\.0), columns.map(\.1))
    return "cast(to_json(map([\(names.joined(separator: ", "))], "
      + "[\(values.joined(separator: ", "))])) as varchar)"
  }

  private var ownColumns: String {
    plan.data.fields.enumerated().map { "c\($0) as \(SQLText.identifier($1.name))" }
      .joined(separator: ", ")
  }

  /// Whether a row breaks any of the rules; in parts, since the engine bounds how deep a chain may
  /// be.
  static func any(_ rules: [Int]) -> String {
    guard !rules.isEmpty else { return "false" }
    return stride(from: 0, to: rules.count, by: 100).map { start in
      let part = rules[start..<min(start + 100, rules.count)].map { "b\($0)" }
      return "(\(part.joined(separator: " or ")))"
    }.joined(separator: " or ")
  }
}

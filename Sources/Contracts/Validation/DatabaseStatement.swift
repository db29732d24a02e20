internal import ADBC
internal import Engines

/// The statements that ask the database which holds the rows: only counts, and rows that break a
/// rule, travel.
///
/// Each is over a chain as in ``ContractStatement``: those columns that it names, under names that
/// cannot break anything, texts under the order of their bytes (`data`), with what other rows have
/// in common with a row (`windowed`). What breaks a rule is written where it is counted, and rules
/// are asked in parts: PostgreSQL has at most 1,664 columns in a result, and in each query inside
/// of it.
struct DatabaseStatement: Sendable {
  /// Rules and figures of one statement.
  private static let partSize = 400
  /// Truth values in one text: PostgreSQL's functions take a hundred arguments.
  private static let packed = 90

  let plan: ContractPlan
  let session: TableSession
  let source: DataSource

  private var dialect: Dialect { session.dialect }

  /// A statement as a source whose rows the embedded engine reads.
  func answer(_ sql: String) throws(EngineError) -> DataSource {
    guard case .table(let address, _) = source else { return .query(sql) }
    return .table(address, try DatabaseRelation(sql))
  }

  /// The rules about rows and the figures, as many at a time as one statement asks for.
  var parts: [[Int]] {
    let asked = plan.items.indices.filter {
      switch plan.items[$0].question {
      case .rows, .figure: true
      case .settled, nil: false
      }
    }
    guard !asked.isEmpty else { return [[]] }
    return stride(from: 0, to: asked.count, by: Self.partSize).map {
      Array(asked[$0..<min($0 + Self.partSize, asked.count)])
    }
  }

  /// One row: rows; for each tolerant rule those that it applies to; for each figure its value; for
  /// each rule about rows, those that break it.
  func counts(_ part: [Int]) -> String {
    var list = ["count(*) as \(ContractStatement.rows)"]
    list += tolerant(part).map { index in
      "count(case when (\(plan.items[index].holds ?? "true")) is not null then 1 end) as m\(index)"
    }
    list += figures(part).map { "\($0.aggregate) as a\($0.index)" }
    list += rules(part).map { "count(case when \(breaks($0)) then 1 end) as k\($0)" }
    return "select \(list.joined(separator: ", ")) from \(windowed(part))"
  }

  /// The same in the embedded engine's SQL, over the answer, with whether each figure holds: what
  /// ``names(_:)`` calls.
  func reading(_ part: [Int], _ answer: String) -> String {
    var outer = [ContractStatement.rows] + tolerant(part).map { "m\($0)" }
    for figure in figures(part) {
      outer += ["cast(a\(figure.index) as varchar)", figure.holds("a\(figure.index)")]
    }
    outer += rules(part).map { "k\($0)" }
    let named = outer.enumerated().map { "\($1) as o\($0)" }
    return "select \(named.joined(separator: ", ")) from (\(answer))"
  }

  /// What the columns of ``reading(_:_:)`` are.
  func names(_ part: [Int]) -> [Figure] {
    var names = [Figure.rows]
    names += tolerant(part).map(Figure.applicable)
    for figure in figures(part) { names += [.value(figure.index), .holds(figure.index)] }
    names += rules(part).map(Figure.broken)
    return names
  }

  /// A number of the answer, of a rule by its place in the plan.
  enum Figure: Hashable {
    case rows
    case applicable(Int)
    case value(Int)
    case holds(Int)
    case broken(Int)
  }

  /// One row: those that break any of the rules.
  func held(_ holding: [Int]) -> String {
    "select count(case when \(any(holding)) then 1 end) as n from \(windowed(holding))"
  }

  /// Rows with their columns, and their truth values for the rules about rows as texts of `0` and
  /// `1`.
  ///
  /// - Parameters:
  ///   - rules: those that break one of these; nil for all rows.
  ///   - limit: most rows; nil for all.
  func rows(breaking rules: [Int]?, limit: Int?) -> String {
    let texts = packs.enumerated().map { place, pack in
      let values = pack.map { "case when \(breaks($0)) then '1' else '0' end" }
      return "concat(\(values.joined(separator: ", "))) as t\(place)"
    }
    let columns = plan.data.fields.indices.map { "c\($0)" } + texts
    return
      "select \(columns.joined(separator: ", ")) from \(windowed(plan.rowItems, columns: .all))"
      + (rules.map { " where \(any($0))" } ?? "") + (limit.map { " limit \($0)" } ?? "")
  }

  /// The same in the embedded engine's SQL, over the answer: a truth value for each rule about
  /// rows.
  func unpacked(_ answer: String) -> String {
    let columns = plan.data.fields.indices.map { "c\($0)" }
    let truths = packs.enumerated().flatMap { text, pack in
      pack.enumerated().map { "substr(t\(text), \($0 + 1), 1) = '1' as b\($1)" }
    }
    return "select \((columns + truths).joined(separator: ", ")) from (\(answer))"
  }

  /// The rows that go on, under their own names and as they are stored.
  func passed(holding: [Int]) -> String {
    let own = plan.data.fields.enumerated().map { index, field in
      "\(isPlain(field) ? "c" : "o")\(index) as \(dialect.identifier(field.name))"
    }
    return "select \(own.joined(separator: ", ")) from \(windowed(holding, columns: .own)) "
      + "where not (\(any(holding)))"
  }

  private var packs: [[Int]] {
    let items = plan.rowItems
    return stride(from: 0, to: items.count, by: Self.packed).map {
      Array(items[$0..<min($0 + Self.packed, items.count)])
    }
  }

  private func rules(_ part: [Int]) -> [Int] { part.filter { plan.items[$0].holds != nil } }

  private func tolerant(_ part: [Int]) -> [Int] {
    rules(part).filter { plan.items[$0].rule.mostly < 1 }
  }

  private func figures(
    _ part: [Int]
  ) -> [(index: Int, aggregate: String, holds: @Sendable (String) -> String)] {
    part.compactMap { index in
      guard case .figure(let aggregate, let holds, _) = plan.items[index].question else {
        return nil
      }
      return (index, aggregate, holds)
    }
  }

  /// The condition for a row to break a rule.
  private func breaks(_ index: Int) -> String {
    "not coalesce(\(plan.items[index].holds ?? "true"), true)"
  }

  /// Whether a row breaks any of the rules; in parts, since engines bound how deep a chain may be.
  private func any(_ rules: [Int]) -> String {
    guard !rules.isEmpty else { return "false" }
    return stride(from: 0, to: rules.count, by: 100).map { start in
      "(\(rules[start..<min(start + 100, rules.count)].map(breaks).joined(separator: " or ")))"
    }.joined(separator: " or ")
  }

  /// Which columns a chain has beside those that are named.
  private enum Columns { case named, all, own }

  /// The value of a column as it is compared.
  private func value(_ field: ArrowField) -> String {
    let read = session.expression(field.name)
    return ValueType(field.type) == .text ? dialect.exactText(read) : read
  }

  /// Whether that is the value as it is stored.
  private func isPlain(_ field: ArrowField) -> Bool {
    value(field) == dialect.identifier(field.name)
  }

  /// The chain for some rules and figures, behind `from`.
  ///
  /// Not named by `with`: Spark loses the columns of a named query of which none is needed.
  private func windowed(_ items: [Int], columns: Columns = .named) -> String {
    let data = plan.data
    let sql = items.map { index in
      switch plan.items[index].question {
      case .rows(let holds, _): holds
      case .figure(let aggregate, _, _): aggregate
      case .settled, nil: ""
      }
    }
    let repetitions = ContractData.numbers(of: "d", in: sql).sorted().map {
      ($0, data.repetitions[$0])
    }
    let named = ContractData.numbers(of: "c", in: sql + repetitions.flatMap { $1.aliases })
    var list: [String] = []
    for (index, field) in data.fields.enumerated() {
      let isOwn = columns == .own && !isPlain(field)
      if named.contains(index) || columns == .all || (columns == .own && !isOwn) {
        list.append("\(value(field)) as c\(index)")
      }
      if isOwn { list.append("\(dialect.identifier(field.name)) as o\(index)") }
    }
    let rows =
      "select \(list.isEmpty ? "1 as c" : list.joined(separator: ", ")) from \(session.relation)"
    guard !repetitions.isEmpty else { return "(\(rows)\n) as windowed" }
    let repeated = repetitions.map { place, repetition in
      let present = repetition.aliases.map { "\($0) is not null" }.joined(separator: " and ")
      return ", case when \(present) then count(*) over (partition by "
        + "\(repetition.aliases.joined(separator: ", "))) > 1 end as d\(place)"
    }
    return "(select data.*\(repeated.joined()) from\n(\(rows)\n) as data) as windowed"
  }
}

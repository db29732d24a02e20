internal import ADBC
internal import Engines

/// The statements that ask the database which holds the rows: only counts, and rows that break a rule, travel.
///
/// Each is over a chain as in ``ContractStatement``: the columns under names that cannot break anything, texts under the
/// order of their bytes (`data`), with what other rows have in common with a row (`windowed`), and with one truth value a
/// rule (`judged`).
struct DatabaseStatement: Sendable {
  let plan: ContractPlan
  let session: TableSession
  let source: DataSource

  private var dialect: Dialect { session.dialect }

  /// A statement as a source whose rows the embedded engine reads.
  func answer(_ sql: String) throws(EngineError) -> DataSource {
    guard case .table(let address, _) = source else { return .query(sql) }
    return .table(address, try DatabaseRelation(sql))
  }

  /// One row: rows; for each tolerant rule those that it applies to; for each figure its value; for each rule about
  /// rows, those that break it.
  func counts() -> String {
    var list = ["count(*) as \(ContractStatement.rows)"]
    list += tolerant.map { "count(case when e\($0) then 1 end) as m\($0)" }
    for index in plan.figureItems {
      guard case .figure(let aggregate, _, _) = plan.items[index].question else { continue }
      list.append("\(aggregate) as a\(index)")
    }
    list += plan.rowItems.map { "count(case when b\($0) then 1 end) as k\($0)" }
    return "select \(list.joined(separator: ", ")) from \(judged(plan.rowItems))"
  }

  /// The same in the embedded engine's SQL, over the answer, as ``ContractStatement/figures()`` and
  /// ``ContractStatement/counts(_:)`` have it.
  func reading(_ answer: String) -> String {
    var outer = [ContractStatement.rows] + tolerant.map { "m\($0)" }
    for index in plan.figureItems {
      guard case .figure(_, let holds, _) = plan.items[index].question else { continue }
      outer += ["cast(a\(index) as varchar)", holds("a\(index)")]
    }
    outer += plan.rowItems.map { "k\($0)" }
    let named = outer.enumerated().map { "\($1) as o\($0)" }
    return "select \(named.joined(separator: ", ")) from (\(answer))"
  }

  /// One row: those that break any of the rules.
  func held(_ holding: [Int]) -> String {
    "select count(case when \(ContractStatement.any(holding)) then 1 end) as n "
      + "from \(judged(holding))"
  }

  /// Rows with their columns and a truth value for each rule about rows.
  ///
  /// - Parameters:
  ///   - rules: those that break one of these; nil for all rows.
  ///   - limit: most rows; nil for all.
  func rows(breaking rules: [Int]?, limit: Int?) -> String {
    let columns = plan.data.fields.indices.map { "c\($0)" } + plan.rowItems.map { "b\($0)" }
    return "select \(columns.joined(separator: ", ")) from \(judged(plan.rowItems))"
      + (rules.map { " where \(ContractStatement.any($0))" } ?? "")
      + (limit.map { " limit \($0)" } ?? "")
  }

  /// The rows that go on, under their own names and as they are stored.
  func passed(holding: [Int]) -> String {
    let own = plan.data.fields.enumerated().map { "o\($0) as \(dialect.identifier($1.name))" }
    return "select \(own.joined(separator: ", ")) from \(judged(holding)) "
      + "where not (\(ContractStatement.any(holding)))"
  }

  private var tolerant: [Int] { plan.rowItems.filter { plan.items[$0].rule.mostly < 1 } }

  /// The chain up to the truth values of some rules, behind `from`.
  ///
  /// Not named by `with`: Spark loses the columns of a named query of which none is needed.
  private func judged(_ judging: [Int]) -> String {
    let data = plan.data
    let columns = data.fields.enumerated().map { index, field in
      let read = session.expression(field.name)
      let value = ValueType(field.type) == .text ? dialect.exactText(read) : read
      return "\(value) as c\(index), \(dialect.identifier(field.name)) as o\(index)"
    }
    let repetitions = data.repetitions.enumerated().map { position, repetition in
      let present = repetition.aliases.map { "\($0) is not null" }.joined(separator: " and ")
      return ", case when \(present) then count(*) over (partition by "
        + "\(repetition.aliases.joined(separator: ", "))) > 1 end as d\(position)"
    }
    let judged = judging.map { index in
      let holds = plan.items[index].holds ?? "true"
      return ", not coalesce(\(holds), true) as b\(index)"
        + (tolerant.contains(index) ? ", (\(holds)) is not null as e\(index)" : "")
    }
    return """
      (select windowed.*\(judged.joined()) from
      (select data.*\(repetitions.joined()) from
      (select \(columns.joined(separator: ", ")) from \(session.relation)
      ) as data) as windowed) as judged
      """
  }
}

internal import ADBC
internal import Engines

/// Rows of a group in a ranking, as a database counted them.
struct RankingRows {
  var rows = 0
  var withoutQuery = 0
  var withoutRelevance = 0
  var unranked = 0
  var broken = 0
  /// Rows of a relevance below 0, which no ranking has.
  var negative = 0
}

/// Asks to which lists of relevance queries are ranked, and how many queries have each.
///
/// A list is a short text: within the ranks that count, for each tie and relevance the rows; below
/// them the relevant rows alone, which no metric tells apart by their rank. Queries of one list
/// have the same figure in every metric, so that each different list travels once: never more than
/// queries, and few where lists are short.
struct RankedListQuestion {
  let session: TableSession
  private let columns: MetricColumns
  private let places: Int
  private let entity: MetricColumns.Column
  private let target: MetricColumns.Column
  private let order: MetricColumns.Column
  /// Whether the best is the smallest.
  private let isRank: Bool

  private var dialect: Dialect { session.dialect }
  private var keys: [String] { columns.keys.indices.map { "k\($0)" } }

  /// Nil for a relevance or an order that is no double or whole number, and for queries named by
  /// doubles, of which a database makes 0 and −0 one.
  init?(_ options: MetricOptions, _ columns: MetricColumns, _ session: TableSession) {
    guard let entity = options.entity.flatMap({ columns[$0] }),
      let target = columns[options.target],
      let order = (options.score ?? options.prediction).flatMap({ columns[$0] }),
      target.isPlainNumber, order.isPlainNumber, !entity.isReal
    else { return nil }
    self.session = session
    self.columns = columns
    self.entity = entity
    self.target = target
    self.order = order
    places = options.places ?? RankingTask.usualPlaces
    isRank = options.score == nil
  }

  /// The rows: their keys, the query `e`, the relevance `y`, the score or rank `v`.
  private var rows: String {
    let double = dialect.doubleType
    let list =
      zip(columns.keys, keys).map { "\($0.expression) as \($1)" } + [
        "\(entity.expression) as e", "cast(\(target.expression) as \(double)) as y",
        "cast(\(order.expression) as \(double)) as v",
      ]
    return "(select \(list.joined(separator: ", ")) from \(session.relation)) as assay_rows"
  }

  /// The condition for a row to be in a list.
  private var isListed: String { "e is not null and coalesce(\(dialect.isFinite("y")), false)" }

  /// The columns that ``MetricsFold`` finds by their names, the keys first.
  private var named: [String] {
    let double = "cast(null as \(dialect.doubleType))"
    let known = Set(columns.keys.map(\.name))
    let nothing = [
      (entity.name, "cast(null as \(dialect.textType))"), (target.name, double),
      (order.name, double),
    ].filter { !known.contains($0.0) }
    return zip(columns.keys, keys).map { "\($1) as \(dialect.identifier($0.name))" }
      + nothing.map { "\($0.1) as \(dialect.identifier($0.0))" }
  }

  /// Asks for the rows of each group, batch by batch.
  func askRows(
    _ body: (ArrowBatch, [RankingRows], [ArrowField]) throws(EngineError) -> Void
  ) throws(EngineError) {
    let conditions = [
      "e is null", "e is not null and not coalesce(\(dialect.isFinite("y")), false)",
      "\(isListed) and v is null", "\(isListed) and not \(dialect.isFinite("v"))",
      "\(isListed) and y < 0",
    ]
    let counts = conditions.enumerated().map { "count(case when \($1) then 1 end) as n\($0)" }
    let groups = keys.isEmpty ? "" : " group by \(keys.joined(separator: ", "))"
    let sql =
      "select \((named + ["count(*) as n"] + counts).joined(separator: ", ")) "
      + "from \(rows)\(groups)"
    let first = named.count
    try session.forEachBatch(
      of: sql, columns: first + 6, named: first,
      reading: { row -> RankingRows? in
        let numbers = (0..<6).compactMap { row.whole(first + $0).flatMap { Int($0) } }
        guard numbers.count == 6, numbers.allSatisfy({ $0 >= 0 }) else { return nil }
        return RankingRows(
          rows: numbers[0], withoutQuery: numbers[1], withoutRelevance: numbers[2],
          unranked: numbers[3], broken: numbers[4], negative: numbers[5])
      }
    ) { batch, found, fields throws(EngineError) in
      try body(batch, found, fields)
      return true
    }
  }

  /// Asks for the lists, batch by batch, each with its queries.
  ///
  /// - Parameters:
  ///   - byGroup: whether each group's rows are a list of their own.
  ///   - most: rows that a list may have.
  func askLists(
    byGroup: Bool, most: Int,
    _ body: (ArrowBatch, [(list: RankedQuery, queries: Int)], [ArrowField]) throws(EngineError) ->
      Void
  ) throws(EngineError) {
    let leading = byGroup ? named : []
    let keys = byGroup ? self.keys : []
    let sql =
      "select \((leading + ["l", "count(*) as n"]).joined(separator: ", ")) "
      + "from (\(lists(keys))) as a group by \((keys + ["l"]).joined(separator: ", "))"
    let first = leading.count
    try session.forEachBatch(
      of: sql, columns: first + 2, named: first,
      reading: { row -> (list: RankedQuery, queries: Int)? in
        guard let queries = row.whole(first + 1), queries > 0, let text = row.text(first),
          let list = RankedQuery(counted: text, places: places, most: most)
        else { return nil }
        return (list, Int(queries))
      }
    ) { batch, found, fields throws(EngineError) in
      try body(batch, found, fields)
      return true
    }
  }

  /// Asks how many queries have rows in several groups.
  func askDivided() throws(EngineError) -> Int {
    var divided: Int64?
    try session.forEachRow(
      of: """
        select count(*) as n from (select e from (select distinct \((keys + ["e"]).joined(separator: ", ")) \
        from \(rows) where \(isListed)) as a group by e having count(*) > 1) as b
        """, columns: 1
    ) { row throws(EngineError) in divided = row.whole(0) }
    guard let divided, divided >= 0 else { throw session.contradiction }
    return Int(divided)
  }

  /// A query with the list `l` of each query.
  private func lists(_ keys: [String]) -> String {
    let query = (keys + ["e"]).joined(separator: ", ")
    let zero = dialect.literal(0)
    // Negative zero is zero.
    let score =
      "case when v = 0 then \(zero) when \(dialect.isFinite("v")) then \(isRank ? "-v" : "v") end"
    let ties = """
      select \(query), s, y, count(*) as c from (select \(query), \(score) as s, \
      case when y = 0 then \(zero) else y end as y from \(rows) where \(isListed)) as a group by \(query), s, y
      """
    let order = "partition by \(query) order by s desc nulls last"
    let ranked = """
      select \(query), s, y, c, sum(c) over (\(order)) - sum(c) over (partition by \(query), s) as before_, \
      dense_rank() over (\(order)) as rank_ from (\(ties)) as a
      """
    let placed = """
      select \(query), r, y, sum(c) as c from (select \(query), y, c, \
      case when s is not null and before_ < \(places) then rank_ else 0 end as r from (\(ranked)) as a) as b \
      group by \(query), r, y
      """
    let text = dialect.textType
    let relevance = """
      case when y < 9007199254740992 and y = floor(y) then cast(cast(y as bigint) as \(text)) \
      else concat('b', cast(\(dialect.bits("y")) as \(text))) end
      """
    let parts = """
      select \(query), r, y, case when r > 0 or y > 0 then \
      concat(cast(r as \(text)), ':', \(relevance), '*', cast(c as \(text))) end as t from (\(placed)) as a
      """
    return "select \(query), \(dialect.list("t", in: ["r", "y"])) as l from (\(parts)) as a "
      + "group by \(query)"
  }
}

extension RankedQuery {
  /// Reads the text of a list: `tie:relevance*rows` with commas between; tie 0 lies below the ranks
  /// that count.
  ///
  /// - Parameter most: rows that it may have.
  init?(counted text: String, places: Int, most: Int) {
    var scores: [Double?] = []
    var relevances: [Double] = []
    for part in text.split(separator: ",") {
      let ends = part.split(separator: ":")
      let counted = ends.last?.split(separator: "*") ?? []
      guard ends.count == 2, counted.count == 2, let tie = Int(ends[0]), tie >= 0,
        let rows = Int(counted[1]), rows > 0, rows <= most - relevances.count
      else { return nil }
      let relevance =
        counted[0].first == "b"
        ? UInt64(counted[0].dropFirst()).map { Double(bitPattern: $0) } : Double(counted[0])
      guard let relevance, relevance.isFinite, relevance >= 0 else { return nil }
      for _ in 0..<rows {
        scores.append(tie == 0 ? nil : -Double(tie))
        relevances.append(relevance)
      }
    }
    self.init(scores: scores, relevances: relevances, places: places)
  }
}

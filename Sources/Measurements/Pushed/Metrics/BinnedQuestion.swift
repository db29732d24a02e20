internal import ADBC
internal import Engines

/// Asks for sums, and for numbers put together with their neighbours, in one scan.
///
/// The answer grows with the groups and with the octaves that the numbers fill, not with the rows:
/// at most 2¹¹ numbers an octave and group, and 2¹⁴ an octave of all rows.
struct BinnedQuestion {
  /// Bits of the mantissa that numbers of a group keep, and numbers of all rows.
  ///
  /// So that what a table keeps at last, 4,096 numbers a group and 131,072 of all, are fewer than
  /// come.
  private static let kept = (group: 11, all: 14)

  let session: TableSession
  let sql: String
  let layout: BinnedLayout

  /// Nil when the options measure more than can be asked.
  ///
  /// - Parameter divisions: the places of the keys that divide rows, for each of several that are
  ///   asked for together; nil: all keys for one.
  init?(
    _ options: MetricOptions, _ columns: MetricColumns, _ session: TableSession, centre: Double,
    divisions: [[Int]]? = nil, forecast: ForecastTerms? = nil
  ) {
    let divisions = divisions ?? [Array(columns.keys.indices)]
    let isGrouped = divisions.contains { !$0.isEmpty }
    let dropped = (
      group: 52 - (isGrouped ? Self.kept.group : Self.kept.all), all: 52 - Self.kept.all
    )
    self.session = session
    switch options.task {
    case .binary:
      guard let question = ScoreQuestion(options, columns, session.dialect, dropped: dropped)
      else { return nil }
      sql = question.sql(from: session.relation, divisions)
      layout = question.layout
    case .regression, .forecast:
      guard options.task == .regression || forecast != nil,
        let question = ErrorQuestion(
          options, columns, session.dialect, dropped: dropped, centre: centre, forecast: forecast)
      else { return nil }
      sql = question.sql(from: session.relation, divisions)
      layout = question.layout
    case .multiclass, .ranking: return nil
    }
  }

  /// Asks, and hands the answer over batch by batch until `body` is false.
  func ask(
    _ body: (BinnedAnswer, _ fields: [ArrowField]) throws(EngineError) -> Bool
  ) throws(EngineError) {
    try askBatches { batch, fields throws(EngineError) in
      guard let answer = BinnedAnswer(batch, layout) else { throw session.contradiction }
      return try body(answer, fields)
    }
  }

  /// The same with batches of which each division reads its own.
  func askBatches(
    _ body: (ArrowBatch, _ fields: [ArrowField]) throws(EngineError) -> Bool
  ) throws(EngineError) {
    let stream = try session.ask(sql)
    guard stream.fields.count >= layout.first else { throw session.contradiction }
    let fields = Array(stream.fields.prefix(layout.leading))
    while true {
      let batch: ArrowBatch?
      do throws(ADBCError) { batch = try stream.next() } catch { throw session.error(error) }
      guard let batch else { return }
      guard try body(batch, fields) else { return }
    }
  }
}

/// What both questions have in common.
enum BinnedSQL {
  /// The outer query: rows of sums, of neighbours by group, and of neighbours of all.
  ///
  /// - Parameters:
  ///   - keys: columns of `inner` that divide rows into groups.
  ///   - divisions: the places of those that do, for each division that is asked for.
  ///   - named: expressions for the columns that are found by name.
  ///   - alike: columns of `inner` by which rows of sums are told apart, beside the keys; the first
  ///     is in no other rows.
  ///   - valued: columns by which neighbours are told apart, beside the keys.
  ///   - sums: the task's own columns.
  static func query(
    inner: String, keys: [String], divisions: [[Int]], named: [String], alike: [String],
    valued: [String], sums: [String]
  ) -> String {
    let isGrouped = divisions.contains { !$0.isEmpty }
    var sets: [[String]] = []
    for division in divisions {
      let own = division.map { keys[$0] }
      sets.append(own + alike)
      if !isGrouped || !own.isEmpty { sets.append(own + valued + ["z", "r"]) }
    }
    if isGrouped { sets.append(valued + ["z", "q"]) }
    let list =
      named + ["r", isGrouped ? "q" : "cast(null as bigint) as q", "z"]
      + ["grouping(\(alike[0])) as g1", "grouping(r) as g2", "count(*) as n"]
      + ["\(mask(keys)) as g3"] + sums
    return """
      select \(list.joined(separator: ", ")) from (\(inner)) as assay_binned \
      group by grouping sets (\(sets.map { "(\($0.joined(separator: ", ")))" }.joined(separator: ", ")))
      """
  }

  /// A bit for each key by which rows are not divided.
  static func mask(_ keys: [String]) -> String {
    keys.isEmpty
      ? "0"
      : keys.enumerated().map { "\(1 << $0.offset) * grouping(\($0.element))" }
        .joined(separator: " + ")
  }

  /// The columns `z`, `r` and `q` of a number's bits `m`.
  static func neighbours(
    zone: String, dropped: (group: Int, all: Int), _ dialect: Dialect
  ) -> String {
    let isNumber = "m < \(Int64(bitPattern: Double.infinity.bitPattern))"
    return """
      case when \(isNumber) then \(zone) when m is not null then 3 end as z, \
      case when \(isNumber) then \(dialect.shifted("m", by: dropped.group)) end as r, \
      case when \(isNumber) then \(dialect.shifted("m", by: dropped.all)) end as q
      """
  }
}

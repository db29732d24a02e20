internal import ADBC
internal import Engines

/// Asks how many rows are alike in everything that is measured: each different row once, with its
/// number.
struct EqualRowsQuestion {
  let session: TableSession
  /// What rows are told apart by: names of the answer's columns, and their expressions; the groups
  /// first.
  let keys: [(name: String, expression: String)]
  let measured: [(name: String, expression: String)]
  /// A column whose mean is asked for too; nil for none.
  var centre: String?

  init(
    session: TableSession, keys: [(name: String, expression: String)],
    measured: [(name: String, expression: String)], centre: String? = nil
  ) {
    self.session = session
    self.keys = keys
    self.measured = measured
    self.centre = centre
  }

  /// All of the columns.
  init(session: TableSession, _ columns: MetricColumns, centre: String? = nil) {
    self.init(
      session: session, keys: columns.keys.map { ($0.name, $0.expression) },
      measured: columns.measured.map { ($0.name, $0.expression) }, centre: centre)
  }

  private var columns: [(name: String, expression: String)] { keys + measured }

  /// How many of the first rows differ in what is measured, and the mean of their centre.
  struct Size {
    var rows = 0
    var groups = 0
    var centre = 0.0
  }

  private var dialect: Dialect { session.dialect }

  private func names(_ count: Int) -> String {
    (0..<count).map { "a\($0)" }.joined(separator: ", ")
  }

  private func inner(
    _ columns: [(name: String, expression: String)], limit: Int?, with more: [String] = []
  ) -> String {
    let list = columns.enumerated().map { "\($0.element.expression) as a\($0.offset)" } + more
    let end = limit.map { " limit \($0)" } ?? ""
    return "select \(list.joined(separator: ", ")) from \(session.relation)\(end)"
  }

  /// Looks at the first rows, which say whether to ask for equal rows at all; once for all
  /// measurements of the same.
  func size(first limit: Int, _ count: PushedCount) throws(EngineError) -> Size {
    let large = dialect.literal(RegressionTerm.largest)
    let value =
      centre.map {
        "case when abs(\($0)) <= \(large) then cast(\($0) as \(dialect.doubleType)) end as y"
      } ?? "cast(null as \(dialect.doubleType)) as y"
    let sql = """
      select cast(sum(n) as bigint) as r, count(*) as g, sum(s) as s, cast(sum(m) as bigint) as m \
      from (select count(*) as n, sum(y) as s, count(y) as m \
      from (\(inner(measured, limit: limit, with: [value]))) as a \
      group by \(names(measured.count))) as b
      """
    if let known = count.sizes[sql] { return known }
    var size = Size()
    try session.forEachRow(of: sql, columns: 4) { row throws(EngineError) in
      size.rows = Int(row.whole(0) ?? 0)
      size.groups = Int(row.whole(1) ?? 0)
      let known = Double(row.whole(3) ?? 0)
      if let sum = row.double(2), known > 0, sum.isFinite { size.centre = sum / known }
    }
    count.sizes[sql] = size
    return size
  }

  /// Asks, and hands the answer over batch by batch with how many rows each row stands for.
  ///
  /// - Parameter limit: most rows of the answer; nil for all.
  /// - Returns: false when there are more, or `body` has seen enough.
  func ask(
    limit: Int?,
    _ body: (ArrowBatch, _ times: [Int], _ fields: [ArrowField]) throws(EngineError)
      -> Bool
  ) throws(EngineError) -> Bool {
    try ask(limit: limit, divisions: [Array(keys.indices)]) {
      batch, times, _, fields throws(EngineError) in try body(batch, times, fields)
    }
  }

  /// The same for several ways to divide the rows, in one scan.
  ///
  /// - Parameters:
  ///   - divisions: the places of the keys that divide rows, for each way.
  ///   - body: is given of each row a bit for each key by which its rows are not divided, too.
  func ask(
    limit: Int?, divisions: [[Int]],
    _ body: (ArrowBatch, _ times: [Int], _ masks: [Int64], _ fields: [ArrowField])
      throws(EngineError) -> Bool
  ) throws(EngineError) -> Bool {
    let aliases = keys.indices.map { "a\($0)" }
    let alike = measured.indices.map { "a\(keys.count + $0)" }
    let isDivided = divisions.count > 1
    let sets = divisions.map { division in
      "(\((division.map { aliases[$0] } + alike).joined(separator: ", ")))"
    }
    let grouping =
      isDivided
      ? "grouping sets (\(sets.joined(separator: ", ")))" : names(columns.count)
    let mask = isDivided ? BinnedSQL.mask(aliases) : "0"
    let named = columns.enumerated().map {
      "a\($0.offset) as \(dialect.identifier($0.element.name))"
    }
    let end = limit.map { " limit \($0 + 1)" } ?? ""
    let sql = """
      select \((named + ["count(*) as assay_rows", "\(mask) as assay_mask"]).joined(separator: ", ")) \
      from (\(inner(columns, limit: nil))) as a group by \(grouping)\(end)
      """
    let stream = try session.ask(sql)
    guard stream.fields.count == columns.count + 2 else { throw session.contradiction }
    var groups = 0
    while true {
      let batch: ArrowBatch?
      do throws(ADBCError) { batch = try stream.next() } catch { throw session.error(error) }
      guard let batch else { return true }
      groups += batch.rowCount
      if let limit, groups > limit { return false }
      var times = [Int](repeating: 0, count: batch.rowCount)
      var masks = [Int64](repeating: 0, count: batch.rowCount)
      for row in 0..<batch.rowCount {
        let answer = AnswerRow(batch: batch, row: row)
        guard let count = answer.whole(columns.count), count > 0,
          let mask = answer.whole(columns.count + 1)
        else { throw session.contradiction }
        (times[row], masks[row]) = (Int(count), mask)
      }
      guard try body(batch, times, masks, Array(stream.fields.dropLast(2))) else {
        return false
      }
    }
  }
}

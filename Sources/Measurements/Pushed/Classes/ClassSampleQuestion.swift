internal import ADBC
internal import Engines

/// A different row of a sample that a database drew.
struct SampledRow {
  let scores: [Double]
  let truth: Int
  let best: Int?
  let times: Int
  /// Whether it would be drawn of all rows, too.
  let isOfAll: Bool
}

/// Asks for some of the rows whole, chosen by a hash of their scores: the same ones however often
/// they are asked for.
///
/// A ``ProbabilitySample`` keeps of these the rows that it would keep of any; of parts with few
/// rows all are asked for.
struct ClassSampleQuestion {
  /// Rows asked for, for each different one that is kept: some may be equal.
  private static let spare = 4

  let rows: ClassRows
  /// A query with ``ClassRows/carried``, ``ClassRows/values``, `h` and `b`, of the rows to draw
  /// from.
  let query: String
  /// What divides the rows into parts, each with a sample of its own; none for one sample of all.
  let parts: [String]
  /// Different rows that are kept of each part, and of all.
  let kept: (part: Int, all: Int)
  /// The rows of the query.
  let total: Int

  /// Asks, and hands the answer over batch by batch.
  func ask(
    _ body: (ArrowBatch, [SampledRow]) throws(EngineError) -> Void
  ) throws(EngineError) {
    let first = rows.named(isWhole: true).count
    try rows.ask(sql, columns: first + 4 + rows.count, reading: { read($0, first) }) {
      batch, sampled, _ throws(EngineError) in
      try body(batch, sampled)
      return true
    }
  }

  private func read(_ row: AnswerRow, _ first: Int) -> SampledRow? {
    guard let truth = row.whole(first), (-1...Int64(rows.count)).contains(truth),
      rows.isPlace(row.whole(first + 1)), let drawn = row.whole(first + 2),
      let times = row.whole(first + 3), times > 0
    else { return nil }
    var scores: [Double] = []
    for place in 0..<rows.count {
      guard let score = row.double(first + 4 + place), score.isFinite else { return nil }
      scores.append(score)
    }
    return SampledRow(
      scores: scores, truth: Int(truth), best: row.whole(first + 1).map { Int($0) },
      times: Int(times), isOfAll: drawn < end)
  }

  /// What the hash of a row in the sample of all is below.
  private var end: Int64 {
    let share = Double(Self.spare * kept.all) / Double(max(total, 1))
    return Int64(min(1, share) * Double(Dialect.drawnParts))
  }

  private var sql: String {
    let dialect = rows.dialect
    let drawn = dialect.drawn(by: rows.values.map { ($0, .float64) })
    var inner = rows.select(
      rows.carried + ["h", "b"] + rows.values + ["\(drawn) as d"], from: query)
    var condition = "d < \(end)"
    if !parts.isEmpty {
      inner = rows.select(
        rows.carried + ["h", "b", "d"] + rows.values
          + ["count(*) over (partition by \(parts.joined(separator: ", "))) as w"], from: inner)
      let double = dialect.doubleType
      let most = dialect.literal(Double(Self.spare * kept.part) * Double(Dialect.drawnParts))
      condition += " or cast(d as \(double)) * cast(w as \(double)) < \(most)"
    }
    let alike = rows.carried + ["h", "b", "d"] + rows.values
    let list = rows.named(isWhole: true) + ["h", "b", "d", "count(*) as n"] + rows.values
    return "select \(list.joined(separator: ", ")) from (\(inner)) as a where \(condition) "
      + "group by \(alike.joined(separator: ", "))"
  }
}

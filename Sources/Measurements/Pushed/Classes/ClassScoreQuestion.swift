internal import ADBC
internal import Engines

/// A score of a class and its neighbours, of how many rows.
struct ClassScorePart {
  let place: Int
  let isFirst: Bool
  let score: Double
  let times: Int
  /// Whether the rows are those of all groups together.
  let isOfAll: Bool
}

/// Asks how many labelled rows, of the class and of the others, have each score of each class,
/// neighbours together.
///
/// The answer grows with the classes, groups and octaves that the scores fill, not with the rows.
struct ClassScoreQuestion {
  let rows: ClassRows
  let neighbours: ClassNeighbours

  init(_ rows: ClassRows) {
    self.rows = rows
    neighbours = ClassNeighbours(classes: rows.count)
  }

  private var isGrouped: Bool { !rows.columns.keys.isEmpty }

  private var sql: String {
    let keys = rows.keys
    let labelled = rows.select(
      keys + ["h"] + rows.values, from: rows.query, where: "st = 0 and h >= 0")
    let each = rows.values.enumerated().map { place, value in
      keys + ["\(place)", "case when h = \(place) then 1 else 0 end", value]
    }
    let repeated = rows.dialect.repeated(
      each, as: keys + ["cl", "y", "x"], from: "(\(labelled)) as a")
    let inner = neighbours.query(repeated, carrying: keys + ["cl", "y"], in: rows)
    // Without groups the numbers of all rows are those of the one group.
    let bits = isGrouped ? "r" : "q"
    var sets = [keys + ["cl", "y", "z", bits]]
    if isGrouped { sets.append(["cl", "y", "z", "q"]) }
    let list =
      rows.named(isWhole: false) + ["cl", "y", "z", isGrouped ? "r" : "cast(null as bigint) as r"]
      + ["q", isGrouped ? "grouping(r) as o" : "1 as o", "count(*) as n"]
    let groups = sets.map { "(\($0.joined(separator: ", ")))" }.joined(separator: ", ")
    return "select \(list.joined(separator: ", ")) from (\(inner)) as assay_scores "
      + "group by grouping sets (\(groups))"
  }

  /// Asks, and hands the answer over batch by batch.
  func ask(
    _ body: (ArrowBatch, [ClassScorePart]) throws(EngineError) -> Void
  ) throws(EngineError) {
    let first = rows.named(isWhole: false).count
    try rows.ask(sql, columns: first + 7, reading: { read($0, first) }) {
      batch, parts, _ throws(EngineError) in
      try body(batch, parts)
      return true
    }
  }

  private func read(_ row: AnswerRow, _ first: Int) -> ClassScorePart? {
    guard let place = row.whole(first), (0..<Int64(rows.count)).contains(place),
      let isFirst = row.whole(first + 1), let isOfAll = row.whole(first + 5),
      let times = row.whole(first + 6), times > 0,
      let score = neighbours.score(
        row, zone: first + 2, bits: first + (isOfAll == 0 ? 3 : 4), isOfAll: isOfAll != 0)
    else { return nil }
    return ClassScorePart(
      place: Int(place), isFirst: isFirst == 1, score: score, times: Int(times),
      isOfAll: isOfAll != 0)
  }
}

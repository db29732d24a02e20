internal import ADBC
internal import Engines
internal import Statistics

/// What a database says of rows whose class is expected.
struct ChancePart {
  /// The class.
  let place: Int
  let times: Int
  /// The summed chance of the class, in the units of ``ExpectedClassTable``.
  let chance: Int128
  let content: Content

  enum Content {
    /// Rows of one label and predicted class.
    case rows(Calls)
    /// Rows of one score; whether they are of the class, nil without a label.
    case score(Double, isFirst: Bool?)
    /// Rows that are not counted have no score.
    case nothing
  }

  struct Calls {
    let state: State
    /// The label's place among the classes; their number for any other, −1 for none.
    let truth: Int
    /// The place of the largest score; nil where there is none, or a column says the predicted
    /// class.
    let best: Int?
    let offSum: Int
    /// Rows whose score of the class lies outside the labelled ones.
    let outside: Int
  }

  enum State: Int64 {
    case counted, missingScore, brokenScore, missingPrediction
  }

  /// Rows of the table that only this part tells.
  var ownRows: Int {
    if case .rows = content, place == 0 { times } else { 0 }
  }
}

/// The question about rows whose class is expected: chances by predicted class, and by each class'
/// scores with their neighbours, in one scan.
///
/// - Numerics: a calibrated score is the same quotient of the same doubles as here, and sums are of
///   whole numbers.
struct ChanceQuestion {
  /// Pools of all maps together that a question's text holds at most.
  static let mostPools = 4_096

  let rows: ClassRows
  let neighbours: ClassNeighbours
  private let calibration: ClassCalibration
  private var dialect: Dialect { rows.dialect }

  /// Nil for a calibration of too many pools.
  init?(_ rows: ClassRows, _ calibration: ClassCalibration) {
    let pools = calibration.maps.reduce(0) { $0 + ($1.isApplied ? $1.fit.pools.count : 0) }
    guard pools <= Self.mostPools, calibration.maps.count == rows.count else { return nil }
    self.rows = rows
    self.calibration = calibration
    neighbours = ClassNeighbours(classes: rows.count)
  }

  /// The rows that are counted, of which some are drawn whole.
  var countedRows: String {
    rows.select(
      rows.carried + ["h", "b"] + rows.values, from: rows.ranked,
      where: rows.prediction == nil ? "st = 0" : "st = 0 and c is not null")
  }

  private var sql: String {
    let (carried, values) = (rows.carried, rows.values)
    let maps = values.indices.map { "f\($0)" }
    let state =
      rows.prediction == nil ? "st" : "case when st = 0 and c is null then 3 else st end"
    let best = rows.prediction == nil ? "b" : "cast(null as int)"
    let large = dialect.literal(1e300)
    let tolerance = dialect.literal(ProbabilityTable.tolerance(classes: rows.count) + 1e-9)
    let off = """
      case when st = 0 then case when g > \(large) or l < -\(large) then 1 \
      when abs((\(rows.sum(values))) - 1) > \(tolerance) then 1 else 0 end end as off
      """
    let mapped = rows.select(
      carried + ["h", "\(best) as b", "\(state) as st", off] + values
        + zip(calibration.maps, values).enumerated().map {
          "case when st = 0 then \(map($0.element.0, $0.element.1)) end as \(maps[$0.offset])"
        }, from: rows.ranked)
    let summed = rows.select(
      carried + ["h", "b", "st", "off"] + values + maps + ["\(rows.sum(maps)) as fs"],
      from: mapped)
    let equal = dialect.literal(1 / Double(rows.count))
    let each = values.indices.map { place -> [String] in
      let score = "case when st = 0 then \(values[place]) end"
      return carried + [
        "h", "b", "st", "off", "\(place)",
        "case when h < 0 then null when h = \(place) then 1 else 0 end", score,
        "case when st > 0 then null when fs > 0 then \(maps[place]) / fs else \(equal) end",
        "case when st = 0 and (\(outside(calibration.maps[place], values[place]))) then 1 else 0 end",
      ]
    }
    let names = carried + ["h", "b", "st", "off", "cl", "y", "x", "p", "o"]
    let repeated = dialect.repeated(each, as: names, from: "(\(summed)) as a")
    let kept = names.filter { $0 != "x" }
    let inner = neighbours.query(repeated, carrying: kept, in: rows)
    let sets = [carried + ["h", "b", "st", "cl"], rows.keys + ["cl", "y", "z", "r"]]
    let list =
      rows.named(isWhole: true)
      + [
        "h", "b", "st", "cl", "y", "z", "r", "grouping(r) as gr", "count(*) as n",
        "count(case when off = 1 then 1 end) as off", "count(case when o = 1 then 1 end) as o",
        "\(dialect.exactSum(rows.units("p", scale: 62))) as chance",
      ]
    let groups = sets.map { "(\($0.joined(separator: ", ")))" }.joined(separator: ", ")
    return "select \(list.joined(separator: ", ")) from (\(inner)) as assay_chances "
      + "group by grouping sets (\(groups))"
  }

  /// A score's probability before it is divided by the sum of all.
  private func map(_ map: CalibrationMap, _ score: String) -> String {
    let zero = dialect.literal(0)
    guard map.isApplied else {
      // Quotients of a smaller one are no doubles, and some databases refuse them.
      return """
        case when \(score) < \(dialect.literal(1e-300)) then \(zero) \
        when \(score) > 1 then \(dialect.literal(1)) else \(score) end
        """
    }
    return place(score, in: map.fit.pools, 0..<map.fit.pools.count)
  }

  /// The value at a score that lies in some of the pools, or behind one: halves are compared, so
  /// that the text is deep as the logarithm of the pools.
  private func place(
    _ score: String, in pools: [IsotonicRegression.Pool], _ range: Range<Int>
  ) -> String {
    guard range.count > 1 else { return value(at: score, of: range.lowerBound, in: pools) }
    let middle = (range.lowerBound + range.upperBound) / 2
    return """
      case when \(score) < \(dialect.literal(pools[middle].low)) \
      then \(place(score, in: pools, range.lowerBound..<middle)) \
      else \(place(score, in: pools, middle..<range.upperBound)) end
      """
  }

  /// As ``IsotonicRegression/value(at:)`` has it.
  private func value(
    at score: String, of pool: Int, in pools: [IsotonicRegression.Pool]
  ) -> String {
    let own = pools[pool].value
    guard pool + 1 < pools.count else { return dialect.literal(own) }
    let (from, to) = (pools[pool].high, pools[pool + 1].low)
    let next = """
      (\(score) * \(dialect.literal(0.5)) - \(dialect.literal(from / 2))) \
      / \(dialect.literal(to / 2 - from / 2))
      """
    return """
      case when \(score) > \(dialect.literal(from)) then \(dialect.literal(own)) \
      + (\(next)) * \(dialect.literal(pools[pool + 1].value - own)) else \(dialect.literal(own)) end
      """
  }

  private func outside(_ map: CalibrationMap, _ score: String) -> String {
    guard let low = map.fit.pools.first?.low, let high = map.fit.pools.last?.high else {
      return "1 = 0"
    }
    return "\(score) < \(dialect.literal(low)) or \(score) > \(dialect.literal(high))"
  }

  /// Asks, and hands the answer over batch by batch until `body` is false.
  func ask(
    _ body: (ArrowBatch, [ChancePart], [ArrowField]) throws(EngineError) -> Bool
  ) throws(EngineError) {
    let first = rows.named(isWhole: true).count
    try rows.ask(sql, columns: first + 12, reading: { read($0, first) }, body)
  }

  private func read(_ row: AnswerRow, _ first: Int) -> ChancePart? {
    guard let place = row.whole(first + 3), (0..<Int64(rows.count)).contains(place),
      let times = row.whole(first + 8), times > 0, let grouping = row.whole(first + 7),
      let chance = row.long(first + 11)
    else { return nil }
    func part(_ content: ChancePart.Content) -> ChancePart {
      ChancePart(place: Int(place), times: Int(times), chance: chance, content: content)
    }
    guard grouping == 0 else {
      guard let state = row.whole(first + 2).flatMap({ ChancePart.State(rawValue: $0) }),
        let truth = row.whole(first), (-1...Int64(rows.count)).contains(truth),
        rows.isPlace(row.whole(first + 1)), let off = row.whole(first + 9),
        let outside = row.whole(first + 10)
      else { return nil }
      return part(
        .rows(
          ChancePart.Calls(
            state: state, truth: Int(truth), best: row.whole(first + 1).map { Int($0) },
            offSum: Int(off), outside: Int(outside))))
    }
    guard row.whole(first + 5) != nil else { return part(.nothing) }
    guard let score = neighbours.score(row, zone: first + 5, bits: first + 6, isOfAll: false)
    else { return nil }
    return part(.score(score, isFirst: row.whole(first + 4).map { $0 == 1 }))
  }
}

internal import ADBC
internal import Engines

/// Rows of one class, called alike, whose largest probabilities lie in one calibration bin, as a
/// database summed them.
struct ClassPart {
  let rows: Int
  /// The label's place among the classes; their number for any other, −1 for none.
  let truth: Int
  /// The place of the largest probability; nil where there is none, and beside a predicted class
  /// where it is not the label.
  let best: Int?
  var place = ScorePart.Place.missing
  var hits = 0
  var offSum = 0
  /// The lowest and the highest sum of a row's probabilities.
  var totals: ClosedRange<Double>?
  var sums = Sums()

  /// Sums in the units of ``ProbabilityTable``.
  struct Sums {
    var scores: Int128 = 0
    var squares: Int128 = 0
    var losses: Int128 = 0
    var lossSquares: Int128 = 0
    var errors: Int128 = 0
    var errorSquares: Int128 = 0
  }
}

/// The question about what is counted and summed row by row: classes, calibration, losses of
/// probabilities.
///
/// - Numerics: sums are of whole numbers, the units of ``FixedPointSum``, computed by the same
///   products in the same order as here; only the logarithm is the database's own.
struct ClassSumsQuestion {
  let rows: ClassRows
  private let options: MetricOptions
  private var dialect: Dialect { rows.dialect }

  /// Nil with more bins than a question should have.
  init?(_ rows: ClassRows, _ options: MetricOptions) {
    guard options.calibrationBins <= 100 else { return nil }
    self.rows = rows
    self.options = options
  }

  /// Asks, and hands the answer over batch by batch until `body` is false.
  func ask(
    _ body: (ArrowBatch, [ClassPart], [ArrowField]) throws(EngineError) -> Bool
  ) throws(EngineError) {
    let leading = rows.named(isWhole: true).count
    try rows.ask(sql, columns: leading + 14, reading: { read($0, leading) }, body)
  }

  private func read(_ row: AnswerRow, _ first: Int) -> ClassPart? {
    guard let count = row.whole(first + 3), count > 0, let truth = row.whole(first),
      (-1...Int64(rows.count)).contains(truth), rows.isPlace(row.whole(first + 1)),
      let hits = row.whole(first + 4),
      let off = row.whole(first + 5)
    else { return nil }
    var part = ClassPart(
      rows: Int(count), truth: Int(truth), best: row.whole(first + 1).map { Int($0) })
    switch row.whole(first + 2) {
    // Of rows without a label nothing else is counted.
    case nil: return truth < 0 ? part : nil
    case -3: part.place = .missing
    case -2: part.place = .broken
    case -1: part.place = .outside
    case .some(let bin) where (0..<Int64(options.calibrationBins)).contains(bin):
      part.place = .bin(Int(bin))
    default: return nil
    }
    (part.hits, part.offSum) = (Int(hits), Int(off))
    if let low = row.double(first + 6), let high = row.double(first + 7), low <= high {
      part.totals = low...high
    }
    var sums: [Int128] = []
    for offset in 8..<14 {
      guard let sum = row.long(first + offset) else { return nil }
      sums.append(sum)
    }
    part.sums = ClassPart.Sums(
      scores: sums[0], squares: sums[1], losses: sums[2], lossSquares: sums[3], errors: sums[4],
      errorSquares: sums[5])
    return part
  }

  private var sql: String {
    let carried = rows.carried
    let edges = CalibrationBins.edges(count: options.calibrationBins)
    let bins = edges.enumerated().map {
      "when g <= \(dialect.literal($0.element)) then \($0.offset)"
    }
    let place = """
      case when h < 0 then null when st = 1 then -3 when st = 2 then -2 when l < 0 or g > 1 then -1 \
      \(bins.joined(separator: " ")) else \(edges.count) end as pl
      """
    let placed = rows.select(
      carried + ["h", "st", "g", "b"] + rows.values
        + [place, "\(rows.ofLabel(rows.values)) as w"], from: rows.ranked)
    let (low, high) = (dialect.literal(0x1p-52), dialect.literal(1 - 0x1p-52))
    let measured = rows.select(
      carried + ["h", "b", "pl", "g", "\(hit) as hit"]
        + [
          rows.sum(rows.values), squaredErrors, "case when b = h then 1 - g else g end",
          "- ln(least(greatest(w, \(low)), \(high)))",
        ].enumerated().map {
          "case when pl >= 0 then \($0.element) end as \(["su", "e", "d", "lo"][$0.offset])"
        }, from: placed)
    // Where there is a predicted class, the likeliest one matters only when it is the label.
    let best = rows.prediction == nil ? "b" : "case when b = h then b end"
    let alike = carried + ["h", "pl", best]
    let tolerance = dialect.literal(ProbabilityTable.tolerance(classes: rows.count) + 1e-9)
    let list =
      rows.named(isWhole: true)
      + [
        "h", "\(best) as best", "pl", "count(*) as n", "cast(sum(hit) as bigint) as hits",
        "count(case when abs(su - 1) > \(tolerance) then 1 end) as off", "min(su) as lowest",
        "max(su) as highest",
      ]
      + sums.enumerated().map { "\(dialect.exactSum($0.element)) as s\($0.offset)" }
    return "select \(list.joined(separator: ", ")) from (\(measured)) as a "
      + "group by \(alike.joined(separator: ", "))"
  }

  /// Whether the label is among the likeliest; of equal probabilities the class declared later is
  /// nearer the top.
  private var hit: String {
    let before = rows.values.enumerated().map {
      "case when \($0.element) > w or (\($0.element) = w and h < \($0.offset)) then 1 else 0 end"
    }
    return """
      case when st = 0 and h >= 0 and h < \(rows.count) and \(rows.sum(before)) \
      < \(options.places ?? 2) then 1 else 0 end
      """
  }

  /// The squared error of a row, summed over the classes.
  private var squaredErrors: String {
    // Some databases refuse a product below the smallest double.
    let parts = rows.values.enumerated().map { place, value in
      """
      case when h = \(place) then (1 - \(value)) * (1 - \(value)) \
      when \(value) < \(dialect.literal(1e-150)) then \(dialect.literal(0)) \
      else \(value) * \(value) end
      """
    }
    let other =
      "case when h = \(rows.count) then \(dialect.literal(1)) else \(dialect.literal(0)) end"
    let sum = rows.sum([other] + parts)
    return rows.count > 2 ? sum : "(\(sum)) / 2"
  }

  private var sums: [String] {
    let zero = dialect.literal(0)
    return [
      rows.units("case when pl >= 0 then g end", scale: 62),
      rows.units("case when d < \(dialect.literal(1e-10)) then \(zero) else d * d end", scale: 62),
      rows.units("lo", scale: 57), rows.units("lo * lo", scale: 52),
      rows.cutUnits("e", scale: 61),
      rows.cutUnits(
        "case when e < \(dialect.literal(1e-150)) then \(zero) else e * e end", scale: 60),
    ]
  }
}

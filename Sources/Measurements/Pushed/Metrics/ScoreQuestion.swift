internal import ADBC
internal import Engines

/// The question about scores and labels: confusion, calibration bins with exact sums, and scores
/// with their neighbours.
///
/// - Numerics: sums are of whole numbers, the units of ``FixedPointSum``, computed by the same
///   products in the same order as here; only the logarithm is the database's own.
struct ScoreQuestion {
  let layout: BinnedLayout
  private let columns: MetricColumns
  private let options: MetricOptions
  private let dialect: Dialect
  private let target: MetricColumns.Column
  private let score: MetricColumns.Column
  private let prediction: MetricColumns.Column?

  /// Nil without a score of doubles or whole numbers, or with more bins than a question should
  /// have.
  init?(
    _ options: MetricOptions, _ columns: MetricColumns, _ dialect: Dialect,
    dropped: (group: Int, all: Int)
  ) {
    guard let score = options.score.flatMap({ columns[$0] }), let target = columns[options.target],
      score.isPlainNumber, options.calibrationBins <= 100
    else { return nil }
    self.options = options
    self.columns = columns
    self.dialect = dialect
    self.target = target
    self.score = score
    prediction = options.prediction.flatMap { columns[$0] }
    layout = BinnedLayout(
      leading: columns.keys.count + 2 + (prediction == nil ? 0 : 1), dropped: dropped,
      bins: options.calibrationBins)
  }

  func sql(from relation: String, _ divisions: [[Int]]) -> String {
    let keys = columns.keys.indices.map { "k\($0)" }
    let carried = (keys + ["t"] + (prediction == nil ? [] : ["p"])).joined(separator: ", ")
    var first = zip(columns.keys, keys).map { "\($0.expression) as \($1)" }
    first.append("\(target.expression) as t")
    if let prediction { first.append("\(prediction.expression) as p") }
    first.append("cast(\(score.expression) as \(dialect.doubleType)) as v")
    let zero = dialect.literal(0)
    // Of rows without a label the score is not counted; negative zero is zero.
    let plain = """
      select \(carried), case when t is null then null when v = 0 then \(zero) else v end as x, \
      \(PositiveLabel(options.positive).condition("t", target.type, in: dialect)) as h \
      from (select \(first.joined(separator: ", ")) from \(relation)) as a
      """
    let bits = """
      select \(carried), x, h, \(dialect.neighbourBits("abs(x)")) as m \
      from (\(plain)) as a\(dialect.fence)
      """
    let infinity = Int64(bitPattern: Double.infinity.bitPattern)
    let called =
      prediction == nil
      ? """
      case when m < \(infinity) then case when x >= \(dialect.literal(options.threshold)) \
      then 1 else 0 end end
      """ : "cast(null as int)"
    let zone = BinnedSQL.neighbours(
      zone: "case when x > 0.5 and x <= 1 then 1 when x < 0 then 2 else 0 end",
      dropped: layout.dropped, dialect)
    let placed = """
      select \(carried), x, h, \(called) as o, \(place(infinity)) as c, \(zone) \
      from (\(bits)) as a\(dialect.fence)
      """
    let given = "case when h = 1 then x else 1 - x end"
    // A smaller gap has no square of a unit; some databases refuse its product.
    let gaps = """
      select \(carried), x, h, o, c, z, r, q, \
      case when c >= 0 then case when h = 1 then 1 - x else x end end as d, \
      case when c >= 0 then \(given) end as w from (\(placed)) as a
      """
    let losses = """
      select \(carried), x, h, o, c, z, r, q, \
      case when d < \(dialect.literal(1e-10)) then \(zero) else d end as e, \
      - ln(least(greatest(w, \(dialect.literal(0x1p-52))), \(dialect.literal(1 - 0x1p-52)))) as l \
      from (\(gaps)) as a\(dialect.fence)
      """
    let named =
      zip(columns.keys, keys).map { "\($1) as \(dialect.identifier($0.name))" }
      + ["t as \(dialect.identifier(options.target))"]
      + (prediction == nil ? [] : ["p as \(dialect.identifier(options.prediction ?? ""))"])
      + ["cast(null as \(dialect.doubleType)) as \(dialect.identifier(options.score ?? ""))"]
    return BinnedSQL.query(
      inner: losses, keys: keys, divisions: divisions, named: named,
      alike: ["c", "t", "o", "h"] + (prediction == nil ? [] : ["p"]), valued: ["t"],
      sums: ["o", "c", "h"] + sums)
  }

  /// The calibration bin, or why there is none: −3 no score, −2 not a number, −1 outside 0…1.
  private func place(_ infinity: Int64) -> String {
    let edges = CalibrationBins.edges(count: options.calibrationBins)
    let bins = edges.enumerated().map {
      "when x <= \(dialect.literal($0.element)) then \($0.offset)"
    }
    return """
      case when m is null then -3 when m >= \(infinity) then -2 when x < 0 or x > 1 then -1 \
      \(bins.joined(separator: " ")) else \(edges.count) end
      """
  }

  private var sums: [String] {
    [("x", 62), ("e * e", 62), ("e * e * e * e", 62), ("l", 57), ("l * l", 52)].enumerated().map {
      place, sum in
      let factor = dialect.literal(Double(sign: .plus, exponent: sum.1, significand: 1))
      let units = dialect.whole("\(sum.0) * \(factor)")
      return """
        case when grouping(c) = 0 then \
        \(dialect.exactSum("case when c >= 0 then \(units) end")) end as s\(place)
        """
    }
  }
}

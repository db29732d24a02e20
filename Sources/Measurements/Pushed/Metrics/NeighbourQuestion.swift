internal import ADBC
internal import Engines

/// A part of the answer to a ``NeighbourQuestion``: a score, or why there is none, of how many
/// rows.
struct NeighbourPart {
  /// As ``NumberReader`` writes it: missing, not a number, or the number and its neighbours.
  let score: Double
  let times: Int
  /// Which side of the threshold the score is on; nil without one.
  let isCalled: Bool?
  /// Whether the rows are those of all windows together.
  let isOfAll: Bool
}

/// Asks how many rows of a window have a label, a class and a score, neighbouring scores together:
/// 2¹¹ in each binary octave of a window, 2¹⁴ in one of all rows.
///
/// The answer grows with the windows and with the octaves that the scores fill, not with the rows.
struct NeighbourQuestion {
  private static let kept = (window: 11, all: 14)

  let session: TableSession
  /// Bits that are cut from the scores of a window, and of all rows.
  let dropped: (window: Int, all: Int)
  private let columns: MetricColumns
  private let options: EstimationOptions
  private let score: MetricColumns.Column
  /// Whether scores of all windows together are asked for too.
  private let asksAll: Bool
  /// The columns found by their names, in the order of the answer.
  private let named: [MetricColumns.Column]

  /// Nil for a score that is no double or whole number.
  init?(
    _ options: EstimationOptions, _ columns: MetricColumns, _ session: TableSession,
    hasLabels: Bool, keepsLabels: Bool
  ) {
    guard let score = columns[options.score], score.isPlainNumber else { return nil }
    self.session = session
    self.columns = columns
    self.options = options
    self.score = score
    let isWindowed = !columns.keys.isEmpty
    asksAll = isWindowed && hasLabels && keepsLabels
    dropped = (
      window: 52 - (isWindowed ? Self.kept.window : Self.kept.all), all: 52 - Self.kept.all
    )
    let roles: [String?] = [hasLabels ? options.target : nil, options.prediction]
    named = columns.keys + roles.compactMap { name in name.flatMap { columns[$0] } }
  }

  private var sql: String {
    let dialect = session.dialect
    let double = dialect.doubleType
    let names = named.indices.map { "k\($0)" }
    let carried = names.map { "\($0), " }.joined()
    let first = zip(named, names).map { "\($0.expression) as \($1), " }.joined()
    // Negative zero is zero.
    let plain = """
      select \(carried)case when v = 0 then \(dialect.literal(0)) else v end as x \
      from (select \(first)cast(\(score.expression) as \(double)) as v from \(session.relation)) as a
      """
    let bits =
      "select \(carried)x, \(dialect.neighbourBits("abs(x)")) as m from (\(plain)) as a\(dialect.fence)"
    let infinity = Int64(bitPattern: Double.infinity.bitPattern)
    let called = """
      case when m < \(infinity) then case when x >= \(dialect.literal(options.threshold)) \
      then 1 else 0 end end
      """
    let zone = BinnedSQL.neighbours(
      zone: "case when x > 0.5 and x <= 1 then 1 when x < 0 then 2 else 0 end",
      dropped: (group: dropped.window, all: dropped.all), dialect)
    let inner = "select \(carried)\(called) as o, \(zone) from (\(bits)) as a\(dialect.fence)"
    let labels = names.dropFirst(columns.keys.count)
    var sets = [names + ["o", "z", "r"]]
    // Rows of all windows are told apart by their labels alone.
    if asksAll { sets.append(Array(labels.prefix(1)) + ["z", "q"]) }
    let list =
      zip(named, names).map { "\($1) as \(dialect.identifier($0.name))" }
      + ["cast(null as \(double)) as \(dialect.identifier(options.score))", "o", "z", "r"]
      + [asksAll ? "q" : "cast(null as bigint) as q", "grouping(r) as g", "count(*) as n"]
    return """
      select \(list.joined(separator: ", ")) from (\(inner)) as assay_scores \
      group by grouping sets (\(sets.map { "(\($0.joined(separator: ", ")))" }.joined(separator: ", ")))
      """
  }

  /// Asks, and hands the answer over batch by batch until `body` is false.
  func ask(
    _ body: (ArrowBatch, [NeighbourPart], [ArrowField]) throws(EngineError) -> Bool
  ) throws(EngineError) {
    let leading = named.count + 1
    try session.forEachBatch(
      of: sql, columns: leading + 6, named: leading, reading: { read($0, leading) }, body)
  }

  private func read(_ row: AnswerRow, _ leading: Int) -> NeighbourPart? {
    guard let times = row.whole(leading + 5), times > 0, let grouping = row.whole(leading + 4)
    else { return nil }
    let isOfAll = grouping != 0
    var score = NumberReader.missing
    if let zone = row.whole(leading + 1) {
      if zone == 3 {
        score = .infinity
      } else {
        let cut = UInt64(isOfAll ? dropped.all : dropped.window)
        guard let bits = row.whole(leading + (isOfAll ? 3 : 2)), bits >= 0,
          bits <= Int64.max >> Int64(cut)
        else { return nil }
        let number = Double(bitPattern: UInt64(bits) << cut)
        guard number.isFinite else { return nil }
        score = zone == 1 ? 1 - number : zone == 2 ? -number : number
      }
    }
    return NeighbourPart(
      score: score, times: Int(times), isCalled: row.whole(leading).map { $0 == 1 },
      isOfAll: isOfAll)
  }
}

internal import ADBC
internal import Engines

/// Asks how many rows of columns of numbers fall into each bin, and for the exact parts of their
/// sums.
///
/// The answer has a row a column, binary octave and bin, and a row a column and register of the
/// sketch of different values: some thousands a column, however many rows there are. All columns
/// are counted in one scan.
///
/// - Numerics: bins come from the bits of the double `x − origin`, as in ``LogLinearGrid``; sums
///   are of whole numbers: the significands of doubles in two parts of 27 and 26 bits, whole
///   numbers in two of 32.
struct BinQuestion {
  /// Columns with the origins of their grids.
  let columns: [(column: PushedColumn, origin: Double)]
  let kind: NumberKind

  /// What stands in the place of a bin where a value has none.
  ///
  /// No bin has such a number: 2,047 · 256 is the last.
  enum Mark: Int64 {
    case missing = -2_000_000
    case unreadable = -2_000_001
    case nan = -2_000_002
    case positiveInfinite = -2_000_003
    case negativeInfinite = -2_000_004
  }

  /// Columns of the answer before the sums.
  static let leadingColumns = 10

  /// The powers of two that the parts of the sum and of the sum of squares are multiplied by, in
  /// the order of the answer.
  var exponents: (sum: [Int], squares: [Int]) {
    kind == .real ? ([26, 0], [52, 27, 0]) : ([32, 0], [64, 33, 16, 0])
  }

  func sql(_ session: TableSession) -> String {
    let dialect = session.dialect
    let each = columns.enumerated().map { place, entry in
      [
        "\(place)", dialect.literal(entry.origin),
        entry.column.number(in: dialect)?.value ?? entry.column.expression,
      ]
    }
    let values = dialect.repeated(each, as: ["c", "g", "v"], from: session.relation)
    let hash = HashQuestion(dialect: dialect)
    let binned = kind == .real ? reals(values, dialect, hash) : wholes(values, dialect, hash)
    let hashed = hash.hashed(binned, carrying: "c, x, o, b, ok, f")
    let registers = """
      select c, x, o, b, f, case when ok = 1 then \(dialect.shifted("kh", by: 20)) else -1 end as r, \
      \(dialect.masked("kh", 0xF_FFFF)) * 4294967296 + kl as w from (\(hashed)) as a
      """
    let sums = parts(dialect).enumerated().map {
      "\(dialect.exactSum($0.element)) as s\($0.offset)"
    }
    return """
      select c, o, b, r, count(*) as n, count(case when x = 0 then 1 end) as z, \
      count(case when x < 0 then 1 end) as k, min(w) as w, min(x) as x0, max(x) as x1, \
      \(sums.joined(separator: ", ")) from (\(registers)) as a \
      group by grouping sets ((c, o, b), (c, r))
      """
  }

  private func parts(_ dialect: Dialect) -> [String] {
    let low = dialect.masked("f", kind == .real ? 0x3FF_FFFF : 0xFFFF_FFFF)
    let high = dialect.shifted("f", by: kind == .real ? 26 : 32)
    guard kind != .real else {
      return [high, low, "\(high) * \(high)", "\(high) * \(low)", "\(low) * \(low)"]
    }
    // The square of the low part would not fit.
    return [
      high, low, "\(high) * \(high)", "\(high) * \(low)",
      "\(low) * \(dialect.shifted(low, by: 16))", "\(low) * \(dialect.masked("f", 0xFFFF))",
    ]
  }

  private func reals(_ values: String, _ dialect: Dialect, _ hash: HashQuestion) -> String {
    let infinity = Int64(bitPattern: Double.infinity.bitPattern)
    let unit: Int64 = 1 << 52
    let isShifted = columns.contains { $0.origin != 0 }
    // Negative zero is zero.
    let plain =
      "select c, g, case when v = 0 then \(dialect.literal(0)) else v end as x from (\(values)) as a"
    let signed = """
      select c, x, abs(x) as p, abs(x - g) as q, case when x - g < 0 then -1 else 1 end as s \
      from (\(plain)) as a
      """
    let bits = """
      select c, x, s, \(dialect.bits("p")) as m, \(isShifted ? dialect.bits("q") : "0") as y \
      from (\(signed)) as a\(dialect.fence)
      """
    let key = hash.mixed(
      low: dialect.masked("m", 0xFFFF_FFFF),
      high: "(\(dialect.shifted("m", by: 32)) + case when x < 0 then 2147483648 else 0 end)")
    return """
      select c, x, \
      case when m < \(infinity) then \(dialect.shifted("m", by: 52)) \
      + case when x < 0 then 2048 else 0 end end as o, \
      case when x is null then \(Mark.missing.rawValue) when m > \(infinity) then \(Mark.nan.rawValue) \
      when m = \(infinity) then case when x > 0 then \(Mark.positiveInfinite.rawValue) \
      else \(Mark.negativeInfinite.rawValue) end \
      else s * \(dialect.shifted(isShifted ? "y" : "m", by: 44)) end as b, \
      case when m < \(infinity) then 1 else 0 end as ok, \
      case when m < \(unit) then m when m < \(infinity) then \(dialect.masked("m", unit - 1)) + \(unit) \
      end as f, \(key.low) as kl, \(key.high) as kh from (\(bits)) as a\(dialect.fence)
      """
  }

  private func wholes(_ values: String, _ dialect: Dialect, _ hash: HashQuestion) -> String {
    let outside =
      kind == .instant
      ? "x < \(CalendarText.instants.lowerBound) or x > \(CalendarText.instants.upperBound)"
      : "x is null"
    let signed = """
      select c, x, abs(d) as q, case when d < 0 then -1 else 1 end as s, \
      case when x is null or \(outside) then 0 else 1 end as ok \
      from (select c, v as x, cast(v as \(dialect.doubleType)) - g as d from (\(values)) as a) as a
      """
    let bits = "select c, x, s, ok, \(dialect.bits("q")) as y from (\(signed)) as a\(dialect.fence)"
    let key = hash.mixed(
      low: dialect.masked("x", 0xFFFF_FFFF),
      high: dialect.masked(dialect.shifted("x", by: 32), 0xFFFF_FFFF))
    return """
      select c, x, 0 as o, case when x is null then \(Mark.missing.rawValue) \
      when ok = 0 then \(Mark.unreadable.rawValue) else s * \(dialect.shifted("y", by: 44)) end as b, \
      ok, case when ok = 1 then x end as f, \(key.low) as kl, \(key.high) as kh \
      from (\(bits)) as a\(dialect.fence)
      """
  }
}

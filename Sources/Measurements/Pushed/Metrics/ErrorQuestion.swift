internal import ADBC
internal import Engines

/// A sum over the rows of a regression, in the order of the answer.
///
/// Powers of the target are of its distance from a centre, so that subtracting its mean later
/// leaves digits.
enum RegressionTerm: Int, CaseIterable {
  case error, errorSquares, errorFourths, absolute, percentage, percentageSquares
  case symmetric, symmetricSquares, pinball, pinballSquares
  case centred, centredSquares, centredCubes, centredFourths, errorCentred, errorCentredSquares

  /// The largest number whose fourth power a sum of many holds; of rows with a larger one the rows
  /// are read.
  static let largest = 1e70

  /// In columns `e`, the error; `y`, the target; `p`, the prediction; `u`, the target from the
  /// centre.
  fileprivate func sql(quantile: String?) -> String {
    let share = "case when y <> 0 then abs(e) / abs(y) end"
    let symmetric = "case when e <> 0 then 2 * abs(e) / (abs(y) + abs(p)) end"
    let loss = quantile.map { "case when e < 0 then -\($0) * e else (1 - \($0)) * e end" }
    func squared(_ number: String) -> String { "(\(number)) * (\(number))" }
    return switch self {
    case .error: "e"
    case .errorSquares: "e * e"
    case .errorFourths: "e * e * e * e"
    case .absolute: "abs(e)"
    case .percentage: share
    case .percentageSquares: squared(share)
    case .symmetric: symmetric
    case .symmetricSquares: squared(symmetric)
    case .pinball: loss ?? "0 * e"
    case .pinballSquares: loss.map(squared) ?? "0 * e"
    case .centred: "u"
    case .centredSquares: "u * u"
    case .centredCubes: "u * u * u"
    case .centredFourths: "u * u * u * u"
    case .errorCentred: "e * e * u"
    case .errorCentredSquares: "e * e * u * u"
    }
  }
}

/// The question about targets and predictions: sums of errors, and absolute errors with their
/// neighbours.
///
/// - Numerics: the database adds doubles in its own order; of n rows a sum is within n · 2⁻⁵³ of
///   the sum of magnitudes.
struct ErrorQuestion {
  let layout: BinnedLayout
  private let columns: MetricColumns
  private let options: MetricOptions
  private let dialect: Dialect
  private let roles: [(column: MetricColumns.Column?, alias: String)]
  /// What a forecast adds; nil of a regression.
  private let forecast: ForecastTerms?

  /// Nil for a column that is no double or whole number.
  init?(
    _ options: MetricOptions, _ columns: MetricColumns, _ dialect: Dialect,
    dropped: (group: Int, all: Int), centre: Double, forecast: ForecastTerms? = nil
  ) {
    // A forecast has several intervals, beside the errors.
    let ends = forecast == nil ? [options.lower, options.upper] : [nil, nil]
    let names = [options.target, options.prediction] + ends
    var roles: [(column: MetricColumns.Column?, alias: String)] = []
    for (name, alias) in zip(names, ["y", "p", "lo", "up"]) {
      let column = name.flatMap { columns[$0] }
      guard column?.isPlainNumber ?? true else { return nil }
      roles.append((column, alias))
    }
    self.options = options
    self.columns = columns
    self.dialect = dialect
    self.roles = roles
    self.forecast = forecast
    layout = BinnedLayout(
      leading: columns.keys.count + roles.count { $0.column != nil }
        + (forecast?.named.count ?? 0), dropped: dropped, centre: centre)
  }

  func sql(from relation: String, _ divisions: [[Int]]) -> String {
    let double = dialect.doubleType
    let keys = columns.keys.indices.map { "k\($0)" }
    let added = (forecast?.aliases ?? []).map { "\($0), " }.joined()
    let carried = added + (keys + ["y", "p", "lo", "up"]).joined(separator: ", ")
    let relation = forecast?.relation(relation) ?? relation
    let first =
      zip(columns.keys, keys).map { "\($0.expression) as \($1)" }
      + (forecast?.first ?? []).map { "\($0.expression) as \($0.alias)" }
      + roles.map { "cast(\($0.column?.expression ?? "null") as \(double)) as \($0.alias)" }
    let near = dialect.literal(1e290)
    let states = """
      select \(carried), case when y is null then 0 when p is null then 1 \
      when not (\(dialect.isFinite("y")) and \(dialect.isFinite("p"))) then 2 \
      when abs(y) > \(near) and abs(p) > \(near) then \
      case when abs(p * \(dialect.literal(0.5)) - y * \(dialect.literal(0.5))) \
      >= \(dialect.literal(0x1p1023)) then 3 else 4 end else 4 end as st \
      from (select \(first.joined(separator: ", ")) from \(relation)) as a
      """
    let errors = "select \(carried), st, case when st = 4 then p - y end as f from (\(states)) as a"
    let bits = """
      select \(carried), st, f, \(dialect.neighbourBits("abs(f)")) as m \
      from (\(errors)) as a\(dialect.fence)
      """
    let zone = BinnedSQL.neighbours(
      zone: "case when abs(f) > 0.5 and abs(f) <= 1 then 1 else 0 end", dropped: layout.dropped,
      dialect)
    let most = dialect.literal(RegressionTerm.largest)
    let least = dialect.literal(1 / RegressionTerm.largest)
    let large = """
      case when st = 4 and (abs(f) > \(most) or abs(y) > \(most) or abs(p) > \(most) \
      or (y <> 0 and abs(y) < \(least))) \(forecast?.tooLarge.map { "or \($0) " } ?? "")then 1 else 0 end
      """
    let marked =
      "select \(carried), st, f, \(zone), \(large) as b from (\(bits)) as a\(dialect.fence)"
    // Products of smaller numbers are below the smallest double, which some databases refuse.
    let centred = """
      select \(added)\(keys.map { "\($0), " }.joined())st, z, r, q, b, lo, up, y as ty, \
      case when st = 4 and b = 0 then y end as y, case when st = 4 and b = 0 then p end as p, \
      case when st = 4 and b = 0 then case when abs(f) < \(least) then \(dialect.literal(0)) else f end end as e, \
      case when st = 4 and b = 0 then y - \(dialect.literal(layout.centre)) end as d \
      from (\(marked)) as a
      """
    let inner = """
      select \(added)\(keys.map { "\($0), " }.joined())st, z, r, q, b, lo, up, ty, y, p, e, \
      case when abs(d) < \(least) then \(dialect.literal(0)) else d end as u \
      from (\(centred)) as a\(dialect.fence)
      """
    let named =
      zip(columns.keys, keys).map { "\($1) as \(dialect.identifier($0.name))" }
      + roles.compactMap { role in
        role.column.map { "cast(null as \(double)) as \(dialect.identifier($0.name))" }
      }
      + (forecast?.named ?? []).map {
        "cast(null as \($0.type)) as \(dialect.identifier($0.name))"
      }
    return BinnedSQL.query(
      inner: inner, keys: keys, divisions: divisions, named: named,
      alike: ["st"] + (forecast == nil ? [] : ["sp"]), valued: [],
      sums: ["st"] + counts + sums
        + (forecast?.sums ?? []).map {
          "case when grouping(st) = 0 then \($0.expression) end as \($0.alias)"
        })
  }

  private var counts: [String] {
    let isNumber = ["ty", "lo", "up"].map { "\($0) <= \(dialect.literal(Double.infinity))" }
      .joined(separator: " and ")
    return [
      "count(case when y = 0 then 1 end) as zeros",
      "cast(coalesce(sum(b), 0) as bigint) as large",
      "count(case when \(isNumber) then 1 end) as intervals",
      "count(case when \(isNumber) and lo <= ty and ty <= up then 1 end) as covered",
    ]
  }

  private var sums: [String] {
    let quantile = options.quantile.map { dialect.literal($0) }
    return RegressionTerm.allCases.map { term in
      "case when grouping(st) = 0 then sum(\(term.sql(quantile: quantile))) end as s\(term.rawValue)"
    }
  }
}

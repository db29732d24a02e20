internal import ADBC
internal import Engines

/// What a forecast is asked beyond the errors of a regression: spans of time, scaled errors,
/// intervals and quantiles.
struct ForecastTerms {
  /// Series whose scales a question's text holds at most.
  static let mostScales = 2_000
  /// Different times that are asked for one by one at most; of more, spans of time.
  static let mostTimes = 1 << 14

  /// Where an answer's columns of these are, behind those of a regression.
  enum Place {
    static let span = 0
    static let absoluteTargets = 1
    static let scaledRows = 2
    static let scaled = 3
    static let scaledSquares = 4
    static let crossing = 5
    static let first = 6
  }

  let bands: [(lower: String, upper: String)]
  let quantiles: [MetricOptions.Forecast.Quantile]
  /// Spans are `2^exponent` long.
  var exponent = 0
  private let session: TableSession
  private let time: (column: MetricColumns.Column, expression: String)
  private let series: [MetricColumns.Column]
  private let numbers: [(name: String, expression: String)]
  private let scales: [(series: [String?], scale: SeasonalScales.Scale)]
  private let keys: Set<String>

  private var dialect: Dialect { session.dialect }

  /// Nil where rows have to be read: for times by the order of rows, numbers that are no doubles or
  /// whole numbers, scales of too many series or of series that are not named by texts and whole
  /// numbers.
  init?(
    _ options: MetricOptions, bands: [(lower: String, upper: String)], _ columns: MetricColumns,
    _ session: TableSession
  ) {
    self.session = session
    self.bands = bands
    quantiles = options.forecast.quantiles
    keys = Set(columns.keys.map(\.name))
    guard let time = options.timestamp.flatMap({ columns[$0] }),
      let expression = session.dialect.step(time.expression, time.type)
    else { return nil }
    self.time = (time, expression)
    var numbers: [(name: String, expression: String)] = []
    let names = bands.flatMap { [$0.lower, $0.upper] } + quantiles.map(\.column)
    for name in names where !numbers.contains(where: { $0.name == name }) {
      guard let column = columns[name], column.isPlainNumber, !keys.contains(name) else {
        return nil
      }
      numbers.append((name, column.expression))
    }
    self.numbers = numbers
    series = options.forecast.series.compactMap { columns[$0] }
    scales = options.forecast.scales?.all ?? []
    let isNamed = series.allSatisfy { $0.type.isText || $0.type.isWholeNumber }
    let isUsable = scales.allSatisfy { _, scale in
      (1e-70...1e70).contains(scale.absolute) && (1e-140...1e140).contains(scale.square)
    }
    guard series.count == options.forecast.series.count, scales.count <= Self.mostScales,
      scales.isEmpty || (isNamed && isUsable)
    else { return nil }
  }

  /// Columns that are found by their names, and what stands for them.
  var named: [(name: String, type: String)] {
    var found = numbers.map { ($0.name, dialect.doubleType) }
    found.append((time.column.name, time.column.type.isInstant ? "timestamp" : "bigint"))
    for one in series where !found.contains(where: { $0.0 == one.name }) {
      found.append((one.name, dialect.textType))
    }
    return found.filter { !keys.contains($0.0) }
  }

  /// The relation, each row with the scale of its series.
  func relation(_ relation: String) -> String {
    guard !scales.isEmpty else { return relation }
    func text(_ value: String?) -> String {
      value.map { dialect.literal($0) } ?? "cast(null as \(dialect.textType))"
    }
    let rows = scales.map { one in
      let parts =
        one.series.map(text) + [
          dialect.literal(one.scale.absolute), dialect.literal(one.scale.square),
        ]
      return "(\(parts.joined(separator: ", ")))"
    }
    let names = series.indices.map { "assay_s\($0)" } + ["assay_sa", "assay_sq"]
    let equal = series.enumerated().map { place, column in
      let own =
        column.type.isText ? column.expression : "cast(\(column.expression) as \(dialect.textType))"
      return "\(own) is not distinct from assay_s\(place)"
    }
    let condition = equal.isEmpty ? "1 = 1" : equal.joined(separator: " and ")
    return """
      \(relation) left join (values \(rows.joined(separator: ", "))) \
      as assay_scales(\(names.joined(separator: ", "))) on \(condition)
      """
  }

  /// Expressions of the innermost query, and their names there.
  var first: [(expression: String, alias: String)] {
    let double = dialect.doubleType
    let scale =
      scales.isEmpty
      ? ["cast(null as \(double))", "cast(null as \(double))"] : ["assay_sa", "assay_sq"]
    return [(span, "sp"), (scale[0], "sa"), (scale[1], "sq")]
      + numbers.enumerated().map {
        ("cast(\($0.element.expression) as \(double))", "f\($0.offset)")
      }
  }

  var aliases: [String] { first.map(\.alias) }

  /// The span of a time, counted from −2⁶², so that no database shifts a number below 0.
  private var span: String {
    "case when \(time.expression) is not null then "
      + dialect.shifted("(\(time.expression) + \(Self.origin))", by: exponent) + " end"
  }

  private static let origin: Int64 = 1 << 62

  /// The first moment of a span.
  func time(ofSpan span: Int64) -> Int64 {
    (span << Int64(exponent)) - Self.origin
  }

  private func alias(_ name: String) -> String {
    "f\(numbers.firstIndex { $0.name == name } ?? 0)"
  }

  /// The columns of the answer, in columns of the errors' inner query: `ty` the target, `y` where
  /// there is an error, `e` the error.
  var sums: [(expression: String, alias: String)] {
    let (infinite, zero) = (dialect.literal(Double.infinity), dialect.literal(0))
    let least = dialect.literal(1 / RegressionTerm.largest)
    func isNumber(_ names: [String]) -> String {
      names.map { "\($0) <= \(infinite)" }.joined(separator: " and ")
    }
    func count(_ condition: String, _ alias: String) -> (expression: String, alias: String) {
      ("count(case when \(condition) then 1 end)", alias)
    }
    let ordered = quantiles.sorted { $0.share < $1.share }.map { alias($0.column) }
    let crossing = zip(ordered, ordered.dropFirst()).map {
      "(\(isNumber([$0, $1])) and \($0) > \($1))"
    }
    var sums: [(expression: String, alias: String)] = [
      ("sp", "span_"), ("sum(abs(y))", "targets"),
      count("e is not null and sa is not null", "scaledrows"),
      ("sum(abs(e) / sa)", "scaled"), ("sum(e * e / sq)", "scaledsquares"),
      count(crossing.isEmpty ? "1 = 0" : crossing.joined(separator: " or "), "crossing"),
    ]
    for (place, band) in bands.enumerated() {
      let (low, high) = (alias(band.lower), alias(band.upper))
      let known = isNumber(["ty", low, high])
      sums.append(count(known, "bandrows\(place)"))
      sums.append(count("\(known) and \(low) <= ty and ty <= \(high)", "bandhits\(place)"))
    }
    for (place, quantile) in quantiles.enumerated() {
      let value = alias(quantile.column)
      let known = "\(dialect.isFinite(value)) and \(dialect.isFinite("ty"))"
      let (low, high) = (dialect.literal(quantile.share), dialect.literal(1 - quantile.share))
      sums.append(count(known, "quantilerows\(place)"))
      sums.append(count("\(known) and ty <= \(value)", "quantilebelow\(place)"))
      sums.append(
        (
          """
          sum(case when \(known) then case when abs(\(value) - ty) < \(least) then \(zero) \
          when \(value) < ty then -\(low) * (\(value) - ty) else \(high) * (\(value) - ty) end end)
          """, "quantileloss\(place)"
        ))
    }
    return sums
  }

  /// Whether a number is too large for its powers, beyond target and prediction.
  var tooLarge: String? {
    let most = dialect.literal(RegressionTerm.largest)
    let columns = numbers.indices.map {
      "(\(dialect.isFinite("f\($0)")) and abs(f\($0)) > \(most))"
    }
    return columns.isEmpty ? nil : columns.joined(separator: " or ")
  }

  /// What the first question says: the length of spans, and a number near the targets.
  struct Size {
    let exponent: Int
    let centre: Double
  }

  /// Asks how long spans must be so that they are few.
  ///
  /// - Returns: nil where there are nearly as many spans and groups as rows, or times beyond those
  ///   of a calendar.
  mutating func size(
    target: MetricColumns.Column, keys: [MetricColumns.Column]
  ) throws(EngineError) -> Size? {
    let double = dialect.doubleType
    let most = dialect.literal(RegressionTerm.largest)
    let value = "cast(\(target.expression) as \(double))"
    let inner = """
      select \(time.expression) as tm, \
      case when abs(\(value)) <= \(most) then \(value) end as y from \(session.relation)
      """
    var (rows, low, high, times) = (0, Int64(0), Int64(0), 0)
    var centre = 0.0
    try session.forEachRow(
      of: """
        select count(*) as n, min(tm) as a, max(tm) as b, count(distinct tm) as d, avg(y) as m \
        from (\(inner)) as a
        """, columns: 5
    ) { row throws(EngineError) in
      rows = Int(row.whole(0) ?? 0)
      (low, high) = (row.whole(1) ?? 0, row.whole(2) ?? 0)
      times = Int(row.whole(3) ?? 0)
      if let mean = row.double(4), mean.isFinite { centre = mean }
    }
    guard low > -Self.origin / 2, high < Self.origin / 2 else { return nil }
    if times > Self.mostTimes {
      while (high >> Int64(exponent)) - (low >> Int64(exponent)) > Int64(Self.mostTimes) {
        exponent += 1
      }
    }
    let names = keys.indices.map { "k\($0)" } + ["sp"]
    let list =
      keys.enumerated().map { "\($0.element.expression) as k\($0.offset)" } + ["\(span) as sp"]
    var parts = 0
    try session.forEachRow(
      of: """
        select count(*) as n from (select \(names.joined(separator: ", ")) from \
        (select \(list.joined(separator: ", ")) from \(session.relation)) as a \
        group by \(names.joined(separator: ", "))) as b
        """, columns: 1
    ) { row throws(EngineError) in parts = Int(row.whole(0) ?? 0) }
    // A part is some thirty numbers, a row some five.
    guard 8 * parts <= rows else { return nil }
    return Size(exponent: exponent, centre: centre)
  }
}

extension Dialect {
  /// A time as ``StepReader`` reads it: microseconds of dates and timestamps, or a whole number;
  /// nil for another type.
  func step(_ time: String, _ type: ArrowType) -> String? {
    switch type {
    case .date32: microseconds(ofDate: time)
    case .timestamp(.microseconds, _): microseconds(ofTimestamp: time)
    default: type.isWholeNumber && type != .uint64 ? "cast(\(time) as bigint)" : nil
    }
  }
}

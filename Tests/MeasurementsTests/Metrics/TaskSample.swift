import ADBC
import Engines
import Measurements

/// Measures queries of the embedded engine.
enum TaskSample {
  static let engine = Result { try DuckDBEngine() }

  static func measure(
    _ sql: String, _ options: MetricOptions
  ) throws -> Result<MetricsReport, MetricRefusal> {
    var plan = ScanPlan()
    let ticket = plan.add(try MetricsFold(options))
    let source = try DataSource(argument: "duckdb:" + sql)
    return try plan.run(try engine.get().scan(source))[ticket]
  }

  /// A fold that saw the rows of a query, not yet finished.
  static func fold(_ sql: String, _ options: MetricOptions) throws -> MetricsFold {
    let stream = try engine.get().scan(try DataSource(argument: "duckdb:" + sql))
    var fold = try MetricsFold(options)
    fold.start(stream.fields, first: nil)
    while let batch = try stream.next() { fold.update(batch, firstRow: 0) }
    return fold
  }

  static func scales(
    _ sql: String, _ options: MetricOptions, isOwn: Bool = true
  ) throws -> SeasonalScales {
    var plan = ScanPlan()
    let ticket = plan.add(SeasonalScaleFold(options, isOwn: isOwn))
    let source = try DataSource(argument: "duckdb:" + sql)
    return try plan.run(try engine.get().scan(source))[ticket].get()
  }

  /// 900 rows of three classes with probabilities that mean something.
  static let classes = """
    select i, case when w < a then 'a' when w < a + b then 'b' else 'c' end as y, a, b,
      1 - a - b as c, case when v < 0.5 then 'north' when v < 0.9 then 'south' end as region,
      timestamp '2024-01-01' + interval (i) hour as seen
    from (
      select i, a, (1 - a) * v as b, v, w from (
        select i, 0.1 + 0.6 * (i * 37 % 100) / 100.0::double as a, (i * 61 % 97) / 97.0::double as v,
          (i * 53 % 89) / 89.0::double as w
        from range(900) t(i)))
    """

  /// 60 days of four shops, predicted with errors that last for days.
  static let series = """
    select shop, day, y, y + 3 * sin(i / 4.0 + shop) + shop - 1.5 as yhat, y - 5 as p10, y + 1 as p50,
      y + 6 + sin(i) as p90
    from (
      select shop, i, date '2024-01-01' + i::integer as day,
        20 + 5 * shop + 4 * sin(2 * pi() * i / 7) + (i * 37 % 11) / 4.0 as y
      from range(60) t(i), range(4) s(shop))
    """

  /// 50 queries of up to nine rows with graded relevance and tied scores.
  static let queries = """
    select q, ((i * 7 + q * 3) % 4) % 3 as rel, (i * 5 + q) % 6 as s,
      if(q % 2 = 0, 'old', 'new') as kind, timestamp '2024-01-01' + interval (q) day as shown
    from range(50) u(q), range(9) t(i) where i <= q % 9
    """
}

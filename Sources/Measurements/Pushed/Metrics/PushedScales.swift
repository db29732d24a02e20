internal import ADBC
internal import Engines

/// The seasonal naive forecast's error of every series, counted where the rows are: a series is put
/// into the order of time there, and one row of sums travels for each.
extension SeasonalScaleFold: PushedFold {
  func pushed(
    _ count: PushedCount
  ) throws(EngineError) -> Swift.Result<SeasonalScales, MetricRefusal>? {
    let session = count.session
    guard
      let columns = MetricColumns(
        self.columns ?? [], by: options.forecast.series, window: nil, timestamp: nil, session),
      let target = columns[options.target], target.isPlainNumber,
      let time = options.timestamp.flatMap({ columns[$0] }),
      !columns.keys.contains(where: { $0.name == options.timestamp || $0.name == options.target }),
      let step = session.dialect.step(time.expression, time.type)
    else { return nil }
    count.progress("counting in \(session.shown): series in the order of time")
    var fold = self
    var isUsable = true
    var isStarted = false
    let stream = try session.ask(sql(columns, target, time, step, session))
    let leading = columns.keys.count + 2
    guard stream.fields.count == leading + 6 else { throw session.contradiction }
    while isUsable {
      let batch: ArrowBatch?
      do throws(ADBCError) { batch = try stream.next() } catch { throw session.error(error) }
      guard let batch else { break }
      if !isStarted { fold.start(Array(stream.fields.prefix(leading)), first: nil) }
      isStarted = true
      var sums: [SeasonSums] = []
      for row in 0..<batch.rowCount {
        let answer = AnswerRow(batch: batch, row: row)
        guard let twice = answer.whole(leading + 1), let large = answer.whole(leading + 2),
          let pairs = answer.whole(leading + 3)
        else { throw session.contradiction }
        isUsable = isUsable && large == 0
        sums.append(
          SeasonSums(
            isOrdered: twice == 0, pairs: Int(pairs), absolute: answer.double(leading + 4) ?? 0,
            square: answer.double(leading + 5) ?? 0))
      }
      fold.update(batch, sums)
    }
    return isUsable ? fold.finish() : nil
  }

  private func sql(
    _ columns: MetricColumns, _ target: MetricColumns.Column, _ time: MetricColumns.Column,
    _ step: String, _ session: TableSession
  ) -> String {
    let dialect = session.dialect
    let double = dialect.doubleType
    let keys = columns.keys.indices.map { "k\($0)" }
    let carried = keys.map { "\($0), " }.joined()
    let first =
      zip(columns.keys, keys).map { "\($0.expression) as \($1)" }
      + ["\(step) as tm", "cast(\(target.expression) as \(double)) as v"]
    // A number whose square is no double makes the rows be read; one that is none leaves its pairs
    // out.
    let plain = """
      select \(carried)tm, case when \(dialect.isFinite("v")) then v end as y, \
      case when \(dialect.isFinite("v")) and abs(v) > \(dialect.literal(1e150)) \
      or tm = \(Int64.max) then 1 else 0 end as b \
      from (select \(first.joined(separator: ", ")) from \(session.relation)) as a
      """
    let series = keys.isEmpty ? "" : "partition by \(keys.joined(separator: ", ")) "
    let order = "over (\(series)order by tm)"
    let lagged = """
      select \(carried)tm, b, case when b = 0 and abs(y) <= \(dialect.literal(1e150)) then \
      case when abs(p) <= \(dialect.literal(1e150)) then y - p end end as d, \
      case when tm = before_ then 1 else 0 end as twice from (select \(carried)tm, y, b, \
      lag(y, \(options.forecast.season)) \(order) as p, lag(tm, 1) \(order) as before_ \
      from (\(plain)) as a where tm is not null) as b\(dialect.fence)
      """
    let difference =
      "case when abs(d) < \(dialect.literal(1e-150)) then \(dialect.literal(0)) else d end"
    let known = Set(columns.keys.map(\.name))
    let type = time.type.isInstant ? "timestamp" : "bigint"
    let named =
      zip(columns.keys, keys).map { "\($1) as \(dialect.identifier($0.name))" }
      + [(target.name, double), (time.name, type)].filter { !known.contains($0.0) }
      .map { "cast(null as \($0.1)) as \(dialect.identifier($0.0))" }
    let groups = keys.isEmpty ? "" : " group by \(keys.joined(separator: ", "))"
    return """
      select \(named.joined(separator: ", ")), count(*) as n, cast(coalesce(sum(twice), 0) as bigint) as twice, \
      cast(coalesce(sum(b), 0) as bigint) as large, count(d) as pairs, sum(abs(d)) as s1, \
      sum(e * e) as s2 from (select \(carried)twice, b, d, \(difference) as e \
      from (\(lagged)) as a\(dialect.fence)) as a\(groups)
      """
  }
}

/// What the order of time said of a series.
struct SeasonSums {
  /// Whether no two rows have one time.
  let isOrdered: Bool
  /// Pairs of actuals a season apart.
  let pairs: Int
  /// Sum of their differences, and of the squared ones.
  let absolute: Double
  let square: Double
}

internal import ADBC
internal import Statistics

/// Ranking and recommendation: the rows of one query, and the order in which a model puts them.
///
/// A query's figures need all its rows at once. Rows wait until ``rowLimit`` are held; then the
/// queries whose last row lies furthest back are measured. So queries in one piece need little
/// memory however many there are, and scattered ones are right as long as no query is torn further
/// than that: one that comes back after it was measured is refused.
struct RankingTask: MetricTask {
  /// Rows that wait at most: about 200 MB in queries of ten rows.
  static let rowLimit = 1 << 22
  /// Queries whose return is watched for.
  private static let queryLimit = 10_000_000

  /// Ranks that count where no other number is asked for.
  static let usualPlaces = 10

  let options: MetricOptions
  private let limit: Int
  private let places: Int
  private var queries: GroupIndex
  private var open: [UInt32: OpenQuery] = [:]
  private var held = 0
  private var closed: [Bool] = []
  private var clock = 0
  private var groups: [RankingTable] = []
  private var all = RankingTable()
  private var entity = 0
  private var target = 0
  private var order = 0
  private var missingTargets = 0
  private var missingQueries = 0
  private var unranked = 0
  private var broken = 0
  private var divided = 0
  /// Room for one batch, kept between batches.
  private var numbers: [UInt32] = []
  private var relevances: [Double] = []
  private var scores: [Double] = []

  /// The rows of a query so far.
  fileprivate struct OpenQuery: Sendable {
    var scores: [Double] = []
    var relevances: [Double] = []
    var codes: [UInt32] = []
    var lastSeen = 0
  }

  static func check(_ options: MetricOptions) throws(MetricRefusal) {
    guard options.entity != nil else {
      throw .missingOption(
        "--entity", "it names the column of the query or user that rows belong to")
    }
    guard (options.score == nil) != (options.prediction == nil) else {
      throw .missingOption(
        "--score or --prediction",
        "rows are ranked by a score, the best largest, or by a rank, the best smallest: name one")
    }
    if let places = options.places, !(1...1_000_000).contains(places) {
      throw .badOption("--k", "\(places)", "1 to 1000000")
    }
  }

  static func columns(_ options: MetricOptions) -> [String] {
    [options.entity, options.score, options.prediction].compactMap(\.self)
  }

  init(_ options: MetricOptions) {
    self.options = options
    limit = options.heldRowLimit
    places = options.places ?? Self.usualPlaces
    queries = GroupIndex(window: nil, columnCount: 1, limit: Self.queryLimit)
  }

  mutating func start(_ columns: ColumnFinder) throws(MetricRefusal) {
    entity = try columns.place(options.entity ?? "", "entity", .values)
    target = try columns.place(options.target, "target", .numbers)
    order = try columns.place(
      options.score ?? options.prediction ?? "", options.score == nil ? "prediction" : "score",
      .numbers)
  }

  mutating func add(
    _ batch: ArrowBatch, firstRow: Int, codes: [UInt32], groups groupCount: Int
  ) throws(MetricRefusal) {
    let rows = batch.rowCount
    if numbers.count < rows {
      numbers = [UInt32](repeating: 0, count: rows)
      relevances = [Double](repeating: 0, count: rows)
      scores = relevances
    }
    queries.assign(batch, firstRow: firstRow, timestamp: nil, columns: [entity], into: &numbers)
    guard !queries.isOverLimit else {
      throw .tooManyQueries(limit: Self.queryLimit, column: options.entity ?? "")
    }
    while closed.count < queries.count { closed.append(false) }
    unsafe NumberReader.read(batch.columns[target], rows: rows, into: &relevances)
    unsafe NumberReader.read(batch.columns[order], rows: rows, into: &scores)
    while groups.count < groupCount { groups.append(RankingTable()) }
    all.addRows(rows)
    let entityColumn = unsafe batch.columns[entity]
    for row in 0..<rows {
      let code = groupCount > 0 ? codes[row] : GroupIndex.none
      if code != GroupIndex.none { groups[Int(code)].addRows(1) }
      guard unsafe entityColumn.isValid(row) else {
        missingQueries += 1
        continue
      }
      try take(row, query: numbers[row], code: code)
    }
    if held > limit { closeOldest() }
  }

  private mutating func take(_ row: Int, query: UInt32, code: UInt32) throws(MetricRefusal) {
    let relevance = relevances[row]
    guard relevance.isFinite else {
      missingTargets += 1
      return
    }
    guard relevance >= 0 else {
      throw .negativeRelevance(column: options.target, value: relevance)
    }
    guard !closed[Int(query)] else {
      throw .tornQuery(column: options.entity ?? "", limit: limit)
    }
    var score = scores[row]
    if !score.isFinite {
      if NumberReader.isMissing(score) { unranked += 1 } else { broken += 1 }
      score = .nan
    } else if options.score == nil {
      score = -score
    }
    clock += 1
    held += 1
    open[query, default: OpenQuery()].add(score, relevance, code, at: clock)
  }

  /// Measures the half of the held rows whose queries were not seen for longest.
  private mutating func closeOldest() {
    let oldest = open.sorted { $0.value.lastSeen < $1.value.lastSeen }
    for (number, query) in oldest {
      guard held > limit / 2 else { return }
      close(query)
      closed[Int(number)] = true
      open[number] = nil
      held -= query.scores.count
    }
  }

  private mutating func close(_ query: OpenQuery) {
    all.add(query.ranked(places: places) { _ in true })
    guard options.isGrouped else { return }
    let codes = Set(query.codes)
    if codes.count > 1 { divided += 1 }
    for code in codes where code != GroupIndex.none {
      groups[Int(code)].add(query.ranked(places: places) { $0 == code })
    }
  }

  /// Counts rows that a database counted, of a group or of none.
  mutating func add(_ rows: RankingRows, group: UInt32) {
    all.addRows(rows.rows)
    missingQueries += rows.withoutQuery
    missingTargets += rows.withoutRelevance
    unranked += rows.unranked
    broken += rows.broken
    guard group != GroupIndex.none else { return }
    makeRoom(for: group)
    groups[Int(group)].addRows(rows.rows)
  }

  /// Counts whole queries that a database found to be ranked alike.
  mutating func add(_ query: RankedQuery, queries: Int) { all.add(query, times: queries) }

  /// The same of their rows in one group.
  mutating func add(_ query: RankedQuery, queries: Int, group: UInt32) {
    guard group != GroupIndex.none else { return }
    makeRoom(for: group)
    groups[Int(group)].add(query, times: queries)
  }

  /// Counts queries with rows in several groups.
  mutating func add(divided queries: Int) { divided += queries }

  private mutating func makeRoom(for group: UInt32) {
    while groups.count <= Int(group) { groups.append(RankingTable()) }
  }

  mutating func merge(_ other: RankingTask, numbers: [UInt32]) {
    let queryNumbers = queries.merge(other.queries)
    while closed.count < queries.count { closed.append(false) }
    for (number, isClosed) in zip(queryNumbers, other.closed) where isClosed {
      closed[Int(number)] = true
    }
    for (number, query) in other.open {
      let place = queryNumbers[Int(number)]
      for row in query.scores.indices {
        let code = query.codes[row]
        clock += 1
        open[place, default: OpenQuery()].add(
          query.scores[row], query.relevances[row],
          code == GroupIndex.none ? code : numbers[Int(code)], at: clock)
      }
    }
    held += other.held
    for (table, number) in zip(other.groups, numbers) {
      makeRoom(for: number)
      groups[Int(number)].merge(table)
    }
    all.merge(other.all)
    missingTargets += other.missingTargets
    missingQueries += other.missingQueries
    unranked += other.unranked
    broken += other.broken
    divided += other.divided
  }

  mutating func finish() throws(MetricRefusal) {
    for number in open.keys where closed[Int(number)] {
      throw .tornQuery(column: options.entity ?? "", limit: limit)
    }
    for query in open.values { close(query) }
    open = [:]
    held = 0
  }

  var overall: TaskSummary {
    let measurement = all.measurement
    return TaskSummary(
      result: result(measurement), doubts: doubts, measurement: .ranking(measurement),
      parameters: [("k", Double(places))])
  }

  func group(_ number: Int) -> TaskResult { result(groups[number].measurement) }

  private func result(_ measurement: RankingMeasurement) -> TaskResult {
    TaskResult(
      rows: measurement.rows,
      metrics: MetricCatalogue.ranking.map { entry($0, measurement) },
      counts: [
        ("queries", measurement.queries),
        ("queriesWithoutRelevant", measurement.withoutRelevant),
      ])
  }

  private func entry(
    _ metric: any RankingMetric.Type, _ measurement: RankingMeasurement
  ) -> MetricsReport.Entry {
    MetricsReport.Entry(metric.card, rows: measurement.rows) { () throws(Undefined) in
      try metric.measure(measurement, level: options.level)
    }
  }

  func rests(of numbers: [Int], _ key: String) -> [MetricsReport.Entry?] {
    guard let metric = MetricCatalogue.ranking.first(where: { $0.card.key == key }) else {
      return Array(repeating: nil, count: numbers.count)
    }
    return RestTables.map(
      count: numbers.count, table: { groups[numbers[$0]] }, merge: { $0.merge($1) }
    ) { entry(metric, $0.measurement) }
  }

  private var doubts: [TaskSummary.Doubt] {
    let order = options.score ?? options.prediction
    let queries = all.queries + all.withoutRelevant
    return [
      .init("missing-entity", missingQueries, "belong to no query", options.entity),
      .init(
        "missing-target", missingTargets, "have no relevance and are in no metric", options.target),
      .init("missing-score", unranked, "are not ranked; they lie below all others", order),
      .init(
        "broken-score", broken, "have a score that is not a number and lie below all others", order),
      .init(
        "query-without-relevant", all.withoutRelevant, "have no relevant row and are in no metric",
        options.entity, of: (queries, "queries")),
      .init(
        "divided-query", divided, "have rows in several groups; each group measures its own",
        options.entity, of: (queries, "queries")),
    ]
  }
}

extension RankingTask.OpenQuery {
  fileprivate mutating func add(_ score: Double, _ relevance: Double, _ code: UInt32, at time: Int)
  {
    scores.append(score)
    relevances.append(relevance)
    codes.append(code)
    lastSeen = time
  }

  /// The rows of the groups that are asked for.
  fileprivate func ranked(places: Int, _ isIncluded: (UInt32) -> Bool) -> RankedQuery {
    let rows = scores.indices.filter { isIncluded(codes[$0]) }
    return RankedQuery(
      scores: rows.map { scores[$0].isNaN ? nil : scores[$0] },
      relevances: rows.map { relevances[$0] }, places: places)
  }
}

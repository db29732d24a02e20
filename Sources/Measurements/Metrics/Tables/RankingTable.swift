package import Statistics

/// What a ranking's metrics are made of: the figures of one group's queries, added up.
package struct RankingTable: Sendable {
  /// Rows seen.
  package private(set) var rows = 0
  /// Queries with a relevant row.
  package private(set) var queries = 0
  /// Queries without one.
  package private(set) var withoutRelevant = 0
  private var sums: [FixedPointSum]
  private var squares: [FixedPointSum]

  /// An empty table.
  package init() {
    let empty = FixedPointSum(scale: 60)
    sums = [FixedPointSum](repeating: empty, count: MetricCatalogue.ranking.count)
    squares = sums
  }

  /// Counts rows, whether or not their query counts.
  mutating func addRows(_ count: Int) { rows += count }

  /// Counts a query, or several that are ranked alike.
  package mutating func add(_ query: RankedQuery, times: Int = 1) {
    guard query.relevant > 0 else {
      withoutRelevant += times
      return
    }
    queries += times
    for (place, metric) in MetricCatalogue.ranking.enumerated() {
      let figure = metric.figure(of: query)
      sums[place].add(figure, times: times)
      squares[place].add(figure * figure, times: times)
    }
  }

  /// Adds the counts of other queries.
  package mutating func merge(_ other: RankingTable) {
    rows += other.rows
    queries += other.queries
    withoutRelevant += other.withoutRelevant
    for place in sums.indices {
      sums[place].merge(other.sums[place])
      squares[place].merge(other.squares[place])
    }
  }

  /// What metrics are computed from.
  package var measurement: RankingMeasurement {
    var figures: [String: LossSums] = [:]
    for (place, metric) in MetricCatalogue.ranking.enumerated() {
      figures[metric.card.key] = LossSums(
        rows: queries, sum: sums[place].value, squares: squares[place].value)
    }
    return RankingMeasurement(
      rows: rows, queries: queries, withoutRelevant: withoutRelevant, figures: figures)
  }
}

/// The figures of one group's queries, ready to compute metrics from.
package struct RankingMeasurement: Sendable {
  /// Rows seen.
  package let rows: Int
  /// Queries with a relevant row: those that count.
  package let queries: Int
  /// Queries without one, which are in no metric.
  package let withoutRelevant: Int
  /// Sums over the queries that count, by a metric's key.
  package let figures: [String: LossSums]
}

extension RankingMetric {
  /// The mean over the queries with its interval.
  ///
  /// - Throws: ``Undefined`` when no query has a relevant row.
  package static func measure(
    _ measurement: RankingMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    guard measurement.queries > 0, let sums = measurement.figures[card.key] else {
      throw Undefined(
        measurement.withoutRelevant == 0
          ? "there are no queries"
          : "none of \(measurement.withoutRelevant) queries has a relevant row")
    }
    return try ClusteredProportion.estimate(
      mean: min(1, max(0, sums.mean)), variance: sums.variance.map { $0 / Double(sums.rows) },
      clusters: sums.rows, level: level)
  }
}

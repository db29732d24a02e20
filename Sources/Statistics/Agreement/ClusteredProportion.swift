/// The interval of a share whose rows come in clusters that resemble each other: several
/// annotators' judgements of one item.
///
/// The share's variance is taken between clusters; it says how many independent rows would vary as
/// much, and Wilson's interval for so many rows is the answer, with Student's t for few clusters.
/// Where every cluster has one row that is either right or wrong, it is Wilson's interval itself.
///
/// - Undefined: fewer than two clusters.
/// - Numerics: at a share of 0 or 1 clusters do not vary; then each counts as one row, the fewest
///   that their rows can be worth.
/// - Source: Korn, Graubard, *Confidence Intervals for Proportions with Small Expected Number of
///   Positive Counts Estimated from Survey Data*, 1998, with Wilson's interval in place of the
///   exact.
package enum ClusteredProportion: CatalogueMember {
  package static let card = Card(
    id: "clustered-proportion", aliases: ["clustered-wilson"], key: "wilsonClustered",
    title: "Wilson interval of clustered rows",
    summary: "A range for a share when rows come in groups that resemble each other.",
    unit: "share", range: "0…1", direction: .neutral,
    formula: "Wilson's interval of p = Σ yᵢ / Σ mᵢ for p(1−p) / var(p) rows, "
      + "var(p) = k/(k−1) · Σ (yᵢ − p mᵢ)² / (Σ mᵢ)²",
    defaults: [.init("level", "0.95", reason: "convention")],
    undefined: "fewer than two clusters, or clusters without rows",
    laws: [.orderInvariant, .bounded],
    source: "Korn, Graubard, Survey Methodology 24, 1998")

  package static let examples = [
    Example(
      "4 items of two rows each, both right or both wrong, half of each: low end", gives: 0.060830,
      within: 1e-6
    ) {
      try estimate(of: [2, 2, 0, 0].map { Cluster(successes: $0, rows: 2) }).interval?.low ?? .nan
    },
    Example("one row each, 10 of 20 right: Wilson's low end", gives: 0.299_298, within: 1e-6) {
      try estimate(of: (0..<20).map { Cluster(successes: $0 < 10 ? 1 : 0, rows: 1) }).interval?.low
        ?? .nan
    },
  ]

  /// The rows of one item, possibly standing for many alike.
  package struct Cluster: Sendable, Hashable {
    /// Rows that count, or a share of them.
    package let successes: Double
    /// Rows, above 0.
    package let rows: Double
    /// How many clusters are like this.
    package let count: Int

    /// Makes a cluster.
    package init(successes: Double, rows: Double, count: Int = 1) {
      self.successes = successes
      self.rows = rows
      self.count = count
    }
  }

  /// The share over all clusters with its interval.
  ///
  /// - Throws: ``Undefined`` without rows. With one cluster there is a value, but no interval.
  package static func estimate(
    of clusters: [Cluster], level: Double = 0.95
  ) throws(Undefined) -> Estimate {
    var number = 0
    var successes = 0.0
    var rows = 0.0
    var areSingle = true
    for cluster in clusters {
      number += cluster.count
      successes += Double(cluster.count) * cluster.successes
      rows += Double(cluster.count) * cluster.rows
      areSingle =
        areSingle && cluster.rows == 1 && (cluster.successes == 0 || cluster.successes == 1)
    }
    guard number > 0, rows > 0 else { throw Undefined("there are no rows") }
    let share = min(1, max(0, successes / rows))
    if areSingle {
      let ends = WilsonInterval.ends(
        share: share, rows: rows, z: NormalDistribution.twoSidedQuantile(level: level))
      return Estimate(
        share, interval: Interval(low: ends.low, high: ends.high, level: level, method: "wilson"))
    }
    guard number > 1 else {
      return Estimate(share, note: "an interval needs two items; there is one")
    }
    var squares = 0.0
    for cluster in clusters {
      let distance = cluster.successes - share * cluster.rows
      squares += Double(cluster.count) * distance * distance
    }
    let count = Double(number)
    return try estimate(
      mean: share, variance: count / (count - 1) * squares / (rows * rows), clusters: number,
      level: level)
  }

  /// A share, or a mean of numbers in 0…1, with the interval that its variance between clusters
  /// gives.
  ///
  /// - Parameter variance: the variance of the mean; nil where it is not known.
  /// - Throws: ``Undefined`` without clusters.
  package static func estimate(
    mean share: Double, variance: Double?, clusters: Int, level: Double
  ) throws(Undefined) -> Estimate {
    guard clusters > 0, (0...1).contains(share) else {
      throw Undefined("a mean of \(share) over \(clusters) clusters is no share")
    }
    guard clusters > 1, let variance else {
      return Estimate(share, note: "an interval needs two clusters; there is one")
    }
    let clusterNumber = Double(clusters)
    // A share of 0 or 1 leaves no variance to measure; a cluster is worth one row at least.
    let worth = variance > 0 ? share * (1 - share) / variance : clusterNumber
    let ends = WilsonInterval.ends(
      share: share, rows: worth,
      z: StudentDistribution(degrees: clusterNumber - 1).quantile((1 + level) / 2))
    return Estimate(
      share,
      interval: Interval(low: ends.low, high: ends.high, level: level, method: "wilsonClustered"))
  }
}

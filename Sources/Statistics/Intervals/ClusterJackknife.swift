/// The interval of any statistic of rows that come in clusters, from leaving out groups of
/// clusters.
///
/// Clusters – patients, videos – are thrown into groups; the statistic is computed without each
/// group in turn, and how much it moves says how much it owes to which clusters were seen. Only the
/// groups need tables of their own, so that it costs no more memory for a million clusters than for
/// a hundred.
///
/// With `hⱼ = n / mⱼ` for groups of mⱼ of n clusters, and `θ̃ⱼ = hⱼ θ − (hⱼ − 1) θ₍ⱼ₎`:
/// `variance = (1/g) Σ (θ̃ⱼ − θ_J)² / (hⱼ − 1)`, `θ_J = g θ − Σ (1 − mⱼ/n) θ₍ⱼ₎`
///
/// - Shape: the statistic without each group, and how many clusters the group has.
/// - Unit: the statistic's.
/// - Undefined: fewer than ten groups with a value; leaving out a group changes nothing.
/// - Numerics: computed on a scale that has no ends – the logit of a share, the logarithm of what
///   cannot be negative – and with Student's t of g − 1 degrees of freedom.
/// - Source: Busing, Meijer, van der Leeden, *Delete-m Jackknife for Unequal m*, 1999.
package enum ClusterJackknife: CatalogueMember {
  package static let card = Card(
    id: "cluster-jackknife", aliases: ["delete-a-group-jackknife"],
    key: "clusterJackknife", title: "Jackknife of groups of clusters",
    summary: "A range for a metric of rows that come in clusters which resemble each other.",
    unit: "the metric's unit", range: "the metric's range", direction: .neutral,
    formula: "(1/g) Σ (θ̃ⱼ − θ_J)² / (hⱼ − 1)",
    defaults: [.init("level", "0.95", reason: "convention")],
    undefined: "fewer than ten groups; leaving out a group changes nothing",
    source: "Busing, Meijer, van der Leeden, Statistics and Computing 9, 1999")

  package static let examples = [
    Example(
      "the mean 5.5 of 1 to 10, each a group of one: high end", gives: 7.665_851, within: 1e-6
    ) {
      let leftOut = (1...10).map { Left(value: (55 - Double($0)) / 9, clusters: 1) }
      return try interval(of: 5.5, without: leftOut, within: .all).high
    }
  ]

  /// The statistic without one group.
  package struct Left: Sendable, Hashable {
    /// The statistic; nil where it is undefined without the group.
    package let value: Double?
    /// Clusters in the group, above 0.
    package let clusters: Int

    /// Makes what is left.
    package init(value: Double?, clusters: Int) {
      self.value = value
      self.clusters = clusters
    }
  }

  /// Where a statistic can lie.
  package enum Range: Sendable, Hashable {
    /// Everywhere.
    case all
    /// Above 0.
    case positive
    /// Between two numbers.
    case between(Double, Double)

    /// The range that a card states: `0…1`, `−1…1`, `0…∞`.
    package init(_ text: String) {
      let ends = text.replacing("−", with: "-").split(separator: "…").map { Double($0) }
      if ends.count == 2, let low = ends[0] {
        if let high = ends[1] {
          self = .between(low, high)
        } else {
          self = low == 0 ? .positive : .all
        }
      } else {
        self = .all
      }
    }
  }

  /// The interval.
  ///
  /// - Parameters:
  ///   - value: the statistic of all clusters.
  ///   - without: the statistic without each group.
  ///   - range: where it can lie.
  ///   - level: nominal coverage.
  /// - Throws: ``Undefined``.
  package static func interval(
    of value: Double, without: [Left], within range: Range, level: Double = 0.95
  ) throws(Undefined) -> Interval {
    let groups = without.filter { $0.value?.isFinite == true && $0.clusters > 0 }
    guard groups.count >= 10 else {
      throw Undefined(
        "an interval needs entities in ten groups at least; \(groups.count) have a value")
    }
    let scaled = scaled(value, groups.compactMap(\.value), range)
    let total = groups.reduce(0.0) { $0 + Double($1.clusters) }
    let count = Double(groups.count)
    var centre = count * scaled.value
    for (group, left) in zip(groups, scaled.left) {
      centre -= (1 - Double(group.clusters) / total) * left
    }
    var variance = 0.0
    for (group, left) in zip(groups, scaled.left) {
      let h = total / Double(group.clusters)
      let distance = h * scaled.value - (h - 1) * left - centre
      variance += distance * distance / (h - 1) / count
    }
    // Statistics that are equal differ by their rounding: about 10⁻¹⁶ of their size, times the
    // groups.
    let size = scaled.left.reduce(scaled.value.magnitude) { max($0, $1.magnitude) }
    guard variance.squareRoot() > 1e-12 * size, variance.isFinite else {
      throw Undefined("leaving out entities changes nothing: nothing tells how much it varies")
    }
    let margin =
      StudentDistribution(degrees: count - 1).quantile((1 + level) / 2) * variance.squareRoot()
    return Interval(
      low: scaled.back(scaled.value - margin), high: scaled.back(scaled.value + margin),
      level: level, method: "clusterJackknife")
  }

  private struct Scaled {
    let value: Double
    let left: [Double]
    let back: (Double) -> Double
  }

  /// All values on a scale without ends; as they are, cut at the ends, where one lies at an end.
  private static func scaled(_ value: Double, _ left: [Double], _ range: Range) -> Scaled {
    func mapped(_ forth: (Double) -> Double, _ back: @escaping (Double) -> Double) -> Scaled? {
      let scaled = Scaled(value: forth(value), left: left.map(forth), back: back)
      return scaled.value.isFinite && scaled.left.allSatisfy(\.isFinite) ? scaled : nil
    }
    switch range {
    case .all: return Scaled(value: value, left: left, back: { $0 })
    case .positive:
      return mapped({ log($0) }, { exp($0) })
        ?? Scaled(value: value, left: left, back: { max(0, $0) })
    case .between(let low, let high):
      return mapped(
        { log(($0 - low) / (high - $0)) }, { low + (high - low) / (1 + exp(-$0)) })
        ?? Scaled(value: value, left: left, back: { min(high, max(low, $0)) })
    }
  }
}

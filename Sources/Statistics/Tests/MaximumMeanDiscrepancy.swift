/// Tests whether two samples of vectors come from one distribution: the distance between their
/// means after a map to random waves, which stands for all moments at once.
///
/// `MMD² = |mean φ(X) − mean φ(Y)|²`, freed of what chance adds, with `φ(x) = √(2/D) cos(ωᵢ·x +
/// bᵢ)`, ωᵢ normal with deviation 1/σ, bᵢ uniform: the kernel `exp(−|x − y|² / 2σ²)` up to O(1/√D).
///
/// σ is the median distance between pairs of pooled rows. The p-value comes from dealing the rows
/// to the two samples anew, up to 50 deals as extreme. At most 2,000 rows of each sample are used,
/// spread evenly over it.
///
/// - Shape: rows of equal length; constant columns change nothing.
/// - Unit: squared kernel mean, 0 for equal distributions (it may fall below zero by chance), at
///   most 2.
/// - Undefined: a sample has fewer than two rows; lengths differ; a number is not finite.
/// - Complexity: O(rows · columns · features) once, O(rows · features) a deal.
/// - Source: Gretton et al., *A Kernel Two-Sample Test*, JMLR 13, 2012; Rahimi, Recht, *Random
///   Features for Large-Scale Kernel Machines*, 2007.
package enum MaximumMeanDiscrepancy: CatalogueMember {
  package static let card = Card(
    id: "maximum-mean-discrepancy", aliases: ["mmd"], key: "mmd",
    title: "Maximum mean discrepancy",
    summary: "Whether two samples of vectors share a distribution, by random waves of all scales.",
    unit: "squared kernel mean", range: "0…2 (below 0 by chance)", direction: .neutral,
    formula: "|mean φ(X) − mean φ(Y)|², φ(x) = √(2/D) cos(ω·x + b)",
    defaults: [
      .init("features", "128", reason: "the kernel is right to about 0.09 on one pair of rows"),
      .init("deals", "499", reason: "p-values down to 0.002"),
      .init("rows", "2000", reason: "bounds the work; enough to see a shift of 0.1 deviations"),
      .init("seed", "1", reason: "the same rows give the same p-value in every run"),
    ],
    undefined: "a sample has fewer than two rows, rows differ in length, a number is not finite",
    source: "Gretton et al. 2012; Rahimi, Recht 2007")

  package static let examples = [
    Example("rows all alike in both samples: p", gives: 1) {
      try test([[1, 2], [1, 2]], [[1, 2], [1, 2], [1, 2]]).pValue
    }
  ]

  /// Tests two samples of rows.
  ///
  /// - Throws: ``Undefined``.
  package static func test(
    _ first: [[Double]], _ second: [[Double]], features: Int = 128, deals: Int = 499,
    rows: Int = 2_000, seed: UInt64 = 1
  ) throws(Undefined) -> TestOutcome {
    let a = spread(first, rows)
    let b = spread(second, rows)
    guard a.count > 1, b.count > 1 else {
      throw Undefined("a sample has fewer than two rows")
    }
    let width = a[0].count
    let pooled = a + b
    guard width > 0, pooled.allSatisfy({ $0.count == width }) else {
      throw Undefined("the rows differ in length, or have none")
    }
    guard pooled.allSatisfy({ $0.allSatisfy(\.isFinite) }) else {
      throw Undefined("a number is not finite")
    }
    var generator = SeededGenerator(seed: seed)
    guard let scale = medianDistance(pooled, &generator) else {
      return TestOutcome(
        statistic: 0, pValue: 1, method: "exact", note: "all rows are alike")
    }
    let waves = Waves(pooled, scale, max(1, features), &generator)
    let observed = waves.discrepancy(first: Array(0..<a.count))
    var order = Array(pooled.indices)
    var extreme = 0
    var drawn = 0
    while drawn < max(1, deals), extreme < 50 {
      order.shuffle(using: &generator)
      drawn += 1
      if waves.discrepancy(first: Array(order.prefix(a.count))) >= observed - 1e-12 { extreme += 1 }
    }
    return TestOutcome(
      statistic: observed,
      pValue: extreme == 50
        ? 50 / Double(drawn) : Double(extreme + 1) / Double(drawn + 1),
      method: "monteCarlo",
      note: a.count < first.count || b.count < second.count
        ? "\(a.count) and \(b.count) of \(first.count) and \(second.count) rows" : nil)
  }

  /// At most so many rows, spread evenly.
  private static func spread(_ rows: [[Double]], _ most: Int) -> [[Double]] {
    guard rows.count > max(2, most) else { return rows }
    let most = max(2, most)
    return (0..<most).map { rows[$0 * rows.count / most] }
  }

  /// The median distance of 2,000 random pairs; of those apart, when most are alike; nil when all
  /// are.
  private static func medianDistance(_ rows: [[Double]], _ generator: inout SeededGenerator)
    -> Double?
  {
    var distances: [Double] = []
    for _ in 0..<2_000 {
      let a = rows[Int.random(in: rows.indices, using: &generator)]
      let b = rows[Int.random(in: rows.indices, using: &generator)]
      // In units of the larger numbers, so that squares cannot overflow.
      var largest = 0.0
      for index in a.indices { largest = max(largest, (a[index] / 2 - b[index] / 2).magnitude) }
      guard largest > 0 else { continue }
      var square = 0.0
      for index in a.indices {
        let part = (a[index] / 2 - b[index] / 2) / largest
        square += part * part
      }
      distances.append(2 * min(largest, .greatestFiniteMagnitude / 4e3) * square.squareRoot())
    }
    distances.sort()
    if let median = distances.isEmpty ? nil : distances[distances.count / 2] { return median }
    // Rare rows that differ may never have been drawn.
    guard let other = rows.first(where: { $0 != rows[0] }) else { return nil }
    return max(
      .leastNormalMagnitude, zip(rows[0], other).map { ($0 - $1).magnitude }.max() ?? 1)
  }
}

/// Rows as random waves.
private struct Waves {
  /// Feature by row.
  let rows: [[Double]]
  /// Each row's squared length.
  let norms: [Double]
  /// The sum of all rows.
  let sum: [Double]
  /// The sum of the squared lengths.
  let norm: Double

  init(
    _ vectors: [[Double]], _ scale: Double, _ features: Int, _ generator: inout SeededGenerator
  ) {
    let width = vectors[0].count
    let directions = (0..<features).map { _ in (0..<width).map { _ in generator.normal() } }
    let shifts = (0..<features).map { _ in generator.uniform() * 2 * Double.pi }
    let height = (2 / Double(features)).squareRoot()
    let waves = vectors.map { vector in
      // Distances from one row, so that numbers far from zero keep their digits.
      let scaled = zip(vector, vectors[0]).map { ($0 - $1) / scale }
      return directions.indices.map { feature in
        var phase = shifts[feature]
        for index in scaled.indices { phase += directions[feature][index] * scaled[index] }
        return phase.isFinite ? height * cos(phase) : 0
      }
    }
    rows = waves
    norms = waves.map { wave in wave.reduce(0) { $0 + $1 * $1 } }
    norm = norms.reduce(0, +)
    sum = (0..<features).map { feature in waves.reduce(0) { $0 + $1[feature] } }
  }

  /// The squared distance of the means of some rows and of the others, less what a row's own length
  /// adds to it.
  func discrepancy(first: [Int]) -> Double {
    var own = 0.0
    var sums = [Double](repeating: 0, count: sum.count)
    for row in first {
      own += norms[row]
      for feature in sums.indices { sums[feature] += rows[row][feature] }
    }
    let n = Double(first.count)
    let m = Double(rows.count - first.count)
    var within = 0.0
    var between = 0.0
    var other = 0.0
    for feature in sums.indices {
      let rest = sum[feature] - sums[feature]
      within += sums[feature] * sums[feature]
      other += rest * rest
      between += sums[feature] * rest
    }
    return (within - own) / (n * (n - 1)) + (other - (norm - own)) / (m * (m - 1))
      - 2 * between / (n * m)
  }
}

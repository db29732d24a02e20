/// The p-value of any statistic of pooled samples, from dealing the pooled rows out anew.
///
/// Rows are dealt as counts, so that a deal costs the cells and not the rows. Deals end when 50 are
/// as extreme as the samples: the p-value stays valid.
///
/// - Source: Besag, Clifford, *Sequential Monte Carlo p-Values*, Biometrika 78, 1991.
enum SamplePermutation {
  /// Deals that are as extreme, after which the p-value is known well enough.
  private static let enough = 50

  /// The share of deals whose statistic is at least the samples' own.
  ///
  /// - Parameter statistic: of counts by sample and value.
  static func pValue(
    _ pool: PooledSamples, draws: Int, seed: UInt64, _ statistic: ([[Int]]) -> Double
  ) -> Double {
    let observed = statistic(pool.counts)
    // Deals that equal the samples count as extreme; rounding must not tell them apart.
    let limit = observed - 1e-10 * observed.magnitude
    var generator = SeededGenerator(seed: seed)
    var dealt = pool.counts
    var left = pool.totals
    var extreme = 0
    var drawn = 0
    while drawn < draws, extreme < enough {
      deal(pool, into: &dealt, left: &left, &generator)
      drawn += 1
      if statistic(dealt) >= limit { extreme += 1 }
    }
    return extreme == enough
      ? Double(enough) / Double(drawn) : Double(extreme + 1) / Double(drawn + 1)
  }

  private static func deal(
    _ pool: PooledSamples, into dealt: inout [[Int]], left: inout [Int],
    _ generator: inout SeededGenerator
  ) {
    for cell in left.indices { left[cell] = pool.totals[cell] }
    var remaining = pool.rows
    for sample in pool.sampleRows.indices {
      let isLast = sample == pool.sampleRows.count - 1
      var toPlace = pool.sampleRows[sample]
      var ahead = remaining
      for cell in left.indices {
        let available = left[cell]
        let drawn =
          isLast
          ? available
          : HypergeometricSampler.draw(
            marked: available, unmarked: ahead - available, drawn: toPlace, using: &generator)
        dealt[sample][cell] = drawn
        left[cell] -= drawn
        ahead -= available
        toPlace -= drawn
      }
      remaining -= pool.sampleRows[sample]
    }
  }
}

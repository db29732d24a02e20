package import Statistics

/// Rows of one data set that also stand in another.
package struct Overlap: Sendable, Hashable {
  /// Rows of the second set that were compared: all, or those of the common sample.
  package let compared: Int
  /// Of these, rows whose values also stand in the first set.
  package let shared: Int
  /// Rows of the second set.
  package let rows: Int
  /// Whether every row was compared.
  package let isExact: Bool
  /// Rows of the first set that were compared.
  package let knownRows: Int
  /// Of these, rows whose values another row of the first set has too.
  package let repeatedRows: Int
  /// Pairs of equal rows within the first set, and within the second.
  private let firstPairs: Int
  private let secondPairs: Int

  /// Compares what two collections kept in common.
  ///
  /// - Precondition: both were made from the same columns.
  package init(of second: RowFingerprints, in first: RowFingerprints) {
    precondition(
      first.columns == second.columns,
      "fingerprints of \(first.columns) and of \(second.columns) do not compare")
    let ceiling = min(first.ceiling, second.ceiling)
    let known = Self.counts(first, ceiling)
    let judged = Self.counts(second, ceiling)
    compared = judged.values.reduce(0, +)
    shared = judged.reduce(0) { known[$1.key] == nil ? $0 : $0 + $1.value }
    knownRows = known.values.reduce(0, +)
    repeatedRows = known.values.reduce(0) { $1 > 1 ? $0 + $1 : $0 }
    firstPairs = Self.pairs(known)
    secondPairs = Self.pairs(judged)
    rows = second.rows
    isExact = ceiling == .max
  }

  /// Pairs in the second set, as a share of those in the first, from which on they are natural:
  /// samples of one source differ by less, also where a few values make most pairs.
  private static let naturalShare = 0.5

  private static func counts(_ prints: RowFingerprints, _ ceiling: UInt64) -> [UInt64: Int] {
    var counts: [UInt64: Int] = [:]
    for hash in prints.hashes where hash <= ceiling { counts[hash, default: 0] += 1 }
    return counts
  }

  private static func pairs(_ counts: [UInt64: Int]) -> Int {
    counts.values.reduce(0) { sum, count in
      let (more, overflows) = (count - 1).multipliedReportingOverflow(by: count)
      let (total, spills) = sum.addingReportingOverflow(more / 2)
      return overflows || spills ? .max : total
    }
  }

  /// The largest share of the second set's rows that would stand in the first if nothing had been
  /// copied and both were drawn from one source.
  ///
  /// A new row repeats one of the first set with about the probability that a row of the first set
  /// repeats another of it (Good–Turing). Where rows are equal by nature they are so within the
  /// second set as well; where pairs are surely less than half as frequent there, somebody
  /// multiplied rows in the first, and as much of the estimate is taken away as the second set
  /// lacks equal pairs.
  ///
  /// - Source: Good, *The Population Frequencies of Species and the Estimation of Population
  ///   Parameters*, Biometrika 40, 1953.
  package func coincidence(level: Double) throws(Undefined) -> Double {
    guard repeatedRows > 0, knownRows > 1, compared > 1 else { return 0 }
    let seen = try WilsonInterval.interval(successes: repeatedRows, rows: knownRows, level: level)
    func possible(_ rows: Int) -> Double { Double(rows) * Double(rows - 1) / 2 }
    let z = NormalDistribution.twoSidedQuantile(level: level)
    let pairs = Double(secondPairs)
    let most = pairs + z * z / 2 + z * (pairs + z * z / 4).squareRoot()
    let natural = most / possible(compared)
    let found = Double(firstPairs) / possible(knownRows)
    let kept = natural / found
    return kept < Self.naturalShare ? seen.high * kept : seen.high
  }

  /// The share of the second set's rows that stand in the first, with a Wilson interval when only a
  /// sample was compared.
  ///
  /// - Throws: ``Undefined`` when there is no row to compare.
  package func share(level: Double) throws(Undefined) -> Estimate {
    guard compared > 0 else { throw Undefined("the set has no rows") }
    let share = Double(shared) / Double(compared)
    guard !isExact else {
      return Estimate(
        share, interval: Interval(low: share, high: share, level: 1, method: "exact count"))
    }
    return try WilsonInterval.estimate(successes: shared, rows: compared, level: level)
  }
}

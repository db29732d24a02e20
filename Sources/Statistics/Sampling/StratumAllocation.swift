/// How many rows of each stratum a sample takes.
///
/// A part of the sample goes to strata by their rows, the rest to all strata alike, so that small
/// ones are seen; no stratum gives more rows than it has. Within a stratum every row then has the
/// probability `taken / rows`.
///
/// ```
/// StratumAllocation.rows([90, 10], sample: 10, evenShare: 0)   // [9, 1]
/// StratumAllocation.rows([90, 10], sample: 10, evenShare: 1)   // [5, 5]
/// ```
///
/// - Numerics: parts of rows are given to the largest remainders, ties to the earlier stratum.
/// - Complexity: O(strata²) at worst.
/// - Source: Cochran, *Sampling Techniques*, 1977, chapter 5.
package enum StratumAllocation {
  /// The rows to take of each stratum; they sum to the sample, or to all rows if these are fewer.
  ///
  /// - Parameters:
  ///   - strata: rows of each.
  ///   - evenShare: the part of the sample that all strata get alike, 0…1.
  package static func rows(_ strata: [Int], sample: Int, evenShare: Double) -> [Int] {
    let total = strata.reduce(0, +)
    guard total > sample else { return strata }
    let inhabited = strata.filter { $0 > 0 }.count
    guard inhabited > 0, sample > 0 else { return strata.map { _ in 0 } }
    var shares = strata.map { rows -> Double in
      guard rows > 0 else { return 0 }
      return Double(sample)
        * ((1 - evenShare) * Double(rows) / Double(total) + evenShare / Double(inhabited))
    }
    // What a small stratum cannot give is asked of the others, in proportion.
    while true {
      let full = strata.indices.filter { shares[$0] > Double(strata[$0]) }
      guard !full.isEmpty else { break }
      for stratum in full { shares[stratum] = Double(strata[stratum]) }
      let open = strata.indices.filter { shares[$0] < Double(strata[$0]) }
      let taken = strata.indices.filter { shares[$0] == Double(strata[$0]) }
        .reduce(0) { $0 + strata[$1] }
      let sum = open.reduce(0.0) { $0 + shares[$1] }
      guard sum > 0 else { break }
      let factor = Double(sample - taken) / sum
      for stratum in open { shares[stratum] *= factor }
    }
    var taken = shares.map { Int($0.rounded(.down)) }
    let order = strata.indices.sorted {
      let (a, b) = (shares[$0] - shares[$0].rounded(.down), shares[$1] - shares[$1].rounded(.down))
      return a == b ? $0 < $1 : a > b
    }
    var missing = sample - taken.reduce(0, +)
    for stratum in order + order where missing > 0 && taken[stratum] < strata[stratum] {
      taken[stratum] += 1
      missing -= 1
    }
    // Every stratum with rows is seen, if the sample has a row for each.
    for empty in strata.indices where strata[empty] > 0 && taken[empty] == 0 {
      guard let giver = strata.indices.max(by: { taken[$0] < taken[$1] }), taken[giver] > 1 else {
        break
      }
      taken[giver] -= 1
      taken[empty] = 1
    }
    return taken
  }
}

/// Draws places with probabilities in proportion to their weights, in constant time a draw.
///
/// Every place keeps a share of its column of one mean weight; the rest of the column belongs to
/// one other.
///
/// - Complexity: O(places) to prepare, O(1) a draw.
/// - Source: Walker, *An Efficient Method for Generating Discrete Random Variables*, 1977; Vose
///   1991.
package struct AliasSampler: Sendable {
  private let shares: [Double]
  private let others: [Int]

  /// Prepares to draw; nil when no weight is above zero, or one is negative or not finite.
  package init?(weights: [Double]) {
    let total = weights.reduce(0, +)
    guard total > 0, total.isFinite, weights.allSatisfy({ $0 >= 0 }) else { return nil }
    let count = Double(weights.count)
    var shares = weights.map { $0 / total * count }
    var others = Array(weights.indices)
    var small = shares.indices.filter { shares[$0] < 1 }
    var large = shares.indices.filter { shares[$0] >= 1 }
    while let rich = large.popLast() {
      guard let poor = small.popLast() else {
        shares[rich] = 1
        continue
      }
      others[poor] = rich
      shares[rich] -= 1 - shares[poor]
      if shares[rich] < 1 { small.append(rich) } else { large.append(rich) }
    }
    // What is left differs from one by rounding alone.
    for place in small { shares[place] = 1 }
    self.shares = shares
    self.others = others
  }

  /// A place.
  package func draw(using generator: inout SeededGenerator) -> Int {
    let point = generator.uniform() * Double(shares.count)
    let place = min(Int(point), shares.count - 1)
    return point - Double(place) < shares[place] ? place : others[place]
  }

  /// The probability of each place, from the columns as they are.
  var probabilities: [Double] {
    var sums = [Double](repeating: 0, count: shares.count)
    for place in shares.indices {
      let share = min(1, shares[place])
      sums[place] += share
      sums[others[place]] += 1 - share
    }
    return sums.map { $0 / Double(shares.count) }
  }
}

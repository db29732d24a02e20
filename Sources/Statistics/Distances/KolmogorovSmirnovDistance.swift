/// The largest gap between the distribution functions of two windows of numbers.
///
/// `D = supₓ |F(x) − G(x)|`
///
/// - Complexity: O(distinct values). On a histogram it is a lower bound of the samples' own
///   distance; ``KolmogorovSmirnovTest`` says by how much at most.
package enum KolmogorovSmirnovDistance: OrderedDistance {
  package static let card = Card(
    id: "kolmogorov-smirnov-distance", aliases: ["ks-distance"], key: "ksDistance",
    title: "Kolmogorov–Smirnov distance",
    summary: "The largest gap between two distribution functions.",
    unit: "share", range: "0…1", direction: .lowerIsBetter, formula: "supₓ |F(x) − G(x)|",
    undefined: "a window has no rows or holds not-a-number",
    laws: [.symmetric, .zeroOnEqual, .orderInvariant, .scaleInvariant, .rankInvariant, .bounded],
    source: "Hodges, The Significance Probability of the Smirnov Two-Sample Test, 1958")

  package static let examples = [
    Example("reference 1, 2, 3, 4; current 3, 4, 5, 6", gives: 0.5) {
      try measure(reference: [1, 2, 3, 4], current: [3, 4, 5, 6])
    }
  ]

  package static func measure(_ reference: OrderedCounts, _ current: OrderedCounts) -> Double {
    let n = Double(reference.rows)
    let m = Double(current.rows)
    var largest = 0.0
    OrderedCounts.walk(reference, current) { _, first, second in
      largest = max(largest, (Double(first) / n - Double(second) / m).magnitude)
    }
    return largest
  }
}

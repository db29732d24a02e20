/// Draws exact multinomial counts: so many rows, spread over cells by weight.
///
/// Binomial draws one cell after the other, each given what the cells before have left.
///
/// - Complexity: O(cells), whatever the number of rows.
package enum MultinomialSampler {
  /// The counts of `rows` rows over cells of the given weights, which need not add to one.
  ///
  /// Weights that are not positive and finite count as zero; with none left every count is zero.
  package static func draw(
    rows: Int, weights: [Double], using generator: inout SeededGenerator
  ) -> [Int] {
    var counts = [Int](repeating: 0, count: weights.count)
    draw(rows: rows, weights: weights, into: &counts, using: &generator)
    return counts
  }

  /// The same into an array of the same length, so that a loop need not allocate.
  package static func draw(
    rows: Int, weights: [Double], into counts: inout [Int],
    using generator: inout SeededGenerator
  ) {
    var left = rows
    var mass = 0.0
    var last = -1
    for (cell, weight) in weights.enumerated() where weight > 0 && weight.isFinite {
      mass += weight
      last = cell
    }
    for cell in weights.indices {
      let weight = weights[cell]
      guard left > 0, weight > 0, weight.isFinite else {
        counts[cell] = 0
        continue
      }
      // The last cell takes what is left, so that rounding in the mass cannot lose a row.
      counts[cell] =
        cell == last
        ? left
        : BinomialSampler.draw(
          trials: left, probability: min(1, weight / mass), using: &generator)
      left -= counts[cell]
      mass -= weight
    }
  }
}

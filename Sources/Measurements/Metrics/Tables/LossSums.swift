/// A loss added up over rows: enough for its mean and the spread of the mean.
package struct LossSums: Sendable, Hashable {
  /// Rows.
  package let rows: Int
  /// Sum of the loss.
  package let sum: Double
  /// Sum of the loss squared.
  package let squares: Double

  /// Takes the sums.
  package init(rows: Int, sum: Double, squares: Double) {
    self.rows = rows
    self.sum = sum
    self.squares = squares
  }

  /// The mean loss.
  package var mean: Double { sum / Double(rows) }

  /// The variance between rows, divisor n − 1; nil below two rows.
  package var variance: Double? {
    guard rows > 1 else { return nil }
    let count = Double(rows)
    return max(0, squares / count - mean * mean) * count / (count - 1)
  }

  /// The share of the sum that the largest row carries at least; nil of a sum that is not above
  /// zero.
  ///
  /// `Σ lᵢ² / (Σ lᵢ)²`: the squares add up to at most the largest loss times the sum. Its inverse
  /// is the number of rows of equal loss that would vary as much.
  package var leastShareOfLargest: Double? {
    guard sum > 0, sum.isFinite else { return nil }
    let share = squares / sum / sum
    return share.isFinite ? min(share, 1) : nil
  }
}

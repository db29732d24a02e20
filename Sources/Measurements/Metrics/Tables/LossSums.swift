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
}

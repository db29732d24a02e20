package import Statistics

/// Sums of what rows cost that may cost anything: their mean and its interval.
///
/// What has a few outcomes is counted in ``OutcomeCosts``.
package struct RowCosts: Sendable, Hashable {
  /// Rows.
  package private(set) var rows = 0
  /// Their costs together.
  package private(set) var sum = 0.0
  private var squares = 0.0

  /// No rows.
  package init() {}

  /// Adds rows that cost the same.
  package mutating func add(_ cost: Double, rows added: Int = 1) {
    rows += added
    sum += cost * Double(added)
    squares += cost * cost * Double(added)
  }

  /// Adds others.
  package mutating func merge(_ other: RowCosts) {
    rows += other.rows
    sum += other.sum
    squares += other.squares
  }

  /// What a row costs on average, with Student's interval.
  ///
  /// - Throws: ``Undefined`` without rows, or when the costs cannot be added up.
  package func mean(level: Double) throws(Undefined) -> Estimate {
    guard rows > 0 else { throw Undefined("no row has both a label and a prediction") }
    let n = Double(rows)
    let mean = sum / n
    guard mean.isFinite, squares.isFinite else {
      throw Undefined("the costs are too large to be added up")
    }
    do throws(Undefined) {
      // Rounding may leave equal costs a variance a little below zero.
      let variance = max(0, (squares - sum * mean) / (n - 1))
      guard rows < 2 || variance > 0 else {
        throw Undefined("all rows have the same, which does not tell how much others may have")
      }
      return Estimate(
        mean,
        interval: try MeanInterval.interval(
          rows: rows, mean: mean, variance: variance, level: level))
    } catch {
      return Estimate(mean, note: error.reason)
    }
  }
}

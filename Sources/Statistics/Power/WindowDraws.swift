/// A metric's values in windows that chance alone puts together from the rows of a test set,
/// ascending.
///
/// The rows of a window come from an urn: the next is a random test row, or, as often as the rows
/// before it are to the test rows, a copy of one of those (Pólya's urn). That is a window of a
/// world of which the test set is one draw, so that both vary; and a window's number of positives
/// varies too.
///
/// - Complexity: O(rows of all windows), at most ``mostRows``.
/// - Source: Blackwell, MacQueen, *Ferguson Distributions via Pólya Urn Schemes*, 1973; Rubin, *The
///   Bayesian Bootstrap*, 1981.
package struct WindowDraws: Sendable, Hashable {
  /// Rows of all windows together at most.
  static let mostRows = 1 << 24
  /// Windows that are wanted beyond a threshold: their number then varies by a tenth.
  static let wantedBeyond = 100
  /// Windows beyond a threshold below which the draws do not tell where it is.
  static let leastBeyond = 20
  /// Fewer windows tell less than the normal distribution.
  static let fewest = 1_000

  /// The values of the windows that have one, ascending.
  package let values: [Double]
  /// Why the windows may promise too much, a clause; nil when nothing is known against them.
  package let caution: String?

  /// Windows with these values; nil when they are too few, or all alike.
  init?(values: [Double], caution: String?) {
    let known = values.filter { !$0.isNaN }.sorted()
    guard known.count >= Self.fewest, known.first != known.last else { return nil }
    self.values = known
    self.caution = caution
  }

  /// Windows to draw for an alarm rate, within what may be drawn.
  static func count(window: Int, alarmRate: Double) -> Int {
    let wanted = Double(wantedBeyond) / max(alarmRate, .leastNormalMagnitude)
    return Int(min(max(wanted, Double(fewest)), Double(mostRows / max(window, 1))))
  }

  /// A value beyond which windows lie at this rate, or at the smallest that the draws tell.
  ///
  /// - Parameter isBelow: whether the windows with low values are meant.
  package func bound(isBelow: Bool, rate: Double) -> (value: Double, rate: Double) {
    let asked = Int(Double(values.count) * rate)
    let beyond = max(asked, Self.leastBeyond)
    return (
      isBelow ? values[beyond] : values[values.count - 1 - beyond],
      asked == beyond ? rate : Double(beyond) / Double(values.count)
    )
  }
}

/// Rows that are drawn one after the other, each making another like it more likely.
struct RowUrn {
  private let sampler: AliasSampler
  private let rows: Double

  /// An urn with rows at places, by their number there; nil without rows.
  init?(_ counts: [Int]) {
    let weights = counts.map { Double($0) }
    guard let sampler = AliasSampler(weights: weights) else { return nil }
    self.sampler = sampler
    rows = weights.reduce(0, +)
  }

  /// Draws a window.
  ///
  /// - Parameter row: what stands for a row of a place that was drawn anew.
  func fill<Row>(
    _ window: inout [Row], using generator: inout SeededGenerator,
    _ row: (Int, inout SeededGenerator) -> Row
  ) {
    for place in window.indices {
      let copied = generator.uniform() * (rows + Double(place)) - rows
      window[place] =
        copied >= 0
        ? window[min(Int(copied), place - 1)]
        : row(sampler.draw(using: &generator), &generator)
    }
  }
}

/// A sample of numbers as pieces of the number line, each with its rows: points when values are
/// known, short ranges when they were binned.
///
/// - Invariant: pieces ascend; `low ≤ high` in each; `counts` are positive.
package struct NumberSegments: Sendable, Hashable {
  /// Lower ends.
  package let lows: [Double]
  /// Upper ends.
  package let highs: [Double]
  /// Rows in each piece.
  package let counts: [Int]
  /// All rows.
  package let total: Int

  /// Makes the pieces of a column's numbers.
  package init(_ numbers: NumberProfile) {
    switch numbers.content {
    case .exact(let exact):
      lows = exact.values
      highs = lows
      counts = exact.counts
    case .binned(let binned):
      let smallest = numbers.minimum ?? 0
      let largest = numbers.maximum ?? 0
      let grid = binned.histogram.grid
      let edges = binned.histogram.bins.map { grid.edges(of: Int($0)) }
      lows = edges.map { min(max($0.low, smallest), largest) }
      highs = edges.map { min(max($0.high, smallest), largest) }
      counts = binned.histogram.counts
    }
    total = counts.reduce(0, +)
  }

  /// The quantile by linear interpolation between order statistics (NumPy's default), and how far
  /// the true one can be from it; nil without rows.
  ///
  /// Inside a range rows are taken as evenly spread.
  package func quantile(_ probability: Double) -> (value: Double, errorBound: Double)? {
    guard total > 0 else { return nil }
    let position = Double(total - 1) * min(max(probability, 0), 1)
    let lower = Int(position)
    let fraction = position - Double(lower)
    let first = orderStatistic(lower)
    guard fraction > 0 else { return first }
    let second = orderStatistic(lower + 1)
    return (
      first.value + fraction * (second.value - first.value),
      max(first.errorBound, second.errorBound)
    )
  }

  private func orderStatistic(_ rank: Int) -> (value: Double, errorBound: Double) {
    var before = 0
    for index in counts.indices {
      if rank < before + counts[index] {
        let width = highs[index] - lows[index]
        guard width > 0 else { return (lows[index], 0) }
        let share = (Double(rank - before) + 0.5) / Double(counts[index])
        return (lows[index] + width * share, width)
      }
      before += counts[index]
    }
    return (highs.last ?? 0, 0)
  }

  /// A representative value a piece, strictly ascending, with its rows.
  package var representatives: (values: [Double], counts: [Int]) {
    var values: [Double] = []
    var rows: [Int] = []
    for index in counts.indices {
      let middle = lows[index] + (highs[index] - lows[index]) / 2
      if let last = values.last, middle <= last {
        rows[rows.count - 1] += counts[index]
      } else {
        values.append(middle)
        rows.append(counts[index])
      }
    }
    return (values, rows)
  }

  /// The rows in equal steps from the smallest to the largest number, for people to look at.
  ///
  /// Where the 98 % in the middle would fill less than a twentieth of the range, the steps cover
  /// those and the first and last bin take the tails.
  package func bars(_ bars: Int = 30) -> [HistogramBar] {
    guard let smallest = lows.first, let largest = highs.last else { return [] }
    guard smallest < largest, (largest - smallest).isFinite else {
      return [HistogramBar(low: smallest, high: largest, count: total)]
    }
    var inner = (low: smallest, high: largest)
    if let low = quantile(0.01)?.value, let high = quantile(0.99)?.value, high > low,
      (high - low) * 20 < largest - smallest
    {
      inner = (low, high)
    }
    var edges = (0...bars).map { inner.low + (inner.high - inner.low) * Double($0) / Double(bars) }
    edges[0] = inner.low
    edges[bars] = inner.high
    if inner.low > smallest { edges.insert(smallest, at: 0) }
    if inner.high < largest { edges.append(largest) }
    var rows = [Int](repeating: 0, count: edges.count - 1)
    var bin = 0
    for index in counts.indices {
      let middle = lows[index] + (highs[index] - lows[index]) / 2
      while bin < rows.count - 1, middle >= edges[bin + 1] { bin += 1 }
      rows[bin] += counts[index]
    }
    return rows.indices.map { HistogramBar(low: edges[$0], high: edges[$0 + 1], count: rows[$0]) }
  }
}

/// One bar of a histogram for people: rows from `low` (included) to `high` (included in the last).
package struct HistogramBar: Sendable, Hashable, Codable {
  /// Lower end.
  package let low: Double
  /// Upper end.
  package let high: Double
  /// Rows.
  package let count: Int
}

internal import Statistics

/// Two samples of numbers brought to common cells: single values where all are known, bins of one
/// grid otherwise.
///
/// - Invariant: `positions` ascend strictly; both lists of counts belong to them by position.
struct NumberAlignment {
  /// A representative number of each cell.
  private(set) var positions: [Double] = []
  /// Upper end of each cell.
  private(set) var uppers: [Double] = []
  /// Reference rows in each cell.
  private(set) var reference: [Int] = []
  /// Current rows in each cell.
  private(set) var current: [Int] = []
  /// Whether the cells are single values, so that everything computed from them is exact.
  let isExact: Bool
  /// Whether rows of one sample had to be moved to the bins of the other, which no bound covers.
  private(set) var isMoved = false
  /// By how much at most the gap between the distribution functions exceeds the one at cells' ends.
  private(set) var hiddenGap = 0.0
  /// By how much at most the Wasserstein distance is off.
  private(set) var hiddenDistance = 0.0

  init(_ reference: NumberProfile, _ current: NumberProfile) {
    isExact = reference.isExact && current.isExact
    if case .exact(let first) = reference.content, case .exact(let second) = current.content {
      join(
        first.values.map { Cell(low: $0, high: $0) }, first.counts,
        second.values.map { Cell(low: $0, high: $0) }, second.counts)
      return
    }
    // The reference's grid, or the current one when the reference is exact: exact values can be put
    // on any grid.
    let grid = reference.isExact ? current.grid : reference.grid
    let first = Self.histogram(reference, on: grid)
    let second = Self.histogram(current, on: grid)
    func cells(_ histogram: LogLinearHistogram) -> [Cell] {
      histogram.bins.map { bin in
        let edges = grid.edges(of: Int(bin))
        return Cell(low: edges.low, high: edges.high)
      }
    }
    join(
      cells(first.histogram), first.histogram.counts, cells(second.histogram),
      second.histogram.counts)
    isMoved = first.moved > 0 || second.moved > 0
    hiddenGap = min(1, gapInsideCells() + first.moved + second.moved)
  }

  /// The counts on a grid, and the largest share of rows that may have crossed a bin's end because
  /// they came from the bins of another grid.
  static func histogram(
    _ numbers: NumberProfile, on grid: LogLinearGrid
  ) -> (histogram: LogLinearHistogram, moved: Double) {
    switch numbers.content {
    case .exact(let values): return (values.histogram(on: grid), 0)
    case .binned(let binned) where binned.histogram.grid == grid: return (binned.histogram, 0)
    case .binned(let binned):
      let segments = NumberSegments(numbers)
      let histogram = LogLinearHistogram(
        grid: grid,
        counted: segments.counts.indices.map { index in
          let middle = segments.lows[index] + (segments.highs[index] - segments.lows[index]) / 2
          return (grid.bin(of: middle), segments.counts[index])
        })
      let largest = binned.histogram.counts.max() ?? 0
      return (histogram, Double(largest) / Double(max(segments.total, 1)))
    }
  }

  private struct Cell {
    let low: Double
    let high: Double
  }

  private mutating func join(
    _ first: [Cell], _ firstCounts: [Int], _ second: [Cell], _ secondCounts: [Int]
  ) {
    var left = 0
    var right = 0
    while left < first.count || right < second.count {
      let fromFirst =
        right == second.count || (left < first.count && first[left].low <= second[right].low)
      let fromSecond =
        left == first.count || (right < second.count && second[right].low <= first[left].low)
      let cell = fromFirst ? first[left] : second[right]
      let middle = cell.low + (cell.high - cell.low) / 2
      if let last = positions.last, middle <= last {
        // Rounding far from the origin made two cells one.
        uppers[uppers.count - 1] = max(cell.high, uppers[uppers.count - 1])
      } else {
        positions.append(middle)
        uppers.append(cell.high)
        reference.append(0)
        current.append(0)
      }
      let index = positions.count - 1
      if fromFirst {
        reference[index] += firstCounts[left]
        left += 1
      }
      if fromSecond {
        current[index] += secondCounts[right]
        right += 1
      }
    }
    addWidths(first, firstCounts)
    addWidths(second, secondCounts)
  }

  /// A row stands at its cell's middle: it may be half a cell away from there.
  private mutating func addWidths(_ cells: [Cell], _ counts: [Int]) {
    let total = Double(max(counts.reduce(0, +), 1))
    for (cell, count) in zip(cells, counts) {
      hiddenDistance += (cell.high - cell.low) / 2 * Double(count) / total
    }
  }

  /// Inside a cell one sample's rows may all come before the other's; a single value hides nothing.
  private func gapInsideCells() -> Double {
    let n = Double(max(reference.reduce(0, +), 1))
    let m = Double(max(current.reduce(0, +), 1))
    var before = 0.0
    var atEnds = 0.0
    var reach = 0.0
    for index in positions.indices {
      let p = Double(reference[index]) / n
      let q = Double(current[index]) / m
      if uppers[index] > positions[index] { reach = max(reach, before + p, q - before) }
      before += p - q
      atEnds = max(atEnds, before.magnitude)
    }
    return max(0, min(1, reach) - atEnds)
  }

  /// One of the samples as counted values.
  func ordered(_ counts: [Int]) throws(Undefined) -> OrderedCounts {
    try OrderedCounts(values: positions, counts: counts)
  }

  /// The width of each cell, 0 where it is a single value.
  var widths: [Double] {
    positions.indices.map { 2 * max(0, uppers[$0] - positions[$0]) }
  }

  /// Both samples over the cells that hold rows.
  ///
  /// - Throws: ``Undefined`` when a sample has no rows.
  func pooled() throws(Undefined) -> PooledSamples {
    try PooledSamples(values: positions, counts: [reference, current], widths: widths)
  }

  /// Counts in up to ten bins that hold equal shares of the reference.
  ///
  /// Bins are open below and closed above at the reference's deciles (NumPy's linear quantiles of
  /// known values, ends of grid bins otherwise); equal deciles make fewer bins.
  func decileCounts(_ reference: NumberSegments) -> (reference: [Int], current: [Int]) {
    var edges: [Double] = []
    for tenth in 1..<10 {
      guard let edge = reference.quantile(Double(tenth) / 10)?.value else { continue }
      if edges.last.map({ edge > $0 }) ?? true { edges.append(edge) }
    }
    var first = [Int](repeating: 0, count: edges.count + 1)
    var second = first
    var bin = 0
    for index in positions.indices {
      while bin < edges.count, positions[index] > edges[bin] { bin += 1 }
      first[bin] += self.reference[index]
      second[bin] += current[index]
    }
    return (first, second)
  }
}

/// Counts of numbers on a ``LogLinearGrid``: only bins that hold something.
///
/// - Invariant: `bins` ascend strictly, `counts` are positive and belong to them by position.
/// - Complexity: O(bins) to merge; mergeable in any order.
package struct LogLinearHistogram: Sendable, Hashable {
  /// Where the bins are.
  package let grid: LogLinearGrid
  /// Numbers of the bins that hold values.
  package private(set) var bins: [Int32] = []
  /// Values in each of `bins`.
  package private(set) var counts: [Int] = []

  /// An empty histogram.
  package init(grid: LogLinearGrid) {
    self.grid = grid
  }

  /// Takes bins in any order; the same bin may come twice.
  package init(grid: LogLinearGrid, counted: [(bin: Int, count: Int)]) {
    self.grid = grid
    // No more room than is needed: windows hold thousands of histograms.
    bins.reserveCapacity(counted.count)
    counts.reserveCapacity(counted.count)
    for entry in counted.sorted(by: { $0.bin < $1.bin }) where entry.count > 0 {
      append(Int32(entry.bin), entry.count)
    }
  }

  private mutating func append(_ bin: Int32, _ count: Int) {
    if bins.last == bin {
      counts[counts.count - 1] += count
    } else {
      bins.append(bin)
      counts.append(count)
    }
  }

  /// All values.
  package var total: Int { counts.reduce(0, +) }

  /// Adds a histogram on the same grid.
  package mutating func merge(_ other: LogLinearHistogram) {
    precondition(grid == other.grid, "histograms around different origins do not add")
    guard !other.bins.isEmpty else { return }
    guard !bins.isEmpty else {
      self = other
      return
    }
    var merged = LogLinearHistogram(grid: grid)
    merged.bins.reserveCapacity(max(bins.count, other.bins.count))
    merged.counts.reserveCapacity(max(bins.count, other.bins.count))
    var left = 0
    var right = 0
    while left < bins.count || right < other.bins.count {
      if right == other.bins.count || (left < bins.count && bins[left] <= other.bins[right]) {
        merged.append(bins[left], counts[left])
        left += 1
      } else {
        merged.append(other.bins[right], other.counts[right])
        right += 1
      }
    }
    self = merged
  }
}

extension LogLinearHistogram: Codable {
  private enum Key: String, CodingKey { case origin, bins, counts }

  /// Reads bins stored as differences.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    grid = LogLinearGrid(origin: try container.decode(Double.self, forKey: .origin))
    let steps = try container.decode([Int32].self, forKey: .bins)
    counts = try container.decode([Int].self, forKey: .counts)
    var bin = Int32(0)
    for (position, step) in steps.enumerated() {
      let (next, overflow) = bin.addingReportingOverflow(step)
      guard !overflow, next.magnitude <= 2047 << 8, position == 0 || step > 0 else {
        throw DecodingError.dataCorruptedError(
          forKey: .bins, in: container, debugDescription: "bin \(position) is out of order")
      }
      bin = next
      bins.append(bin)
    }
    try StoredCounts.check(counts, positive: true, "the count", at: container.codingPath)
    guard grid.origin.isFinite, bins.count == counts.count else {
      throw DecodingError.dataCorruptedError(
        forKey: .counts, in: container, debugDescription: "the counts do not fit the bins")
    }
  }

  /// Writes bins as differences, which are short numbers.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(grid.origin, forKey: .origin)
    var previous = Int32(0)
    let steps = bins.map { bin in
      defer { previous = bin }
      return bin - previous
    }
    try container.encode(steps, forKey: .bins)
    try container.encode(counts, forKey: .counts)
  }
}

/// Different numbers and how often each occurs, exactly.
///
/// - Invariant: keys ascend strictly as numbers of `kind`; counts are positive.
package struct ValueCounts: Sendable, Hashable, Codable {
  /// How keys are to be read.
  package let kind: NumberKind
  /// Canonical bit patterns of the numbers, the smallest number first.
  package let keys: [UInt64]
  /// Rows of each number, in the order of `keys`.
  package let counts: [Int]

  init(kind: NumberKind, keys: [UInt64], counts: [Int]) {
    self.kind = kind
    self.keys = keys
    self.counts = counts
  }

  /// The numbers as doubles, ascending; long integers are rounded.
  package var values: [Double] { keys.map(kind.real) }

  /// The exact sums of the counted values.
  var moments: ExactMoments {
    var moments = ExactMoments()
    for (key, count) in zip(keys, counts) {
      switch kind {
      case .real: moments.add(Double(bitPattern: key), times: count)
      case .unsigned: moments.add(Int128(key), times: count)
      case .integer, .instant: moments.add(Int128(Int64(bitPattern: key)), times: count)
      }
    }
    return moments
  }

  /// The same values on a grid.
  func histogram(on grid: LogLinearGrid) -> LogLinearHistogram {
    LogLinearHistogram(
      grid: grid,
      counted: zip(keys, counts).map { (grid.bin(of: kind.real(of: $0)), $1) })
  }

  /// What a sketch of these values would hold.
  var sketch: DistinctSketch {
    var sketch = DistinctSketch()
    for key in keys { sketch.insert(hash: DistinctSketch.hash(key)) }
    return sketch
  }

  /// The counts of both.
  func merged(with other: ValueCounts) -> ValueCounts {
    var keys: [UInt64] = []
    var counts: [Int] = []
    keys.reserveCapacity(max(self.keys.count, other.keys.count))
    var left = 0
    var right = 0
    while left < self.keys.count || right < other.keys.count {
      if right == other.keys.count
        || (left < self.keys.count && kind.isLess(self.keys[left], other.keys[right]))
      {
        keys.append(self.keys[left])
        counts.append(self.counts[left])
        left += 1
      } else if left < self.keys.count, self.keys[left] == other.keys[right] {
        keys.append(self.keys[left])
        counts.append(self.counts[left] + other.counts[right])
        left += 1
        right += 1
      } else {
        keys.append(other.keys[right])
        counts.append(other.counts[right])
        right += 1
      }
    }
    return ValueCounts(kind: kind, keys: keys, counts: counts)
  }
}

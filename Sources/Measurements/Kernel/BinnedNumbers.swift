/// What is known of numbers too many to keep: bins, exact moments, exact extremes.
///
/// Mergeable in any order with equal results: every part is an integer count, an exact sum, an
/// extreme, or a maximum of registers.
package struct BinnedNumbers: Sendable, Hashable, Codable {
  /// Counts on the grid.
  package private(set) var histogram: LogLinearHistogram
  /// Exact count, sum and sum of squares.
  package private(set) var moments: ExactMoments
  /// Estimate of the different values.
  package private(set) var sketch: DistinctSketch
  /// Key of the smallest number.
  package private(set) var minimumKey: UInt64
  /// Key of the largest number.
  package private(set) var maximumKey: UInt64
  /// Values equal to zero, of either sign.
  package private(set) var zeros: Int
  /// Values below zero.
  package private(set) var negative: Int

  init(
    histogram: LogLinearHistogram, moments: ExactMoments, sketch: DistinctSketch,
    minimumKey: UInt64, maximumKey: UInt64, zeros: Int, negative: Int
  ) {
    self.histogram = histogram
    self.moments = moments
    self.sketch = sketch
    self.minimumKey = minimumKey
    self.maximumKey = maximumKey
    self.zeros = zeros
    self.negative = negative
  }

  /// Exact counts, put on a grid.
  init(_ values: ValueCounts, grid: LogLinearGrid) {
    self.init(
      histogram: values.histogram(on: grid), moments: values.moments, sketch: values.sketch,
      minimumKey: values.keys.first ?? 0, maximumKey: values.keys.last ?? 0,
      zeros: values.zeros, negative: values.negative)
  }

  /// Adds other numbers of the same kind on the same grid.
  mutating func merge(_ other: BinnedNumbers, kind: NumberKind) {
    guard other.moments.count > 0 else { return }
    guard moments.count > 0 else {
      self = other
      return
    }
    histogram.merge(other.histogram)
    moments.merge(other.moments)
    sketch.merge(other.sketch)
    if kind.isLess(other.minimumKey, minimumKey) { minimumKey = other.minimumKey }
    if kind.isLess(maximumKey, other.maximumKey) { maximumKey = other.maximumKey }
    zeros += other.zeros
    negative += other.negative
  }
}

extension ValueCounts {
  /// Rows whose value is zero.
  package var zeros: Int {
    zip(keys, counts).reduce(0) { $0 + (kind.real(of: $1.0) == 0 ? $1.1 : 0) }
  }

  /// Rows whose value is below zero.
  package var negative: Int {
    zip(keys, counts).reduce(0) { $0 + (kind.real(of: $1.0) < 0 ? $1.1 : 0) }
  }
}

/// Rows by predicted probability in bins of equal width: what calibration is computed from.
///
/// A probability p is in the bin with `edge < p ≤ next edge`, 0 in the first: the bins of
/// scikit-learn's `calibration_curve` with the strategy `uniform`.
package struct CalibrationBins: Sendable, Hashable {
  /// One bin.
  package struct Bin: Sendable, Hashable {
    /// Rows.
    package var rows = 0
    /// Positive rows.
    package var positives = 0
    /// Sum of the probabilities.
    package var scores = FixedPointSum(scale: 62)
    /// Sum of `(label − probability)²`.
    package var squares = FixedPointSum(scale: 62)

    /// The mean probability in the bin, 0…1.
    package var confidence: Double { scores.value / Double(rows) }
    /// The share of positives in the bin, 0…1.
    package var frequency: Double { Double(positives) / Double(rows) }
    /// The variance of `label − probability` between the bin's rows, divisor n.
    package var variance: Double {
      let gap = frequency - confidence
      return max(0, squares.value / Double(rows) - gap * gap)
    }
  }

  /// The bins, in order.
  package private(set) var bins: [Bin]
  /// Edges between the bins, one fewer than bins, as numpy computes them with `linspace`.
  private let edges: [Double]

  /// Empty bins.
  ///
  /// - Parameter count: number of bins, at least 1.
  package init(count: Int) {
    bins = [Bin](repeating: Bin(), count: max(count, 1))
    edges = Self.edges(count: count)
  }

  /// Counts one row; `probability` is in 0…1.
  @inline(__always)
  package mutating func add(_ probability: Double, isPositive: Bool) {
    var index = min(Int(probability * Double(bins.count)), bins.count &- 1)
    // The product may round across an edge, and an edge itself belongs to the bin below.
    if index > 0, probability <= edges[index &- 1] { index &-= 1 }
    if index < edges.count, probability > edges[index] { index &+= 1 }
    let gap = (isPositive ? 1 : 0) - probability
    bins[index].rows &+= 1
    bins[index].positives &+= isPositive ? 1 : 0
    bins[index].scores.add(probability)
    bins[index].squares.add(gap * gap)
  }

  /// Counts so many rows of one probability in 0…1.
  mutating func add(_ probability: Double, isPositive: Bool, times: Int) {
    let index = edges.firstIndex { probability <= $0 } ?? bins.count - 1
    let gap = (isPositive ? 1 : 0) - probability
    bins[index].rows += times
    bins[index].positives += isPositive ? times : 0
    bins[index].scores.add(probability, times: times)
    bins[index].squares.add(gap * gap, times: times)
  }

  /// Adds rows of one class in one bin that were counted elsewhere.
  mutating func add(
    bin index: Int, isPositive: Bool, rows: Int, scores: Int128, squares: Int128
  ) {
    bins[index].rows += rows
    bins[index].positives += isPositive ? rows : 0
    bins[index].scores.add(units: scores)
    bins[index].squares.add(units: squares)
  }

  /// Edges between bins of equal width, one fewer than bins.
  static func edges(count: Int) -> [Double] {
    let step = 1 / Double(max(count, 1))
    return (1..<max(count, 1)).map { Double($0) * step }
  }

  /// Counts many rows; a label is 1 for a positive row, and a number outside 0…1 is left out.
  mutating func add(
    _ probabilities: UnsafeBufferPointer<Double>, labels: UnsafeBufferPointer<UInt8>
  ) {
    let scale = Double(bins.count)
    let last = bins.count &- 1
    unsafe edges.withUnsafeBufferPointer { edges in
      unsafe bins.withUnsafeMutableBufferPointer { bins in
        for position in 0..<probabilities.count {
          let probability = unsafe probabilities[position]
          guard probability >= 0, probability <= 1 else { continue }
          var index = min(Int(probability * scale), last)
          // As above: an edge belongs to the bin below, and the product may round across it.
          if index > 0, unsafe probability <= edges[index &- 1] { index &-= 1 }
          if index < last, unsafe probability > edges[index] { index &+= 1 }
          let label = unsafe Int(labels[position] & 1)
          let gap = Double(label) - probability
          unsafe bins[index].rows &+= 1
          unsafe bins[index].positives &+= label
          unsafe bins[index].scores.add(probability)
          unsafe bins[index].squares.add(gap * gap)
        }
      }
    }
  }

  /// Adds the counts of as many other bins.
  package mutating func merge(_ other: CalibrationBins) {
    precondition(bins.count == other.bins.count, "calibration bins differ in number")
    for index in bins.indices {
      bins[index].rows += other.bins[index].rows
      bins[index].positives += other.bins[index].positives
      bins[index].scores.merge(other.bins[index].scores)
      bins[index].squares.merge(other.bins[index].squares)
    }
  }

  /// All rows.
  package var rows: Int { bins.reduce(0) { $0 + $1.rows } }
}

/// Counts of two classes per distinct number, ascending: what rank metrics are computed from.
///
/// - Shape: three arrays of one length; `values` ascend strictly; counts of 0 or more.
package struct SortedCounts: Sendable, Hashable {
  /// The numbers, or the numbers standing for their neighbours.
  package let values: [Double]
  /// Rows of the first class (positives) at each number.
  package let first: [Int]
  /// Rows of the second class (negatives) at each number.
  package let second: [Int]
  /// Mantissa bits that the numbers lost; 0: exact.
  package let droppedBits: Int
  /// All rows of the first class.
  package let firstTotal: Int
  /// All rows of the second class.
  package let secondTotal: Int

  /// Takes counts whose values ascend.
  package init(values: [Double], first: [Int], second: [Int], droppedBits: Int = 0) {
    self.values = values
    self.first = first
    self.second = second
    self.droppedBits = droppedBits
    firstTotal = first.reduce(0, +)
    secondTotal = second.reduce(0, +)
  }

  /// The share of the first class; nil without rows.
  package var firstShare: Double? {
    let rows = firstTotal + secondTotal
    return rows > 0 ? Double(firstTotal) / Double(rows) : nil
  }

  /// The share of pairs (one of each class) that fall into one bin.
  ///
  /// A rank statistic that gives half a point to a tie is wrong by at most half of this when the
  /// bin's numbers were not equal, so it is 0 error when nothing was dropped.
  package var tiedPairs: Double {
    guard firstTotal > 0, secondTotal > 0 else { return 0 }
    var tied = 0.0
    for index in values.indices { tied += Double(first[index]) * Double(second[index]) }
    return tied / (Double(firstTotal) * Double(secondTotal))
  }

  /// How far a rank statistic may be from the one of unrounded numbers, at most.
  package var rankErrorBound: Double { droppedBits == 0 ? 0 : tiedPairs / 2 }
}

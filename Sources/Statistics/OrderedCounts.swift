/// A sample of numbers as its distinct values, ascending, with the rows at each.
///
/// Both a sorted column and a histogram of representative values are this: what is computed from it
/// is exact for the first and carries the bins' width for the second.
package struct OrderedCounts: Sendable, Hashable {
  /// Distinct values, strictly ascending, no not-a-number; infinities are allowed.
  package let values: [Double]
  /// Rows at each value.
  package let counts: [Int]
  /// All rows, at least 1.
  package let rows: Int

  /// Groups a sample, in any order.
  ///
  /// - Throws: ``Undefined`` when it is empty or holds not-a-number.
  /// - Complexity: O(n log n), O(n) when already ascending.
  package init(sample: [Double]) throws(Undefined) {
    guard !sample.isEmpty else { throw Undefined("the sample has no rows") }
    var ascending = true
    var previous = -Double.infinity
    for value in sample {
      guard !value.isNaN else { throw Undefined("the sample holds not-a-number") }
      if value < previous { ascending = false }
      previous = value
    }
    var values: [Double] = []
    var counts: [Int] = []
    for value in ascending ? sample : sample.sorted() {
      if let last = values.last, last == value {
        counts[counts.count - 1] += 1
      } else {
        values.append(value)
        counts.append(1)
      }
    }
    self.values = values
    self.counts = counts
    rows = sample.count
  }

  /// Keeps bins with representative values.
  ///
  /// - Throws: ``Undefined`` when values and counts differ in number, values do not ascend
  ///   strictly, a count is negative, or there are no rows.
  package init(values: [Double], counts: [Int]) throws(Undefined) {
    guard values.count == counts.count else {
      throw Undefined("\(values.count) bin values came with \(counts.count) counts")
    }
    rows = try CountPair.rows(counts, window: "sample")
    for index in values.indices.dropFirst() {
      guard values[index - 1] < values[index] else {
        throw Undefined("the bin values do not ascend")
      }
    }
    guard values.first?.isNaN == false, values.last?.isNaN == false else {
      throw Undefined("a bin value is not a number")
    }
    self.values = values
    self.counts = counts
  }

  /// The standard deviation with n − 1, nil with fewer than two rows or an infinite value.
  package var standardDeviation: Double? {
    guard rows > 1 else { return nil }
    var mean = 0.0
    var squares = 0.0
    var seen = 0.0
    // The weighted form of Welford's update keeps its digits where squares of sums would not.
    for index in values.indices where counts[index] > 0 {
      let weight = Double(counts[index])
      seen += weight
      let distance = values[index] - mean
      mean += distance * weight / seen
      squares += weight * distance * (values[index] - mean)
    }
    let deviation = (squares / Double(rows - 1)).squareRoot()
    return deviation.isFinite ? deviation : nil
  }

  /// Walks two samples together: at each distinct value of either, the rows at or below it.
  ///
  /// `body` gets the value, the rows of the first and of the second sample at or below it.
  package static func walk(
    _ first: OrderedCounts, _ second: OrderedCounts,
    _ body: (_ value: Double, _ firstRows: Int, _ secondRows: Int) -> Void
  ) {
    var i = 0
    var j = 0
    var firstRows = 0
    var secondRows = 0
    while i < first.values.count || j < second.values.count {
      let a = i < first.values.count ? first.values[i] : .infinity
      let b = j < second.values.count ? second.values[j] : .infinity
      let value = min(a, b)
      if i < first.values.count, a == value {
        firstRows += first.counts[i]
        i += 1
      }
      if j < second.values.count, b == value {
        secondRows += second.counts[j]
        j += 1
      }
      body(value, firstRows, secondRows)
    }
  }
}

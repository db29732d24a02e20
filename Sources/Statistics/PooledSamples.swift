/// Several samples of numbers over the distinct values of all of them.
///
/// Tests of whether the samples share a distribution walk the pooled values once. Cells are single
/// values, or bins of a width, in which case the tests say how far the bins may have moved them.
package struct PooledSamples: Sendable, Hashable {
  /// Distinct values with rows in some sample, strictly ascending.
  package let values: [Double]
  /// Rows by sample and value.
  package let counts: [[Int]]
  /// Width of each value's bin; 0 for a value that stands for itself.
  package let widths: [Double]
  /// Rows of each sample, at least 1.
  package let sampleRows: [Int]
  /// Rows of all samples at each value, at least 1.
  package let totals: [Int]
  /// All rows.
  package let rows: Int

  /// Pools samples over common cells.
  ///
  /// - Parameter widths: the cells' widths; none when every cell is a single value.
  /// - Throws: ``Undefined`` when there are fewer than two samples, one has no rows, the cells
  ///   differ in number or do not ascend, or the rows cannot be counted.
  package init(values: [Double], counts: [[Int]], widths: [Double] = []) throws(Undefined) {
    guard counts.count > 1 else { throw Undefined("there are fewer than two samples") }
    guard counts.allSatisfy({ $0.count == values.count }),
      widths.isEmpty || widths.count == values.count
    else { throw Undefined("the samples differ in their number of cells") }
    for index in values.indices {
      guard !values[index].isNaN, index == 0 || values[index - 1] < values[index] else {
        throw Undefined("the cells' values do not ascend")
      }
    }
    var sampleRows: [Int] = []
    var rows = 0
    for sample in counts {
      let own = try CountPair.rows(sample, window: "sample")
      let (sum, overflow) = rows.addingReportingOverflow(own)
      guard !overflow else { throw Undefined("the samples have more rows than can be counted") }
      sampleRows.append(own)
      rows = sum
    }
    let filled = values.indices.filter { cell in counts.contains { $0[cell] > 0 } }
    self.values = filled.map { values[$0] }
    self.counts = counts.map { sample in filled.map { sample[$0] } }
    self.widths =
      widths.isEmpty ? [Double](repeating: 0, count: filled.count) : filled.map { widths[$0] }
    totals = filled.map { cell in counts.reduce(0) { $0 + $1[cell] } }
    self.sampleRows = sampleRows
    self.rows = rows
  }

  /// Pools samples that are given as their distinct values.
  ///
  /// - Throws: ``Undefined`` when there are fewer than two.
  package init(_ samples: [OrderedCounts]) throws(Undefined) {
    let all = samples.flatMap(\.values).sorted()
    var values: [Double] = []
    for value in all where values.last.map({ $0 < value }) ?? true { values.append(value) }
    let counts = samples.map { sample in
      var next = 0
      return values.map { value in
        guard next < sample.values.count, sample.values[next] == value else { return 0 }
        next += 1
        return sample.counts[next - 1]
      }
    }
    try self.init(values: values, counts: counts)
  }

  /// Pools samples in any order.
  ///
  /// - Throws: ``Undefined`` when there are fewer than two, or one is empty or holds not-a-number.
  package init(samples: [[Double]]) throws(Undefined) {
    var ordered: [OrderedCounts] = []
    for sample in samples { ordered.append(try OrderedCounts(sample: sample)) }
    try self.init(ordered)
  }

  /// The share of all rows in the fullest cell.
  var largestShare: Double { Double(totals.max() ?? 0) / Double(rows) }

  /// Whether every row has a value of its own.
  var hasNoTies: Bool { totals.count == rows }

  /// The share of all rows at or below each cell.
  var levels: [Double] {
    var below = 0
    return totals.map { total in
      below += total
      return Double(below) / Double(rows)
    }
  }

  /// Whether a cell stands for more than one value.
  var isBinned: Bool { widths.contains { $0 > 0 } }
}

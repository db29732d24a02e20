internal import ADBC

/// How one column's values become a few codes: numbers and times by quantiles, other values by
/// themselves with rare ones pooled; a missing value is a value.
///
/// ```
/// let column = try SliceColumn(RowColumn(name: "age", values: .numeric(ages)), bins: 10, …)
/// column.conditions[0]      // age below its first tenth
/// ```
package struct SliceColumn: Sendable {
  /// Where a code comes from.
  enum Content: Sendable {
    /// Ascending; a value's code is the number of edges that are not above it.
    case edges([Double], isTime: Bool)
    /// Each number by itself.
    case numbers([Double])
    /// Each text by itself.
    case texts([String])
  }

  /// The column's name.
  package let name: String
  let content: Content

  /// Codes of values, without the two for missing and rare ones.
  var valueCount: Int {
    switch content {
    case .edges(let edges, _): edges.count + 1
    case .numbers(let numbers): numbers.count
    case .texts(let texts): texts.count
    }
  }

  /// All codes: those of values, then ``missingCode``, then ``rareCode``.
  var codeCount: Int { valueCount + 2 }
  var missingCode: UInt8 { UInt8(valueCount) }
  var rareCode: UInt8 { UInt8(valueCount + 1) }

  /// Chooses the codes of a column from a sample of its rows.
  ///
  /// - Parameters:
  ///   - bins: bins of numbers.
  ///   - support: the share of rows below which a value is rare.
  package init(_ column: RowColumn, bins: Int, support: Double) {
    name = column.name
    switch column.values {
    case .numeric(let numbers):
      content = Self.numbers(numbers.filter(\.isFinite), bins: bins, isTime: false)
    case .timestamp(let times):
      content = Self.numbers(
        times.filter { $0 != RowColumn.missingTime }.map { Double($0) }, bins: bins, isTime: true)
    case .categorical(let codes, let categories):
      var counts = [Int](repeating: 0, count: categories.count)
      for code in codes where code != RowColumn.missingCode { counts[Int(code)] += 1 }
      let least = support * Double(codes.count)
      let frequent = categories.indices.filter { Double(counts[$0]) >= least }.sorted {
        (counts[$1], categories[$0]) < (counts[$0], categories[$1])
      }
      content = .texts(frequent.prefix(SliceOptions.codeLimit - 2).map { categories[$0] })
    }
  }

  private static func numbers(_ values: [Double], bins: Int, isTime: Bool) -> Content {
    var few = Set<Double>()
    for value in values {
      few.insert(value)
      if few.count > bins { break }
    }
    if few.count <= bins, !isTime { return .numbers(few.sorted()) }
    let sorted = values.sorted()
    guard let smallest = sorted.first else { return .numbers([]) }
    var edges: [Double] = []
    for bin in 1..<bins {
      let edge = sorted[bin * sorted.count / bins]
      // The first bin holds a value too: an edge at the smallest one would leave it empty.
      if edge > (edges.last ?? smallest) { edges.append(edge) }
    }
    return .edges(edges, isTime: isTime)
  }

  /// Whether a column of one code and no missing value has that code in every row.
  func isAll(_ column: RowColumn) -> Bool {
    switch column.values {
    case .categorical(let codes, let categories): categories.count == 1 && !codes.isEmpty
    case .numeric, .timestamp: true
    }
  }

  /// What a code stands for.
  ///
  /// - Parameter code: below ``codeCount``.
  func condition(_ code: UInt8) -> SliceCondition {
    SliceCondition(column: name, test: test(code))
  }

  private func test(_ code: UInt8) -> SliceCondition.Test {
    if code == missingCode { return .missing }
    if code == rareCode { return .rare }
    let place = Int(code)
    switch content {
    case .numbers(let numbers): return .number(numbers[place])
    case .texts(let texts): return .text(texts[place])
    case .edges(let edges, let isTime):
      func bound(_ index: Int) -> SliceCondition.Bound? {
        guard edges.indices.contains(index) else { return nil }
        return isTime
          ? .time(CalendarText.timestamp(microseconds: Int64(exactly: edges[index]) ?? .max))
          : .number(edges[index])
      }
      return .between(low: bound(place - 1), high: bound(place))
    }
  }
}

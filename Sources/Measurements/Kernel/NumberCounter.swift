/// The numbers of one column while they stream past: exact while few differ, binned afterwards.
///
/// Which of the two it ends as depends on the set of values alone, not on their order.
struct NumberCounter<Value: CountableOnGrid>: Sendable {
  private let kind: NumberKind
  private let grid: LogLinearGrid
  private var tally: ValueTally
  private var table: OctaveTable?
  private var specials = SpecialNumbers()

  /// - Parameters:
  ///   - limit: different values kept exactly.
  ///   - grid: where values beyond the limit are counted.
  init(kind: NumberKind, limit: Int, grid: LogLinearGrid) {
    self.kind = kind
    self.grid = grid
    tally = ValueTally(limit: limit)
  }

  /// Counts values, none of them missing.
  mutating func count(_ values: UnsafeBufferPointer<Value>) {
    var position = 0
    if table == nil {
      position = unsafe tally.count(values, from: 0, specials: &specials)
      guard position < values.count else { return }
      table = OctaveTable(from: tally.sorted(as: kind), grid: grid)
      tally = ValueTally(limit: 0)
    }
    unsafe table?.count(values, from: position, specials: &specials, of: Value.self)
  }

  /// The result.
  mutating func finish() -> NumberProfile {
    let content: NumberProfile.Content
    if let binned = table?.finish() {
      content = .binned(binned)
    } else {
      content = .exact(tally.sorted(as: kind))
    }
    return NumberProfile(kind: kind, grid: grid, specials: specials, content: content)
  }
}

/// A number that knows which loop of the table counts it.
protocol CountableOnGrid: Countable {
  /// Counts values from `start` on.
  static func count(
    _ values: UnsafeBufferPointer<Self>, from start: Int, into table: inout OctaveTable,
    specials: inout SpecialNumbers)
}

extension OctaveTable {
  /// Counts values with the loop of their type.
  @inline(__always)
  mutating func count<Value: CountableOnGrid>(
    _ values: UnsafeBufferPointer<Value>, from start: Int, specials: inout SpecialNumbers,
    of _: Value.Type
  ) {
    unsafe Value.count(values, from: start, into: &self, specials: &specials)
  }
}

extension Double: CountableOnGrid {
  static func count(
    _ values: UnsafeBufferPointer<Double>, from start: Int, into table: inout OctaveTable,
    specials: inout SpecialNumbers
  ) {
    unsafe table.count(reals: values, from: start, specials: &specials)
  }
}

extension Int64: CountableOnGrid {
  static func count(
    _ values: UnsafeBufferPointer<Int64>, from start: Int, into table: inout OctaveTable,
    specials: inout SpecialNumbers
  ) {
    unsafe table.count(wholes: values, from: start)
  }
}

extension UInt64: CountableOnGrid {
  static func count(
    _ values: UnsafeBufferPointer<UInt64>, from start: Int, into table: inout OctaveTable,
    specials: inout SpecialNumbers
  ) {
    unsafe table.count(wholes: values, from: start)
  }
}

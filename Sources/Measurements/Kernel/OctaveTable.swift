/// Counts of numbers on a ``LogLinearGrid`` while they stream past, with their exact moments.
///
/// A directory of the 4,096 combinations of sign and binary exponent points to slots that are made
/// when the first value needs them: a slot holds the 256 counters of the octave and the exact sums
/// of the values whose own octave it is. A column touches a handful of octaves, so that it needs a
/// few kilobytes that stay in the processor's cache, and three thousand columns need no gigabytes.
///
/// - Complexity: O(1) a value; a value costs about three nanoseconds.
struct OctaveTable: Sendable {
  let grid: LogLinearGrid
  /// One past the slot of each octave; 0 for none.
  private var directory = [UInt16](repeating: 0, count: 4_096)
  /// 256 counters a slot.
  private var counters: [UInt32] = []
  /// Four words a slot: sum of mantissa fields (low word; high word with the count from bit 28 up),
  /// sum of their squares (low, high).
  private var sums: [UInt64] = []
  private var sketch: DistinctSketch
  private var specials = SpecialNumbers()
  private var zeros: Int
  private var negative: Int
  private var minimumKey: UInt64
  private var maximumKey: UInt64
  private var rowsSinceFlush = 0
  private var histogram: LogLinearHistogram
  private var moments: ExactMoments

  // A square of a 52-bit field has 104 bits: 2²³ of them stay below 2¹²⁸, the counter of 36 bits
  // and the 32-bit bins stay far from their ends.
  private static let rowsBetweenFlushes = 1 << 23

  /// Continues from exact counts.
  ///
  /// - Parameter start: the values counted so far, at least one.
  init(from start: ValueCounts, grid: LogLinearGrid) {
    self.grid = grid
    histogram = start.histogram(on: grid)
    moments = start.moments
    sketch = start.sketch
    minimumKey = start.keys.first ?? 0
    maximumKey = start.keys.last ?? 0
    zeros = start.zeros
    negative = start.negative
  }

  /// Counts doubles from `start` on.
  mutating func count(
    reals values: UnsafeBufferPointer<Double>, from start: Int, specials: inout SpecialNumbers
  ) {
    var position = start
    while position < values.count {
      let end = min(values.count, position + Self.rowsBetweenFlushes - rowsSinceFlush)
      let first = position
      position = unsafe countReals(values, position..<end, specials: &specials)
      rowsSinceFlush += position - first
      if position < end {
        let value = unsafe values[position]
        makeSlot(Int(value.bitPattern >> 52))
        makeSlot(Int((value - grid.origin).bitPattern >> 52))
      }
      if rowsSinceFlush >= Self.rowsBetweenFlushes { flush() }
    }
  }

  /// Counts until a value needs a slot that does not exist; returns its position.
  private mutating func countReals(
    _ values: UnsafeBufferPointer<Double>, _ range: Range<Int>, specials: inout SpecialNumbers
  ) -> Int {
    let origin = grid.origin
    var minimum = Double(bitPattern: minimumKey)
    var maximum = Double(bitPattern: maximumKey)
    var zeros = 0
    var negative = 0
    var reached = range.upperBound
    unsafe directory.withUnsafeBufferPointer { directory in
      unsafe counters.withUnsafeMutableBufferPointer { counters in
        unsafe sums.withUnsafeMutableBufferPointer { sums in
          unsafe sketch.withRegisters { registers in
            for position in range {
              let value = unsafe values[position]
              let bits = value.bitPattern
              let octave = Int(truncatingIfNeeded: bits &>> 52)
              if octave & 2_047 == 2_047 {
                specials.count(value)
                continue
              }
              let shifted = (value - origin).bitPattern
              let slot = unsafe Int(directory[octave]) &- 1
              let bin = unsafe Int(directory[Int(truncatingIfNeeded: shifted &>> 52)]) &- 1
              if slot | bin < 0 {
                reached = position
                break
              }
              unsafe counters[bin &<< 8 | Int(truncatingIfNeeded: shifted &>> 44) & 255] &+= 1
              let field = bits & 0xF_FFFF_FFFF_FFFF
              let square = field.multipliedFullWidth(by: field)
              let place = slot &<< 2
              let sum = unsafe sums[place].addingReportingOverflow(field)
              unsafe sums[place] = sum.partialValue
              unsafe sums[place &+ 1] &+= (1 << 28) | (sum.overflow ? 1 : 0)
              let low = unsafe sums[place &+ 2].addingReportingOverflow(square.low)
              unsafe sums[place &+ 2] = low.partialValue
              unsafe sums[place &+ 3] &+= square.high &+ (low.overflow ? 1 : 0)
              if value < minimum { minimum = value }
              if value > maximum { maximum = value }
              zeros &+= value == 0 ? 1 : 0
              negative &+= value < 0 ? 1 : 0
              let (register, rank) = DistinctSketch.place(DistinctSketch.hash(value.key))
              if unsafe registers[register] < rank { unsafe registers[register] = rank }
            }
          }
        }
      }
    }
    minimumKey = minimum.key
    maximumKey = maximum.key
    self.zeros += zeros
    self.negative += negative
    return reached
  }

  /// Counts whole numbers from `start` on; nothing about them is rounded but their bins.
  mutating func count<Value: WholeCountable>(
    wholes values: UnsafeBufferPointer<Value>, from start: Int
  ) {
    var position = start
    while position < values.count {
      let end = min(values.count, position + Self.rowsBetweenFlushes - rowsSinceFlush)
      let first = position
      position = unsafe countWholes(values, position..<end)
      rowsSinceFlush += position - first
      if position < end {
        makeSlot(Int((unsafe values[position].real - grid.origin).bitPattern >> 52))
      }
      if rowsSinceFlush >= Self.rowsBetweenFlushes { flush() }
    }
  }

  private mutating func countWholes<Value: WholeCountable>(
    _ values: UnsafeBufferPointer<Value>, _ range: Range<Int>
  ) -> Int {
    let origin = grid.origin
    var minimum = Value(key: minimumKey)
    var maximum = Value(key: maximumKey)
    var zeros = 0
    var negative = 0
    var sum: Int128 = 0
    var squares: UInt128 = 0
    var overflow: UInt64 = 0
    var reached = range.upperBound
    unsafe directory.withUnsafeBufferPointer { directory in
      unsafe counters.withUnsafeMutableBufferPointer { counters in
        unsafe sketch.withRegisters { registers in
          for position in range {
            let value = unsafe values[position]
            let shifted = (value.real - origin).bitPattern
            let bin = unsafe Int(directory[Int(truncatingIfNeeded: shifted &>> 52)]) &- 1
            if bin < 0 {
              reached = position
              break
            }
            unsafe counters[bin &<< 8 | Int(truncatingIfNeeded: shifted &>> 44) & 255] &+= 1
            sum &+= value.wide
            let magnitude = value.size
            let square = magnitude.multipliedFullWidth(by: magnitude)
            let total = squares.addingReportingOverflow(
              UInt128(square.high) &<< 64 | UInt128(square.low))
            squares = total.partialValue
            overflow &+= total.overflow ? 1 : 0
            if value < minimum { minimum = value }
            if value > maximum { maximum = value }
            zeros &+= value == 0 ? 1 : 0
            negative &+= value < 0 ? 1 : 0
            let (register, rank) = DistinctSketch.place(DistinctSketch.hash(value.key))
            if unsafe registers[register] < rank { unsafe registers[register] = rank }
          }
        }
      }
    }
    moments.add(
      count: reached - range.lowerBound, sum: sum, squares: squares, squaresOverflow: overflow)
    minimumKey = minimum.key
    maximumKey = maximum.key
    self.zeros += zeros
    self.negative += negative
    return reached
  }

  private mutating func makeSlot(_ octave: Int) {
    guard directory[octave] == 0 else { return }
    counters.append(contentsOf: repeatElement(0, count: LogLinearGrid.octaveSize))
    sums.append(contentsOf: repeatElement(0, count: 4))
    directory[octave] = UInt16(sums.count / 4)
  }

  /// Moves the counters into the exact results and clears them.
  private mutating func flush() {
    var counted: [(bin: Int, count: Int)] = []
    for octave in 0..<4_096 where directory[octave] != 0 {
      let slot = Int(directory[octave]) - 1
      for offset in 0..<LogLinearGrid.octaveSize {
        let count = counters[slot << 8 | offset]
        guard count > 0 else { continue }
        counters[slot << 8 | offset] = 0
        let magnitude = (octave & 2_047) << LogLinearGrid.mantissaBits | offset
        counted.append((octave >= 2_048 ? -magnitude : magnitude, Int(count)))
      }
      let place = slot << 2
      let count = Int(sums[place + 1] >> 28)
      if count > 0 {
        moments.add(
          octave: octave, count: count,
          sum: UInt128(sums[place + 1] & 0xFFF_FFFF) << 64 | UInt128(sums[place]),
          squares: UInt128(sums[place + 3]) << 64 | UInt128(sums[place + 2]))
        for word in place..<place + 4 { sums[word] = 0 }
      }
    }
    histogram.merge(LogLinearHistogram(grid: grid, counted: counted))
    rowsSinceFlush = 0
  }

  /// The counts so far.
  mutating func finish() -> BinnedNumbers {
    flush()
    return BinnedNumbers(
      histogram: histogram, moments: moments, sketch: sketch, minimumKey: minimumKey,
      maximumKey: maximumKey, zeros: zeros, negative: negative)
  }
}

/// A number without a fraction.
protocol WholeCountable: Countable, BinaryInteger {
  /// The number, with room for either sign.
  var wide: Int128 { get }
  /// The number without its sign.
  var size: UInt64 { get }
}

extension Int64: WholeCountable {
  @inline(__always) var wide: Int128 { Int128(truncatingIfNeeded: self) }
  @inline(__always) var size: UInt64 { magnitude }
}

extension UInt64: WholeCountable {
  @inline(__always) var wide: Int128 { Int128(truncatingIfNeeded: self) }
  @inline(__always) var size: UInt64 { self }
}

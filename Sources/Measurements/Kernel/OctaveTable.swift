/// Counts of numbers on a ``LogLinearGrid`` while they stream past, with exact moments.
///
/// A directory of the 4,096 combinations of sign and binary exponent points to slots that are made
/// when the first value needs them: a slot holds the 256 counters of the octave and the exact sums
/// of the values whose own octave it is. A column touches a handful of octaves, so that it needs a
/// few kilobytes that stay in the processor's cache, and three thousand columns need no gigabytes.
///
/// - Complexity: O(1) a value; measured: about four nanoseconds a value.
struct OctaveTable: Sendable {
  let grid: LogLinearGrid
  /// One past the slot of each octave; 0 for none.
  private var directory = [UInt16](repeating: 0, count: 4_096)
  /// 256 counters a slot.
  private var counters: [UInt32] = []
  /// Two banks of four words a slot: sum of mantissa fields (low word; high word with the count
  /// from bit 28 up), sum of their squares (low, high).
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
  /// Values that go through one loop after the other while they are in the nearest cache.
  private static let blockSize = 2_048

  /// Continues from exact counts.
  ///
  /// - Parameter start: the values counted so far, at least one.
  init(from start: ValueCounts, grid: LogLinearGrid) {
    self.grid = grid
    histogram = LogLinearHistogram(grid: grid)
    moments = start.moments
    sketch = start.sketch
    minimumKey = start.keys.first ?? 0
    maximumKey = start.keys.last ?? 0
    zeros = start.zeros
    negative = start.negative
    put(start)
  }

  /// Counts numbers whose moments are known: in counters, which every octave needs anyway, they
  /// take no room.
  private mutating func put(_ start: ValueCounts) {
    let halfway = 1 << 31
    guard start.counts.allSatisfy({ $0 < halfway }), start.counts.reduce(0, +) < halfway else {
      histogram = start.histogram(on: grid)
      return
    }
    for (key, count) in zip(start.keys, start.counts) {
      let shifted = (start.kind.real(of: key) - grid.origin).bitPattern
      let octave = Int(shifted >> 52)
      makeSlot(octave)
      let bin = (Int(directory[octave]) - 1) << 8 | Int(truncatingIfNeeded: shifted >> 44) & 255
      counters[bin] += UInt32(count)
    }
  }

  /// Counts doubles from `start` on.
  mutating func count(
    reals values: UnsafeBufferPointer<Double>, from start: Int, specials: inout SpecialNumbers
  ) {
    var position = start
    while position < values.count {
      let end = min(values.count, position + Self.blockSize)
      let block = unsafe UnsafeBufferPointer(rebasing: values[position..<end])
      if unsafe BlockScan.isOrdinary(block) {
        unsafe countOrdinary(block)
      } else {
        unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: block.count) { ordinary in
          var taken = 0
          for index in 0..<block.count {
            let value = unsafe block[index]
            unsafe ordinary[taken] = value
            if value.isOrdinary { taken += 1 } else { specials.count(value) }
          }
          unsafe countOrdinary(UnsafeBufferPointer(rebasing: ordinary[..<taken]))
        }
      }
      position = end
    }
  }

  /// Counts a block of finite doubles: one loop for extremes and signs, one for bins and sums, one
  /// for the sketch, because a single loop runs out of registers and takes twice as long.
  private mutating func countOrdinary(_ values: UnsafeBufferPointer<Double>) {
    let facts = unsafe BlockScan.facts(
      values, minimum: Double(bitPattern: minimumKey), maximum: Double(bitPattern: maximumKey))
    minimumKey = facts.minimum.key
    maximumKey = facts.maximum.key
    zeros += facts.zeros
    negative += facts.negative
    var position = 0
    while position < values.count {
      position = unsafe countReals(values, from: position)
      if position < values.count {
        let value = unsafe values[position]
        makeSlot(Int(value.bitPattern >> 52))
        makeSlot(Int((value - grid.origin).bitPattern >> 52))
      }
    }
    unsafe sketch.insert(values)
    rowsSinceFlush += values.count
    if rowsSinceFlush >= Self.rowsBetweenFlushes { flush() }
  }

  /// Counts until a value needs a slot that does not exist; returns its position.
  private mutating func countReals(
    _ values: UnsafeBufferPointer<Double>, from start: Int
  ) -> Int {
    let origin = grid.origin
    return unsafe directory.withUnsafeBufferPointer { directory in
      unsafe counters.withUnsafeMutableBufferPointer { counters in
        unsafe sums.withUnsafeMutableBufferPointer { sums in
          for position in start..<values.count {
            let value = unsafe values[position]
            let bits = value.bitPattern
            let shifted = (value - origin).bitPattern
            let slot = unsafe Int(directory[Int(truncatingIfNeeded: bits &>> 52)]) &- 1
            let bin = unsafe Int(directory[Int(truncatingIfNeeded: shifted &>> 52)]) &- 1
            if slot | bin < 0 { return position }
            unsafe counters[bin &<< 8 | Int(truncatingIfNeeded: shifted &>> 44) & 255] &+= 1
            let field = bits & 0xF_FFFF_FFFF_FFFF
            let square = field.multipliedFullWidth(by: field)
            // Neighbours mostly share an octave; two banks keep an addition from waiting for the
            // one before it to reach memory.
            let place = slot &<< 3 | (position & 1) &<< 2
            let sum = unsafe sums[place].addingReportingOverflow(field)
            unsafe sums[place] = sum.partialValue
            unsafe sums[place &+ 1] &+= (1 << 28) | (sum.overflow ? 1 : 0)
            let low = unsafe sums[place &+ 2].addingReportingOverflow(square.low)
            unsafe sums[place &+ 2] = low.partialValue
            unsafe sums[place &+ 3] &+= square.high &+ (low.overflow ? 1 : 0)
          }
          return values.count
        }
      }
    }
  }

  /// Counts whole numbers from `start` on; nothing about them is rounded but their bins.
  mutating func count<Value: WholeCountable>(
    wholes values: UnsafeBufferPointer<Value>, from start: Int
  ) {
    var position = start
    while position < values.count {
      let end = min(values.count, position + Self.blockSize)
      unsafe countBlock(UnsafeBufferPointer(rebasing: values[position..<end]))
      position = end
    }
  }

  private mutating func countBlock<Value: WholeCountable>(_ values: UnsafeBufferPointer<Value>) {
    var minimum = Value(key: minimumKey)
    var maximum = Value(key: maximumKey)
    var zeros = 0
    var negative = 0
    var sum: Int128 = 0
    var squares: UInt128 = 0
    var overflow: UInt64 = 0
    for index in 0..<values.count {
      let value = unsafe values[index]
      minimum = min(minimum, value)
      maximum = max(maximum, value)
      zeros &+= value == 0 ? 1 : 0
      negative &+= value < 0 ? 1 : 0
    }
    for index in 0..<values.count {
      let value = unsafe values[index]
      sum &+= value.wide
      let square = value.size.multipliedFullWidth(by: value.size)
      let total = squares.addingReportingOverflow(
        UInt128(square.high) &<< 64 | UInt128(square.low))
      squares = total.partialValue
      overflow &+= total.overflow ? 1 : 0
    }
    moments.add(count: values.count, sum: sum, squares: squares, squaresOverflow: overflow)
    minimumKey = minimum.key
    maximumKey = maximum.key
    self.zeros += zeros
    self.negative += negative
    var position = 0
    while position < values.count {
      position = unsafe binWholes(values, from: position)
      if position < values.count {
        makeSlot(Int((unsafe values[position].real - grid.origin).bitPattern >> 52))
      }
    }
    unsafe sketch.insert(values)
    rowsSinceFlush += values.count
    if rowsSinceFlush >= Self.rowsBetweenFlushes { flush() }
  }

  /// Bins until a value needs a slot that does not exist; returns its position.
  private mutating func binWholes<Value: WholeCountable>(
    _ values: UnsafeBufferPointer<Value>, from start: Int
  ) -> Int {
    let origin = grid.origin
    return unsafe directory.withUnsafeBufferPointer { directory in
      unsafe counters.withUnsafeMutableBufferPointer { counters in
        for position in start..<values.count {
          let shifted = (unsafe values[position].real - origin).bitPattern
          let bin = unsafe Int(directory[Int(truncatingIfNeeded: shifted &>> 52)]) &- 1
          if bin < 0 { return position }
          unsafe counters[bin &<< 8 | Int(truncatingIfNeeded: shifted &>> 44) & 255] &+= 1
        }
        return values.count
      }
    }
  }

  private mutating func makeSlot(_ octave: Int) {
    guard directory[octave] == 0 else { return }
    // Room for one slot at a time: doubling would waste half of what thousands of windows need.
    counters.reserveCapacity(counters.count + LogLinearGrid.octaveSize)
    counters.append(contentsOf: repeatElement(0, count: LogLinearGrid.octaveSize))
    sums.append(contentsOf: repeatElement(0, count: 8))
    directory[octave] = UInt16(sums.count / 8)
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
      for place in [slot << 3, slot << 3 | 4] {
        let count = Int(sums[place + 1] >> 28)
        guard count > 0 else { continue }
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

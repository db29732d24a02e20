/// Counts of two classes in bins that are found from a number's bits, without a search.
///
/// Every binary octave that occurs has a run of `2^(52 − droppedBits)` bins; a directory says
/// where. Numbers within 0.5…1 are kept by their distance from 1, so that bins are narrow at both
/// ends.
///
/// - Invariant: a bin that was ever counted into holds at least 1, so that 0 means never.
/// - Complexity: O(1) a number, two dependent loads; 8 bytes a bin and 16 KB for the directory.
struct OctaveBins: Sendable {
  /// Mantissa bits that the numbers lose, 0…52.
  private(set) var droppedBits: Int
  /// Bins that hold something.
  private(set) var distinct = 0
  /// Place of the run of each octave, counted from 1; 0 for none.
  ///
  /// By sign and exponent, then by the same of distances from 1.
  private var directory: [UInt16]
  /// The octave of each run.
  private var octaves: [Int] = []
  /// Rows of the first class in the upper half, of the second in the lower.
  private var counters: [UInt64] = []

  private static let fieldMask: UInt64 = 0xF_FFFF_FFFF_FFFF
  /// Either class is at half of what its counter holds.
  private static let fullMask: UInt64 = 0x8000_0000_8000_0000
  private static let mirrored = 4_096

  /// No bins at all, which takes no memory.
  init() {
    droppedBits = 52
    directory = []
  }

  init(droppedBits: Int) {
    self.droppedBits = min(max(droppedBits, 0), 52)
    directory = [UInt16](repeating: 0, count: 2 * Self.mirrored)
  }

  /// Empty bins for the octaves of others.
  init(droppedBits: Int, octavesOf other: OctaveBins) {
    self.droppedBits = min(max(droppedBits, 0), 52)
    directory = other.directory
    octaves = other.octaves
    counters = [UInt64](repeating: 0, count: octaves.count << (52 - self.droppedBits))
  }

  /// Bins that there is room for.
  var size: Int { counters.count }
  /// Bytes that bins and directory take.
  var byteCount: Int { counters.count * 8 + directory.count * 2 }

  /// The octave of a finite number, and its bits or those of its distance from 1.
  @inline(__always)
  private static func address(_ value: Double) -> (octave: Int, bits: UInt64) {
    // Without branches: scores lie on either side of 0.5 as they please. Numbers too
    // small to be normal are 0: a bin of −0 would be another than that of 0.
    let isNearOne = (value > 0.5) != (value >= 1)
    let ordinary = value.magnitude < .leastNormalMagnitude ? 0 : value.bitPattern
    let bits = isNearOne ? (1 - value).bitPattern : ordinary
    let octave = Int(truncatingIfNeeded: bits &>> 52) | (isNearOne ? mirrored : 0)
    return (octave, bits)
  }

  /// The number that stands for a bin.
  private func value(octave: Int, field: Int) -> Double {
    let bits = UInt64(octave & (Self.mirrored - 1)) << 52 | UInt64(field) << UInt64(droppedBits)
    let number = Double(bitPattern: bits)
    return octave >= Self.mirrored ? 1 - number : number
  }

  /// Counts numbers from `start` on.
  ///
  /// - Parameters:
  ///   - classes: 1 for a number of the first class, 0 for the second.
  ///   - limit: the most bins to fill.
  /// - Returns: the position of the first number that was not counted, because it needs a new
  ///   octave, a bin beyond the limit, or a counter that is not full.
  mutating func count(
    _ values: UnsafeBufferPointer<Double>, _ classes: UnsafeBufferPointer<UInt8>, from start: Int,
    limit: Int
  ) -> Int {
    let width = UInt64(52 - droppedBits)
    let dropped = UInt64(droppedBits)
    var filled = distinct
    let reached = unsafe directory.withUnsafeBufferPointer { directory in
      unsafe counters.withUnsafeMutableBufferPointer { counters in
        for position in start..<values.count {
          let (octave, bits) = Self.address(unsafe values[position])
          let run = unsafe Int(directory[octave]) &- 1
          if run < 0 { return position }
          let place = run &<< Int(width) | Int((bits & Self.fieldMask) &>> dropped)
          let pair = unsafe counters[place]
          if pair == 0 {
            if filled >= limit { return position }
            filled &+= 1
          }
          if pair & Self.fullMask != 0 { return position }
          let isFirst = unsafe UInt64(classes[position] & 1)
          unsafe counters[place] = pair &+ (1 &<< (isFirst &<< 5))
        }
        return values.count
      }
    }
    distinct = filled
    return reached
  }

  /// Makes a run of bins for a number's octave, when it has none.
  mutating func makeRoom(for value: Double) {
    let octave = Self.address(value).octave
    guard directory[octave] == 0 else { return }
    octaves.append(octave)
    directory[octave] = UInt16(octaves.count)
    counters.append(contentsOf: repeatElement(0, count: 1 << (52 - droppedBits)))
  }

  /// Whether a number's octave has its run of bins.
  func hasRoom(for value: Double) -> Bool { directory[Self.address(value).octave] != 0 }

  private func place(of value: Double) -> Int {
    let (octave, bits) = Self.address(value)
    return (Int(directory[octave]) - 1) << (52 - droppedBits)
      | Int((bits & Self.fieldMask) >> UInt64(droppedBits))
  }

  /// Adds counts to the bin of a number whose octave has room.
  ///
  /// - Returns: what the bin could not take, and the number that stands for it.
  mutating func insert(
    _ value: Double, first: Int, second: Int
  ) -> (value: Double, first: Int, second: Int) {
    let place = place(of: value)
    let pair = counters[place]
    let sums = (first: Int(pair >> 32) + first, second: Int(pair & 0xFFFF_FFFF) + second)
    guard sums.first > 0 || sums.second > 0 else { return (value, 0, 0) }
    // 2^30 in a counter leaves as much again for rows to come.
    let kept = (first: min(sums.first, 1 << 30), second: min(sums.second, 1 << 30))
    if pair == 0 { distinct += 1 }
    counters[place] = UInt64(kept.first) << 32 | UInt64(kept.second)
    let run = place >> (52 - droppedBits)
    let field = place & ((1 << (52 - droppedBits)) - 1)
    return (
      self.value(octave: octaves[run], field: field), sums.first - kept.first,
      sums.second - kept.second
    )
  }

  /// Puts every two neighbouring bins together; at 52 dropped bits none are left to drop.
  mutating func halve() {
    precondition(droppedBits < 52, "there is no mantissa bit left to drop")
    droppedBits += 1
    distinct = 0
    // A new array: the old one would keep its memory.
    var halved = [UInt64](repeating: 0, count: counters.count / 2)
    for place in halved.indices {
      // Each class is at most 2^31 in either bin: the sum of two fits.
      let pair = counters[2 * place] + counters[2 * place + 1]
      halved[place] = pair
      if pair != 0 { distinct += 1 }
    }
    counters = halved
  }

  /// Calls `body` with every bin that holds something, the smallest number first.
  func forEach(_ body: (_ value: Double, _ first: Int, _ second: Int) -> Void) {
    let width = 52 - droppedBits
    for octave in octaves.sorted(by: Self.isBelow) {
      let start = (Int(directory[octave]) - 1) << width
      let descends = octave >= Self.mirrored || octave >= 2_048
      for step in 0..<(1 << width) {
        let field = descends ? (1 << width) - 1 - step : step
        let pair = counters[start + field]
        if pair != 0 {
          body(value(octave: octave, field: field), Int(pair >> 32), Int(pair & 0xFFFF_FFFF))
        }
      }
    }
  }

  /// Negative octaves from the largest down, then up to 0.5, then distances from 1 from the largest
  /// down, then what lies above 1.
  private static func isBelow(_ left: Int, _ right: Int) -> Bool {
    func rank(_ octave: Int) -> Int {
      if octave >= mirrored { return 10_000 - (octave - mirrored) }
      if octave >= 2_048 { return -octave }
      return octave <= 1_022 ? octave : 10_000 + octave
    }
    return rank(left) < rank(right)
  }
}

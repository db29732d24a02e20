/// Exact counts of every different number, while there are few of them.
///
/// An open-addressed hash table on the numbers' keys: a hundred distinct years in a billion rows
/// cost a hundred entries, and every quantile and test on them stays exact.
///
/// - Invariant: `slots` holds key and count in turn; a count of zero marks an empty slot; at most
///   half of the slots are taken.
struct ValueTally: Sendable {
  private var slots: [UInt64]
  private var capacity: Int
  /// Different values seen.
  private(set) var distinct = 0
  /// Most different values that are kept.
  let limit: Int

  /// - Parameter limit: different values beyond this make ``count(_:from:specials:)`` stop.
  init(limit: Int) {
    self.limit = limit
    capacity = 16
    slots = [UInt64](repeating: 0, count: 32)
  }

  /// Counts values from `start` on, up to the end or to the first that would exceed ``limit``.
  ///
  /// - Returns: the position after the last value counted.
  mutating func count<Value: Countable>(
    _ values: UnsafeBufferPointer<Value>, from start: Int, specials: inout SpecialNumbers
  ) -> Int {
    var position = start
    while true {
      position = unsafe countUntilFull(values, from: position, specials: &specials)
      if position == values.count || distinct >= limit { return position }
      grow()
    }
  }

  private mutating func countUntilFull<Value: Countable>(
    _ values: UnsafeBufferPointer<Value>, from start: Int, specials: inout SpecialNumbers
  ) -> Int {
    let room = min(capacity / 2, limit)
    let mask = capacity &- 1
    let shift = UInt64(64 - capacity.trailingZeroBitCount)
    var taken = distinct
    var local = specials
    let reached = unsafe slots.withUnsafeMutableBufferPointer { slots in
      for position in start..<values.count {
        let value = unsafe values[position]
        guard value.isOrdinary else {
          local.count(value.real)
          continue
        }
        let key = value.key
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> shift)
        while true {
          let place = slot &<< 1
          if unsafe slots[place] == key, unsafe slots[place &+ 1] != 0 {
            unsafe slots[place &+ 1] &+= 1
            break
          }
          if unsafe slots[place &+ 1] == 0 {
            guard taken < room else { return position }
            taken &+= 1
            unsafe slots[place] = key
            unsafe slots[place &+ 1] = 1
            break
          }
          slot = (slot &+ 1) & mask
        }
      }
      return values.count
    }
    distinct = taken
    specials = local
    return reached
  }

  private mutating func grow() {
    let old = slots
    capacity *= 2
    slots = [UInt64](repeating: 0, count: 2 * capacity)
    let shift = UInt64(64 - capacity.trailingZeroBitCount)
    for place in stride(from: 0, to: old.count, by: 2) where old[place + 1] != 0 {
      var slot = Int(truncatingIfNeeded: (old[place] &* 0x9E37_79B9_7F4A_7C15) >> shift)
      while slots[2 * slot + 1] != 0 { slot = (slot + 1) & (capacity - 1) }
      slots[2 * slot] = old[place]
      slots[2 * slot + 1] = old[place + 1]
    }
  }

  /// Keys with their counts, the smallest number first.
  func sorted(as kind: NumberKind) -> ValueCounts {
    var entries: [(order: UInt64, count: Int)] = []
    entries.reserveCapacity(distinct)
    for place in stride(from: 0, to: slots.count, by: 2) where slots[place + 1] != 0 {
      entries.append((kind.order(of: slots[place]), Int(slots[place + 1])))
    }
    entries.sort { $0.order < $1.order }
    return ValueCounts(
      kind: kind, keys: entries.map { kind.key(ofOrder: $0.order) }, counts: entries.map(\.count))
  }
}

/// Values of a numeric column that are no place on the number line.
package struct SpecialNumbers: Sendable, Hashable, Codable {
  /// Not a number.
  package internal(set) var nan = 0
  /// Above every number.
  package internal(set) var positiveInfinite = 0
  /// Below every number.
  package internal(set) var negativeInfinite = 0

  /// None.
  package init() {}

  /// All of them.
  package var total: Int { nan + positiveInfinite + negativeInfinite }

  @inline(never) mutating func count(_ value: Double) {
    if value.isNaN {
      nan += 1
    } else if value > 0 {
      positiveInfinite += 1
    } else {
      negativeInfinite += 1
    }
  }

  /// Adds other counts.
  package mutating func merge(_ other: SpecialNumbers) {
    nan += other.nan
    positiveInfinite += other.positiveInfinite
    negativeInfinite += other.negativeInfinite
  }
}

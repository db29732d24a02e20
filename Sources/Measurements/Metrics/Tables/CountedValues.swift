/// How often each number occurred, in two classes: every distinct number until there are too many,
/// then neighbours together.
///
/// The bits dropped from the numbers' mantissas are the fewest that leave at most ``capacity``
/// distinct numbers. That depends on the set of numbers alone, so order, batches and merges change
/// nothing; and with few numbers nothing is dropped and everything computed from here is exact.
/// Bins are narrow near 0 and, between 0.5 and 1, near 1: a probability of 0.99999 and one of 0.9999
/// stay apart, as 0.00001 and 0.0001 do.
///
/// - Numerics: after dropping d bits a number moves by at most `2^(d − 52)` of its distance from
///   the nearer of 0 and, within 0.5…1, 1. The scores in one bin become ties; ``tiedPairs`` in
///   ``SortedCounts`` bounds what that does to a rank statistic.
/// - Complexity: O(1) to add, O(bins) to merge; at most 64 bytes a bin, usually 16.
package struct CountedValues: Sendable {
  /// Distinct numbers kept before neighbours are put together.
  package let capacity: Int
  /// Mantissa bits dropped so far; 0: exact.
  package private(set) var droppedBits = 0
  /// Distinct numbers in `slots`.
  private var hashed = 0
  /// A hash table of numbers and counts; empty while ``bins`` counts.
  private var slots: [Slot]
  private var mask: UInt64
  /// Takes over once neighbours were put together, when the numbers fill few octaves densely: as
  /// probabilities do.
  private var bins = OctaveBins()
  private var isBinned = false
  /// Rows beyond what a counter of 32 bits holds.
  private var spilled: [UInt64: Pair] = [:]

  private struct Slot: Sendable {
    var bits: UInt64 = 0
    var first: UInt32 = 0
    var second: UInt32 = 0
  }

  private struct Pair: Sendable {
    var first = 0
    var second = 0
  }

  /// An empty table.
  ///
  /// - Parameter capacity: distinct numbers to keep, at least 16.
  package init(capacity: Int) {
    self.capacity = max(capacity, 16)
    slots = [Slot](repeating: Slot(), count: 16)
    mask = ~0
  }

  /// Distinct numbers held.
  package var distinct: Int { isBinned ? bins.distinct : hashed }

  /// The number that stands for `value` and its neighbours.
  @inline(__always)
  private func representative(of value: Double) -> UInt64 {
    // −0 and 0 are one number.
    let bits = value == 0 ? 0 : value.bitPattern
    if droppedBits == 0 { return bits }
    // Within 0.5…1 the distance from 1 is exact, and so is the way back: both are multiples of 2^−53.
    if value > 0.5, value <= 1 {
      return (1 - Double(bitPattern: (1 - value).bitPattern & mask)).bitPattern
    }
    return bits & mask
  }

  /// Counts one finite number.
  @inline(__always)
  package mutating func add(_ value: Double, isFirst: Bool) {
    guard !isBinned else {
      addBinned(value, isFirst: isFirst)
      return
    }
    let bits = representative(of: value)
    let place = place(of: bits)
    if slots[place].first | slots[place].second == 0 {
      slots[place].bits = bits
      hashed += 1
      count(at: place, isFirst)
      // Above half full probing gets slow; above the capacity neighbours must merge.
      if hashed > capacity || hashed * 2 > slots.count { makeRoom() }
    } else {
      count(at: place, isFirst)
    }
  }

  /// Counts finite numbers; a class is 1 for the first and 0 for the second.
  mutating func add(
    _ values: UnsafeBufferPointer<Double>, classes: UnsafeBufferPointer<UInt8>
  ) {
    var position = 0
    while position < values.count {
      if isBinned {
        position = unsafe bins.count(values, classes, from: position, limit: capacity)
        guard position < values.count else { return }
      }
      unsafe add(values[position], isFirst: classes[position] == 1)
      position += 1
    }
  }

  @inline(never)
  private mutating func addBinned(_ value: Double, isFirst: Bool) {
    insert(value.bitPattern, first: isFirst ? 1 : 0, second: isFirst ? 0 : 1)
    if distinct > capacity { makeRoom() }
  }

  @inline(__always)
  private mutating func count(at place: Int, _ isFirst: Bool) {
    if isFirst {
      slots[place].first &+= 1
    } else {
      slots[place].second &+= 1
    }
    // Counters of 32 bits halve the memory; a full one is emptied into the side table, but never to
    // zero in both, which would mean an empty slot.
    if slots[place].first > 0xFFFF_FFF0 || slots[place].second > 0xFFFF_FFF0 { spill(place) }
  }

  private mutating func spill(_ place: Int) {
    let slot = slots[place]
    let first = slot.first > 1 ? slot.first - 1 : 0
    let second = slot.second > 1 ? slot.second - 1 : 0
    spilled[slot.bits, default: Pair()].first += Int(first)
    spilled[slot.bits, default: Pair()].second += Int(second)
    slots[place].first -= first
    slots[place].second -= second
  }

  @inline(__always)
  private func place(of bits: UInt64) -> Int {
    let last = slots.count &- 1
    // The upper half of the product: a number whose low bits were dropped leaves zeros in the lower.
    let product = bits.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    var place = Int(truncatingIfNeeded: product.high ^ (product.low &>> 32)) & last
    while slots[place].bits != bits, slots[place].first | slots[place].second != 0 {
      place = (place &+ 1) & last
    }
    return place
  }

  /// Grows the slots or drops bits until there is room.
  @inline(never)
  private mutating func makeRoom() {
    if distinct <= capacity {
      // Four times at once: fewer numbers are moved, and the last step stops at what the capacity needs.
      var count = slots.count * 2
      while count < 2 * capacity, count < slots.count * 4 { count *= 2 }
      rebuild(slotCount: count)
      return
    }
    // The first time some 40 bits go at once; later one is enough.
    if droppedBits == 0 { drop(bitsToDrop) }
    while distinct > capacity, droppedBits < 62 { drop(droppedBits + 1) }
  }

  private mutating func drop(_ bits: Int) {
    droppedBits = bits
    mask = ~0 << UInt64(bits)
    if isBinned, bits <= 52 {
      while bins.droppedBits < bits { bins.halve() }
      respill()
    } else {
      rebuild(slotCount: max(slots.count, fullSlotCount))
    }
  }

  /// Gives the spilled rows to the numbers that stand for theirs now.
  private mutating func respill() {
    guard !spilled.isEmpty else { return }
    let old = spilled
    spilled = [:]
    for (bits, pair) in old {
      let bits = representative(of: Double(bitPattern: bits))
      spilled[bits, default: Pair()].first += pair.first
      spilled[bits, default: Pair()].second += pair.second
    }
  }

  /// The fewest bits that leave at most ``capacity`` distinct numbers, found from neighbours: two
  /// become one when all the bits in which they differ are dropped.
  private var bitsToDrop: Int {
    var values: [Double] = []
    values.reserveCapacity(distinct)
    for slot in slots where slot.first | slot.second != 0 {
      values.append(Double(bitPattern: slot.bits))
    }
    values.sort()
    func isNearOne(_ value: Double) -> Bool { value > 0.5 && value <= 1 }
    func bits(_ value: Double) -> UInt64 { (isNearOne(value) ? 1 - value : value).bitPattern }
    // Pairs by the number of dropped bits that makes them one; the last for never.
    var pairs = [Int](repeating: 0, count: 65)
    for (low, high) in zip(values, values.dropFirst()) {
      let differing =
        isNearOne(low) == isNearOne(high)
        ? 64 - (bits(low) ^ bits(high)).leadingZeroBitCount : 64
      pairs[differing] += 1
    }
    var left = values.count
    for dropped in 0..<62 {
      left -= pairs[dropped]
      if left <= capacity { return dropped }
    }
    return 62
  }

  /// Calls `body` with every number held and its rows, without the spilled ones.
  private func forEach(_ body: (_ value: Double, _ first: Int, _ second: Int) -> Void) {
    if isBinned {
      bins.forEach(body)
    } else {
      for slot in slots where slot.first | slot.second != 0 {
        body(Double(bitPattern: slot.bits), Int(slot.first), Int(slot.second))
      }
    }
  }

  /// Puts everything into a new table of slots, or into bins when they are not many more.
  private mutating func rebuild(slotCount: Int) {
    let old = self
    spilled = [:]
    hashed = 0
    bins = OctaveBins()
    isBinned = false
    if let binned = old.emptyBins {
      slots = []
      bins = binned
      isBinned = true
    } else {
      slots = [Slot](repeating: Slot(), count: slotCount)
    }
    old.forEach { insert($0.bitPattern, first: $1, second: $2) }
    for (bits, pair) in old.spilled { insert(bits, first: pair.first, second: pair.second) }
  }

  /// Bins with room for the numbers held; nil when few of them would be filled.
  private var emptyBins: OctaveBins? {
    guard droppedBits > 0, droppedBits <= 52, distinct > 0 else { return nil }
    let width = 1 << (52 - droppedBits)
    guard width <= 4 * capacity else { return nil }
    var empty = OctaveBins(droppedBits: droppedBits)
    var fits = true
    forEach { value, _, _ in
      guard fits, !empty.hasRoom(for: value) else { return }
      fits = empty.size + width <= 4 * capacity
      if fits { empty.makeRoom(for: value) }
    }
    return fits ? empty : nil
  }

  private mutating func insert(_ bits: UInt64, first: Int, second: Int) {
    guard first > 0 || second > 0 else { return }
    if isBinned {
      let value = Double(bitPattern: bits)
      if !bins.hasRoom(for: value) {
        guard bins.size + 1 << (52 - droppedBits) <= 8 * capacity else {
          leaveBins()
          insert(bits, first: first, second: second)
          return
        }
        bins.makeRoom(for: value)
      }
      let rest = bins.insert(value, first: first, second: second)
      spill(rest.value.bitPattern, first: rest.first, second: rest.second)
      return
    }
    let bits = representative(of: Double(bitPattern: bits))
    let place = place(of: bits)
    if slots[place].first | slots[place].second == 0 {
      slots[place].bits = bits
      hashed += 1
    }
    let sums = Pair(
      first: Int(slots[place].first) + first, second: Int(slots[place].second) + second)
    // 2^31 in a slot leaves as much again for rows to come.
    let kept = Pair(first: min(sums.first, 0x8000_0000), second: min(sums.second, 0x8000_0000))
    slots[place].first = UInt32(kept.first)
    slots[place].second = UInt32(kept.second)
    spill(bits, first: sums.first - kept.first, second: sums.second - kept.second)
  }

  private mutating func spill(_ bits: UInt64, first: Int, second: Int) {
    guard first > 0 || second > 0 else { return }
    spilled[bits, default: Pair()].first += first
    spilled[bits, default: Pair()].second += second
  }

  /// Slots that one number above the capacity leaves half empty.
  private var fullSlotCount: Int {
    var count = 16
    while count < 2 * capacity + 2 { count *= 2 }
    return count
  }

  /// Goes back to slots: the numbers lie in more octaves than bins are worth.
  private mutating func leaveBins() {
    let old = bins
    bins = OctaveBins()
    isBinned = false
    hashed = 0
    slots = [Slot](repeating: Slot(), count: fullSlotCount)
    old.forEach { insert($0.bitPattern, first: $1, second: $2) }
  }

  /// Adds the counts of another table of the same capacity.
  package mutating func merge(_ other: CountedValues) {
    precondition(
      capacity == other.capacity, "tables of \(capacity) and \(other.capacity) bins do not add")
    if other.droppedBits > droppedBits { drop(other.droppedBits) }
    other.forEach { value, first, second in
      insert(value.bitPattern, first: first, second: second)
      if distinct > capacity || (!isBinned && hashed * 2 > slots.count) { makeRoom() }
    }
    for (bits, pair) in other.spilled { insert(bits, first: pair.first, second: pair.second) }
  }

  /// The counts in ascending order of the numbers.
  package var sorted: SortedCounts {
    var entries: [(value: Double, first: Int, second: Int)] = []
    entries.reserveCapacity(distinct)
    forEach { value, first, second in
      let extra = spilled.isEmpty ? Pair() : spilled[value.bitPattern] ?? Pair()
      entries.append((value, first + extra.first, second + extra.second))
    }
    if !isBinned { entries.sort { $0.value < $1.value } }
    return SortedCounts(
      values: entries.map(\.value), first: entries.map(\.first), second: entries.map(\.second),
      droppedBits: droppedBits)
  }

  /// Bytes that slots and bins take.
  package var byteCount: Int { slots.count * MemoryLayout<Slot>.stride + bins.byteCount }
}

/// How often each number occurred, in two classes: every distinct number until there are too many,
/// then neighbours together.
///
/// The bits dropped from the numbers' mantissas are the fewest that leave at most ``capacity``
/// distinct numbers. That depends on the set of numbers alone, so order, batches and merges change
/// nothing; and with few numbers nothing is dropped and everything computed from here is exact.
/// Bins are narrow near 0 and, between 0.5 and 1, near 1: a probability of 0.99999 and one of
/// 0.9999 stay apart, as 0.00001 and 0.0001 do.
///
/// - Numerics: after dropping d bits a number moves by at most `2^(d − 52)` of its distance from
///   the nearer of 0 and, within 0.5…1, 1. The scores in one bin become ties; ``tiedPairs`` in
///   ``SortedCounts`` bounds what that does to a rank statistic.
/// - Complexity: O(1) to add, O(bins) to merge; at most 64 bytes a bin, usually 16.
package struct CountedValues: Sendable {
  /// Distinct numbers kept before neighbours are put together.
  package let capacity: Int
  /// Mantissa bits dropped so far; 0: exact.
  private var dropped = 0
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

  /// Distinct numbers held; more than the capacity while the table waits to drop bits.
  private var held: Int { isBinned ? bins.distinct : hashed }

  /// Distinct numbers.
  package var distinct: Int { settled.held }

  /// Mantissa bits dropped; 0: exact.
  package var droppedBits: Int { settled.dropped }

  /// Numbers held before bits are dropped: in slots twice the capacity.
  ///
  /// The first number too many would have one pair of neighbours merge and the next another: a
  /// table built anew for each bit.
  private var mostHeld: Int { isBinned ? capacity : 2 * capacity }

  /// The table with no more numbers than its capacity.
  private var settled: CountedValues {
    guard held > capacity else { return self }
    var settled = self
    settled.settle()
    return settled
  }

  /// The number that stands for `value` and its neighbours.
  @inline(__always)
  private func representative(of value: Double) -> UInt64 {
    NeighbouringNumbers.representative(of: value, dropped: dropped, mask: mask)
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
      // Above half full probing gets slow; far above the capacity neighbours must merge.
      if hashed * 2 > slots.count || hashed > 2 * capacity { makeRoom() }
    } else {
      count(at: place, isFirst)
    }
  }

  /// Counts a finite number so many times.
  mutating func add(_ value: Double, isFirst: Bool, times: Int) {
    let value = value == 0 ? 0 : value
    insert(value.bitPattern, first: isFirst ? times : 0, second: isFirst ? 0 : times)
    if held > mostHeld || (!isBinned && hashed * 2 > slots.count) { makeRoom() }
  }

  /// Drops at least so many bits: of numbers that came without them.
  mutating func coarsen(to bits: Int) {
    if dropped < bits { drop(bits) }
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
    if held > mostHeld { makeRoom() }
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
    // The upper half of the product: a number whose low bits were dropped leaves zeros in the
    // lower.
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
    guard held <= mostHeld else {
      settle()
      return
    }
    // Four times at once, so that fewer numbers are moved; the last step stops at what is needed.
    var count = slots.count * 2
    while count < 4 * capacity, count < slots.count * 4 { count *= 2 }
    rebuild(slotCount: count)
  }

  /// Drops the fewest bits that leave at most ``capacity`` numbers.
  private mutating func settle() {
    if !isBinned, held > capacity, let fine = finelyBinned {
      self = fine
    } else if !isBinned, held > capacity {
      drop(bitsToDrop)
    }
    while held > capacity, dropped < 62 { drop(dropped + 1) }
  }

  private mutating func drop(_ bits: Int) {
    dropped = bits
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

  /// The fewest bits that leave at most ``capacity`` distinct numbers.
  private var bitsToDrop: Int {
    var values: [Double] = []
    values.reserveCapacity(held)
    for slot in slots where slot.first | slot.second != 0 {
      values.append(Double(bitPattern: slot.bits))
    }
    values.sort()
    return NeighbouringNumbers.bitsToDrop(ascending: values, capacity: capacity)
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
    if let empty = emptyBins {
      takeBins(empty)
      return
    }
    let old = self
    spilled = [:]
    hashed = 0
    bins = OctaveBins()
    isBinned = false
    slots = [Slot](repeating: Slot(), count: slotCount)
    old.forEach { insert($0.bitPattern, first: $1, second: $2) }
    for (bits, pair) in old.spilled { insert(bits, first: pair.first, second: pair.second) }
  }

  /// Bins with room for the numbers held; nil when few of them would be filled.
  private var emptyBins: OctaveBins? {
    guard dropped > 0, dropped <= 52, held > 0 else { return nil }
    let octaves = octaves
    let fits = octaves.size <= (4 * capacity) >> (52 - dropped)
    return fits ? OctaveBins(droppedBits: dropped, octavesOf: octaves) : nil
  }

  /// One bin for each octave in which a number lies.
  private var octaves: OctaveBins {
    var octaves = OctaveBins(droppedBits: 52)
    forEach { value, _, _ in octaves.makeRoom(for: value) }
    return octaves
  }

  /// The numbers in bins, made fine and halved until few enough are filled.
  ///
  /// That finds the fewest bits to drop without sorting. Nil when fine bins would be too many or
  /// are too few, or when whole octaves must merge.
  private var finelyBinned: CountedValues? {
    let octaves = octaves
    let room = 8 * capacity / max(octaves.size, 1)
    guard room > 1 else { return nil }
    let bits = 52 - (Int.bitWidth - 1 - room.leadingZeroBitCount)
    guard bits > dropped, bits < 52 else { return nil }
    var table = self
    table.takeBins(OctaveBins(droppedBits: bits, octavesOf: octaves))
    guard table.held > capacity else { return nil }
    while table.held > capacity, table.dropped < 52 { table.drop(table.dropped + 1) }
    // Exponents are dropped from the numbers themselves: 1.5 without its mantissa is 1, which lies
    // in another octave and would lose other bits.
    return table.held > capacity ? nil : table
  }

  /// Moves everything into empty bins that have room for it.
  private mutating func takeBins(_ empty: OctaveBins) {
    let old = self
    dropped = empty.droppedBits
    mask = ~0 << UInt64(dropped)
    spilled = [:]
    hashed = 0
    slots = []
    bins = empty
    isBinned = true
    old.forEach { insert($0.bitPattern, first: $1, second: $2) }
    for (bits, pair) in old.spilled { insert(bits, first: pair.first, second: pair.second) }
  }

  private mutating func insert(_ bits: UInt64, first: Int, second: Int) {
    guard first > 0 || second > 0 else { return }
    if isBinned {
      let value = Double(bitPattern: bits)
      if !bins.hasRoom(for: value) {
        guard bins.size + (1 << (52 - dropped)) <= 8 * capacity else {
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

  /// Slots that one number more than are held at most leaves half empty.
  private var fullSlotCount: Int {
    var count = 16
    while count < 4 * capacity + 2 { count *= 2 }
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
    if other.dropped > dropped { drop(other.dropped) }
    other.forEach { value, first, second in
      insert(value.bitPattern, first: first, second: second)
      if held > mostHeld || (!isBinned && hashed * 2 > slots.count) { makeRoom() }
    }
    for (bits, pair) in other.spilled { insert(bits, first: pair.first, second: pair.second) }
  }

  /// The counts in ascending order of the numbers.
  package var sorted: SortedCounts {
    guard held <= capacity else { return settled.sorted }
    var entries: [(value: Double, first: Int, second: Int)] = []
    entries.reserveCapacity(held)
    forEach { value, first, second in
      let extra = spilled.isEmpty ? Pair() : spilled[value.bitPattern] ?? Pair()
      entries.append((value, first + extra.first, second + extra.second))
    }
    if !isBinned { entries.sort { $0.value < $1.value } }
    return SortedCounts(
      values: entries.map(\.value), first: entries.map(\.first), second: entries.map(\.second),
      droppedBits: dropped)
  }

  /// Bytes that slots and bins take.
  package var byteCount: Int { slots.count * MemoryLayout<Slot>.stride + bins.byteCount }
}

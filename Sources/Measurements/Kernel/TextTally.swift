/// Exact counts of every different text while there are few, heavy hitters afterwards.
///
/// Texts of up to 16 bytes are compared as two words; longer ones by a 128-bit hash. A text above
/// 256 bytes is counted under its beginning and a hash of the whole, so that megabyte fields cost
/// no memory.
///
/// Beyond the limits the table keeps the most frequent texts: when it is full, the count of the
/// first that does not fit is taken from all, and what reaches zero is dropped. Then every count is
/// low by at most ``errorBound``, which is at most rows / retained.
///
/// - Source: Misra, Gries, *Finding repeated elements*, 1982; merging: Agarwal et al., *Mergeable
///   summaries*, 2013.
struct TextTally: Sendable {
  private struct Entry: Sendable {
    var first: UInt64
    var second: UInt64
    var length: UInt32
    var start: UInt32
    var count: Int
    var hash: UInt64
  }

  private let limits: CategoryLimits
  private var entries: [Entry] = []
  private var slots = [UInt32](repeating: 0, count: 64)
  private var bytes: [UInt8] = []
  private var sketch: DistinctSketch?
  private var errorBound = 0
  private(set) var empty = 0
  private var total = 0
  private var smallestLength = Int.max
  private var largestLength = 0
  private var summedLength = 0

  init(limits: CategoryLimits) {
    self.limits = limits
  }

  /// Counts one text.
  ///
  /// - Parameter readable: bytes that may be read from the text's start, its own or its
  ///   neighbours'.
  @inline(__always)
  mutating func count(_ text: UnsafeRawBufferPointer, readable: Int = 0) {
    let length = text.count
    total &+= 1
    summedLength &+= length
    if length < smallestLength { smallestLength = length }
    if length > largestLength { largestLength = length }
    if length == 0 { empty &+= 1 }
    if length > CategoryLimits.longestText {
      let shortened = unsafe ShortenedText.bytes(of: text)
      unsafe shortened.withUnsafeBytes {
        unsafe countShort($0, words: TextHash.words(of: $0), times: 1)
      }
    } else if length <= 8, readable >= 8, let base = text.baseAddress {
      unsafe countShort(text, words: TextHash.shortWords(base, length), times: 1)
    } else {
      unsafe countShort(text, words: TextHash.words(of: text), times: 1)
    }
  }

  /// Adds rows of a text that was counted elsewhere in the batch: a dictionary's entry.
  mutating func count(_ text: UnsafeRawBufferPointer, times: Int) {
    guard times > 0 else { return }
    unsafe count(text)
    guard times > 1 else { return }
    total &+= times - 1
    summedLength &+= text.count &* (times - 1)
    if text.count == 0 { empty &+= times - 1 }
    if text.count > CategoryLimits.longestText {
      let shortened = unsafe ShortenedText.bytes(of: text)
      unsafe shortened.withUnsafeBytes {
        unsafe countShort($0, words: TextHash.words(of: $0), times: times - 1)
      }
    } else {
      unsafe countShort(text, words: TextHash.words(of: text), times: times - 1)
    }
  }

  /// Counts texts that lie end to end, up to the first that needs ``count(_:readable:)``.
  ///
  /// One loop over known texts, its sums in registers, takes half the time of a call a row.
  ///
  /// - Parameters:
  ///   - offsets: where each text starts; one more than there are texts.
  ///   - base: the bytes that offsets count from.
  ///   - validity: a bit a row from `firstBit` on, 0 where there is no text; nil for none.
  ///   - rows: the texts to count.
  /// - Returns: the row of the first text that is new, very long or misplaced.
  mutating func countKnown<Offset: FixedWidthInteger>(
    _ offsets: UnsafePointer<Offset>, _ base: UnsafeRawPointer, validity: UnsafePointer<UInt8>?,
    firstBit: Int, rows: Range<Int>, missing: inout Int
  ) -> Int {
    let end = unsafe Int(truncatingIfNeeded: offsets[rows.upperBound])
    let mask = slots.count &- 1
    var skipped = 0
    var summed = 0
    var empties = 0
    var smallest = smallestLength
    var largest = largestLength
    let reached = unsafe slots.withUnsafeBufferPointer { slots in
      unsafe entries.withUnsafeMutableBufferPointer { entries in
        for row in rows {
          if let validity = unsafe validity {
            let bit = firstBit &+ row
            if unsafe (validity[bit &>> 3] &>> UInt8(truncatingIfNeeded: bit & 7)) & 1 == 0 {
              skipped &+= 1
              continue
            }
          }
          let start = unsafe Int(truncatingIfNeeded: offsets[row])
          let length = unsafe Int(truncatingIfNeeded: offsets[row &+ 1]) &- start
          guard start >= 0, length >= 0, length <= CategoryLimits.longestText else { return row }
          let address = unsafe base + start
          let words =
            length <= 8 && end &- start >= 8
            ? unsafe TextHash.shortWords(address, length)
            : unsafe TextHash.words(of: UnsafeRawBufferPointer(start: address, count: length))
          var slot = Int(truncatingIfNeeded: TextHash.hash(words, length: length)) & mask
          while true {
            let index = unsafe Int(slots[slot]) &- 1
            if index < 0 { return row }
            if unsafe entries[index].first == words.first,
              unsafe entries[index].second == words.second,
              unsafe Int(entries[index].length) == length
            {
              unsafe entries[index].count &+= 1
              break
            }
            slot = (slot &+ 1) & mask
          }
          summed &+= length
          empties &+= length == 0 ? 1 : 0
          smallest = length < smallest ? length : smallest
          largest = length > largest ? length : largest
        }
        return rows.upperBound
      }
    }
    missing &+= skipped
    total &+= reached &- rows.lowerBound &- skipped
    summedLength &+= summed
    empty &+= empties
    smallestLength = smallest
    largestLength = largest
    return reached
  }

  @inline(__always)
  private mutating func countShort(
    _ text: UnsafeRawBufferPointer, words: (first: UInt64, second: UInt64), times: Int
  ) {
    let hash = TextHash.hash(words, length: text.count)
    let mask = slots.count &- 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    let length = UInt32(truncatingIfNeeded: text.count)
    let found = unsafe slots.withUnsafeBufferPointer { slots in
      unsafe entries.withUnsafeMutableBufferPointer { entries in
        while true {
          let index = unsafe Int(slots[slot]) &- 1
          if index < 0 { return false }
          if unsafe entries[index].first == words.first,
            unsafe entries[index].second == words.second, unsafe entries[index].length == length
          {
            unsafe entries[index].count &+= times
            return true
          }
          slot = (slot &+ 1) & mask
        }
      }
    }
    if !found { unsafe insert(text, words: words, hash: hash, slot: slot, times: times) }
  }

  @inline(never)
  private mutating func insert(
    _ text: UnsafeRawBufferPointer, words: (first: UInt64, second: UInt64), hash: UInt64,
    slot: Int, times: Int
  ) {
    // Doubling would waste half of what windows by the hundred hold.
    if entries.count >= 512, entries.count == entries.capacity {
      entries.reserveCapacity(entries.count + entries.count / 4)
    }
    entries.append(
      Entry(
        first: words.first, second: words.second, length: UInt32(truncatingIfNeeded: text.count),
        start: UInt32(truncatingIfNeeded: bytes.count), count: times, hash: hash))
    unsafe bytes.append(contentsOf: text)
    slots[slot] = UInt32(truncatingIfNeeded: entries.count)
    // A text that is kept is in the sketch already: only new ones have to go there.
    sketch?.insert(hash: hash)
    if sketch == nil {
      if entries.count > limits.exact || bytes.count > limits.bytes {
        var sketch = DistinctSketch()
        for entry in entries { sketch.insert(hash: entry.hash) }
        self.sketch = sketch
        reduce()
      }
    } else if entries.count > 2 * limits.retained || bytes.count > limits.bytes {
      reduce()
    }
    // A sparse table: a text that is not at its first place costs a mispredicted branch.
    if entries.count * (entries.count <= 2_048 ? 8 : 4) > slots.count {
      index(slots: slots.count * 2)
    }
  }

  /// Keeps at most `retained` entries; the others' counts go into the error bound.
  private mutating func reduce() {
    let cut = HeavyHitters.cut(entries.map(\.count), keeping: limits.retained)
    errorBound += cut
    var kept: [Entry] = []
    var keptBytes: [UInt8] = []
    for entry in entries where entry.count > cut {
      var entry = entry
      entry.count -= cut
      let range = Int(entry.start)..<Int(entry.start) + Int(entry.length)
      entry.start = UInt32(truncatingIfNeeded: keptBytes.count)
      keptBytes.append(contentsOf: bytes[range])
      kept.append(entry)
    }
    entries = kept
    bytes = keptBytes
    var capacity = 64
    while capacity < 4 * limits.retained { capacity *= 2 }
    index(slots: capacity)
  }

  private mutating func index(slots capacity: Int) {
    slots = [UInt32](repeating: 0, count: capacity)
    for (position, entry) in entries.enumerated() {
      var slot = Int(truncatingIfNeeded: entry.hash) & (capacity - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (capacity - 1) }
      slots[slot] = UInt32(truncatingIfNeeded: position + 1)
    }
  }

  /// The result.
  func finish() -> CategoryProfile {
    var counts: [String: Int] = [:]
    counts.reserveCapacity(entries.count)
    var invalid = 0
    for entry in entries {
      let text = bytes[Int(entry.start)..<Int(entry.start) + Int(entry.length)]
      if String(validating: text, as: UTF8.self) == nil { invalid += entry.count }
      counts[String(decoding: text, as: UTF8.self), default: 0] += entry.count
    }
    return CategoryProfile(
      limits: limits, counts: counts, total: total, errorBound: errorBound, sketch: sketch,
      empty: empty, invalid: invalid,
      length: total == 0
        ? nil
        : TextLength(smallest: smallestLength, largest: largestLength, sum: summedLength))
  }
}

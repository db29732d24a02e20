#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Texts with their numbers, found by their bytes: names of columns, members of sets.
///
/// - Complexity: O(bytes of the text) a look-up, expected; the one that followed last time is tried
///   first.
@safe struct KeyTable: ~Copyable {
  // Safe: an entry's bytes lie below `used`, and `store` moves only while none is looked at.

  private struct Entry {
    let offset: Int
    let count: Int
    /// The entry that came after it when they were last found one after the other; -1 for none so
    /// far.
    var next = -1
  }

  /// Bytes that all texts together may have.
  private static let room = 4 << 20

  private var entries: [Entry] = []
  private var store: UnsafeMutablePointer<UInt8>
  private var capacity = 1 << 12
  private var used = 0
  /// Numbers of entries by hash, -1 where there is none; a power of two, at most a quarter of it
  /// filled.
  private var places = [Int32](repeating: -1, count: 64)
  private let limit: Int

  /// Makes an empty table.
  ///
  /// - Parameter limit: the most texts.
  init(limit: Int) {
    self.limit = limit
    unsafe store = .allocate(capacity: 1 << 12)
  }

  deinit {
    unsafe store.deallocate()
  }

  /// How many texts there are.
  var count: Int { entries.count }

  /// The text of a number.
  func text(_ number: Int) -> String {
    let entry = entries[number]
    return unsafe String(
      decoding: UnsafeBufferPointer(start: store + entry.offset, count: entry.count),
      as: UTF8.self)
  }

  /// Adds a text; answers its number, also when it was there; -1 when there is no room.
  mutating func insert(_ text: String) -> Int {
    var bytes = Array(text.utf8)
    let count = bytes.count
    bytes += [UInt8](repeating: 0, count: JSONCursor.padding)
    return unsafe bytes.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return -1 }
      return unsafe insert(start, count)
    }
  }

  /// Adds bytes, behind which ``JSONCursor/padding`` more can be read.
  mutating func insert(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int {
    let found = unsafe find(start, count)
    guard found < 0 else { return found }
    guard entries.count < limit, used + count <= Self.room else { return -1 }
    if used + count > capacity { grow(to: used + count) }
    unsafe (store + used).update(from: start, count: count)
    entries.append(Entry(offset: used, count: count))
    used += count
    if entries.count * 4 > places.count {
      places = [Int32](repeating: -1, count: places.count * 4)
      for number in entries.indices { place(number) }
    } else {
      place(entries.count - 1)
    }
    return entries.count - 1
  }

  /// The number of a text; -1 for none.
  func find(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int {
    let mask = places.count - 1
    var place = unsafe Self.hash(start, count) & mask
    while places[place] >= 0 {
      let number = Int(places[place])
      if unsafe isEqual(number, start, count) { return number }
      place = (place + 1) & mask
    }
    return -1
  }

  /// The same for a text that follows another, as keys do in most rows in one order.
  @inline(__always) mutating func find(
    _ start: UnsafePointer<UInt8>, _ count: Int, after last: Int
  ) -> Int {
    if last >= 0 {
      let next = entries[last].next
      if next >= 0, unsafe isEqual(next, start, count) { return next }
    }
    let found = unsafe find(start, count)
    if last >= 0, found >= 0 { entries[last].next = found }
    return found
  }

  @inline(__always) private func isEqual(
    _ number: Int, _ start: UnsafePointer<UInt8>, _ count: Int
  ) -> Bool {
    let entry = entries[number]
    return unsafe entry.count == count && memcmp(store + entry.offset, start, count) == 0
  }

  private mutating func place(_ number: Int) {
    let entry = entries[number]
    let mask = places.count - 1
    // Read eight bytes at a time, which the end of the store does not have.
    var place = unsafe Self.hash(store + entry.offset, entry.count, isPadded: false) & mask
    while places[place] >= 0 { place = (place + 1) & mask }
    places[place] = Int32(number)
  }

  private mutating func grow(to size: Int) {
    let capacity = max(size, self.capacity * 2)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    unsafe larger.update(from: store, count: used)
    unsafe store.deallocate()
    unsafe store = larger
    self.capacity = capacity
  }

  private static func hash(
    _ start: UnsafePointer<UInt8>, _ count: Int, isPadded: Bool = true
  ) -> Int {
    var hash = UInt64(count)
    var index = 0
    while index < count {
      let left = count - index
      var word: UInt64 = 0
      if left >= 8 || isPadded {
        word = unsafe UInt64(
          littleEndian: UnsafeRawPointer(start + index).loadUnaligned(as: UInt64.self))
        if left < 8 { word &= (1 << UInt64(left * 8)) - 1 }
      } else {
        for byte in 0..<left { word |= unsafe UInt64(start[index + byte]) << UInt64(byte * 8) }
      }
      hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
      index += 8
    }
    return Int(hash >> 1)
  }
}

internal import ADBC

/// The distinct values of a column, numbered in the order in which they come.
///
/// No row allocates: a number is compared as its 64 bits, a text as the two words that stand for
/// it.
struct KeyCodes: Sendable {
  /// How each distinct value is written; nil for a missing value.
  private(set) var names: [String?] = []
  private var entries: [Entry] = []
  private var slots = [UInt32](repeating: 0, count: 64)
  private var missing: UInt32?
  private var last = Entry(first: 0, second: 0, length: -1)
  private var lastCode: UInt32 = 0

  private struct Entry: Hashable, Sendable {
    var first: UInt64
    var second: UInt64
    /// Bytes of a text; −2 for a number.
    var length: Int
  }

  /// Distinct values seen.
  var count: Int { names.count }

  /// The code of a number; `name` is asked for once for each new one.
  @inline(__always)
  mutating func code(number: UInt64, name: () -> String?) -> UInt32 {
    code(Entry(first: number, second: 0, length: -2), name)
  }

  /// The code of a text.
  @inline(__always)
  mutating func code(text: UnsafeRawBufferPointer, name: () -> String?) -> UInt32 {
    let words = unsafe TextHash.words(of: text)
    return code(Entry(first: words.first, second: words.second, length: text.count), name)
  }

  /// The code of a missing value.
  mutating func codeOfMissing() -> UInt32 {
    if let missing { return missing }
    let code = UInt32(names.count)
    names.append(nil)
    entries.append(Entry(first: 0, second: 0, length: -1))
    missing = code
    return code
  }

  @inline(__always)
  private mutating func code(_ entry: Entry, _ name: () -> String?) -> UInt32 {
    if entry == last { return lastCode }
    let mask = slots.count &- 1
    var slot = Self.hash(entry) & mask
    while slots[slot] != 0 {
      let code = slots[slot] &- 1
      if entries[Int(code)] == entry {
        last = entry
        lastCode = code
        return code
      }
      slot = (slot &+ 1) & mask
    }
    return insert(entry, name())
  }

  @inline(never)
  private mutating func insert(_ entry: Entry, _ name: String?) -> UInt32 {
    let code = UInt32(names.count)
    names.append(name)
    entries.append(entry)
    if names.count * 2 > slots.count {
      slots = [UInt32](repeating: 0, count: slots.count * 4)
      for index in entries.indices where entries[index].length != -1 { place(UInt32(index)) }
    } else {
      place(code)
    }
    return code
  }

  private mutating func place(_ code: UInt32) {
    let mask = slots.count - 1
    var slot = Self.hash(entries[Int(code)]) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = code + 1
  }

  @inline(__always)
  private static func hash(_ entry: Entry) -> Int {
    Int(
      truncatingIfNeeded: TextHash.hash(
        (entry.first, entry.second), length: entry.length))
  }
}

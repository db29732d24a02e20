/// What is known of the texts of one column.
package struct CategoryProfile: Sendable, Hashable, Codable {
  /// Where exact counting ends.
  package let limits: CategoryLimits
  /// Rows of each text that is kept; invalid UTF-8 is repaired with U+FFFD.
  package private(set) var counts: [String: Int]
  /// All rows with a text.
  package private(set) var total: Int
  /// A count may be low by this much, never high; 0 while all texts are kept.
  package private(set) var errorBound: Int
  /// Estimate of the different texts once not all are kept.
  private(set) var sketch: DistinctSketch?
  /// Rows with the empty text.
  package private(set) var empty: Int
  /// Rows known to be no valid UTF-8.
  package private(set) var invalid: Int
  /// Bytes of the texts; nil without any.
  package private(set) var length: TextLength?

  init(
    limits: CategoryLimits, counts: [String: Int], total: Int, errorBound: Int,
    sketch: DistinctSketch?, empty: Int, invalid: Int, length: TextLength?
  ) {
    self.limits = limits
    self.counts = counts
    self.total = total
    self.errorBound = errorBound
    self.sketch = sketch
    self.empty = empty
    self.invalid = invalid
    self.length = length
  }

  /// Whether every text is kept with its exact count.
  package var isExact: Bool { sketch == nil }

  /// Rows that belong to no kept text, or beyond the counts of those kept.
  package var other: Int { total - counts.values.reduce(0, +) }

  /// Different texts.
  package var distinct: DistinctCount {
    guard let sketch else { return DistinctCount(exactly: counts.count) }
    return DistinctCount(sketch: sketch, atMost: total)
  }

  /// The texts with most rows; equals in the order of their characters.
  package func top(_ size: Int) -> [CategoryCount] {
    Array(
      counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(size)
        .map { CategoryCount(value: $0.key, count: $0.value) })
  }

  /// Adds the texts of another part of the data.
  package mutating func merge(_ other: CategoryProfile) {
    var bytes = 0
    counts.merge(other.counts) { $0 + $1 }
    for text in counts.keys { bytes += text.utf8.count }
    total += other.total
    errorBound += other.errorBound
    empty += other.empty
    invalid += other.invalid
    if let mine = length, let theirs = other.length {
      length = mine.merged(with: theirs)
    } else {
      length = length ?? other.length
    }
    guard
      sketch != nil || other.sketch != nil || counts.count > limits.exact || bytes > limits.bytes
    else { return }
    var union = sketch ?? DistinctSketch()
    if let theirs = other.sketch { union.merge(theirs) }
    if sketch == nil || other.sketch == nil {
      // The side that was exact has all its texts in `counts`; those of the other side are in its
      // sketch already, and seeing them twice changes nothing.
      for text in counts.keys { union.insert(hash: Self.hash(of: text)) }
    }
    sketch = union
    let cut = HeavyHitters.cut(Array(counts.values), keeping: limits.retained)
    guard cut > 0 else { return }
    errorBound += cut
    counts = counts.compactMapValues { $0 > cut ? $0 - cut : nil }
  }

  private static func hash(of text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { bytes in
      let raw = UnsafeRawBufferPointer(bytes)
      return unsafe TextHash.hash(TextHash.words(of: raw), length: raw.count)
    }
  }
}

/// A text and its rows.
package struct CategoryCount: Sendable, Hashable, Codable {
  /// The text.
  package let value: String
  /// Its rows.
  package let count: Int
}

/// Bytes of texts.
package struct TextLength: Sendable, Hashable, Codable {
  /// Of the shortest.
  package let smallest: Int
  /// Of the longest.
  package let largest: Int
  /// Of all together.
  package let sum: Int

  func merged(with other: TextLength) -> TextLength {
    TextLength(
      smallest: min(smallest, other.smallest), largest: max(largest, other.largest),
      sum: sum + other.sum)
  }
}

/// Rows of a column of truths.
package struct TruthCounts: Sendable, Hashable, Codable {
  /// Rows that are true.
  package internal(set) var trues = 0
  /// Rows that are false.
  package internal(set) var falses = 0
}

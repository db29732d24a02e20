internal import ADBC

/// One set of a division: its rows counted, and what recognises them again.
package struct SplitSet: Sendable, Hashable {
  /// `train`, `validation`, `test`.
  package let name: String
  /// The share that was asked for.
  package let fraction: Double
  /// Rows.
  package let rows: Int
  /// Different entities; nil without entities.
  package let entities: Int?
  /// The earliest and the latest time, as text; nil without times.
  package let times: Times?
  /// The most common labels; empty without labels.
  package let labels: [Label]
  /// Equal for the same rows in any order: 32 hexadecimal digits.
  ///
  /// Two sums over the rows of 64-bit hashes of their values: a slip is noticed, a forger is not.
  /// The files' SHA-256 stands beside it.
  package let fingerprint: String

  /// The ends of a set in time.
  package struct Times: Sendable, Hashable, Codable {
    /// The earliest.
    package let first: String
    /// The latest.
    package let last: String
  }

  /// A value of the label with its rows.
  package struct Label: Sendable, Hashable, Codable {
    /// The value; nil for missing ones.
    package let value: String?
    /// Rows.
    package let rows: Int
    /// Of the set's rows.
    package let share: Double
  }

  /// Labels that are listed at most.
  private static let mostLabels = 50

  init(_ part: SplitRecipe.Part, _ tally: Tally, labels: SplitRows.Values) {
    name = part.name
    fraction = part.fraction
    rows = tally.rows
    entities = tally.entities.isEmpty ? nil : tally.entities.count
    times = tally.times.map {
      Times(
        first: CalendarText.timestamp(microseconds: $0.lowerBound),
        last: CalendarText.timestamp(microseconds: $0.upperBound))
    }
    let rows = tally.rows
    let counts = tally.labels.sorted { first, second in
      if first.value != second.value { return first.value > second.value }
      return (labels.names[Int(first.key)] ?? "") < (labels.names[Int(second.key)] ?? "")
    }
    self.labels =
      labels.isFull
      ? []
      : counts.prefix(Self.mostLabels).map {
        Label(
          value: labels.names[Int($0.key)], rows: $0.value,
          share: Double($0.value) / Double(max(rows, 1)))
      }
    fingerprint = tally.fingerprint
  }

  /// Counts the rows of a set.
  struct Tally {
    private(set) var rows = 0
    private(set) var entities: Set<UInt64> = []
    private(set) var times: ClosedRange<Int64>?
    private(set) var labels: [Int32: Int] = [:]
    private var sums: (first: UInt64, second: UInt64) = (0, 0)

    mutating func add(_ source: SplitRows, _ row: Int) {
      rows += 1
      let content = source.contents[row]
      sums.first &+= RowHash.hash(row: Int(truncatingIfNeeded: content), seed: 0x3C6E_F372)
      sums.second &+= RowHash.hash(row: Int(truncatingIfNeeded: content), seed: 0xA54F_F53A)
      if !source.entities.isEmpty { entities.insert(source.entities[row]) }
      if !source.times.isEmpty {
        let time = source.times[row]
        times = times.map { min($0.lowerBound, time)...max($0.upperBound, time) } ?? time...time
      }
      if !source.labels.codes.isEmpty { labels[source.labels.codes[row], default: 0] += 1 }
    }

    var fingerprint: String {
      [sums.first, sums.second].map { sum in
        let digits = String(sum, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
      }.joined()
    }
  }
}

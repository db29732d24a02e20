/// Some of the rows with all their probabilities: how the figures of several classes vary together.
///
/// The rows whose hash is smallest are kept, equal rows as one with their number. That depends on
/// the set of rows alone, so order, batches and merges change nothing; and few rows are all kept.
///
/// - Complexity: O(classes) a row; memory O(capacity · classes).
package struct ProbabilitySample: Sendable {
  /// A row, or several equal ones.
  package struct Row: Sendable {
    /// Its class' place among the declared ones; their number for any other class.
    package let truth: Int
    /// Its probabilities in the order of the classes.
    package let probabilities: [Double]
    /// Rows like it.
    package fileprivate(set) var count: Int
    fileprivate let hash: UInt64
  }

  /// Distinct rows kept.
  let capacity: Int
  private var kept: [UInt64: Row] = [:]
  /// Rows with a larger hash are not kept.
  private var limit = UInt64.max

  /// - Parameter capacity: distinct rows to keep, at least 16.
  init(capacity: Int) {
    self.capacity = max(capacity, 16)
  }

  /// The capacity for so many classes within `numbers` numbers.
  static func capacity(classes: Int, numbers: Int, atMost: Int) -> Int {
    min(atMost, max(64, numbers / max(classes, 1)))
  }

  /// Counts a row of a batch whose columns are the classes' probabilities.
  @inline(__always)
  mutating func add(truth: Int, _ columns: [[Double]], row: Int) {
    var hash = UInt64(truth) &* 0x9E37_79B9_7F4A_7C15
    for column in columns { hash = Self.mix(hash ^ column[row].bitPattern) }
    guard hash <= limit else { return }
    insert(hash, truth: truth, times: 1) { columns.map { $0[row] } }
  }

  /// Counts rows that are alike.
  mutating func add(truth: Int, _ probabilities: [Double], times: Int) {
    var hash = UInt64(truth) &* 0x9E37_79B9_7F4A_7C15
    for number in probabilities { hash = Self.mix(hash ^ number.bitPattern) }
    guard hash <= limit else { return }
    insert(hash, truth: truth, times: times) { probabilities }
  }

  @inline(never)
  private mutating func insert(
    _ hash: UInt64, truth: Int, times: Int, _ probabilities: () -> [Double]
  ) {
    guard kept[hash] == nil else {
      kept[hash]?.count += times
      return
    }
    kept[hash] = Row(truth: truth, probabilities: probabilities(), count: times, hash: hash)
    if kept.count >= 2 * capacity { trim() }
  }

  private mutating func trim() {
    guard kept.count > capacity else { return }
    let hashes = kept.keys.sorted()
    limit = hashes[capacity - 1]
    for hash in hashes.dropFirst(capacity) { kept[hash] = nil }
  }

  /// Adds another sample of the same capacity.
  mutating func merge(_ other: ProbabilitySample) {
    limit = min(limit, other.limit)
    for (hash, row) in other.kept {
      if kept[hash] == nil {
        kept[hash] = row
      } else {
        kept[hash]?.count += row.count
      }
    }
    for hash in kept.keys where hash > limit { kept[hash] = nil }
    if kept.count >= 2 * capacity { trim() }
  }

  /// The rows kept, in an order that is theirs alone.
  package var rows: [Row] {
    var settled = self
    settled.trim()
    return settled.kept.values.sorted { $0.hash < $1.hash }
  }

  /// - Source: the finalizer of SplitMix64, Steele, Lea, Flood, *Fast Splittable Pseudorandom
  ///   Number Generators*, 2014.
  @inline(__always)
  private static func mix(_ number: UInt64) -> UInt64 {
    var mixed = number &+ 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed &>> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed &>> 31)
  }
}

internal import ADBC

/// The vectors of a column: some of its rows whole, all of them counted.
///
/// The sample depends on the rows and the seed alone, not on batches, threads or their order.
///
/// - Complexity: O(1) a row that is not kept; memory for twice the rows that are.
package struct VectorSample: Sendable {
  /// Rows kept at most: what the classifier of joint drift looks at.
  package static let mostRows = 10_000
  /// Numbers kept at most: 32 MB, 2,730 vectors of length 1,536.
  package static let mostNumbers = 1 << 22

  private struct Kept: Sendable {
    let hash: UInt64
    let row: Int
    let vector: [Double]
  }

  /// The column.
  package let column: String
  /// Rows, with or without a vector.
  package private(set) var rows = 0
  /// Rows without a list.
  package private(set) var missing = 0
  /// Rows whose list lacks a number or holds one that is not finite: they count as missing, too.
  package private(set) var broken = 0
  /// The shortest and the longest list; nil without any.
  package private(set) var lengths: ClosedRange<Int>?
  private let seed: UInt64
  private var kept: [Kept] = []
  private var ceiling = UInt64.max

  init(column: String, seed: UInt64) {
    self.column = column
    self.seed = seed
  }

  /// The vectors kept, in the order of their rows.
  package var vectors: [[Double]] { kept.map(\.vector) }

  /// Rows with a vector.
  package var present: Int { rows - missing - broken }

  /// The length of all vectors; nil when they differ or there is none.
  package var width: Int? {
    lengths.flatMap { $0.lowerBound == $0.upperBound ? $0.lowerBound : nil }
  }

  /// Rows to keep of vectors of a length.
  private static func capacity(width: Int) -> Int {
    min(mostRows, max(100, mostNumbers / max(width, 1)))
  }

  mutating func update(_ column: ArrowColumn, rows count: Int, firstRow: Int) {
    rows += count
    for row in 0..<count {
      guard let places = unsafe column.list(at: row), let elements = unsafe column.elements.first
      else {
        missing += 1
        continue
      }
      lengths =
        lengths.map {
          min($0.lowerBound, places.count)...max($0.upperBound, places.count)
        } ?? places.count...places.count
      guard !places.isEmpty, let vector = unsafe Self.vector(elements, places) else {
        broken += 1
        continue
      }
      let hash = RowHash.hash(row: firstRow &+ row, seed: seed)
      guard hash <= ceiling, width != nil else { continue }
      kept.append(Kept(hash: hash, row: firstRow &+ row, vector: vector))
      if kept.count >= 2 * Self.capacity(width: places.count) { discard() }
    }
  }

  /// The numbers at some places; nil where one is missing or not finite.
  private static func vector(_ elements: ArrowColumn, _ places: Range<Int>) -> [Double]? {
    var vector: [Double] = []
    vector.reserveCapacity(places.count)
    for place in places {
      guard let number = unsafe elements.double(at: place), number.isFinite else { return nil }
      vector.append(number)
    }
    return vector
  }

  mutating func merge(_ other: VectorSample) {
    rows += other.rows
    missing += other.missing
    broken += other.broken
    if let more = other.lengths {
      lengths =
        lengths.map {
          min($0.lowerBound, more.lowerBound)...max($0.upperBound, more.upperBound)
        } ?? more
    }
    ceiling = min(ceiling, other.ceiling)
    kept += other.kept
    discard()
  }

  mutating func finish() {
    discard()
    kept.sort { $0.row < $1.row }
  }

  /// Drops all but the rows with the smallest hashes; vectors of several lengths are compared with
  /// none.
  private mutating func discard() {
    guard let width else {
      kept = []
      return
    }
    let capacity = Self.capacity(width: width)
    kept.removeAll { $0.hash > ceiling }
    guard kept.count > capacity else { return }
    kept.sort { $0.hash < $1.hash }
    ceiling = kept[capacity - 1].hash
    kept.removeLast(kept.count - capacity)
  }
}

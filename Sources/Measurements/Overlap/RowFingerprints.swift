package import ADBC

/// Fingerprints of rows, so that rows of two data sets can be found equal without keeping them.
///
/// A row's fingerprint is a 64-bit hash of its values in the chosen columns. Kept are those with
/// the smallest hashes, up to a limit; so two data sets keep the same part of all possible rows,
/// and what is counted among the kept is an unbiased sample of the whole. Up to the limit it is
/// exact.
///
/// - Numerics: two different rows share a fingerprint with chance 2⁻⁶⁴; among 10⁶ rows on each side
///   a false match has chance below 10⁻⁷.
/// - Complexity: O(rows · columns) time; memory for at most twice `limit` hashes.
package struct RowFingerprints: Sendable {
  /// The default limit: 16 MB at most, exact for a million rows.
  package static let defaultLimit = 1 << 20

  /// The columns whose values make a row; missing ones count as missing values.
  package let columns: [String]
  /// Hashes to keep at most.
  package let limit: Int
  /// Rows seen.
  package private(set) var rows = 0
  /// Rows with a larger hash are not kept.
  private(set) var ceiling = UInt64.max
  private(set) var hashes: [UInt64] = []
  private let places: [Int?]
  private let skipsMissing: Bool
  private static let seed: UInt64 = 0x6A09_E667_F3BC_C908

  /// The hash of a row without any value.
  private var allMissing: UInt64 {
    places.reduce(Self.seed) { hash, _ in ValueFingerprint.missing(hash) }
  }

  /// Starts with no rows.
  ///
  /// - Parameters:
  ///   - fields: the columns of the batches that will come.
  ///   - columns: the names of those that make a row, in an order that both data sets share.
  ///   - skipsMissing: whether a row without any value is left out: an entity that is not known is
  ///     no entity.
  package init(
    fields: [ArrowField], columns: [String], limit: Int = Self.defaultLimit,
    skipsMissing: Bool = false
  ) {
    self.skipsMissing = skipsMissing
    self.columns = columns
    self.limit = max(limit, 1)
    self.places = columns.map { name in fields.firstIndex { $0.name == name } }
  }

  /// Whether every row seen is kept.
  package var isExact: Bool { ceiling == .max }

  /// The number of times that the whole set was written one after another.
  ///
  /// The greatest common divisor of the rows' counts; nil for fewer than 20 different rows, whose
  /// counts may have one by chance. All copies of a row are kept or none, so that a sample tells as
  /// much.
  package var timesOver: Int? {
    var counts: [UInt64: Int] = [:]
    for hash in hashes where hash <= ceiling { counts[hash, default: 0] += 1 }
    guard counts.count >= Self.fewestDifferent else { return nil }
    return counts.values.reduce(0) { divisor, count in
      var (a, b) = (divisor, count)
      while b != 0 { (a, b) = (b, a % b) }
      return a
    }
  }

  /// Twenty counts that are all even by chance: one case in a million.
  private static let fewestDifferent = 20

  /// Adds the rows of a batch.
  package mutating func update(_ batch: ArrowBatch) {
    rows += batch.rowCount
    var hashed = [UInt64](repeating: Self.seed, count: batch.rowCount)
    withExtendedLifetime(batch) {
      for place in places {
        if let place {
          unsafe ValueFingerprint.combine(batch.columns[place], into: &hashed)
        } else {
          for row in hashed.indices { hashed[row] = ValueFingerprint.missing(hashed[row]) }
        }
      }
    }
    if skipsMissing { hashed.removeAll { $0 == allMissing } }
    hashes += isExact ? hashed : hashed.filter { $0 <= ceiling }
    if hashes.count > limit * 2 { discard() }
  }

  /// Adds the rows of another collection with the same columns and limit.
  package mutating func merge(_ other: RowFingerprints) {
    rows += other.rows
    ceiling = min(ceiling, other.ceiling)
    hashes = (hashes + other.hashes).filter { $0 <= ceiling }
    if hashes.count > limit * 2 { discard() }
  }

  private mutating func discard() {
    hashes.sort()
    // All copies of a row are kept or none, so that copies stay countable.
    ceiling = hashes[limit - 1]
    hashes = Array(hashes.prefix { $0 <= ceiling })
  }
}

package import ADBC

/// Sketches of rows, so that rows of two data sets can be found nearly equal without keeping them.
///
/// A row is a byte of hash for each of its columns; two rows are near when one of these differs, or
/// of twenty columns and more two. The columns are dealt into blocks, and rows are grouped by what
/// they hold outside of one block (of two): near rows agree in some of the groups, so only rows
/// that do are compared, and none is missed. Numbers count as equal to four digits. Of a text of
/// five words and more the smallest hash over its pairs of words counts (MinHash), which texts that
/// share most of them have in common; where there are fewer than four columns, each text counts
/// eight times so.
///
/// Kept are, group by group, the rows with the smallest hashes, and of rows that share one the
/// first 64 by a hash of their number: both sets keep the same part, whatever the order of rows.
///
/// - Complexity: O(rows · columns) time; memory for at most twice `limit` rows a group.
/// - Source: Broder, *On the resemblance and containment of documents*, 1997; the dealing into
///   blocks is that of Manku, Jain and Das Sarma, *Detecting near-duplicates for web crawling*,
///   2007.
package struct RowSketches: Sendable {
  /// Rows to keep at most in a group by default: with 30 columns about 50 MB in all.
  package static let defaultLimit = 1 << 16
  /// Rows of one hash that are kept.
  static let mostAlike = 64
  /// Columns below which each text counts several times.
  private static let fewestColumns = 4
  private static let textParts = 8
  private static let seed: UInt64 = 0x3C6E_F372_FE94_F82B

  /// A column, or a part of a text.
  private struct Part: Sendable, Hashable {
    let place: Int?
    let isText: Bool
    let number: Int
  }

  struct Kept: Sendable {
    var key: UInt64
    var row: Int
    /// Equal for rows that ``RowFingerprints`` takes for equal.
    var exact: UInt64
    var bytes: [UInt8]
  }

  /// The columns whose values make a row.
  package let columns: [String]
  /// Rows seen.
  package private(set) var rows = 0
  /// Rows kept by group.
  private(set) var groups: [[Kept]]
  /// By group, the largest hash that is certain to be kept.
  private(set) var ceilings: [UInt64]
  /// Whether rows that share a hash were left out.
  private(set) var isThinned = false
  private let parts: [Part]
  /// By group, whether each part is in its hash.
  private let masks: [[Bool]]
  private let limit: Int

  /// Starts with no rows.
  ///
  /// - Parameters:
  ///   - fields: the columns of the batches that will come.
  ///   - columns: those that make a row, in an order that every data set shares.
  package init(fields: [ArrowField], columns: [String], limit: Int = Self.defaultLimit) {
    self.columns = columns
    self.limit = max(limit, 1)
    parts = columns.flatMap { name in
      let place = fields.firstIndex { $0.name == name }
      let isText = place.map { fields[$0].type.isText } ?? false
      let count = isText && columns.count < Self.fewestColumns ? Self.textParts : 1
      return (0..<count).map { Part(place: place, isText: isText, number: $0) }
    }
    masks = Self.masks(parts.count)
    groups = [[Kept]](repeating: [], count: masks.count)
    ceilings = [UInt64](repeating: .max, count: masks.count)
  }

  /// Parts that may differ between near rows.
  var tolerance: Int { Self.tolerance(parts.count) }
  /// Parts of a row.
  var width: Int { parts.count }
  /// Whether rows are wide enough to be nearly equal: three parts and more.
  package var canTell: Bool { parts.count > 2 }
  /// Whether every row is kept.
  package var isExact: Bool { ceilings.allSatisfy { $0 == .max } && !isThinned }

  private static func tolerance(_ width: Int) -> Int { width < 20 ? 1 : 2 }

  /// The groups: which parts are in the hash of each.
  private static func masks(_ width: Int) -> [[Bool]] {
    guard width > 0 else { return [] }
    guard tolerance(width) > 1 else {
      let blocks = min(width, 6)
      return (0..<blocks).map { left in (0..<width).map { $0 % blocks != left } }
    }
    let blocks = 4
    return (0..<blocks).flatMap { first in
      (0..<first).map { second in
        (0..<width).map { $0 % blocks != first && $0 % blocks != second }
      }
    }
  }

  /// Adds the rows of a batch.
  package mutating func update(_ batch: ArrowBatch, firstRow: Int) {
    rows += batch.rowCount
    guard canTell else { return }
    var keys = [[UInt64]](
      repeating: [UInt64](repeating: Self.seed, count: batch.rowCount), count: groups.count)
    var bytes = [[UInt8]](
      repeating: [UInt8](repeating: 0, count: parts.count), count: batch.rowCount)
    var exact = keys[0]
    withExtendedLifetime(batch) {
      for part in parts where part.number == 0 {
        if let place = part.place {
          unsafe ValueFingerprint.combine(batch.columns[place], into: &exact)
        } else {
          for row in exact.indices { exact[row] = ValueFingerprint.missing(exact[row]) }
        }
      }
      for (number, part) in parts.enumerated() {
        let hashes = Self.hashes(batch, part)
        for row in hashes.indices {
          bytes[row][number] = UInt8(truncatingIfNeeded: hashes[row] >> 56)
        }
        for group in groups.indices where masks[group][number] {
          for row in hashes.indices {
            keys[group][row] = RowHash.mix(keys[group][row] ^ hashes[row])
          }
        }
      }
    }
    for group in groups.indices {
      for row in 0..<batch.rowCount where keys[group][row] <= ceilings[group] {
        groups[group].append(
          Kept(key: keys[group][row], row: firstRow + row, exact: exact[row], bytes: bytes[row]))
      }
    }
    discard()
  }

  private static func hashes(_ batch: ArrowBatch, _ part: Part) -> [UInt64] {
    var hashed = [UInt64](repeating: seed, count: batch.rowCount)
    guard let place = part.place else {
      return hashed.map { ValueFingerprint.missing($0) }
    }
    unsafe ValueFingerprint.combine(batch.columns[place], into: &hashed, precision: .coarse)
    guard part.isText else { return hashed }
    for row in hashed.indices {
      if let text = unsafe batch.columns[place].text(at: row),
        let smallest = TextShingles.smallestHash(text, part.number)
      {
        hashed[row] = smallest
      }
    }
    return hashed
  }

  /// Adds the rows of other sketches of the same columns and limit.
  package mutating func merge(_ other: RowSketches) {
    rows += other.rows
    isThinned = isThinned || other.isThinned
    for group in groups.indices {
      ceilings[group] = min(ceilings[group], other.ceilings[group])
      let ceiling = ceilings[group]
      groups[group] = (groups[group] + other.groups[group]).filter { $0.key <= ceiling }
    }
    discard()
  }

  /// Leaves what is beyond the limit, and of rows that share a hash all but the first.
  mutating func finish() {
    for group in groups.indices { thin(group) }
  }

  private mutating func discard() {
    for group in groups.indices where groups[group].count > limit * 2 {
      thin(group)
      guard groups[group].count > limit else { continue }
      ceilings[group] = groups[group][limit - 1].key
      let ceiling = ceilings[group]
      groups[group] = Array(groups[group].prefix { $0.key <= ceiling })
    }
  }

  /// Sorts a group by hash and leaves 64 rows of each.
  private mutating func thin(_ group: Int) {
    let ordered = groups[group].sorted {
      ($0.key, RowHash.hash(row: $0.row, seed: 0)) < ($1.key, RowHash.hash(row: $1.row, seed: 0))
    }
    var kept: [Kept] = []
    kept.reserveCapacity(ordered.count)
    var alike = 0
    for row in ordered {
      alike = kept.last?.key == row.key ? alike + 1 : 0
      if alike < Self.mostAlike { kept.append(row) } else { isThinned = true }
    }
    groups[group] = kept
  }
}

/// The pairs of words of a text.
enum TextShingles {
  private static let fewestWords = 5

  /// The smallest hash of a text's pairs of words, in one of several orders; nil for a text of few
  /// words.
  static func smallestHash(_ text: String, _ order: Int) -> UInt64? {
    var words: [UInt64] = []
    var word: UInt64?
    for byte in text.utf8 {
      if byte.isDigit || byte.isLetter || byte >= 0x80 {
        word = RowHash.mix((word ?? 0) ^ UInt64(byte.isLetter ? byte | 0x20 : byte))
      } else if let ended = word {
        words.append(ended)
        word = nil
      }
    }
    if let word { words.append(word) }
    guard words.count >= fewestWords else { return nil }
    let seed = RowHash.hash(row: order, seed: 0x510E_527F)
    return zip(words, words.dropFirst()).reduce(.max) { smallest, pair in
      min(smallest, RowHash.mix(RowHash.mix(pair.0 ^ seed) ^ pair.1))
    }
  }
}

/// Collects the sketches of rows in a scan.
package struct RowSketchesFold: Fold {
  private let rowColumns: [String]
  private var sketches: RowSketches

  /// Prepares to sketch rows.
  ///
  /// - Parameter columns: those that make a row, in an order that every data set shares.
  package init(columns: [String]) {
    rowColumns = columns
    sketches = RowSketches(fields: [], columns: columns)
  }

  package var columns: Set<String>? { Set(rowColumns) }

  package mutating func start(_ fields: [ArrowField], first: ArrowBatch?) {
    sketches = RowSketches(fields: fields, columns: rowColumns)
  }

  package mutating func update(_ batch: ArrowBatch, firstRow: Int) {
    sketches.update(batch, firstRow: firstRow)
  }

  package mutating func merge(_ other: Self) {
    sketches.merge(other.sketches)
  }

  package mutating func finish() -> RowSketches {
    sketches.finish()
    return sketches
  }
}

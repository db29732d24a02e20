/// Rows by score, and how many of them are expected to be of a class: every distinct score until
/// there are too many, then neighbours together.
///
/// ``CountedValues`` for labels that are not known: a row counts with its probability. The bits
/// dropped are the fewest that leave at most ``capacity`` scores, and chances are added in whole
/// units, so that order, batches and merges change nothing.
///
/// - Complexity: O(log capacity) a row, in lots; 48 bytes a score.
struct ChanceTable: Sendable {
  /// Rows of one score.
  struct Entry: Sendable {
    let score: Double
    var rows: Int
    /// The sum of the rows' probabilities.
    var chance: FixedPointSum

    mutating func add(_ other: Entry) {
      rows += other.rows
      chance.merge(other.chance)
    }
  }

  /// Distinct scores kept before neighbours are put together.
  let capacity: Int
  /// Mantissa bits dropped so far; 0: exact.
  private var dropped = 0
  private var settled: [Entry] = []
  private var waiting: [(score: Double, chance: Double)] = []
  /// Rows that were counted elsewhere, in no order.
  private var counted: [Entry] = []

  init(capacity: Int) { self.capacity = max(capacity, 16) }

  /// Counts a row.
  ///
  /// - Parameters:
  ///   - score: finite.
  ///   - chance: its probability to be of the class, 0…1.
  @inline(__always)
  mutating func add(_ score: Double, chance: Double) {
    waiting.append((score, chance))
    if waiting.count >= 2 * capacity { settle() }
  }

  /// Counts rows of one score; `dropped` bits were cut from it.
  mutating func add(_ entry: Entry, dropped bits: Int) {
    if bits > dropped {
      settle()
      dropped = bits
      settled = coarse(settled)
    }
    counted.append(entry)
    if counted.count >= 2 * capacity { settle() }
  }

  /// Adds the rows of a table of the same capacity.
  mutating func merge(_ other: ChanceTable) {
    var other = other
    other.settle()
    settle()
    dropped = max(dropped, other.dropped)
    settled = Self.merged(coarse(settled), coarse(other.settled))
    dropBits()
  }

  /// The rows by ascending score, and the bits that their scores have lost: both after the last
  /// rows were put in order, which may have cost more of them.
  var ordered: (entries: [Entry], dropped: Int) {
    var table = self
    table.settle()
    return (table.settled, table.dropped)
  }

  /// The place of a score among the ``ordered`` ones; nil when no row has it.
  static func place(of score: Double, dropped: Int, among scores: [Double]) -> Int? {
    let wanted = representative(of: score, dropped: dropped)
    var (low, high) = (0, scores.count)
    while low < high {
      let middle = (low + high) / 2
      if scores[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    return low < scores.count && scores[low] == wanted ? low : nil
  }

  private static func representative(of score: Double, dropped: Int) -> Double {
    Double(
      bitPattern: NeighbouringNumbers.representative(
        of: score, dropped: dropped, mask: ~0 << UInt64(dropped)))
  }

  /// Puts the rows that wait among the others.
  private mutating func settle() {
    if !counted.isEmpty {
      let fresh = coarse(counted.sorted { $0.score < $1.score })
      counted.removeAll(keepingCapacity: true)
      settled = Self.merged(settled, fresh)
      dropBits()
    }
    guard !waiting.isEmpty else { return }
    waiting.sort { $0.score < $1.score }
    var fresh: [Entry] = []
    fresh.reserveCapacity(waiting.count)
    for row in waiting {
      let score = Self.representative(of: row.score, dropped: dropped)
      if fresh.last?.score != score {
        fresh.append(Entry(score: score, rows: 0, chance: FixedPointSum(scale: 62)))
      }
      fresh[fresh.count - 1].rows += 1
      fresh[fresh.count - 1].chance.add(row.chance)
    }
    waiting.removeAll(keepingCapacity: true)
    settled = Self.merged(settled, fresh)
    dropBits()
  }

  private mutating func dropBits() {
    guard settled.count > capacity else { return }
    dropped = max(
      dropped,
      NeighbouringNumbers.bitsToDrop(ascending: settled.map(\.score), capacity: capacity))
    settled = coarse(settled)
  }

  /// Entries with the bits dropped, those of one score together.
  private func coarse(_ entries: [Entry]) -> [Entry] {
    var coarse: [Entry] = []
    coarse.reserveCapacity(entries.count)
    for entry in entries {
      let score = Self.representative(of: entry.score, dropped: dropped)
      if coarse.last?.score == score {
        coarse[coarse.count - 1].add(entry)
      } else {
        coarse.append(Entry(score: score, rows: entry.rows, chance: entry.chance))
      }
    }
    return coarse
  }

  /// Two ascending lists in one.
  private static func merged(_ first: [Entry], _ second: [Entry]) -> [Entry] {
    guard !first.isEmpty else { return second }
    var all: [Entry] = []
    all.reserveCapacity(first.count + second.count)
    var (left, right) = (0, 0)
    while left < first.count || right < second.count {
      if right == second.count || (left < first.count && first[left].score < second[right].score) {
        all.append(first[left])
        left += 1
      } else if left == first.count || second[right].score < first[left].score {
        all.append(second[right])
        right += 1
      } else {
        all.append(first[left])
        all[all.count - 1].add(second[right])
        (left, right) = (left + 1, right + 1)
      }
    }
    return all
  }
}

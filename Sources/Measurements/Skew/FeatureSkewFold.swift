package import ADBC
package import Engines

/// Compares the rows of a ``FeatureJoin`` in one pass.
///
/// - Complexity: O(cells) time; memory for a bounded number of pairs a column, whatever the rows.
package struct FeatureSkewFold: Sendable {
  private let join: FeatureJoin
  private let tolerance: CellTolerance
  private var rows = MatchedRows()
  private var tallies: [Tally]

  /// Pairs of a column that causes are looked for in: enough to tell a share to 3 in 100.
  package static let sampledPairs = 1_000
  /// Differing rows that are named.
  static let namedRows = 3
  /// The seed that chooses pairs.
  private static let seed: UInt64 = 1

  /// Starts an empty comparison.
  package init(_ join: FeatureJoin, tolerance: CellTolerance) {
    self.join = join
    self.tolerance = tolerance
    tallies = join.columns.map { _ in Tally() }
  }

  private var partCount: Int { join.keys.count + (join.timestamp == nil ? 0 : 1) }

  /// Adds rows of the join's answer.
  package mutating func update(_ batch: ArrowBatch) {
    let width = join.timestamp == nil ? 2 : 3
    precondition(
      batch.fields.count == partCount + 3 + width * join.columns.count,
      "the join answered with \(batch.fields.count) columns")
    func reader(_ column: Int, readsNumbers: Bool = false) -> CellReader? {
      CellReader(batch, column: column, readsNumbers: readsNumbers)
    }
    let parts = (0..<partCount).compactMap { reader($0) }
    guard parts.count == partCount, let offlineRows = reader(partCount),
      let onlineRows = reader(partCount + 1), let places = reader(partCount + 2)
    else { return }
    var matched: [Int] = []
    for row in 0..<batch.rowCount {
      let isMatched = add(
        offline: offlineRows.count(row), online: onlineRows.count(row),
        hasKey: parts.allSatisfy { $0[row] != .missing })
      if isMatched { matched.append(row) }
    }
    rows.matched += matched.count
    for (place, column) in join.columns.enumerated() {
      let first = partCount + 3 + width * place
      let isMixed = column.kinds.offline != column.kinds.online
      guard let offline = reader(first, readsNumbers: isMixed),
        let online = reader(first + 1, readsNumbers: isMixed)
      else { continue }
      let previous = width == 3 ? reader(first + 2, readsNumbers: isMixed) : nil
      let tolerance = column.kind == .instant ? CellTolerance.instants : tolerance
      for row in matched {
        let (one, other) = (offline[row], online[row])
        let isSame = tolerance.accepts(one, other)
        let number = places.count(row)
        let rank = RowHash.hash(row: number, seed: Self.seed)
        guard tallies[place].wants(isSame, row: number, rank: rank) else { continue }
        var before = previous?[row]
        if before == .missing { before = nil }
        tallies[place].add(
          CellPair(
            key: parts.map { $0[row].text ?? "" }.joined(separator: ", "), row: number,
            offline: one, online: other, previous: before),
          isSame, rank: rank)
      }
    }
  }

  /// Adds a key's rows, and says whether there is one on each side.
  private mutating func add(offline: Int, online: Int, hasKey: Bool) -> Bool {
    if !hasKey {
      rows.keylessOffline += offline
      rows.keylessOnline += online
    } else if offline > 1 || online > 1 {
      rows.repeatedKeys += 1
      rows.repeatedOffline += offline
      rows.repeatedOnline += online
    } else if online == 0 {
      rows.offlineOnly += offline
    } else if offline == 0 {
      rows.onlineOnly += online
    } else {
      return true
    }
    return false
  }

  /// Adds another part of the same comparison.
  package mutating func merge(_ other: FeatureSkewFold) {
    rows.merge(other.rows)
    for place in tallies.indices { tallies[place].merge(other.tallies[place]) }
  }

  /// What was found.
  package func finish() -> FeatureSkew {
    FeatureSkew(
      rows: rows,
      columns: zip(join.columns, tallies).map { column, tally in
        let isInstant = column.kind == .instant
        return ColumnSkew(
          column: column, rows: rows.matched, differing: tally.differing, first: tally.first,
          causes: SkewCauseCatalogue.explain(
            SkewSample(
              isInstant: isInstant, differing: tally.sample.finish(), equal: tally.equal.finish(),
              tolerance: isInstant ? .instants : tolerance)))
      })
  }
}

/// What is kept of one column.
private struct Tally: Sendable {
  var differing = 0
  var first: [CellPair] = []
  var sample = PairSample(limit: FeatureSkewFold.sampledPairs)
  var equal = PairSample(limit: FeatureSkewFold.sampledPairs)

  /// Counts a row, and says whether its pair is to be made and added.
  mutating func wants(_ isSame: Bool, row: Int, rank: UInt64) -> Bool {
    if isSame { return equal.mayKeep(rank) }
    differing += 1
    return sample.mayKeep(rank) || isAmongFirst(row)
  }

  private func isAmongFirst(_ row: Int) -> Bool {
    first.count < FeatureSkewFold.namedRows || row < (first.last?.row ?? 0)
  }

  mutating func add(_ pair: CellPair, _ isSame: Bool, rank: UInt64) {
    guard !isSame else {
      equal.add(pair, rank: rank)
      return
    }
    sample.add(pair, rank: rank)
    if isAmongFirst(pair.row) { insert(pair) }
  }

  private mutating func insert(_ pair: CellPair) {
    first.append(pair)
    first.sort { ($0.row, $0.key) < ($1.row, $1.key) }
    if first.count > FeatureSkewFold.namedRows { first.removeLast() }
  }

  mutating func merge(_ other: Tally) {
    differing += other.differing
    sample.merge(other.sample)
    equal.merge(other.equal)
    for pair in other.first { insert(pair) }
  }
}

internal import Dispatch
internal import Synchronization

/// Finds the slices with the highest scores, each after what the ones before explain.
///
/// A slice found, its rows are relieved of its excess loss and the search goes on: a part of it is
/// found again only if it is weak beyond the slice, a slice around it only if it is weak without
/// it. So what is redundant does not come up.
///
/// Level by level, all slices over one set of columns are counted together. A set is counted only
/// when its bound – from the counts of its parts: no slice has more rows or more loss than a slice
/// of fewer conditions that holds it – reaches the best score so far. Relief lowers every excess,
/// so scores of an earlier search bound those of a later one. The result is that of counting
/// everything.
///
/// - Complexity: at worst O(C³ rows) for C columns and three conditions; memory for the counts of
///   all pairs of columns.
struct SliceLattice {
  private let part: SliceRows.Part
  private let sizes: [Int]
  private let score: SliceScore
  private let depth: Int
  private let workers: Int
  /// Losses less what found slices explain.
  private var values: [Double]
  private var isRelieved = false
  private var singles: [[SIMD2<Double>]]
  private var pairs: [Candidate] = []
  private var triples: [Candidate] = []
  /// The counts of each pair of columns once it was counted, with all loss that there was.
  private var pairTables: [[SIMD2<Double>]]

  /// Slices over one set of columns.
  private struct Candidate {
    let columns: [Int]
    /// None of them scores more.
    var bound: Double
    /// Its own bound from the tables of its pairs is in `bound`.
    var isRefined = false
  }

  /// The best slice over one set of columns.
  private struct Best {
    var score: Double
    var cell: Int
  }

  /// Sets of columns counted, and sets there are, for the report.
  private(set) var counted = 0
  var total: Int { sizes.count + pairs.count + triples.count }

  /// Prepares a search.
  ///
  /// - Parameters:
  ///   - part: rows whose losses are 0 or more.
  ///   - sizes: codes of each column.
  init(
    _ part: SliceRows.Part, sizes: [Int], score: SliceScore, depth: Int,
    workers: Int = ProcessorCount.online
  ) {
    self.part = part
    self.sizes = sizes
    self.score = score
    self.depth = depth
    self.workers = max(1, workers)
    values = part.losses
    singles = sizes.indices.map {
      SliceTables.count(part, values: part.losses, columns: [$0], sizes: sizes)
    }
    let count = sizes.count
    pairTables = [[SIMD2<Double>]](repeating: [], count: count * count)
    guard depth > 1 else { return }
    for first in 0..<count {
      for second in (first + 1)..<max(count, first + 1) {
        pairs.append(Candidate(columns: [first, second], bound: pairBound(first, second)))
      }
    }
    guard depth > 2 else { return }
    var bounds = [Double](repeating: 0, count: count * count)
    for pair in pairs {
      // One condition more is paid for once more.
      bounds[pair.columns[0] * count + pair.columns[1]] = pair.bound - score.price
    }
    for first in 0..<count {
      for second in (first + 1)..<max(count, first + 1) {
        for third in (second + 1)..<max(count, second + 1) {
          let bound = min(
            bounds[first * count + second],
            min(bounds[first * count + third], bounds[second * count + third]))
          guard bound > SliceScore.none else { continue }
          triples.append(Candidate(columns: [first, second, third], bound: bound))
        }
      }
    }
  }

  /// The slices, best first: at most `limit`, each of at least `least`.
  mutating func find(limit: Int, least: Double) -> [FoundSlice] {
    var found: [FoundSlice] = []
    while found.count < limit, let next = best(least: least) {
      found.append(next)
      relieve(next)
    }
    return found
  }

  /// Takes a slice's excess loss from its rows.
  private mutating func relieve(_ slice: FoundSlice) {
    isRelieved = true
    let members = slice.members(of: part)
    var sum = 0.0
    for row in members { sum += values[row] }
    let excess = sum / Double(members.count) - score.mean
    for row in members { values[row] -= excess }
  }

  private mutating func best(least: Double) -> FoundSlice? {
    var best: FoundSlice?
    func take(_ columns: [Int], _ candidate: Best) {
      guard candidate.score >= least else { return }
      let slice = FoundSlice(
        columns: columns,
        codes: SliceTables.codes(cell: candidate.cell, columns: columns, sizes: sizes),
        score: candidate.score)
      if best.map({ slice.isBetter(than: $0) }) ?? true { best = slice }
    }
    for column in sizes.indices {
      let table = SliceTables.count(part, values: values, columns: [column], sizes: sizes)
      take([column], top(table, conditions: 1))
      counted += 1
    }
    func goal() -> Double { best?.score ?? least }

    for places in chunks(of: pairs, size: workers * 4) {
      let wanted = places.filter { pairs[$0].bound >= goal() }
      if wanted.isEmpty { break }
      for (place, result) in zip(wanted, count(wanted.map { pairs[$0].columns })) {
        let (first, second) = (pairs[place].columns[0], pairs[place].columns[1])
        pairs[place].bound = result.best.score
        let pair = first * sizes.count + second
        if !result.table.isEmpty { pairTables[pair] = result.table }
        take(pairs[place].columns, result.best)
      }
    }
    for place in triples.indices where !triples[place].isRefined {
      if triples[place].bound >= goal() { refine(place) }
    }
    for places in chunks(of: triples, size: workers * 8) {
      let wanted = places.filter { triples[$0].bound >= goal() }
      if wanted.isEmpty { break }
      for (place, result) in zip(wanted, count(wanted.map { triples[$0].columns })) {
        triples[place].bound = result.best.score
        take(triples[place].columns, result.best)
      }
    }
    return best
  }

  /// Places by falling bound, a few at a time.
  private func chunks(of candidates: [Candidate], size: Int) -> [ArraySlice<Int>] {
    let order = candidates.indices.sorted {
      (candidates[$1].bound, $0) < (candidates[$0].bound, $1)
    }
    return stride(from: 0, to: order.count, by: size).map {
      order[$0..<min($0 + size, order.count)]
    }
  }

  /// Counts sets of columns, on all workers.
  private mutating func count(
    _ sets: [[Int]]
  ) -> [(best: Best, table: [SIMD2<Double>])] {
    counted += sets.count
    let search = self
    let results = Mutex([(best: Best, table: [SIMD2<Double>])?](repeating: nil, count: sets.count))
    DispatchQueue.concurrentPerform(iterations: min(workers, sets.count)) { worker in
      for index in stride(from: worker, to: sets.count, by: search.workers) {
        let columns = sets[index]
        let table = SliceTables.count(
          search.part, values: search.values, columns: columns, sizes: search.sizes)
        let best = search.top(table, conditions: columns.count)
        let kept = search.boundingTable(columns, table)
        results.withLock { $0[index] = (best, kept) }
      }
    }
    return results.withLock { $0.compactMap { $0 } }
  }

  /// The counts of a pair for the bounds of triples, when they are not kept yet; else nothing.
  ///
  /// With the losses as they came: relieved ones may be below 0, where a part can have more than
  /// the whole.
  private func boundingTable(
    _ columns: [Int], _ table: [SIMD2<Double>]
  ) -> [SIMD2<Double>] {
    guard columns.count == 2, depth > 2,
      pairTables[columns[0] * sizes.count + columns[1]].isEmpty
    else { return [] }
    guard isRelieved else { return table }
    return SliceTables.count(part, values: part.losses, columns: columns, sizes: sizes)
  }

  /// The first cell of the highest score.
  private func top(_ table: [SIMD2<Double>], conditions: Int) -> Best {
    var best = Best(score: SliceScore.none, cell: 0)
    for (cell, counts) in table.enumerated() where counts.x >= score.fewest {
      let value = score.score(count: counts.x, sum: counts.y, conditions: conditions)
      if value > best.score { best = Best(score: value, cell: cell) }
    }
    return best
  }

  /// The bound of slices over two columns from the counts of each.
  private func pairBound(_ first: Int, _ second: Int) -> Double {
    var bound = SliceScore.none
    for a in singles[first] where a.x >= score.fewest {
      for b in singles[second] where b.x >= score.fewest {
        bound = max(
          bound, score.bound(count: min(a.x, b.x), sum: min(a.y, b.y), conditions: 2))
      }
    }
    return bound
  }

  /// Bounds the slices over three columns by the counts of their pairs, as far as those are known.
  private mutating func refine(_ place: Int) {
    triples[place].isRefined = true
    let (a, b, c) = (
      triples[place].columns[0], triples[place].columns[1], triples[place].columns[2]
    )
    let count = sizes.count
    let (ab, ac, bc) = (
      pairTables[a * count + b], pairTables[a * count + c], pairTables[b * count + c]
    )
    guard !ab.isEmpty, !ac.isEmpty, !bc.isEmpty else {
      triples[place].isRefined = false
      return
    }
    let (width, depth) = (sizes[b], sizes[c])
    var bound = SliceScore.none
    for i in 0..<sizes[a] {
      for j in 0..<width {
        let pair = ab[i * width + j]
        guard pair.x >= score.fewest,
          score.bound(count: pair.x, sum: pair.y, conditions: 3) > bound
        else { continue }
        for k in 0..<depth {
          let one = ac[i * depth + k]
          let two = bc[j * depth + k]
          let rows = min(pair.x, min(one.x, two.x))
          guard rows >= score.fewest else { continue }
          bound = max(
            bound,
            score.bound(count: rows, sum: min(pair.y, min(one.y, two.y)), conditions: 3))
        }
      }
    }
    triples[place].bound = min(triples[place].bound, bound)
  }
}

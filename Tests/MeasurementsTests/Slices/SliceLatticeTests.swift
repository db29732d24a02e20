import Foundation
import Testing

@testable import Measurements

@Suite("The search for weak slices")
struct SliceLatticeTests {
  /// Codes and losses drawn at random, the more loss the more of the first column's code 0.
  private static func rows(
    seed: UInt64, count: Int = 400, sizes: [Int], isBinary: Bool
  ) -> SliceRows.Part {
    var generator = Lehmer(seed)
    var part = SliceRows.Part(codes: sizes.map { _ in [] })
    for _ in 0..<count {
      for column in sizes.indices {
        // Codes of unequal frequency, the second column leaning on the first.
        let code = min(
          Int.random(in: 0..<sizes[column], using: &generator),
          Int.random(in: 0..<sizes[column], using: &generator))
        part.codes[column].append(UInt8(code))
      }
      let risk = part.codes[0].last == 0 ? 0.5 : 0.2
      let uniform = Double.random(in: 0..<1, using: &generator)
      part.losses.append(isBinary ? (uniform < risk ? 1 : 0) : -log(1 - uniform) * risk)
    }
    return part
  }

  private static func score(_ part: SliceRows.Part, sizes: [Int], fewest: Int) -> SliceScore {
    let count = Double(part.count)
    let mean = part.losses.reduce(0, +) / count
    let squares = part.losses.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return SliceScore(
      rows: count, mean: mean, deviation: (squares / count).squareRoot(),
      largest: part.losses.max() ?? 0, fewest: Double(fewest),
      price: 2 * log(Double(sizes.reduce(0, +))))
  }

  /// Every combination of columns and codes, counted row by row.
  private static func bruteForce(
    _ part: SliceRows.Part, sizes: [Int], score: SliceScore, depth: Int, limit: Int, least: Double
  ) -> [FoundSlice] {
    var values = part.losses
    var found: [FoundSlice] = []
    while found.count < limit {
      var best: FoundSlice?
      func visit(_ columns: [Int], _ codes: [UInt8]) {
        if !columns.isEmpty {
          var rows = 0.0
          var sum = 0.0
          for row in 0..<part.count
          where zip(columns, codes).allSatisfy({ part.codes[$0][row] == $1 }) {
            rows += 1
            sum += values[row]
          }
          let value = score.score(count: rows, sum: sum, conditions: columns.count)
          let slice = FoundSlice(columns: columns, codes: codes, score: value)
          if value >= least, best.map({ slice.isBetter(than: $0) }) ?? true { best = slice }
        }
        guard columns.count < depth else { return }
        for column in ((columns.last ?? -1) + 1)..<max(sizes.count, (columns.last ?? -1) + 1) {
          for code in 0..<sizes[column] { visit(columns + [column], codes + [UInt8(code)]) }
        }
      }
      visit([], [])
      guard let best else { break }
      found.append(best)
      let members = best.members(of: part)
      let excess =
        members.reduce(0) { $0 + values[$1] } / Double(members.count) - score.mean
      for row in members { values[row] -= excess }
    }
    return found
  }

  @Test("finds what counting every slice finds", arguments: 0..<12)
  func equalsBruteForce(seed: Int) {
    let sizes = [3, 4, 2, 5, 3]
    let part = Self.rows(seed: UInt64(seed), sizes: sizes, isBinary: seed % 2 == 0)
    let score = Self.score(part, sizes: sizes, fewest: 5 + seed)
    let depth = 1 + seed % 3
    var lattice = SliceLattice(part, sizes: sizes, score: score, depth: depth, workers: 2)
    let found = lattice.find(limit: 6, least: 1)
    let expected = Self.bruteForce(
      part, sizes: sizes, score: score, depth: depth, limit: 6, least: 1)
    #expect(!expected.isEmpty)
    #expect(found == expected)
  }

  @Test("leaves sets of columns uncounted that cannot hold the best slice")
  func pruning() {
    let sizes = [Int](repeating: 8, count: 8)
    var part = Self.rows(seed: 4, count: 4_000, sizes: sizes, isBinary: true)
    for row in 0..<part.count where part.codes[1][row] == 0 && part.codes[2][row] == 1 {
      part.losses[row] = 1
    }
    let score = Self.score(part, sizes: sizes, fewest: 100)
    var lattice = SliceLattice(part, sizes: sizes, score: score, depth: 3)
    let found = lattice.find(limit: 1, least: 4)
    #expect(found.map(\.columns) == [[1, 2]])
    #expect(lattice.counted < lattice.total)
  }

  @Test("one worker and several find the same")
  func workers() {
    let sizes = [3, 4, 2, 5, 3, 4]
    let part = Self.rows(seed: 99, count: 1_000, sizes: sizes, isBinary: false)
    let score = Self.score(part, sizes: sizes, fewest: 20)
    let results = [1, 2, 5].map { workers -> [FoundSlice] in
      var lattice = SliceLattice(part, sizes: sizes, score: score, depth: 3, workers: workers)
      return lattice.find(limit: 5, least: 1)
    }
    #expect(results[0] == results[1])
    #expect(results[0] == results[2])
  }

  @Test("no part of a slice scores above the slice's bound", arguments: 0..<50)
  func bound(seed: Int) {
    var generator = Lehmer(UInt64(seed) &+ 77)
    let losses = (0..<40).map { _ in
      Bool.random(using: &generator) ? Double.random(in: 0..<1, using: &generator) : 0.0
    }
    let part = SliceRows.Part(codes: [[UInt8](repeating: 0, count: 40)], losses: losses)
    let score = Self.score(part, sizes: [1], fewest: 3)
    let whole = Array(losses.prefix(30))
    let bound = score.bound(
      count: Double(whole.count), sum: whole.reduce(0, +), conditions: 1)
    // The worst part of each size is its largest losses.
    let sorted = whole.sorted(by: >)
    for count in 3...30 {
      let sum = sorted.prefix(count).reduce(0, +)
      #expect(score.score(count: Double(count), sum: sum, conditions: 1) <= bound)
    }
  }
}

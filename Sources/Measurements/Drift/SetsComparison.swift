package import Statistics

/// How several sets – train, validation, test – differ at once: for each column the set that lies
/// furthest from all sets together, and a test of all of them.
///
/// Pairs of sets are many and share their rows; here each column has one effect, whose interval
/// allows for the number of sets. Missing values, NaN and infinities are values, as in
/// ``DriftReport``.
package struct SetsComparison: Sendable, Hashable {
  /// The columns of the first set.
  package let columns: [Column]

  /// One column over all sets.
  package struct Column: Sendable, Hashable {
    /// Its name.
    package let name: String
    /// What was found, or why nothing could be.
    package let outcome: Outcome
  }

  /// What a column shows.
  package enum Outcome: Sendable, Hashable {
    case compared(Comparison)
    /// Not every set has the column, or its type differs.
    case incomparable(reason: String)
    case undefined(Undefined)
  }

  /// The column's difference.
  package struct Comparison: Sendable, Hashable {
    /// The largest gap to all sets together, as a share of rows, against the threshold.
    package let effect: DriftEffect
    /// Which set is furthest away, by its place among the profiles.
    package let mostDifferent: Int
    /// Anderson–Darling of the numbers of all sets; nil for categories, or without numbers.
    package let andersonDarling: TestOutcome?
    /// Chi-square of the categories of all sets; nil for numbers.
    package let chiSquare: TestOutcome?
  }

  /// Compares profiles, two or more, column by column.
  ///
  /// Intervals hold at `options.level` for all columns together (Bonferroni).
  package init(
    _ profiles: [DatasetProfile], options: DriftOptions = DriftOptions(),
    columns names: Set<String>? = nil
  ) {
    let known = (profiles.first?.columns ?? []).filter { names?.contains($0.name) ?? true }
    let level = 1 - (1 - options.level) / Double(max(1, known.count))
    columns = known.map { column in
      let all = profiles.compactMap { $0[column.name] }
      guard all.count == profiles.count else {
        return Column(
          name: column.name, outcome: .incomparable(reason: "a set does not have this column"))
      }
      do throws(Undefined) {
        return Column(
          name: column.name,
          outcome: try Self.outcome(all, options.of(column.name), level))
      } catch {
        return Column(name: column.name, outcome: .undefined(error))
      }
    }
  }

  private static func outcome(
    _ columns: [ColumnProfile], _ options: DriftOptions, _ level: Double
  ) throws(Undefined) -> Outcome {
    guard columns.count > 1 else { throw Undefined("there are fewer than two sets") }
    for column in columns {
      if case .unmeasured(let reason) = column.content { throw Undefined(reason) }
    }
    let numbers = columns.compactMap { column -> NumberProfile? in
      if case .numbers(let numbers) = column.content { numbers } else { nil }
    }
    if numbers.count == columns.count {
      guard Set(numbers.filter { $0.count > 0 }.map { $0.kind == .instant }).count < 2 else {
        return .incomparable(reason: "the column holds times in one set and numbers in another")
      }
      return .compared(try ofNumbers(numbers, columns.map(\.missing), options, level))
    }
    let samples = columns.compactMap { CategoryComparison.Sample($0) }
    guard samples.count == columns.count else {
      return .incomparable(reason: "the column's type differs between the sets")
    }
    return .compared(try ofCategories(samples, options, level))
  }

  private static func ofNumbers(
    _ numbers: [NumberProfile], _ missing: [Int], _ options: DriftOptions, _ level: Double
  ) throws(Undefined) -> Comparison {
    let cells = NumberCells(numbers)
    // Only the order of the cells matters to gaps: missing values stand below all numbers, NaN
    // above.
    let counts = numbers.indices.map { set in
      [missing[set], numbers[set].specials.negativeInfinite] + cells.counts[set]
        + [numbers[set].specials.positiveInfinite, numbers[set].specials.nan]
    }
    let gaps = try LargestGapToPooled.ordered(counts, binned: !cells.isExact, level: level)
    var test: TestOutcome?
    if numbers.allSatisfy({ $0.count > 0 }) {
      test = AndersonDarlingTest.test(
        try PooledSamples(values: cells.values, counts: cells.counts, widths: cells.widths),
        deals: 999)
    }
    return Comparison(
      effect: effect(gaps, counts, options), mostDifferent: gaps.mostDifferent,
      andersonDarling: test, chiSquare: nil)
  }

  private static func ofCategories(
    _ samples: [CategoryComparison.Sample], _ options: DriftOptions, _ level: Double
  ) throws(Undefined) -> Comparison {
    // Where not all categories are kept, only those that every set kept are told apart.
    var names = Set(samples[0].counts.keys)
    let isExact = samples.allSatisfy(\.isExact)
    for sample in samples.dropFirst() {
      names = isExact ? names.union(sample.counts.keys) : names.intersection(sample.counts.keys)
    }
    let listed = names.sorted()
    let counts = samples.map { sample in
      let known = listed.map { sample.counts[$0] ?? 0 }
      return known + [sample.rows - sample.missing - known.reduce(0, +), sample.missing]
    }
    let gaps = try LargestGapToPooled.categories(counts, level: level)
    return Comparison(
      effect: effect(gaps, counts, options), mostDifferent: gaps.mostDifferent,
      andersonDarling: nil,
      chiSquare: isExact && listed.count <= options.chiSquareCells
        ? try ChiSquareTest.test(table: counts) : nil)
  }

  private static func effect(
    _ gaps: LargestGapToPooled.Gaps, _ counts: [[Int]], _ options: DriftOptions
  ) -> DriftEffect {
    let rows = counts.map { $0.reduce(0, +) }
    // The smallest set is held against all others: it is the one that lacks rows.
    let smallest = rows.min() ?? 0
    return DriftEffect(
      method: LargestGapToPooled.card.id, estimate: gaps.largest, threshold: options.threshold,
      referenceRows: rows.reduce(0, +) - smallest, currentRows: smallest)
  }
}

/// The numbers of several sets over common cells: single values where all are known, bins
/// otherwise.
private struct NumberCells {
  private(set) var values: [Double] = []
  private(set) var widths: [Double] = []
  private(set) var counts: [[Int]]
  let isExact: Bool

  init(_ numbers: [NumberProfile]) {
    counts = [[Int]](repeating: [], count: numbers.count)
    let binned = numbers.first { !$0.isExact }
    isExact = binned == nil
    var cells: [Double: (width: Double, rows: [Int])] = [:]
    func add(_ value: Double, _ width: Double, _ set: Int, _ rows: Int) {
      cells[value, default: (width, [Int](repeating: 0, count: numbers.count))].rows[set] += rows
    }
    for (set, profile) in numbers.enumerated() {
      if let grid = binned?.grid {
        let histogram = NumberAlignment.histogram(profile, on: grid).histogram
        for (bin, rows) in zip(histogram.bins, histogram.counts) {
          let edges = grid.edges(of: Int(bin))
          add(edges.low + (edges.high - edges.low) / 2, edges.high - edges.low, set, rows)
        }
      } else if case .exact(let exact) = profile.content {
        for (value, rows) in zip(exact.values, exact.counts) { add(value, 0, set, rows) }
      }
    }
    for (value, cell) in cells.sorted(by: { $0.key < $1.key }) {
      values.append(value)
      widths.append(cell.width)
      for set in numbers.indices { counts[set].append(cell.rows[set]) }
    }
  }
}

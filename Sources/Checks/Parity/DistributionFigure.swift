internal import Checklist
internal import Measurements

/// One column's distribution in several sets, overlaid.
enum DistributionFigure {
  private static let bins = 24
  private static let categories = 12

  /// Nil when fewer than two sets have the column, it has nothing to draw, or its values are not
  /// shown.
  static func figure(_ column: String, sets: [SetFacts], _ shown: ShownValues) -> Figure? {
    guard !shown.hides(column) else { return nil }
    let profiles = sets.compactMap { set in set.profile[column].map { (set.role.rawValue, $0) } }
    guard profiles.count > 1 else { return nil }
    let numbers = profiles.compactMap { name, profile -> (String, ColumnProfile, NumberSegments)? in
      guard case .numbers(let numbers) = profile.content, numbers.count > 0 else { return nil }
      return (name, profile, NumberSegments(numbers))
    }
    let few = profiles.allSatisfy { ($0.1.distinct?.value ?? .max) <= categories }
    if numbers.count == profiles.count, !few { return numeric(column, numbers) }
    return categorical(column, profiles)
  }

  private static func numeric(
    _ column: String, _ sets: [(name: String, profile: ColumnProfile, numbers: NumberSegments)]
  ) -> Figure? {
    // The middle 99 % of all sets: tails of one value would squeeze everything else into a line.
    let lows = sets.compactMap { $0.numbers.quantile(0.005)?.value }
    let highs = sets.compactMap { $0.numbers.quantile(0.995)?.value }
    guard let low = lows.min(), let high = highs.max(), low < high, (high - low).isFinite else {
      return nil
    }
    let edges = (0...bins).map { low + (high - low) * Double($0) / Double(bins) }
    let shares = sets.map { set in
      let counts = Self.counts(of: set.numbers, edges)
      return Figure.Distribution.Shares(
        name: set.name, shares: counts.map { Double($0) / Double(max(set.numbers.total, 1)) },
        rows: set.profile.rows, counts: counts)
    }
    let medians = sets.compactMap { set in
      set.numbers.quantile(0.5).map { "\(set.name) \(NumberText.plain($0.value))" }
    }
    return Figure(
      title: "\(column) in \(sets.map(\.name).joined(separator: ", "))",
      summary: "Medians: \(medians.joined(separator: ", ")).",
      content: .distribution(
        Figure.Distribution(axis: .numeric(edges: edges, unit: column), sets: shares)))
  }

  /// Rows of each bin; values outside fall into the outer bins.
  private static func counts(of numbers: NumberSegments, _ edges: [Double]) -> [Int] {
    var rows = [Int](repeating: 0, count: edges.count - 1)
    var bin = 0
    for index in numbers.counts.indices {
      let middle = numbers.lows[index] + (numbers.highs[index] - numbers.lows[index]) / 2
      while bin < rows.count - 1, middle >= edges[bin + 1] { bin += 1 }
      rows[bin] += numbers.counts[index]
    }
    return rows
  }

  private static func categorical(
    _ column: String, _ profiles: [(name: String, profile: ColumnProfile)]
  ) -> Figure? {
    let counts = profiles.map { Self.counts(of: $0.profile) }
    var weights: [String: Double] = [:]
    for (table, profile) in zip(counts, profiles) {
      for (value, count) in table {
        weights[value, default: 0] += Double(count) / Double(max(profile.profile.rows, 1))
      }
    }
    let shown = weights.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .prefix(categories).map(\.key)
    guard !shown.isEmpty else { return nil }
    let hasOthers = weights.count > shown.count
    let sets = zip(counts, profiles).map { table, profile in
      let rows = Double(max(profile.profile.rows, 1))
      let named = shown.map { table[$0] ?? 0 }
      let counts =
        hasOthers ? named + [max(0, profile.profile.rows - named.reduce(0, +))] : named
      return Figure.Distribution.Shares(
        name: profile.name, shares: counts.map { Double($0) / rows },
        rows: profile.profile.rows, counts: counts)
    }
    return Figure(
      title: "\(column) in \(profiles.map(\.name).joined(separator: ", "))",
      summary: shown.prefix(2).enumerated().map { index, value in
        "\(value): "
          + sets.map { "\($0.name) \(NumberText.percent($0.shares[index]))" }
          .joined(separator: ", ")
      }.joined(separator: "; ") + ".",
      content: .distribution(
        Figure.Distribution(
          axis: .categories(shown + (hasOthers ? ["all others"] : [])), sets: sets)))
  }

  private static func counts(of profile: ColumnProfile) -> [String: Int] {
    var counts: [String: Int] =
      switch profile.content {
      case .categories(let categories): categories.counts
      case .truths(let truths): ["true": truths.trues, "false": truths.falses]
      case .numbers(let numbers):
        if case .exact(let exact) = numbers.content {
          Dictionary(
            zip(exact.values, exact.counts).map { (NumberText.plain($0), $1) },
            uniquingKeysWith: +)
        } else {
          [:]
        }
      case .unmeasured: [:]
      }
    if profile.missing > 0 { counts["missing", default: 0] += profile.missing }
    return counts.filter { $0.value > 0 }
  }
}

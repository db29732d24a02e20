internal import Statistics

/// Compares two samples of categories; a missing value is one more category.
enum CategoryComparison {
  /// Counts by category, and rows whose category was not kept.
  struct Sample {
    let counts: [String: Int]
    let other: Int
    let missing: Int
    let isExact: Bool

    init(_ profile: CategoryProfile, missing: Int) {
      counts = profile.counts
      other = profile.other
      self.missing = missing
      isExact = profile.isExact
    }

    init(_ truths: TruthCounts, missing: Int) {
      counts = ["true": truths.trues, "false": truths.falses].filter { $0.value > 0 }
      other = 0
      self.missing = missing
      isExact = true
    }

    var rows: Int { counts.values.reduce(0, +) + other + missing }
  }

  /// - Parameter level: confidence of the effect's interval, already adjusted for the family.
  static func compare(
    _ reference: Sample, _ current: Sample, options: DriftOptions, level: Double
  ) throws(Undefined) -> ColumnDrift.Comparison {
    let isExact = reference.isExact && current.isExact
    // Where not all categories are kept, only those that both kept are told apart: one that is
    // missing from a table may still have rows.
    let names: [String]
    if isExact {
      names = Set(reference.counts.keys).union(current.counts.keys).sorted()
    } else {
      names = Set(reference.counts.keys).intersection(current.counts.keys).sorted()
    }
    var first = names.map { reference.counts[$0] ?? 0 }
    var second = names.map { current.counts[$0] ?? 0 }
    let rest = (
      reference.rows - reference.missing - first.reduce(0, +),
      current.rows - current.missing - second.reduce(0, +)
    )
    for pair in [rest, (reference.missing, current.missing)] where pair.0 > 0 || pair.1 > 0 {
      first.append(pair.0)
      second.append(pair.1)
    }
    let pair = try CountPair(reference: first, current: second)
    // Inside the rest the windows may agree or have nothing in common.
    let hidden =
      isExact
      ? 0
      : min(Double(rest.0) / Double(pair.referenceRows), Double(rest.1) / Double(pair.currentRows))
    var tests = DriftTests()
    if options.measuresEffectsOnly {
      return ColumnDrift.Comparison(
        effect: try effect(pair, hidden: hidden, options, level), tests: tests, unseen: [],
        unseenShare: 0)
    }
    tests.addDistances(pair, method: "categories", hidden: isExact ? 0 : nil)
    if isExact {
      tests.chiSquare = AdjustedTest(
        outcome: try ChiSquareTest.test(reference: first, current: second))
    }
    let unseen =
      reference.isExact
      ? current.counts.filter { reference.counts[$0.key] == nil }
        .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { CategoryCount(value: $0.key, count: $0.value) } : []
    return ColumnDrift.Comparison(
      effect: try effect(pair, hidden: hidden, options, level), tests: tests,
      unseen: Array(unseen.prefix(options.unseenListed)),
      unseenShare: Double(unseen.reduce(0) { $0 + $1.count }) / Double(pair.currentRows))
  }

  /// - Parameter hidden: by how much the unkept categories may differ more than is seen.
  private static func effect(
    _ pair: CountPair, hidden: Double, _ options: DriftOptions, _ level: Double
  ) throws(Undefined) -> DriftEffect {
    var estimate = try TotalVariationEffect.estimate(
      reference: pair.reference, current: pair.current, level: level)
    if var interval = estimate.interval {
      interval.high = min(1, interval.high + hidden)
      estimate.interval = interval
      if hidden > 0 {
        estimate.note = "not all categories were kept: what they may hide no more rows would show"
      }
    }
    return DriftEffect(
      method: TotalVariationEffect.card.id, estimate: estimate, threshold: options.threshold,
      referenceRows: pair.referenceRows, currentRows: pair.currentRows, hidden: hidden)
  }
}

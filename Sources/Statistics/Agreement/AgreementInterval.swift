/// The interval of an agreement of many annotators, by drawing items anew.
///
/// Items are the independent rows; labels of one item are not. Items with the same pattern of
/// labels are alike, so tables of patterns are drawn and not items. Full agreement stays full in
/// every draw: there Wilson's interval of the items that agree, rid of chance, is the answer.
enum AgreementInterval {
  /// What a card says about the interval.
  static let parameters: [Card.Parameter] = [
    .init("level", "0.95", reason: "convention"),
    .init(
      "draws", "1000", reason: "the ends of a 95 % interval settle to a fifteenth of its width"),
    .init("seed", "1", reason: "the same labels give the same interval in every run"),
  ]

  /// Additions above which the interval is not worth its wait: a second or two.
  private static let patience = 300_000_000
  private static let draws = 1_000
  /// A jackknife of so many groups knows its variance to a tenth.
  private static let groups = 60

  /// A value with its interval.
  ///
  /// - Parameters:
  ///   - isPerfect: whether all items agree fully.
  ///   - chance: the agreement expected by chance; nil: that of the pooled labels.
  ///   - work: additions that one evaluation of `metric` takes besides one a pattern and label.
  static func estimate(
    _ value: Double, isPerfect: Bool, _ items: JudgedItems, chance: Double?, work: Int,
    level: Double, seed: UInt64, _ metric: ([Int]) -> Double?
  ) -> Estimate {
    let number = items.items
    guard number > 1 else {
      return Estimate(value, note: "an interval needs two items; there is one")
    }
    if isPerfect { return perfect(value, items, chance: chance ?? pooledChance(items), level) }
    let cells = items.patterns.reduce(0) { $0 + $1.count }
    // Drawing a pattern's count costs about as much as twenty additions.
    let drawing = 20 * items.patterns.count
    if work + cells + drawing <= patience / draws {
      do throws(Undefined) {
        let interval = try CountBootstrap.interval(
          counts: items.counts, level: level, draws: draws, seed: seed, metric)
        return Estimate(
          value,
          interval: Interval(
            low: min(interval.low, value), high: max(interval.high, value), level: level,
            method: interval.method))
      } catch {
        return Estimate(value, note: error.reason)
      }
    }
    guard work + cells <= patience / groups else {
      return Estimate(value, note: "too many items and labels for an interval")
    }
    return jackknife(value, items, level: level, seed: seed, metric)
  }

  private static func perfect(
    _ value: Double, _ items: JudgedItems, chance: Double, _ level: Double
  ) -> Estimate {
    let number = Double(items.items)
    let low = WilsonInterval.ends(
      share: 1, rows: number, z: NormalDistribution.twoSidedQuantile(level: level)
    ).low
    return Estimate(
      value,
      interval: Interval(
        low: (low - chance) / (1 - chance), high: 1, level: level, method: "wilson"))
  }

  private static func pooledChance(_ items: JudgedItems) -> Double {
    var totals = [Double](repeating: 0, count: items.labels)
    for (pattern, count) in zip(items.patterns, items.counts) {
      for votes in pattern { totals[votes.label] += Double(count) * Double(votes.count) }
    }
    let all = totals.reduce(0, +)
    return totals.reduce(0) { $0 + ($1 / all) * ($1 / all) }
  }

  /// Leaves out one random group of items after the other.
  ///
  /// - Source: Shao, Tu, *The Jackknife and Bootstrap*, 1995, section 2.3.
  private static func jackknife(
    _ value: Double, _ items: JudgedItems, level: Double, seed: UInt64, _ metric: ([Int]) -> Double?
  ) -> Estimate {
    var generator = SeededGenerator(seed: seed)
    var dropped = [[Int: Int]](repeating: [:], count: groups)
    for (pattern, count) in items.counts.enumerated() {
      for _ in 0..<count {
        dropped[Int.random(in: 0..<groups, using: &generator)][pattern, default: 0] += 1
      }
    }
    var values: [Double] = []
    var counts = items.counts
    for group in dropped {
      for (pattern, count) in group { counts[pattern] -= count }
      if let without = metric(counts), without.isFinite { values.append(without) }
      for (pattern, count) in group { counts[pattern] += count }
    }
    guard values.count == groups else {
      return Estimate(value, note: "the agreement is undefined without some of the items")
    }
    let number = Double(groups)
    let mean = values.reduce(0, +) / number
    let variance =
      (number - 1) / number * values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let margin =
      StudentDistribution(degrees: number - 1).quantile((1 + level) / 2) * variance.squareRoot()
    return Estimate(
      value,
      interval: Interval(
        low: value - margin, high: min(1, value + margin), level: level, method: "groupedJackknife")
    )
  }
}

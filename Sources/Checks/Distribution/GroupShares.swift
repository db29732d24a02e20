internal import Checklist
internal import Measurements
internal import Statistics

/// How many rows each value of a column has in one set; missing values are a value.
struct GroupShares {
  let role: Project.DataRole
  let counts: [String: Int]
  let total: Int

  /// Values beyond these are no groups that a person would name.
  static let mostGroups = 50

  /// Nil when the set lacks the column or it has too many values to be groups.
  init?(_ set: SetFacts, _ column: String) {
    guard let profile = set.profile[column], profile.rows > 0 else { return nil }
    var counts: [String: Int]
    switch profile.content {
    case .categories(let categories) where categories.isExact: counts = categories.counts
    case .truths(let truths): counts = ["true": truths.trues, "false": truths.falses]
    case .numbers(let numbers):
      guard case .exact(let values) = numbers.content else { return nil }
      counts = Dictionary(
        zip(values.values, values.counts).map { (Self.name($0), $1) }, uniquingKeysWith: +)
    default: return nil
    }
    if profile.missing > 0 { counts["missing", default: 0] += profile.missing }
    counts = counts.filter { $0.value > 0 }
    guard counts.count <= Self.mostGroups else { return nil }
    self.role = set.role
    self.counts = counts
    total = counts.values.reduce(0, +)
  }

  /// A number as population shares spell it: `1`, `2.5`.
  private static func name(_ number: Double) -> String {
    Int64(exactly: number).map(String.init) ?? "\(number)"
  }

  func share(_ value: String) -> Double {
    total > 0 ? Double(counts[value] ?? 0) / Double(total) : 0
  }

  /// The shares of all sets beside each other, the largest groups of the first set in front.
  static func figure(_ column: String, _ sets: [GroupShares], _ shown: ShownValues) -> Figure? {
    guard let reference = sets.first, sets.count > 1 else { return nil }
    let values = Set(sets.flatMap(\.counts.keys)).sorted {
      (reference.share($1), $0) < (reference.share($0), $1)
    }
    return Figure(
      title: "Share of each \(column) by set",
      summary: values.prefix(3).map { value in
        let words = sets.map {
          "\(NumberText.percent($0.share(value))) of \($0.role.rawValue)"
        }
        return "\(shown.text(value, of: column)): \(words.joined(separator: ", "))"
      }.joined(separator: "; "),
      content: .distribution(
        Figure.Distribution(
          axis: .categories(values.map { shown.text($0, of: column) }),
          sets: sets.map { set in
            Figure.Distribution.Shares(
              name: set.role.rawValue, shares: values.map(set.share), rows: set.total,
              counts: values.map { set.counts[$0] ?? 0 })
          })))
  }
}

/// The difference between a group's shares in two places.
struct ShareGap {
  let column: String
  /// The group's value, as it may be shown.
  let value: String
  let set: String
  let other: String
  let share: Double
  let otherShare: Double
  let difference: Estimate
  /// Rows of the set.
  let rows: Int
  /// Rows of the other set; nil for the population, whose shares are declared.
  let otherRows: Int?
  /// Rows that the group lacks in the set with too few, in words; nil when none.
  let lacking: String?

  /// The gaps of every group between two sets.
  static func gaps(
    _ column: String, of set: GroupShares, against reference: GroupShares, level: Double,
    _ shown: ShownValues
  ) throws(Undefined) -> [ShareGap] {
    var gaps: [ShareGap] = []
    for value in Set(set.counts.keys).union(reference.counts.keys).sorted() {
      let first = try WilsonInterval.estimate(
        successes: set.counts[value] ?? 0, rows: set.total, level: level)
      let second = try WilsonInterval.estimate(
        successes: reference.counts[value] ?? 0, rows: reference.total, level: level)
      gaps.append(
        ShareGap(
          column: column, value: shown.text(value, of: column), set: set.role.rawValue,
          other: reference.role.rawValue,
          share: set.share(value), otherShare: reference.share(value),
          difference: try IndependentDifference.measure(first, minus: second),
          rows: set.total, otherRows: reference.total,
          lacking: lacking(
            value, in: reference, share: set.share(value), as: set.role.rawValue,
            shown.text(value, of: column))))
    }
    return gaps
  }

  /// The gaps of every group between a set and the declared population.
  static func gaps(
    _ column: String, of set: GroupShares, against population: [String: Double], level: Double,
    _ shown: ShownValues
  ) throws(Undefined) -> [ShareGap] {
    var gaps: [ShareGap] = []
    for (value, declared) in population.sorted(by: { $0.key < $1.key }) {
      let share = try WilsonInterval.estimate(
        successes: set.counts[value] ?? 0, rows: set.total, level: level)
      let certain = Estimate(
        declared,
        interval: Interval(low: declared, high: declared, level: level, method: "declared"))
      gaps.append(
        ShareGap(
          column: column, value: shown.text(value, of: column), set: set.role.rawValue,
          other: "the population",
          share: set.share(value), otherShare: declared,
          difference: try IndependentDifference.measure(share, minus: certain), rows: set.total,
          otherRows: nil,
          lacking: lacking(
            value, in: set, share: declared, as: "the population",
            shown.text(value, of: column))))
    }
    return gaps
  }

  private static func lacking(
    _ value: String, in set: GroupShares, share wanted: Double, as other: String, _ name: String
  ) -> String? {
    guard wanted > set.share(value), wanted < 1 else { return nil }
    let others = Double(set.total - (set.counts[value] ?? 0))
    let needed = others * wanted / (1 - wanted) - Double(set.counts[value] ?? 0)
    guard needed >= 1, needed < 1e15 else { return nil }
    return """
      \(set.role.rawValue) lacks about \(NumberText.count(Int(needed))) rows of \(name) to have the \
      share of \(other)
      """
  }

  /// The gap with its interval widened for so many comparisons.
  func adjusted(for count: Int) -> ShareGap {
    guard let value = difference.value, let interval = difference.interval else { return self }
    let level = 1 - (1 - interval.level) / Double(max(count, 1))
    var difference = difference
    difference.interval = interval.rescaled(around: value, to: level)
    return ShareGap(
      column: column, value: self.value, set: set, other: other, share: share,
      otherShare: otherShare, difference: difference, rows: rows, otherRows: otherRows,
      lacking: lacking)
  }

  /// The difference without its sign.
  var size: Double { (difference.value ?? 0).magnitude }

  /// The size with its interval.
  var sizeEstimate: Estimate { Direction.zeroIsBest.judged(difference) }

  /// Whether one side has the group and the other surely does not by chance alone have none of it.
  var isSurelyAbsent: Bool {
    (share == 0) != (otherShare == 0) && (sizeEstimate.interval?.low ?? 0) > 0
  }

  /// The size against a limit; the rows needed are those of the set.
  func judgement(atMost limit: Double) -> Judgement {
    let judgement = Judgement(sizeEstimate, atMost: limit, rows: nil)
    guard judgement.isUndecided else { return judgement }
    return .undecided(moreRows: needed(atMost: limit)?.more)
  }

  /// What would decide; nil without an interval.
  func needed(atMost limit: Double) -> RowsNeeded? {
    sizeEstimate.interval.map { interval in
      let gap = OpenGap(size, interval, atMost: limit)
      guard let otherRows else {
        return RowsNeeded(distance: gap.distance, halfWidth: gap.halfWidth, rows: rows)
      }
      return RowsNeeded(
        distance: gap.distance, halfWidth: gap.halfWidth, current: rows, reference: otherRows)
    }
  }

  var sentence: String {
    """
    \(column.visible) = \(value.visible) has \(NumberText.percent(share)) of \(set) and \
    \(NumberText.percent(otherShare)) of \(other).
    """
  }

  var measurement: Measurement {
    Measurement(
      name: "\(column) = \(value): \(set) less \(other)", value: difference.value,
      interval: difference.interval, unit: "share", threshold: GroupsAreRepresented.limit)
  }
}

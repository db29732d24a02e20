/// What a figure of the next run should be: the median of the past runs that compare with it.
///
/// Five rules say which runs compare: the latest ones, those of the same weekday, of the same hour
/// of the day, of the same hour of the week, or only the one before. A rule other than the latest
/// runs is taken when it would have erred clearly less in the past, so that a season is learnt from
/// the series itself.
///
/// - Undefined: fewer than ``leastRuns`` past runs.
/// - Numerics: a residual is always the error of an expectation made from earlier runs alone, so
///   that past and new errors arise alike.
/// - Complexity: O(runs) a rule, over the latest ``longestMemory`` runs.
/// - Source: Dawid, *Present Position and Potential Developments: The Prequential Approach*, 1984.
package struct ComparableRuns: CatalogueMember {
  package static let card = Card(
    id: "comparable-runs", aliases: ["seasonal-expectation"], key: "comparableRuns",
    title: "What comparable runs show",
    summary: "The median of past runs that compare: the latest, or of the same weekday or hour.",
    unit: "the figure's unit", range: "−∞…∞", direction: .neutral,
    formula: "median of the latest runs of one weekday, hour or hour of the week",
    defaults: [
      .init("latest runs", "14", reason: "two weeks of days"),
      .init("runs of a weekday", "6", reason: "six weeks, so that a trend is followed"),
      .init("gain of a season", "0.8", reason: "chance alone seldom lowers the error by a fifth"),
    ],
    undefined: "fewer than three past runs", laws: [],
    source: "Dawid, Present Position and Potential Developments: The Prequential Approach, 1984")

  package static let examples = [
    Example("the day after 10, 11, 30, 12", gives: 11.5) {
      let past = [10.0, 11, 30, 12].enumerated().map {
        Point(seconds: Int64($0.offset) * 86_400, value: $0.element)
      }
      return try ComparableRuns(past).expectation(at: 4 * 86_400).value
    }
  ]

  /// A run's figure.
  package struct Point: Sendable, Hashable {
    /// When the run was, in seconds since 1970-01-01T00:00:00Z.
    package let seconds: Int64
    package let value: Double

    /// Makes a point.
    package init(seconds: Int64, value: Double) {
      self.seconds = seconds
      self.value = value
    }

    var hour: Int64 { Self.floor(seconds, 3_600) }

    fileprivate static func floor(_ value: Int64, _ divisor: Int64) -> Int64 {
      let quotient = value / divisor
      return value % divisor < 0 ? quotient - 1 : quotient
    }
  }

  /// Which past runs compare with the next.
  package enum Rule: String, Sendable, Hashable, CaseIterable {
    case latest, weekday, hour, hourOfWeek, previous

    /// Runs that are looked at, and without how many there is no expectation.
    var runs: (most: Int, least: Int) {
      switch self {
      case .latest: (14, 3)
      case .weekday, .hourOfWeek: (6, 2)
      case .hour: (14, 3)
      case .previous: (1, 1)
      }
    }

    /// Runs of one key compare.
    func key(_ point: Point) -> Int64 {
      let hour = point.hour
      switch self {
      case .latest, .previous: return 0
      case .weekday: return Self.modulo(Point.floor(hour, 24), 7)
      case .hour: return Self.modulo(hour, 24)
      case .hourOfWeek: return Self.modulo(hour, 168)
      }
    }

    private static func modulo(_ value: Int64, _ divisor: Int64) -> Int64 {
      let rest = value % divisor
      return rest < 0 ? rest + divisor : rest
    }
  }

  /// Past runs below which nothing is expected.
  package static let leastRuns = 3
  /// Past runs that are looked at, the latest.
  package static let longestMemory = 2_500
  /// Past expectations on which rules are compared, at least: as many as limits are learnt from, so
  /// that a season found does not leave the figure without them.
  private static let leastCompared = RunLimits.leastRuns
  /// The share of the latest runs' error that a rule must stay below to be taken.
  private static let gain = 0.8

  private let points: ArraySlice<Point>
  private let rules: [Rule]

  /// Takes past runs in the order of time.
  ///
  /// - Parameter rules: the rules that make sense for the figure; ``Rule/latest`` is always one.
  package init(_ points: [Point], rules: [Rule] = Rule.allCases) {
    self.points = points.suffix(Self.longestMemory)
    self.rules = rules.filter { $0 != .latest }
  }

  /// What to expect, by which rule, and what that rule erred by at past runs; nil where it had no
  /// answer.
  package struct Expectation: Sendable, Hashable {
    package let value: Double
    package let rule: Rule
    /// One for each of the past runs that were given, those beyond the memory nil.
    package let residuals: [Double?]
  }

  /// The expectation for a run at a time after all past ones.
  ///
  /// - Throws: ``Undefined``.
  package func expectation(at seconds: Int64) throws(Undefined) -> Expectation {
    guard points.count >= Self.leastRuns else {
      throw Undefined("\(points.count) past runs: an expectation needs \(Self.leastRuns)")
    }
    let next = Point(seconds: seconds, value: 0)
    let latest = errors(of: .latest, next)
    var best = (rule: Rule.latest, found: latest, ratio: 1.0)
    for rule in rules {
      let own = errors(of: rule, next)
      guard own.expected != nil else { continue }
      let pairs = zip(own.residuals, latest.residuals).compactMap { own, other in
        own.flatMap { own in other.map { (own.magnitude, $0.magnitude) } }
      }
      guard pairs.count >= Self.leastCompared else { continue }
      let other = pairs.reduce(0) { $0 + $1.1 }
      let ratio = other > 0 ? pairs.reduce(0) { $0 + $1.0 } / other : 1
      if ratio < Self.gain, ratio < best.ratio { best = (rule, own, ratio) }
    }
    guard let value = best.found.expected else {
      throw Undefined("no past run compares with this one")
    }
    let forgotten = [Double?](repeating: nil, count: points.startIndex)
    return Expectation(
      value: value, rule: best.rule, residuals: forgotten + best.found.residuals)
  }

  /// What a rule would have erred by at each past run, from the runs before it, and what it expects
  /// next.
  private func errors(of rule: Rule, _ next: Point) -> (residuals: [Double?], expected: Double?) {
    var seen: [Int64: [Double]] = [:]
    func expected(_ point: Point) -> Double? {
      guard let values = seen[rule.key(point)], values.count >= rule.runs.least else { return nil }
      return EmpiricalQuantile.value(0.5, ofSorted: values.suffix(rule.runs.most).sorted())
    }
    let residuals = points.map { point in
      let residual = expected(point).map { point.value - $0 }
      seen[rule.key(point), default: []].append(point.value)
      return residual
    }
    return (residuals, expected(next))
  }
}

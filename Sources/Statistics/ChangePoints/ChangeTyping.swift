/// Says how a series of windows changed – not at all, abruptly, gradually, incrementally, again and
/// again, or once and back – with the date, its interval and a confidence.
///
/// For each type the best series is fitted to the windows, weighted by their variances; what it
/// leaves of the weighted squares, and a price for every number and place that it may choose, is
/// its score. The type with the least score is the answer, if its lead over "none" is larger than a
/// series without a change shows with probability 1 − level. The confidence is the type's share of
/// `exp(−½ score)` over all types.
///
/// The date is the first window that changed. Its interval holds all windows at which starting the
/// same type costs no more than `−2 ln(1 − √level)`, which covers a change from one window to the
/// next and is wider than needed for ramps.
///
/// - Shape: six windows or more, the variance being all that varies when nothing changes; above 400
///   they are put together by twos.
/// - Undefined: fewer than six windows.
/// - Complexity: O(windows²).
/// - Source: Gama et al., *A Survey on Concept Drift Adaptation*, ACM Computing Surveys 46, 2014,
///   for the types; Zhang, Siegmund, *A Modified Bayes Information Criterion*, Biometrics 63, 2007,
///   for prices.
package enum ChangeTyping: CatalogueMember {
  package static let card = Card(
    id: "change-typing", aliases: ["change-type"], key: "changeType", title: "Type of change",
    summary: "How a series of windows changed, when, and how sure that is.",
    unit: "share", range: "0…1", direction: .neutral,
    formula: "least Σ wₜ (xₜ − shape)² + price of the shape",
    defaults: [
      .init("level", "0.95", reason: "a series without a change is typed as one in under 5 %")
    ],
    undefined: "there are fewer than six windows",
    source: "Gama et al. 2014; Zhang, Siegmund 2007")

  package static let examples = [
    Example("ten times 0, ten times 9, variance 1: first window of the new level", gives: 10) {
      try judge(
        WindowSeries(
          times: (0..<20).map { Double($0) },
          values: (0..<20).map { $0 < 10 ? 0 : 9 }, variances: [Double](repeating: 1, count: 20))
      ).date ?? .nan
    }
  ]

  /// What was found.
  package struct Finding: Sendable, Hashable {
    /// How the series changed.
    package let type: ChangeType
    /// When the first window that changed begins; nil without a change, and for seasons that have
    /// no beginning.
    package let date: Double?
    /// The times at which it may have begun.
    package let interval: Interval?
    /// When the change was over: the new level reached, or the old one back; nil when it does not
    /// apply.
    package let end: Double?
    /// How far the level moved, in the values' unit.
    package let size: Double
    /// For returning changes, the time from one return to the next.
    package let period: Double?
    /// Share of this type among all, 0…1, given that one of them is right.
    package let confidence: Double
    /// By how much the best change's score beats that of no change: how clearly a change shows.
    package let lead: Double
  }

  /// The fewest windows.
  package static let fewest = 6

  /// Types the change of a series.
  ///
  /// - Throws: ``Undefined`` when there are fewer than six windows or the level is outside 0…1.
  package static func judge(_ series: WindowSeries, level: Double = 0.95) throws(Undefined)
    -> Finding
  {
    guard series.count >= fewest else {
      throw Undefined("the type of a change needs \(fewest) windows; there are \(series.count)")
    }
    guard level > 0, level < 1 else { throw Undefined("a level \(level) is outside 0…1") }
    let series = try series.thinned(to: 400)
    let shapes = ChangeShape.all(series)
    let flat = ChangeShape.flat(series)
    let best = shapes.filter { $0.type != .none }.min { $0.score < $1.score } ?? flat
    let lead = flat.score - best.score
    let changed = lead > margin(windows: series.count, level: level)
    let chosen = changed ? best : flat
    let least = shapes.map(\.score).min() ?? 0
    let total = shapes.reduce(0) { $0 + exp((least - $1.score) / 2) }
    let confidence = exp((least - chosen.score) / 2) / total
    let step =
      (series.times[series.count - 1] - series.times[0]) / Double(max(1, series.count - 1))
    return Finding(
      type: chosen.type, date: chosen.start.map { series.times[$0] },
      interval: interval(chosen, series, level),
      end: chosen.end.map { series.times[$0] }, size: chosen.size,
      period: chosen.period.map { $0 * step }, confidence: confidence, lead: lead)
  }

  /// The lead that a series without a change exceeds with probability 1 − level.
  package static func margin(windows: Int, level: Double) -> Double {
    // Fitted to the leads of simulated series of 6 to 400 windows: the tail is about a
    // chi-square's, around a place that falls as the prices of shapes grow with the windows.
    max(0, -2.2 * log(1 - level) - 0.9 - 1.64 * log(Double(windows)))
  }

  private static func interval(_ shape: ChangeShape, _ series: WindowSeries, _ level: Double)
    -> Interval?
  {
    guard let start = shape.start else { return nil }
    let margin = -2 * log(1 - level.squareRoot())
    let possible = shape.profile.filter { $0.value <= shape.score + margin }.keys
    return Interval(
      low: series.times[possible.min() ?? start], high: series.times[possible.max() ?? start],
      level: level, method: "likelihoodRatio")
  }
}

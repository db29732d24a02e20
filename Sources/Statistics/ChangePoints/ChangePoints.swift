/// Where a series of windows moves from one level to another, each place with the range of windows
/// that may hold it.
///
/// Minimises `Σ segments Σ wₜ (xₜ − mean)² + β · changes` over all divisions into segments,
/// exactly, by dynamic programming with pruning (PELT). β is calibrated so that a series without a
/// change shows one with probability 1 − level at most; simulations hold it to that.
///
/// A change's range holds every window at which putting it instead costs no more than
/// `−2 ln(1 − √level)`: the most that a two-sided random walk with the evidence's drift climbs.
///
/// - Shape: windows with the variance of their value; the variance must be all that varies when
///   nothing changes.
/// - Undefined: fewer than four windows.
/// - Complexity: O(windows²) at worst.
/// - Source: Killick, Fearnhead, Eckley, *Optimal Detection of Changepoints With a Linear
///   Computational Cost*, JASA 107, 2012; Siegmund, *Confidence Sets in Change-Point Problems*,
///   1988.
package enum ChangePoints: CatalogueMember {
  package static let card = Card(
    id: "change-points", aliases: ["pelt"], key: "changePoints", title: "Change points",
    summary: "Where a series of windows moves from one level to another.",
    unit: "changes", range: "0…∞", direction: .neutral,
    formula: "min Σ segments Σ wₜ (xₜ − mean)² + β · changes",
    defaults: [
      .init("level", "0.95", reason: "a series without a change shows one in under 5 %")
    ],
    undefined: "there are fewer than four windows",
    source: "Killick, Fearnhead, Eckley, JASA 107, 2012")

  package static let examples = [
    Example("0, 0, 0, 0, 9, 9, 9, 9 with variance 1: changes", gives: 1) {
      Double(
        try find(
          WindowSeries(
            times: (0..<8).map { Double($0) }, values: [0, 0, 0, 0, 9, 9, 9, 9],
            variances: [Double](repeating: 1, count: 8))
        ).count)
    },
    Example("the same: first window of the new level", gives: 4) {
      try find(
        WindowSeries(
          times: (0..<8).map { Double($0) }, values: [0, 0, 0, 0, 9, 9, 9, 9],
          variances: [Double](repeating: 1, count: 8))
      ).first?.time ?? .nan
    },
  ]

  /// One change of level.
  package struct Change: Sendable, Hashable {
    /// The first window of the new level.
    package let window: Int
    /// When it begins.
    package let time: Double
    /// The times at which the change may have come.
    package let interval: Interval
    /// The level before.
    package let before: Double
    /// The level after.
    package let after: Double
  }

  /// The fewest windows.
  package static let fewest = 4

  /// Finds all changes of level.
  ///
  /// - Throws: ``Undefined`` when there are fewer than four windows or the level is outside 0…1.
  package static func find(_ series: WindowSeries, level: Double = 0.95) throws(Undefined)
    -> [Change]
  {
    guard series.count >= fewest else {
      throw Undefined("change points need \(fewest) windows; there are \(series.count)")
    }
    guard level > 0, level < 1 else { throw Undefined("a level \(level) is outside 0…1") }
    let starts = divisions(series, penalty: penalty(windows: series.count, level: level))
    let edges = [0] + starts + [series.count]
    return starts.indices.map { index in
      let (from, at, to) = (edges[index], edges[index + 1], edges[index + 2])
      let best = series.level(from..<at).deviance + series.level(at..<to).deviance
      let margin = -2 * log(1 - level.squareRoot())
      let possible = ((from + 1)..<to).filter { place in
        series.level(from..<place).deviance + series.level(place..<to).deviance <= best + margin
      }
      return Change(
        window: at, time: series.times[at],
        interval: Interval(
          low: series.times[possible.first ?? at], high: series.times[possible.last ?? at],
          level: level, method: "likelihoodRatio"),
        before: series.level(from..<at).mean, after: series.level(at..<to).mean)
    }
  }

  /// What a change costs.
  package static func penalty(windows: Int, level: Double) -> Double {
    // The least penalty at which a series without a change shows none, from simulated series of 4
    // to 400 windows: its tail is about a chi-square's, its place grows with the logarithm of the
    // windows.
    max(0, -2.1 * log(1 - level) + 1.17 * log(Double(windows)) - 1.7)
  }

  /// The first windows of the segments after the first one.
  private static func divisions(_ series: WindowSeries, penalty: Double) -> [Int] {
    let n = series.count
    var best = [-penalty] + [Double](repeating: .infinity, count: n)
    var previous = [Int](repeating: 0, count: n + 1)
    var candidates = [0]
    for end in 1...n {
      var costs: [Double] = []
      for start in candidates {
        let cost = best[start] + series.level(start..<end).deviance
        costs.append(cost)
        if cost + penalty < best[end] {
          best[end] = cost + penalty
          previous[end] = start
        }
      }
      // A start that is worse even without the penalty can never become the best again.
      candidates = zip(candidates, costs).filter { $0.1 <= best[end] }.map(\.0) + [end]
    }
    var starts: [Int] = []
    var end = n
    while previous[end] > 0 {
      end = previous[end]
      starts.append(end)
    }
    return starts.reversed()
  }
}

internal import Measurements
internal import Statistics

/// The difference of two forecasts in one metric, on the same rows, whose errors hang together in
/// time.
///
/// Rows of one time – those of several series – are drawn together, and times in stretches as long
/// as the difference of their squared errors remembers. Metrics that do not follow from sums:
/// stretches of time are left out.
///
/// - Source: Diebold, Mariano 1995; Politis, White 2004; Künsch, *The Jackknife and the Bootstrap
///   for General Stationary Observations*, 1989.
struct TimedDifference {
  let paired: ValueDifference
  /// The step of each row's time.
  let steps: [Int]

  /// Model minus other; for a bias the difference of its magnitudes.
  ///
  /// - Throws: `Undefined` when one of them has no value, or the times do not tell how it varies.
  func measure(_ metric: any RegressionMetric.Type) throws(Undefined) -> PairedDifference {
    let rows = paired.targets.count
    let value = try paired.difference(metric, Array(0..<rows))
    let distinct = Set(steps).sorted()
    let places = Dictionary(
      distinct.enumerated().map { ($1, $0) }, uniquingKeysWith: { one, _ in one })
    let times = steps.map { places[$0] ?? 0 }
    let block = try blockLength(times, count: distinct.count)
    let found: (interval: Interval, pValue: Double)
    if let sums = paired.contributions(metric.card.key) {
      var byTime = [[Double]](
        repeating: Array(repeating: 0, count: sums.lists.count + 1), count: distinct.count)
      for row in 0..<rows {
        byTime[times[row]][0] += 1
        for (column, list) in sums.lists.enumerated() {
          byTime[times[row]][column + 1] += list[row]
        }
      }
      found = try CircularBlockBootstrap.compare(
        times: distinct.count, block: block, value: value, level: paired.level,
        draws: paired.draws, seed: paired.seed
      ) { drawn in
        var total = [Double](repeating: 0, count: sums.lists.count + 1)
        for (time, count) in drawn.enumerated() where count > 0 {
          for column in total.indices { total[column] += Double(count) * byTime[time][column] }
        }
        return sums.difference(total)
      }
    } else {
      found = try leavingOut(metric, times, count: distinct.count, block: block, value: value)
    }
    return PairedDifference(
      value: value, interval: found.interval, pValue: found.pValue, rows: rows)
  }

  /// Times the block length that is best for the standard error: an interval needs longer
  /// stretches.
  ///
  /// Simulated with 150 times whose errors keep 0.9 of the last one, intervals of 95 % held the
  /// truth in 83 % of runs without and 88 % with it, of 50 times in 70 and 90 %; where errors keep
  /// 0.6 or less, in 93 to 96 %.
  static let lengthening = 2.0

  /// How long the difference of squared errors, averaged over the rows of a time, remembers.
  private func blockLength(_ times: [Int], count: Int) throws(Undefined) -> Int {
    var sums = [(gap: Double, rows: Double)](repeating: (0, 0), count: count)
    for row in times.indices {
      let model = paired.model[row] - paired.targets[row]
      let other = paired.other[row] - paired.targets[row]
      sums[times[row]].gap += model * model - other * other
      sums[times[row]].rows += 1
    }
    let length = try BlockLength.measure(sums.map { $0.gap / $0.rows })
    return min(max(1, Int((Self.lengthening * length).rounded(.up))), count / 3)
  }

  /// Leaves one stretch of time out after the other; stretches twice as long as what hangs
  /// together.
  private func leavingOut(
    _ metric: any RegressionMetric.Type, _ times: [Int], count: Int, block: Int, value: Double
  ) throws(Undefined) -> (interval: Interval, pValue: Double) {
    let stretches = min(GroupJackknife.groups, count / (2 * block))
    guard stretches > 2 else {
      throw Undefined("\(count) times are too few stretches over which errors hang together")
    }
    return try GroupJackknife.compare(
      groups: times.map { $0 * stretches / count }, count: stretches, value: value,
      level: paired.level
    ) { chosen throws(Undefined) in try paired.difference(metric, chosen) }
  }
}

import Foundation
import Statistics

/// How often a window alarms by chance alone, beyond a threshold that was told from a test set.
struct AlarmTables {
  /// Test sets, each with a threshold of its own.
  let sets: Int
  /// Windows held against each threshold.
  let windows: Int
  let seed: UInt64

  /// One false alarm in 90 days, a seventh of it for one monitor, looked at daily.
  static let rate = 1.0 / 630

  /// Thresholds of drawn windows beside those of the normal distribution.
  func table() -> String {
    var table = MarkdownTable([
      "metric", "test rows", "window", "promised", "windows drawn", "normal distribution",
    ])
    for (share, rows, window) in [
      (0.02, 20_000, 300), (0.05, 20_000, 200), (0.3, 20_000, 100), (0.05, 2_000, 200),
    ] {
      append("AUC, \(MarkdownTable.percent(share)) positive", rows, window, &table) { generator in
        area(share, rows, window, &generator)
      }
    }
    for (name, power, spread, rows) in [
      ("RMSE", 2, 1.0, 20_000), ("RMSE", 2, 1, 2_000), ("RMSE", 2, 0, 20_000),
      ("MAE", 1, 1, 20_000),
    ] {
      append("\(name), \(spread > 0 ? "log-normal" : "normal") errors", rows, 200, &table) {
        loss(power, spread, rows, 200, &$0)
      }
    }
    for (share, rows, window) in [(0.98, 20_000, 300), (0.85, 2_000, 500)] {
      append("share of \(MarkdownTable.percent(share))", rows, window, &table) { generator in
        self.share(share, rows, window, &generator)
      }
    }
    return table.text
  }

  /// Alarms of all windows beyond the two thresholds, of the windows that have a value.
  private struct Alarms {
    var drawn = 0
    var normal = 0
    var windows = 0
  }

  private func append(
    _ name: String, _ rows: Int, _ window: Int, _ table: inout MarkdownTable,
    _ draw: (inout SeededGenerator) -> Alarms?
  ) {
    var generator = SeededGenerator(seed: seed)
    var all = Alarms()
    for _ in 0..<sets {
      guard let found = draw(&generator) else { continue }
      all.drawn += found.drawn
      all.normal += found.normal
      all.windows += found.windows
    }
    func shown(_ alarms: Int) -> String {
      let share = Double(alarms) / Double(max(all.windows, 1))
      let times = (share / Self.rate * 100).rounded() / 100
      return "\(MarkdownTable.percent(share)) (\(times)×)"
    }
    table.append([
      name, "\(rows)", "\(window)", MarkdownTable.percent(Self.rate), shown(all.drawn),
      shown(all.normal),
    ])
  }

  /// Counts the windows beyond both thresholds.
  private func alarms(
    _ estimate: Estimate, rows: Int, window: Int, _ draws: WindowDraws?, _ direction: Direction,
    _ range: ClosedRange<Double>, _ value: () -> Double?
  ) -> Alarms? {
    func bound(_ draws: WindowDraws?) -> Double? {
      let found = try? WindowThreshold(
        estimate, rows: rows, window: window, alarmRate: Self.rate, direction: direction,
        range: range, draws: draws)
      return found?.below ?? found?.above
    }
    guard let draws, let drawn = bound(draws), let normal = bound(nil) else { return nil }
    var alarms = Alarms()
    for _ in 0..<windows {
      guard let value = value() else { continue }
      alarms.windows += 1
      let isBelow = direction == .higherIsBetter
      if isBelow ? value < drawn : value > drawn { alarms.drawn += 1 }
      if isBelow ? value < normal : value > normal { alarms.normal += 1 }
    }
    return alarms
  }

  // MARK: - Worlds in which nothing changes

  private func area(
    _ share: Double, _ rows: Int, _ window: Int, _ generator: inout SeededGenerator
  ) -> Alarms? {
    let test = Self.scores(rows, share, &generator)
    guard let area = try? DeLong.area(positives: test.positives, negatives: test.negatives),
      let interval = try? LogitInterval.interval(
        value: area.value, variance: area.variance, rows: test.positives.reduce(0, +),
        degrees: area.degreesOfFreedom)
    else { return nil }
    let draws = WindowDraws(
      positives: test.positives, negatives: test.negatives, window: window, alarmRate: Self.rate)
    var windows = generator.split()
    return alarms(
      Estimate(area.value, interval: interval), rows: rows, window: window, draws, .higherIsBetter,
      0...1
    ) {
      let now = Self.scores(window, share, &windows)
      return try? MannWhitneyStatistic.measure(positives: now.positives, negatives: now.negatives)
    }
  }

  /// Normal scores in steps of a two-hundredth, those of positives 1.8 deviations above.
  private static func scores(
    _ rows: Int, _ share: Double, _ generator: inout SeededGenerator
  ) -> (positives: [Int], negatives: [Int]) {
    var positives = [Int](repeating: 0, count: 2_001)
    var negatives = positives
    for _ in 0..<rows {
      let isPositive = generator.uniform() < share
      let score = generator.normal() + (isPositive ? 1.8 : 0)
      let place = Int(max(0, min(2_000, (score + 5) * 200)))
      if isPositive { positives[place] += 1 } else { negatives[place] += 1 }
    }
    return (positives, negatives)
  }

  private func loss(
    _ power: Int, _ spread: Double, _ rows: Int, _ window: Int,
    _ generator: inout SeededGenerator
  ) -> Alarms? {
    func error(_ generator: inout SeededGenerator) -> Double {
      let normal = generator.normal()
      return spread == 0 ? normal.magnitude : exp(normal * spread)
    }
    func counted(_ error: Double) -> Double { power == 2 ? error * error : error }
    func finished(_ mean: Double) -> Double { power == 2 ? mean.squareRoot() : mean }
    let errors = (0..<rows).map { _ in error(&generator) }.sorted()
    let n = Double(rows)
    let mean = errors.reduce(0) { $0 + counted($1) } / n
    let variance =
      errors.reduce(0) { $0 + (counted($1) - mean) * (counted($1) - mean) } / (n - 1)
    // As the metrics have it: Student's t, symmetric on the logarithm of the mean.
    let margin =
      StudentDistribution(degrees: n - 1).quantile(0.975) * (variance / n).squareRoot() / mean
    let interval = Interval(
      low: finished(mean * exp(-margin)),
      high: finished(mean * exp(margin)),
      level: 0.95, method: "log-t")
    let draws = WindowDraws(
      errors: errors, counts: errors.map { _ in 1 }, window: window, alarmRate: Self.rate,
      loss: counted, finish: finished)
    var windows = generator.split()
    return alarms(
      Estimate(finished(mean), interval: interval), rows: rows, window: window, draws,
      .lowerIsBetter, 0...Double.infinity
    ) {
      var sum = 0.0
      for _ in 0..<window { sum += counted(error(&windows)) }
      return finished(sum / Double(window))
    }
  }

  private func share(
    _ share: Double, _ rows: Int, _ window: Int, _ generator: inout SeededGenerator
  ) -> Alarms? {
    let right = BinomialSampler.draw(trials: rows, probability: share, using: &generator)
    guard let interval = try? WilsonInterval.interval(successes: right, rows: rows) else {
      return nil
    }
    let draws = WindowDraws(outcomes: [right, rows - right], window: window, alarmRate: Self.rate) {
      Double($0[0]) / Double(window)
    }
    var windows = generator.split()
    return alarms(
      Estimate(Double(right) / Double(rows), interval: interval), rows: rows, window: window,
      draws, .higherIsBetter, 0...1
    ) {
      Double(BinomialSampler.draw(trials: window, probability: share, using: &windows))
        / Double(window)
    }
  }
}

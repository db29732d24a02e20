import Statistics

/// How often runs of an unchanged pipeline alarm, and how soon a change is seen.
struct ObservationTables {
  let trials: Int
  let seed: UInt64

  /// A figure's values over days.
  private struct Kind: Sendable {
    let name: String
    /// Days × figures.
    let draw:
      @Sendable (_ days: Int, _ figures: Int, _ generator: inout SeededGenerator) -> [[Double]]
  }

  /// Independent normal figures.
  private static let normal = Kind(name: "normal") { days, figures, generator in
    (0..<figures).map { _ in (0..<days).map { _ in generator.normal() } }
  }

  /// Student's t with three degrees of freedom: now and then a far value.
  private static let heavy = Kind(name: "heavy tails (t, 3 degrees)") { days, figures, generator in
    (0..<figures).map { _ in
      (0..<days).map { _ in
        let chi = (0..<3).reduce(0.0) { sum, _ in
          let z = generator.normal()
          return sum + z * z
        }
        return generator.normal() / (chi / 3).squareRoot()
      }
    }
  }

  /// Each value half of the one before.
  private static let dependent = Kind(name: "dependent (AR, 0.5)") { days, figures, generator in
    (0..<figures).map { _ in
      var last = generator.normal() / 0.75.squareRoot()
      return (0..<days).map { _ in
        last = 0.5 * last + generator.normal()
        return last
      }
    }
  }

  /// A weekly season five deviations high in every other figure.
  private static let seasonal = Kind(name: "weekly season") { days, figures, generator in
    (0..<figures).map { figure in
      (0..<days).map { day in
        (figure % 2 == 0 && day % 7 >= 5 ? -5 : 0) + generator.normal()
      }
    }
  }

  /// A trend of a tenth of a deviation a day.
  private static let trend = Kind(name: "trend (0.1 a day)") { days, figures, generator in
    (0..<figures).map { _ in (0..<days).map { 0.1 * Double($0) + generator.normal() } }
  }

  /// False alarms of one run, after so many past ones.
  func falseAlarms(figures: Int) async -> String {
    let lengths = [14, 30, 60, 100, 200]
    var table = MarkdownTable(
      ["\(figures) figure\(figures == 1 ? "" : "s")"] + lengths.map { "\($0) past runs" })
    for kind in [Self.normal, Self.heavy, Self.dependent, Self.seasonal, Self.trend] {
      let shares = await Trials(count: trials, seed: seed).shares(of: lengths.count) { generator in
        lengths.map { length in
          Self.alarms(kind.draw(length + 1, figures, &generator), moved: 0)
        }
      }
      table.append([kind.name] + shares.map(MarkdownTable.percent))
    }
    return table.text
  }

  /// Alarms of the first run after one figure of ten moved.
  func power() async -> String {
    let moves = [3.0, 4, 5, 6, 8]
    var table = MarkdownTable(
      ["past runs, figure moved by"] + moves.map { "\(Int($0)) deviations" })
    for length in [14, 30, 100] {
      let shares = await Trials(count: trials, seed: seed).shares(of: moves.count) { generator in
        moves.map { move in
          Self.alarms(Self.normal.draw(length + 1, 10, &generator), moved: move)
        }
      }
      table.append(["\(length)"] + shares.map(MarkdownTable.percent))
    }
    return table.text
  }

  /// False alarms of the runs of a pipeline that is watched from its 15th day on and whose alarms
  /// nobody accepts: each counts, for later runs, as one at its limit, or as what it was.
  func watched(figures: Int) async -> String {
    let spans = [15..<30, 30..<60, 60..<100, 100..<200]
    var table = MarkdownTable(
      ["\(figures) figure\(figures == 1 ? "" : "s"), an alarm counts as"]
        + spans.map { "days \($0.lowerBound) to \($0.upperBound - 1)" })
    for kind in [Self.normal, Self.heavy, Self.dependent, Self.seasonal] {
      for isClamped in [true, false] {
        let sums = await Trials(count: trials, seed: seed).sums(of: spans.count) { generator in
          let alarms = Self.watched(kind.draw(200, figures, &generator), isClamped: isClamped)
          return spans.map { span in
            Double(span.count { alarms[$0] }) / Double(span.count)
          }
        }
        table.append(
          ["\(kind.name), \(isClamped ? "one at its limit" : "what it was")"]
            + sums.map { MarkdownTable.percent($0 / Double(trials)) })
      }
    }
    return table.text
  }

  /// By day, whether it alarms.
  private static func watched(_ series: [[Double]], isClamped: Bool) -> [Bool] {
    let days = series.first?.count ?? 0
    var alarms = [Bool](repeating: false, count: days)
    // By figure and day, how far beyond its limit a figure lay.
    var excess = series.map { [Double](repeating: 0, count: $0.count) }
    for day in 15..<days {
      var found: [(past: RunLimits.Figure, now: Double)] = []
      for (index, values) in series.enumerated() {
        let points = values.prefix(day).enumerated().map {
          ComparableRuns.Point(seconds: Int64($0.offset) * 86_400, value: $0.element)
        }
        guard let expected = try? ComparableRuns(points).expectation(at: Int64(day) * 86_400)
        else { continue }
        let residuals = zip(expected.residuals, excess[index]).map { residual, beyond in
          residual.map { $0 - beyond }
        }
        found.append((.init(residuals: residuals, floor: 1e-9), values[day] - expected.value))
      }
      guard found.count == series.count,
        let limits = try? RunLimits(found.map(\.past), alarmRate: 1.0 / 90)
      else { continue }
      for (index, one) in found.enumerated()
      where limits.score(one.now, of: index) > limits.limit {
        alarms[day] = true
        let range = limits.range(of: index)
        let widest = max(range.upperBound, -range.lowerBound)
        if isClamped { excess[index][day] = one.now > 0 ? one.now - widest : one.now + widest }
      }
    }
    return alarms
  }

  /// Whether the last day alarms, as `assay observe` decides it at one in 90.
  private static func alarms(_ series: [[Double]], moved: Double) -> Bool {
    let days = (series.first?.count ?? 1) - 1
    var residuals: [(past: RunLimits.Figure, now: Double)] = []
    for (index, values) in series.enumerated() {
      let points = values.prefix(days).enumerated().map {
        ComparableRuns.Point(seconds: Int64($0.offset) * 86_400, value: $0.element)
      }
      guard
        let expected = try? ComparableRuns(points).expectation(at: Int64(days) * 86_400)
      else { return false }
      let value = values[days] + (index == 0 ? moved : 0)
      residuals.append(
        (.init(residuals: expected.residuals, floor: 1e-9), value - expected.value))
    }
    guard let limits = try? RunLimits(residuals.map(\.past), alarmRate: 1.0 / 90) else {
      return false
    }
    return residuals.indices.contains {
      limits.score(residuals[$0].now, of: $0) > limits.limit
    }
  }
}

package import Checklist
internal import Measurements
internal import Statistics

/// Whether the metric holds in every window of production length inside the test period.
package enum WindowsVaryAsByChance: Check {
  package static let card = CheckCard(
    id: "metrics.window", aspect: .metrics,
    title: "The metric holds in every window of production length",
    summary: """
      Cuts the test period into windows as production will, and looks for windows worse than the \
      whole period by more than chance and by more than matters, and for a trend.
      """,
    reference: "Zou and Donner 2008; Mann 1945 (trend); Bonferroni over the windows",
    needs: ["data.test", "columns.timestamp", "metrics.window"])

  package static func needs(_ project: Project) -> Needs {
    Needs(metrics: [.test], windows: [.test])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    if let missing = missingSets([.test], in: facts) { return missing }
    let project = facts.project
    guard let window = project.windowLength else {
      return missing(
        "How long a production window is has not been declared.", add: ["metrics.window"])
    }
    if window.isCalendar, project.columns.timestamp == nil {
      return missing(
        "Windows of time need to know when each row was predicted.", add: ["columns.timestamp"])
    }
    if let missing = missingMetrics([.test], in: facts) { return missing }
    guard let report = try facts[.test]?.metrics?.get() else {
      return notApplicable("No metrics were measured.")
    }
    let primary = try facts.primary()
    let whole = report[primary.key]
    guard let whole, let value = whole.value else {
      throw Undefined(
        "\(primary.key) has no value on test: \(whole?.note ?? "it was not measured")")
    }
    let windows = report.groups.filter { $0[primary.key]?.interval != nil }
    guard windows.count > 1 else {
      return report.groups.count > 1 ? tooSmall(report, primary) : oneWindow(report)
    }
    let level = 1 - (1 - project.metrics.level) / Double(windows.count)
    let losses = try windows.map { group in
      try WindowLoss(group, of: primary, against: whole, level: level)
    }
    return judge(
      losses, value: value, whole: whole, primary: primary, facts: facts,
      undefined: report.groups.count - windows.count)
  }

  private static func oneWindow(_ report: MetricsReport) -> Evidence {
    notApplicable(
      """
      The test period holds \(report.groups.count.of("window")): too few to tell how the metric \
      varies.
      """)
  }

  private static func tooSmall(_ report: MetricsReport, _ primary: PrimaryMetric) -> Evidence {
    evidence(
      .undecided,
      """
      \(MetricText(primary.card).name.capitalizedFirst) has no value with an interval in nearly all of the \
      \(report.groups.count) windows: they have too few rows.
      """, method: "Windows without an interval are not judged.",
      remedy: "Choose a longer metrics.window, or test on more rows.", weight: 0.5)
  }

  private static func judge(
    _ losses: [WindowLoss], value: Double, whole: Estimate, primary: PrimaryMetric, facts: Facts,
    undefined: Int
  ) -> Evidence {
    let text = MetricText(primary.card)
    let judged = losses.map { ($0, $0.judgement(atMost: primary.tolerance)) }
    let worse = judged.filter { $0.1 == .fail }.map(\.0)
    let open = judged.filter(\.1.isUndecided)
    let goal = facts.project.metrics.goals[primary.key]
    // When the whole period misses the goal, benchmark.metrics says so; its windows are no news.
    let wholeMisses = goal.map { primary.surelyMisses($0, whole.interval) } ?? false
    let belowGoal = losses.filter { loss in
      guard let goal, !wholeMisses else { return false }
      return primary.surelyMisses(goal, loss.ownInterval)
    }
    let values = losses.map { $0.estimate.value ?? value }
    let spread = "\(text.words(values.min() ?? value)) to \(text.words(values.max() ?? value))"
    var finding = """
      Over \(losses.count) windows \(text.name) runs from \(spread); the whole period has \
      \(text.words(value)).
      """
    let tolerance = text.limit(primary.tolerance)
    if !worse.isEmpty {
      finding += """
         \(worse.count) of them (\(worse.map(\.key).listed(3))) \(worse.count.verb("is", "are")) \
        worse than the whole by more than chance and \(tolerance).
        """
    } else if open.isEmpty {
      finding += " None is worse than the whole by more than \(tolerance)."
    } else {
      let most = open.compactMap(\.1.moreRows).max()
      finding += """
         None is surely worse than the whole by more than \(tolerance), but \
        \(open.count) \(open.count.verb("has", "have")) too few rows to say so\
        \(most.map { ": up to about \(NumberText.count($0)) more in a window" } ?? "").
        """
    }
    let trend = Trend(values)
    if let trend, trend.isCertain {
      finding +=
        " The values \(trend.slope * primary.worseSign < 0 ? "get worse" : "improve") over time."
    }
    let worsens = trend.map { $0.isCertain && $0.slope * primary.worseSign < 0 } ?? false
    if !belowGoal.isEmpty, let goal {
      finding += """
         \(belowGoal.count) surely \(belowGoal.count.verb("misses", "miss")) the goal of \
        \(text.limit(goal)) (\(belowGoal.map(\.key).listed(3))).
        """
    }
    let status: CheckStatus =
      !belowGoal.isEmpty
      ? .fail : !worse.isEmpty || worsens ? .attention : open.isEmpty ? .pass : .undecided
    let chance = try? MetricChance(whole, rows: facts[.test]?.profile.rows ?? 0)
    let middle = losses.map(\.rows).sorted()[losses.count / 2]
    return evidence(
      status, finding,
      measurements: losses.map { loss in
        Measurement(
          name: "\(primary.key) in \(loss.key)", value: loss.estimate.value,
          interval: loss.estimate.interval, unit: primary.card.unit, threshold: goal,
          note: "\(NumberText.count(loss.rows)) rows")
      },
      figures: [
        Figure(
          title: "\(primary.card.title) over the test period",
          summary: "\(losses.count) windows from \(spread).",
          content: .timeline(
            Figure.Timeline(
              axis: "\(primary.card.title) (\(primary.card.unit))",
              points: losses.map {
                Figure.Timeline.Point(
                  label: $0.key, value: $0.estimate.value, interval: $0.estimate.interval,
                  count: $0.rows)
              },
              expected: chance?.expected(value, window: middle))))
      ],
      method: """
        Each window is compared with the whole period; intervals of the differences hold for all \
        \(losses.count) windows together (Bonferroni), and since a window is part of the whole they \
        are slightly wide. The band is what chance shows in a window of \(NumberText.count(middle)) \
        rows. The loss that matters is \(primary.toleranceOrigin). \
        Trend: Mann–Kendall at level 0.99.\
        \(undefined > 0 ? " \(undefined.of("window")) without an interval left out." : "")
        """,
      remedy: status == .pass
        ? nil
        : status == .undecided
          ? "Choose a longer metrics.window, or let a larger loss pass: metrics.smallest-drop."
          : """
          Find what is different in those windows (season, feed, release), and expect production \
          figures to vary at least as much: alarm on less only with a reason.
          """,
      weight: status == .fail ? 0.85 : 0.6)
  }
}

/// How much worse a window is than the whole period.
private struct WindowLoss {
  let key: String
  let rows: Int
  let estimate: Estimate
  /// How much worse, in the metric's unit, with an interval that holds for all windows together.
  private let value: Double
  private let interval: Interval
  /// The interval of the window's own value that holds for all windows together.
  let ownInterval: Interval?

  init(
    _ group: MetricsReport.Group, of primary: PrimaryMetric, against whole: Estimate, level: Double
  ) throws {
    guard let estimate = group[primary.key] else {
      throw Undefined("\(primary.key) was not measured in \(group.key)")
    }
    let loss = try primary.loss(of: estimate, against: whole)
    guard let value = loss.value, let interval = loss.interval else {
      throw Undefined("the loss in \(group.key) has no interval")
    }
    key = group.key
    rows = group.rows
    self.estimate = estimate
    self.value = value
    self.interval = interval.rescaled(around: value, to: level)
    ownInterval = estimate.interval.flatMap { own in
      estimate.value.map { own.rescaled(around: $0, to: level) }
    }
  }

  func judgement(atMost tolerance: Double) -> Judgement {
    Judgement(value, interval, atMost: tolerance, rows: rows)
  }
}

/// Whether values in time's order rise or fall: the Mann–Kendall test.
private struct Trend {
  /// Kendall's S over its largest value: −1 all falling, 1 all rising.
  let slope: Double
  let isCertain: Bool

  /// Nil with fewer than eight values, where the normal approximation does not hold.
  init?(_ values: [Double]) {
    let n = values.count
    guard n >= 8 else { return nil }
    var score = 0.0
    for first in 0..<n {
      for second in (first + 1)..<n where values[second] != values[first] {
        score += values[second] > values[first] ? 1 : -1
      }
    }
    let pairs = Double(n * (n - 1)) / 2
    slope = score / pairs
    let variance = Double(n * (n - 1) * (2 * n + 5)) / 18
    let z = (score.magnitude - 1) / variance.squareRoot()
    isCertain = z > NormalDistribution.twoSidedQuantile(level: 0.99)
  }
}

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
      whole period by more than chance and by more than matters, for growth of the error with the \
      model's age, and for a pattern that comes round with the calendar.
      """,
    reference: """
      Zou and Donner 2008; Mann 1945 and weighted least squares (trend); Cochran 1954 (season); \
      Bonferroni over the windows
      """,
    needs: ["data.test", "columns.timestamp", "metrics.window"],
    settings: ["metrics"])

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
    guard let overall = try facts[.test]?.metrics?.get() else {
      return notApplicable("No metrics were measured.")
    }
    if case .failure(let refusal) = facts[.test]?.windows { return refusedWindows(refusal) }
    guard let report = try facts[.test]?.windows?.get() else {
      return notApplicable("No windows were measured.")
    }
    let primary = try facts.primary()
    let (whole, value) = try overall.whole(primary)
    let windows = report.groups.compactMap { group in
      group.entry(primary.key).flatMap { $0.estimate.interval == nil ? nil : (group, $0) }
    }
    guard windows.count > 1, whole.estimate.interval != nil else {
      return report.groups.count > 1
        ? tooSmall(report, primary) : report.groups.isEmpty ? noWindow() : oneWindow(report)
    }
    let blank = report.groups.filter { group in
      guard group.rows >= SubgroupsPerformAlike.fewestRows else { return false }
      return 2 * (group.entry(primary.key)?.rows ?? 0) < group.rows
    }
    let level = 1 - (1 - project.metrics.level) / Double(windows.count)
    let losses = try windows.map { group, entry in
      try WindowLoss(group.key, entry, of: primary, against: whole, level: level)
    }
    let pattern = WindowPattern(
      windows.compactMap { group, entry in group.window.map { ($0, entry.estimate) } },
      length: window, primary, learned: newestTraining(facts), level: project.metrics.level)
    return judge(
      losses, pattern, value: value, whole: whole, primary: primary, facts: facts,
      undefined: report.groups.count - windows.count, blank: blank.map(\.key))
  }

  /// The newest training row's time, in microseconds; nil when unknown.
  private static func newestTraining(_ facts: Facts) -> Double? {
    guard let column = facts.project.columns.timestamp,
      case .numbers(let times) = facts[.train]?.profile[column]?.content
    else { return nil }
    return times.maximum
  }

  private static func oneWindow(_ report: MetricsReport) -> Evidence {
    notApplicable(
      """
      The test period holds \(report.groups.count.of("window")): too few to tell how the metric \
      varies.
      """)
  }

  private static func noWindow() -> Evidence {
    evidence(
      .attention, "No test row has a time, so that the test period holds no window.",
      method: "Nothing was computed.",
      remedy: "Give the test rows the times at which they were predicted: columns.timestamp.",
      weight: 0.5)
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

  /// That the values rise or fall over time, where it is no chance; how much they do says the
  /// growth with age.
  private static func trend(_ badness: [Double]) -> String? {
    do throws(Undefined) {
      let found = try MannKendallTest.test(badness)
      guard found.pValue < WindowPattern.significance else { return nil }
      return "The values \(found.statistic > 0 ? "get worse" : "improve") over time."
    } catch {
      return nil
    }
  }

  private static func judge(
    _ losses: [WindowLoss], _ pattern: WindowPattern, value: Double, whole: MetricsReport.Entry,
    primary: PrimaryMetric, facts: Facts, undefined: Int, blank: [String]
  ) -> Evidence {
    let text = MetricText(primary.card)
    let judged = losses.map { ($0, $0.judgement(atMost: primary.tolerance)) }
    let worse = judged.filter { $0.1 == .fail }.map(\.0)
    let open = judged.filter(\.1.isUndecided)
    let goal = facts.project.metrics.goals[primary.key]
    // When the whole period misses the goal, benchmark.metrics says so; its windows are no news.
    let wholeMisses = goal.map { primary.surelyMisses($0, whole.estimate) } ?? false
    let belowGoal = losses.filter { loss in
      guard let goal, !wholeMisses else { return false }
      return primary.surelyMisses(goal, loss.wideEstimate)
    }
    let values = losses.map { $0.estimate.value ?? value }
    let spread = "\(text.words(values.min() ?? value)) to \(text.words(values.max() ?? value))"
    let tolerance = text.limit(primary.tolerance)
    var draft = FindingDraft()
    if !belowGoal.isEmpty, let goal {
      draft.add(
        .fail,
        """
        \(belowGoal.count.of("window")) surely \(belowGoal.count.verb("misses", "miss")) the goal of \
        \(text.limit(goal)) (\(belowGoal.map(\.key).listed(3))).
        """)
    }
    if !worse.isEmpty {
      draft.add(
        .attention,
        """
        \(worse.count.of("window")) of \(losses.count) (\(worse.map(\.key).listed(3))) \
        \(worse.count.verb("is", "are")) worse than the whole period by more than chance and \(tolerance).
        """)
    } else if !open.isEmpty {
      let hardest = open.compactMap { $0.0.needed(atMost: primary.tolerance) }
        .max { $0.effort < $1.effort }.map { $0.words(current: "window", reference: "test") }
      draft.add(
        .undecided,
        """
        \(open.count.of("window")) of \(losses.count) \(open.count.verb("has", "have")) too few rows to say \
        whether \(open.count.verb("it is", "they are")) worse than the whole period by more than \(tolerance); \
        none surely is\(hardest.map { "; of the hardest, \($0)" } ?? "").
        """)
    }
    draft.add(
      .pass,
      """
      Over \(losses.count) windows \(text.name) runs from \(spread); the whole period has \(text.words(value)).
      """)
    if worse.isEmpty, open.isEmpty {
      draft.add(.pass, "None is worse than the whole by more than \(tolerance).")
    }
    draft.add(.pass, trend(values.map(primary.badness)) ?? "")
    // That the order is no chance says nothing of how much it matters.
    draft.add(pattern.surelyWorsens ? .attention : .pass, pattern.sentences)
    if !blank.isEmpty {
      draft.add(
        .attention,
        """
        In \(blank.count.of("window")) (\(blank.listed(3))) most rows have no label or no usable prediction.
        """)
    }
    let status = draft.status
    let chance: MetricChance?
    let chanceWords: String
    do throws(Undefined) {
      chance = try MetricChance(whole.estimate, rows: whole.rows)
      chanceWords = "The band is what chance shows in a window of the median size. "
    } catch {
      chance = nil
      chanceWords = "No band of chance is drawn: \(error.reason). "
    }
    let middle = losses.map(\.rows).sorted()[losses.count / 2]
    return evidence(
      status, draft.text,
      measurements: losses.map { loss in
        Measurement(
          name: "\(primary.key) in \(loss.key)", value: loss.estimate.value,
          interval: loss.estimate.interval, unit: primary.card.unit, threshold: goal,
          note: "\(NumberText.count(loss.rows)) rows")
      } + pattern.measurements,
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
        are slightly wide. \(chanceWords)The loss that matters is \(primary.toleranceOrigin). \
        Trend: Mann–Kendall at level 0.99 from \(MannKendallTest.fewest) windows on. Growth with age: a line through the \
        windows, each weighed by its certainty, with Student's interval; only sure growth asks for \
        attention. Season: the windows by weekday, month or quarter after the line is taken off, F test \
        at level 0.99, where the test period holds two rounds.\
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

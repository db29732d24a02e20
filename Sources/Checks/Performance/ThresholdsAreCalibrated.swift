package import Checklist
internal import Measurements
internal import Statistics

/// Whether the alarm threshold of the primary metric fits the window's size and the budget of false
/// alarms.
package enum ThresholdsAreCalibrated: Check {
  package static let card = CheckCard(
    id: "performance.thresholds", aspect: .performance,
    title: "The alarm threshold is calibrated and shows the drop that matters",
    summary: """
      From the primary metric's spread on test, the rows of a production window and the false alarms \
      that are tolerated: where the alarm threshold has to be, and the smallest drop that it shows.
      """,
    reference: "Cohen, Statistical Power Analysis for the Behavioral Sciences, 1988",
    needs: ["data.test", "metrics.window", "plan.rows-per-day", "plan.budget"],
    settings: ["metrics", "plan.budget", "plan.every", "plan.rows-per-day", "plan.labels"])

  package static func needs(_ project: Project) -> Needs {
    Needs(profiles: [.scoring], metrics: [.test], windows: [.test])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    if let missing = missingMetrics([.test], in: facts) { return missing }
    guard let report = try facts[.test]?.metrics?.get() else {
      return notApplicable("No metrics were measured.")
    }
    let project = facts.project
    if case .failure(let refusal) = facts[.test]?.windows, project.windowLength?.isCalendar == true
    {
      return refusedWindows(refusal)
    }
    let schedule = PlanSchedule(
      project, assessedRows: try WindowIsLargeEnough.windowRows(facts)?.rows,
      sample: facts.planSample)
    guard let rows = schedule.windowRows, let days = schedule.windowDays else {
      return missing(
        "How many rows a day brings is not known, and so not how often a window is looked at.",
        add: ["plan.rows-per-day"])
    }
    let primary = try facts.primary()
    let whole = try report.whole(primary).entry
    let shares = AlarmShares(project.plan.budget)
    let looks = shares.looks(everyDays: days)
    let rate = shares.rate(looks: looks)
    let threshold = try WindowThreshold(
      whole.estimate, rows: whole.rows, window: rows, alarmRate: rate,
      direction: primary.card.direction, range: primary.card.bounds,
      draws: report.draws(of: primary.key, window: rows, alarmRate: rate))
    let calibrated = try CalibratedMetric(
      threshold, metric: primary.key, unit: primary.card.unit, looks: looks,
      power: project.metrics.power, tolerance: primary.tolerance,
      assumption: schedule.windowAssumption)
    let judged = evidence(
      calibrated, threshold.basis, primary: primary, testRows: whole.rows,
      budget: project.plan.budget, power: project.metrics.power)
    guard let assumption = calibrated.assumption else { return judged }
    // The threshold serves a plan meanwhile; nobody has said that it is the one that is wanted.
    let isWindowMissing = project.metrics.window == nil
    let lack =
      isWindowMissing
      ? "Nothing says which time one production figure covers."
      : "How many rows a day brings is not known, and so not how often a window is looked at."
    return missing(
      "\(lack) Meanwhile \(assumption). \(judged.finding)",
      add: [isWindowMissing ? "metrics.window" : "plan.rows-per-day"],
      measurements: calibrated.measurements, method: judged.method)
  }

  private static func evidence(
    _ found: CalibratedMetric, _ basis: WindowThreshold.Basis, primary: PrimaryMetric,
    testRows: Int,
    budget: ProductionPlan.Budget, power: Double
  ) -> Evidence {
    let text = MetricText(primary.card)
    let isEnough = found.smallestChange <= primary.tolerance
    let place = [
      found.below.map { "below \(text.words($0))" }, found.above.map { "above \(text.words($0))" },
    ].compactMap(\.self).joined(separator: " or ")
    let finding = """
      In windows of \(found.rows.of("row")), \(text.name) \(place) raises an alarm; it is \
      \(text.words(found.expected)) on test. There a \(primary.change) of \
      \(text.words(found.smallestChange)) is noticed with a probability of \
      \(NumberText.percent(power)), \
      \(isEnough ? "and \(text.limit(primary.tolerance)) matters" : "but \(text.limit(primary.tolerance)) already matters").\
      \(found.caution.map { " The alarm rate is not certain: \($0)." } ?? "")
      """
    return evidence(
      isEnough ? .pass : .attention, finding, measurements: found.measurements,
      method: """
        Of \(NumberText.plain(budget.falseAlarms)) false alarms in \(NumberText.plain(budget.days)) \
        days (plan.budget), each of \(AlarmShares.kinds.count) kinds of monitors gets the same share; \
        this one spends it over \(NumberText.plain(found.looks)) looks, so that one look alarms by \
        chance with a probability of \(NumberText.plain(found.alarmRate)). \(words(basis, testRows)) The smallest \
        change is told from the spread of the interval on test. The \(primary.change) that matters is \
        \(primary.toleranceOrigin).
        """,
      remedy: isEnough
        ? nil
        : """
        Judge longer windows (metrics.window), tolerate more false alarms (plan.budget), or accept that \
        only larger changes are seen (metrics.smallest-drop).
        """,
      weight: 0.5)
  }

  private static func words(_ basis: WindowThreshold.Basis, _ testRows: Int) -> String {
    let drawn =
      "drawn from the \(NumberText.count(testRows)) test rows by a fixed seed, the test set itself being a draw"
    return switch basis {
    case .drawn(let windows):
      "So many of \(windows.of("window")), \(drawn), lie beyond the threshold."
    case .extended(let windows):
      """
      Of \(windows.of("window")), \(drawn), too few lie so far out; from the smallest rate that they show the \
      threshold is taken on as a normal distribution falls off.
      """
    case .normal:
      """
      The spread of a window is taken from the interval on \(NumberText.count(testRows)) test rows, on a scale \
      of even spread, as of a normal distribution; the test set's own is part of it.
      """
    }
  }
}

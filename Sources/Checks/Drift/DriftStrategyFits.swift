package import Checklist
internal import Measurements
internal import Statistics

/// Whether each expected drift has a monitor that can see it and an answer that suits it.
package enum DriftStrategyFits: Check {
  package static let card = CheckCard(
    id: "drift.strategy", aspect: .drift,
    title: "Every expected drift has a monitor that sees it and an answer that suits it",
    summary: """
      Holds each change declared in drift.expected against the monitors that the plan will have: \
      whether the columns are watched, what a run of that many rows notices, whether labels come, and \
      whether the action suits the kind of change.
      """,
    reference:
      "Gama et al., A Survey on Concept Drift Adaptation, 2014; Massart 1990 (what is noticed)",
    needs: ["drift.expected", "data.train", "plan.rows-per-day"],
    settings: [
      "drift", "contract", "metrics", "plan.budget", "plan.every", "plan.rows-per-day",
      "plan.labels",
    ])

  /// A shift of half of the rows: monitors that need more would miss what everybody sees.
  private static let plain = 0.5

  package static func needs(_ project: Project) -> Needs {
    Needs(profiles: [.train, .scoring], metrics: [.test], windows: [.test])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    if let missing = missingSets([.train], in: facts) { return missing }
    guard let train = facts[.train] else { return notApplicable("No train data are named.") }
    let project = facts.project
    let calibrated = try calibration(facts, train)
    guard !project.drift.expected.isEmpty else {
      return missing(
        "Nothing says which changes of the data are expected."
          + (calibrated.map(noticed) ?? "") + (calibrated?.assumption.map(assumed) ?? ""),
        add: ["drift.expected"], measurements: calibrated?.measurements ?? [],
        method: calibrated == nil ? "Nothing was computed." : calibrationMethod)
    }
    var faults: [String] = []
    var doubts: [String] = []
    for drift in project.drift.expected {
      let words = ExpectedDriftWords(drift, project: project, train: train)
      faults += words.faults
      doubts += words.doubts
    }
    if let assumption = calibrated?.assumption {
      doubts.append("how many rows a run has is not declared (plan.rows-per-day): \(assumption)")
    }
    if let calibrated {
      // A column that may shift by half of the rows or more is not meant to be noticed.
      let blind = calibrated.columns.filter {
        $0.effect < plain && ($0.smallestShift ?? 1) > plain
      }.map(\.name)
      if !blind.isEmpty {
        doubts.append(
          """
          a run of \(calibrated.rows.of("row")) shows no shift of less than half of the rows in \
          \(blind.listed()): let it cover more (plan.every)
          """)
      }
    } else {
      doubts.append(
        "how many rows a run has is not known, and so not what it notices (plan.rows-per-day)")
    }
    let status: CheckStatus = !faults.isEmpty ? .fail : doubts.isEmpty ? .pass : .attention
    let count = project.drift.expected.count
    let lead =
      status == .pass
      ? """
      \(count.of("expected change")) \(count.verb("has", "have")) a monitor that sees \
      \(count.verb("it", "them")) and an action that suits.
      """
      : (faults + doubts).map { $0.capitalizedFirst + "." }.joined(separator: " ")
    return evidence(
      status, lead + (calibrated.map(noticed) ?? ""),
      measurements: calibrated?.measurements ?? [],
      method: """
        A change of inputs needs its columns among those that are watched, a change of labels or of \
        what inputs mean needs labels (plan.labels.delay). Actions that suit: \
        \(ExpectedDriftWords.suiting). \(calibrationMethod)
        """,
      remedy: status == .pass
        ? nil : "Correct drift.expected or plan: in assay.yaml, or accept the gap with a reason.",
      weight: status == .fail ? 0.6 : 0.4)
  }

  private static let calibrationMethod = """
    What is noticed: the interval of a column's shift must lie above its limit (drift.effect) at the \
    level that the budget of false alarms leaves, shared out over monitors, looks and columns; for \
    numbers by Massart's bound, for categories with the noise of all of them on top.
    """

  private static func assumed(_ words: String) -> String {
    " Assumed, since plan.rows-per-day is not declared: \(words)."
  }

  private static func noticed(_ found: CalibratedDrift) -> String {
    let shifts = found.columns.compactMap(\.smallestShift)
    guard let low = shifts.min(), let high = shifts.max() else { return "" }
    let range =
      low == high
      ? NumberText.percent(low) : "\(NumberText.percent(low)) to \(NumberText.percent(high))"
    return """
       A run of \(found.rows.of("row")) notices shifts of \(range) of the rows, by column.
      """
  }

  /// What looks at the input columns notice; nil when the rows of a run are not known.
  private static func calibration(
    _ facts: Facts, _ train: SetFacts
  ) throws -> CalibratedDrift? {
    let project = facts.project
    var assessedRows: Int?
    // Windows that cannot be cut are the finding of metrics.window; here their rows are not known.
    if case .success = facts[.test]?.windows {
      assessedRows = try WindowIsLargeEnough.windowRows(facts)?.rows
    }
    let schedule = PlanSchedule(project, assessedRows: assessedRows, sample: facts.planSample)
    let features = project.features(in: train.profile)
    guard let rows = schedule.runRows, !features.isEmpty else { return nil }
    let shares = AlarmShares(project.plan.budget)
    let looks = shares.looks(everyDays: schedule.runDays)
    return CalibratedDrift(
      features.map { name in
        (name, project.drift.effect(of: name), train.profile[name].flatMap(\.categoryCount))
      },
      referenceRows: train.profile.rows, rows: rows, looks: looks,
      alarmRate: shares.rate(looks: looks, columns: features.count), power: project.metrics.power,
      assumption: schedule.runAssumption)
  }
}

extension Facts {
  /// Rows that stand for one look of a monitor where nothing is declared: those to be scored, else
  /// test.
  var planSample: PlanSchedule.Sample? {
    [Project.DataRole.scoring, .test].lazy.compactMap { self[$0] }
      .first { $0.profile.rows > 0 }
      .map { PlanSchedule.Sample(rows: $0.profile.rows, role: $0.role) }
  }
}

extension ColumnProfile {
  /// Different values of a column of categories; nil for one of numbers.
  fileprivate var categoryCount: Int? {
    switch content {
    case .categories(let categories): categories.counts.count
    case .truths: 2
    case .numbers, .unmeasured: nil
    }
  }
}

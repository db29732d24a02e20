internal import Statistics

extension PlanCompiler {
  /// What is watched, the gravest first.
  var monitors: [ProductionPlan.Monitor] {
    [performance, estimate].compactMap(\.self) + outputs + inputs
      + [volume, quality, labels]
      .compactMap(\.self) + [heartbeat]
  }

  private var shares: AlarmShares { AlarmShares(project.plan.budget) }

  private var metric: CalibratedMetric? {
    evidence(Self.thresholds).flatMap { CalibratedMetric($0.measurements) }
  }

  private var drift: CalibratedDrift? {
    evidence(Self.strategy).flatMap { CalibratedDrift($0.measurements) }
  }

  /// Days between two runs, and looks in the budget's time.
  private var runs: (words: String, looks: Double) {
    let schedule = PlanSchedule(project)
    return (
      project.plan.every?.text ?? "1 day", shares.looks(everyDays: schedule.runDays)
    )
  }

  private var window: String? {
    switch project.metrics.window {
    case .calendar(let unit): unit.rawValue
    case .rows(let rows): "\(rows)"
    // Calibrated without a declared window: on runs.
    case nil: metric.map { _ in runs.words }
    }
  }

  private var performance: ProductionPlan.Monitor? {
    guard let metric else { return nil }
    let bounds = [
      metric.below.map { "below \(NumberText.plain($0))" },
      metric.above.map { "above \(NumberText.plain($0))" },
    ].compactMap(\.self).joined(separator: " or ")
    let caution =
      metric.caution.map { " How often it does so by chance is not certain: \($0)." } ?? ""
    return ProductionPlan.Monitor(
      id: "performance", kind: .performance, metric: metric.metric, reference: "test",
      window: window, rows: metric.rows, below: metric.below, above: metric.above,
      expected: metric.expected, unit: metric.unit, level: 1 - metric.alarmRate,
      looks: metric.looks, falseAlarms: metric.alarmRate * metric.looks,
      smallestChange: metric.smallestChange, power: project.metrics.power, severity: .page,
      assumes: metric.assumption,
      rule: "\(metric.metric) of a window, once its labels are there, is \(bounds).\(caution)",
      items: [Self.thresholds, "performance.monitoring", "metrics.chance", "metrics.translation"])
  }

  private var estimate: ProductionPlan.Monitor? {
    guard let metric else { return nil }
    let rate = shares.rate(looks: metric.looks)
    return ProductionPlan.Monitor(
      id: "estimate", kind: .estimate, metric: metric.metric, reference: "test", window: window,
      rows: metric.rows, expected: metric.expected, unit: metric.unit, level: 1 - rate,
      looks: metric.looks, falseAlarms: rate * metric.looks, severity: .ticket,
      assumes: metric.assumption,
      rule: """
        \(metric.metric) as estimated without labels (`assay estimate`) is outside the range of the \
        test period's windows.
        """,
      items: ["performance.monitoring", "truth.delay"])
  }

  private var outputs: [ProductionPlan.Monitor] {
    guard let column = project.columns.score ?? project.columns.prediction else { return [] }
    let runs = runs
    let rate = shares.rate(looks: runs.looks)
    let effect = project.drift.effect(of: column)
    let smallest = smallestOutputShift(effect, level: 1 - rate)
    return [
      ProductionPlan.Monitor(
        id: "outputs-broken", kind: .outputs, columns: [column], window: runs.words,
        looks: runs.looks,
        falseAlarms: 0, severity: .page,
        rule: "A prediction is missing or no number, or all predictions of a run are equal.",
        items: ["performance.output-anomalies"]),
      ProductionPlan.Monitor(
        id: "outputs", kind: .outputs, metric: "shift", columns: [column], reference: "test",
        window: runs.words, rows: drift?.rows, above: effect, unit: "share", level: 1 - rate,
        looks: runs.looks, falseAlarms: rate * runs.looks,
        smallestChange: smallest, power: smallest.map { _ in project.metrics.power },
        severity: .ticket, assumes: drift?.assumption,
        rule: """
          The interval of the shift of the predictions lies above \(NumberText.percent(effect)) of the \
          rows.
          """,
        items: ["performance.output-anomalies"]),
    ]
  }

  /// Of a score or a predicted value; a class has few values and is noticed no later.
  private func smallestOutputShift(_ effect: Double, level: Double) -> Double? {
    guard let drift, let reference = rows[Project.DataRole.test.rawValue] else { return nil }
    let gap = KolmogorovSmirnovEffect.smallestGap(
      above: effect, referenceRows: reference, currentRows: drift.rows, level: level,
      power: project.metrics.power)
    return gap < 1 ? gap : nil
  }

  /// One monitor for all columns of one limit, and one for all columns together.
  private var inputs: [ProductionPlan.Monitor] {
    guard let drift, !drift.columns.isEmpty else { return [] }
    let runs = runs
    let rate = 1 - drift.level
    let groups = Dictionary(grouping: drift.columns, by: \.effect).sorted {
      ($0.value.count, $1.key) > ($1.value.count, $0.key)
    }
    let columns = groups.enumerated().map { place, group in
      ProductionPlan.Monitor(
        id: place == 0 ? "inputs" : "inputs-\(place + 1)", kind: .inputs, metric: "shift",
        columns: group.value.map(\.name), reference: "train", window: runs.words, rows: drift.rows,
        above: group.key, unit: "share", level: drift.level, looks: drift.looks,
        falseAlarms: rate * drift.looks * Double(group.value.count),
        smallestChange: group.value.compactMap(\.smallestShift).max(), power: project.metrics.power,
        severity: .ticket, assumes: drift.assumption,
        rule: """
          The interval of the shift of a column lies above \(NumberText.percent(group.key)) of the rows.
          """,
        items: [Self.strategy, "parity.inputs", "drift.warnings"])
    }
    let joint = shares.rate(looks: drift.looks)
    return columns + [
      ProductionPlan.Monitor(
        id: "joint", kind: .joint, metric: "classifier's area",
        columns: drift.columns.map(\.name), reference: "train", window: runs.words,
        rows: drift.rows, above: project.drift.jointAUC, unit: "probability", level: 1 - joint,
        looks: drift.looks, falseAlarms: joint * drift.looks, severity: .ticket,
        assumes: drift.assumption,
        rule: """
          The interval of the area of a classifier that tells the run from train lies above \
          \(NumberText.plain(project.drift.jointAUC)).
          """,
        items: ["parity.inputs", "drift.strategy"])
    ]
  }

  private var volume: ProductionPlan.Monitor? {
    let runs = runs
    let rate = shares.rate(looks: runs.looks)
    return ProductionPlan.Monitor(
      id: "volume", kind: .volume, metric: "rows", window: runs.words,
      expected: PlanSchedule(project).runRows.map(Double.init), unit: "rows", level: 1 - rate,
      looks: runs.looks, falseAlarms: rate * runs.looks, severity: .ticket,
      rule: "The number of rows is outside the usual range of earlier runs (`assay observe`).",
      items: ["quality.observability", "quality.watching"])
  }

  private var quality: ProductionPlan.Monitor? {
    guard project.contract != nil else { return nil }
    let runs = runs
    let rate = shares.rate(looks: runs.looks)
    return ProductionPlan.Monitor(
      id: "quality", kind: .quality, metric: "held rows", window: runs.words, unit: "rows",
      level: 1 - rate, looks: runs.looks, falseAlarms: rate * runs.looks, severity: .ticket,
      rule: """
        More rows break the contract than its stated false alarms explain, or a rule on the whole batch \
        is broken.
        """,
      items: ["quality.contract", "quality.tests", "quality.rerouting"])
  }

  private var labels: ProductionPlan.Monitor? {
    guard let delay = project.plan.labels.delay else { return nil }
    // A tenth fewer than planned, so that chance around the planned share is no alarm.
    let least = project.plan.labels.coverage.map { $0 * 0.9 }
    let few = least.map { "fewer than \(NumberText.percent($0)) of its rows have a label" }
    return ProductionPlan.Monitor(
      id: "labels", kind: .labels, metric: "labelled share", window: window, below: least,
      unit: "share", severity: .ticket,
      rule: "\(delay.text) after a window has ended, \(few ?? "it has no label").",
      items: ["truth.delay", "truth.source"])
  }

  private var heartbeat: ProductionPlan.Monitor {
    let runs = runs
    return ProductionPlan.Monitor(
      id: "heartbeat", kind: .heartbeat, window: runs.words, looks: runs.looks, falseAlarms: 0,
      severity: .page,
      rule:
        "No run of the monitors ended well, or no row came, for longer than \(runs.words) and a quarter.",
      items: ["performance.monitoring", "quality.observability"])
  }
}

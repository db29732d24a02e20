package import Checklist
internal import Measurements
internal import Statistics

/// Whether performance can be estimated before labels come, and what is to be expected of the
/// scoring rows.
package enum EstimatesCanBeTrusted: Check {
  package static let card = CheckCard(
    id: "truth.estimate", aspect: .truth,
    title:
      "Performance estimated without labels was right where labels came, and is known for scoring",
    summary: """
      Estimates the metrics of the scoring rows without labels (from confidence, of a regression from learned \
      losses), tests what that rests on, and holds such estimates against labels in the windows of test.
      """,
    reference: "NannyML 0.13.1: CBPE and DLE; the record with Clopper and Pearson's interval",
    needs: ["truth.estimate", "data.test", "data.scoring"],
    settings: ["truth.estimate", "metrics", "baseline.sample"])

  package static func needs(_ project: Project) -> Needs {
    guard project.truth.estimate != nil, reasonAgainst(project) == nil else { return Needs() }
    return Needs(profiles: [.test, .scoring], metrics: [.test], estimates: true)
  }

  /// Why there is no estimate for a task; nil where there is.
  private static func reasonAgainst(_ project: Project) -> String? {
    switch project.model.task {
    case .binary where project.columns.score == nil:
      "The model gives a class and no probability, from which performance could be estimated."
    case .multiclass where project.columns.probabilities.isEmpty:
      "The model gives a class and no probabilities, from which performance could be estimated."
    case .binary, .multiclass, .regression: nil
    case .forecast:
      "The losses of a forecast hang together in time: they are not estimated without labels, which come with it."
    case .ranking: "What is relevant in a ranking is not estimated without labels."
    }
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    let project = facts.project
    if let reason = reasonAgainst(project) { return notApplicable(reason) }
    guard project.truth.estimate != nil else {
      return missing(
        "Performance is not estimated before labels come, and no record shows whether it could be.",
        add: ["truth.estimate"])
    }
    if let missing = missingSets([.test, .scoring], in: facts) { return missing }
    guard let found = try facts.estimates?.get() else {
      return notApplicable("Nothing was estimated.")
    }
    let primary = try facts.primary()
    guard let window = found.present.windows.first,
      let entry = window[primary.key] ?? window.metrics.first
    else { return notApplicable("No metric of this task is estimated without labels.") }
    var judged = Judged(entry: entry, window: window)
    judged.add(found)
    judged.hold(project.metrics.goals[entry.card.key], entry, primary)
    return evidence(
      judged.status, finding(found, entry, primary, judged), measurements: judged.measurements,
      method: """
        For scoring the estimates were learned from test, for the record from \
        \(found.learned.isEmpty ? "nothing" : found.learned). An assumption that fails, or a record whose \
        intervals held what came in surely fewer than \(NumberText.percent(EstimationRecord.leastCoverage)) of the \
        windows, or that is surely off by more than the tolerance, withdraws the estimate. That the model is as \
        right about rows of a kind as it was cannot be tested without labels.
        """,
      remedy: remedy(judged), weight: judged.status == .fail ? 0.7 : 0.5)
  }

  private static func finding(
    _ found: EstimateFacts, _ entry: EstimationReport.Entry, _ primary: PrimaryMetric,
    _ judged: Judged
  ) -> String {
    var draft = FindingDraft()
    let text = MetricText(entry.card)
    if judged.withdrawn.isEmpty, entry.estimate.value != nil {
      draft.add(
        .pass,
        "Without labels \(text.name) of the scoring rows is expected to be \(text.words(entry.estimate))."
      )
    } else if judged.withdrawn.isEmpty {
      draft.add(
        .pass,
        "\(text.name.capitalizedFirst) of the scoring rows cannot be estimated: \(entry.estimate.note ?? "it has no value")."
      )
    }
    if entry.card.key != primary.key {
      draft.add(
        .pass,
        "\(MetricText(primary.card).name.capitalizedFirst) itself is not estimated without labels.")
    }
    for reason in judged.withdrawn {
      draft.add(.attention, "The estimate is withdrawn: \(reason.asClause).")
    }
    for told in judged.told { draft.add(told.status, told.text) }
    return draft.text
  }

  private static func remedy(_ judged: Judged) -> String? {
    switch judged.status {
    case .pass, .notApplicable: nil
    case .undecided:
      "Hold estimates against labels in more windows: name validation data, or a shorter truth.estimate window."
    case .fail:
      "Get labels for some of the scoring rows (`assay label sample`) before they are acted on."
    case .attention, .missing:
      """
      Do not watch performance by this estimate: calibrate the model's probabilities, or label a random part of \
      the rows (`assay label sample`).
      """
    }
  }
}

/// What estimates and their record come to.
private struct Judged {
  private(set) var status = CheckStatus.pass
  /// Why the estimate is withheld.
  private(set) var withdrawn: [String] = []
  /// What else is to be said.
  private(set) var told: [(status: CheckStatus, text: String)] = []
  private(set) var measurements: [Measurement]
  private let key: String

  init(entry: EstimationReport.Entry, window: EstimationReport.Window) {
    key = entry.card.key
    measurements = window.metrics.map { metric in
      Measurement(
        name: "\(metric.card.key) of scoring, estimated", value: metric.estimate.value,
        interval: metric.estimate.interval, unit: metric.card.unit, note: metric.estimate.note)
    }
  }

  private mutating func tell(_ status: CheckStatus, _ text: String) {
    self.status = self.status.worse(status)
    told.append((status, text))
  }

  mutating func add(_ found: EstimateFacts) {
    let window = found.present.windows.first
    for assumption in found.present.assumptions + (window?.assumptions ?? []) {
      measurements.append(
        Measurement(
          name: "assumption \(assumption.id)", value: assumption.estimate.value,
          interval: assumption.estimate.interval, unit: "share", threshold: assumption.limit,
          note: assumption.finding))
      switch assumption.outcome {
      case .holds, .information: break
      case .fails:
        status = status.worse(.attention)
        withdrawn.append(assumption.finding)
      case .undecided, .unmeasured:
        tell(.undecided, "Whether an assumption holds is open: \(assumption.finding.asClause).")
      }
    }
    switch found.record {
    case .failure(let reason):
      tell(.undecided, "There is no record of past estimates: \(reason.reason).")
    case .success(let report): add(report)
    }
  }

  private mutating func add(_ report: EstimationReport) {
    // What the record's own windows rest on may fail where the present one holds.
    for failed in report.assumptions where failed.outcome == .fails {
      status = status.worse(.attention)
      withdrawn.append("in the past too, \(failed.finding.asClause)")
    }
    guard let record = report.record.first(where: { $0.card.key == key }) else {
      tell(
        .undecided,
        """
        There is no record of past estimates: no window of test has \(EstimationRecord.leastRows) rows with \
        labels.
        """)
      return
    }
    let held = record.windows.compactMap(\.isCovered)
    tell(
      .pass,
      """
      In \(record.windows.count.of("window")) whose labels came, the intervals held what came \
      \(held.count { $0 }.of("time")).
      """)
    measurements += [
      Measurement(
        name: "windows whose interval held what came", value: record.coverage.value,
        interval: record.coverage.interval, unit: "share",
        threshold: EstimationRecord.leastCoverage, note: record.coverage.note),
      Measurement(
        name: "what came less what was estimated, \(key)", value: record.bias.value,
        interval: record.bias.interval, unit: record.card.unit, note: record.bias.note),
    ]
    switch record.judgement {
    case .pass: break
    case .fail:
      status = status.worse(.attention)
      withdrawn.append("its record is bad: \(record.note ?? "too few intervals held what came")")
    case .undecided, nil:
      tell(
        .undecided,
        "The record is too short to be called good\(record.note.map { ": \($0)" } ?? "").")
    }
  }

  /// Holds the estimate against a goal that is declared for the metric.
  mutating func hold(
    _ goal: Double?, _ entry: EstimationReport.Entry, _ primary: PrimaryMetric
  ) {
    guard let goal, withdrawn.isEmpty, entry.card.key == primary.key,
      primary.surelyMisses(goal, entry.estimate)
    else { return }
    let text = MetricText(entry.card)
    tell(.fail, "\(text.name.capitalizedFirst) surely misses the goal of \(text.words(goal)).")
  }
}

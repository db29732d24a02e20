package import Checklist
internal import Measurements
internal import Statistics

/// Whether enough predictions get their label in time, and rows like those that do not.
package enum LabelsArriveInTime: Check {
  package static let card = CheckCard(
    id: "truth.coverage", aspect: .truth,
    title: "Enough predictions have their label in time, and those are like the others",
    summary: """
      Joins labels to predictions by their key: the share with a label once the declared delay has passed, how \
      late labels are, duplicates, corrections, conflicts and orphans, and whether rows with a label differ \
      from those without.
      """,
    reference: "share with Wilson's interval; shifts as in `parity.inputs`",
    needs: ["truth.labels", "data.scoring"],
    settings: ["truth.labels", "truth.delay", "truth.coverage", "drift", "metrics.level"])

  package static func needs(_ project: Project) -> Needs {
    guard project.truth.labels != nil else { return Needs() }
    return Needs(profiles: [.test, .scoring], truth: [.labels])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    let truth = facts.project.truth
    guard truth.labels != nil else {
      return missing("No labels of production are named.", add: ["truth.labels"])
    }
    guard let joined = try facts.truth?.labels?.get() else {
      return missing("No predictions are named that labels could belong to.", add: ["data.scoring"])
    }
    let report = joined.report
    let share = report.completeness.first { $0.days == truth.delay }
    let (judged, rows, words) = matured(share, report, truth.delay)
    var draft = FindingDraft()
    if report.predictions.rows > 0, report.predictions.labelled == 0 {
      draft.add(
        .fail,
        """
        None of \(report.predictions.rows.of("prediction")) found its label among \
        \(report.labels.ids.of("labelled key")): the keys do not meet.
        """)
    } else {
      let decided = [words, judgedWords(judged, rows, truth.coverage)].compactMap(\.self)
      draft.add(
        CheckStatus(Judgement(judged, atLeast: truth.coverage, rows: rows)),
        decided.joined(separator: " "))
    }
    if let delay = report.delay, let late = delay.quantiles.first(where: { $0.share == 0.95 })?.days
    {
      draft.add(
        .pass,
        "Of the labels that came 95 % were there within \(NumberText.plain(late)) days.")
    }
    for sentence in told(report) { draft.add(.pass, sentence) }
    let drifted = joined.selection?.columns.filter { $0.decision == .drifted }.map(\.name) ?? []
    if !drifted.isEmpty {
      draft.add(
        .attention,
        """
        Rows with a label are not like those without, by \(drifted.listed()): a figure from labels is not \
        one of all rows.
        """)
    }
    let status = draft.status
    return evidence(
      status, draft.text,
      measurements: measurements(joined, judged, truth.coverage),
      method: """
        Labels were joined to the \(joined.role.rawValue) rows by \
        \((facts.project.truth.labels?.key ?? "").visible), as `assay label import` does: the latest label of a \
        key counts, labels that differ at the latest time contradict each other and count as none. Only \
        predictions at least \(truth.delay.of("day")) older than the newest time in the data are asked for \
        their label. Differences between rows with and without one are judged like shifts of inputs.
        """,
      remedy: remedy(status, drifted), weight: status == .fail ? 0.8 : 0.6)
  }

  /// The share that is judged, the rows behind it, and its words.
  private static func matured(
    _ share: LabelImportReport.Completeness?, _ report: LabelImportReport, _ delay: Int
  ) -> (Estimate, Int, String) {
    let all = report.predictions.rows - report.predictions.missingID
    guard report.asOf != nil else {
      return (
        report.coverage, all,
        """
        \(shown(report.coverage)) of \(all.of("prediction")) have a label; how late labels are is not known \
        without the times of both.
        """
      )
    }
    guard let share else {
      return (
        Estimate(undefined: Undefined("no prediction is \(delay.of("day")) old yet")), 0,
        "No prediction is as old as the delay of \(delay.of("day")), so that none must have its label."
      )
    }
    return (
      share.share, share.rows,
      """
      Of \(share.rows.of("prediction")) at least \(delay.of("day")) old \(shown(share.share)) had their \
      label by then.
      """
    )
  }

  private static func judgedWords(_ share: Estimate, _ rows: Int, _ floor: Double) -> String? {
    guard share.value != nil else { return nil }
    let judged = Judgement(share, atLeast: floor, rows: rows)
    let asked = NumberText.percent(floor)
    switch judged {
    case .pass: return nil
    case .fail: return "At least \(asked) were to have one (truth.coverage)."
    case .undecided:
      let open = judged.open(share, "predictions").map { ": \($0)" } ?? ""
      return "Whether that reaches \(asked) (truth.coverage) is not certain\(open)."
    }
  }

  /// What came of labels that are not one a key.
  private static func told(_ report: LabelImportReport) -> [String] {
    let labels = report.labels
    let found = [
      (labels.corrections, "key was corrected later", "keys were corrected later"),
      (
        labels.conflicts, "key has labels that contradict each other",
        "keys have labels that contradict each other"
      ),
      (labels.orphans, "labelled key has no prediction", "labelled keys have no prediction"),
      (labels.duplicates, "label came twice", "labels came twice"),
    ].filter { $0.0 > 0 }
    guard !found.isEmpty else { return [] }
    return [found.map { $0.0.of($0.1, $0.2) }.joined(separator: "; ") + "."]
  }

  private static func measurements(
    _ joined: JoinedLabels, _ judged: Estimate, _ floor: Double
  ) -> [Measurement] {
    let report = joined.report
    var all = [
      Measurement(
        name: "predictions with a label in time", value: judged.value, interval: judged.interval,
        unit: "share", threshold: floor, note: judged.note),
      Measurement(
        name: "predictions with a label", value: report.coverage.value,
        interval: report.coverage.interval, unit: "share", note: report.coverage.note),
    ]
    all += report.completeness.map {
      Measurement(
        name: "labelled within \($0.days.of("day"))", value: $0.share.value,
        interval: $0.share.interval, unit: "share",
        note: "of \($0.rows.of("prediction")) at least so old")
    }
    all += (report.delay?.quantiles ?? []).map {
      Measurement(
        name: "delay of labels, \(NumberText.percent($0.share)) of them", value: $0.days,
        unit: "days")
    }
    all += [
      ("corrected", report.labels.corrections), ("in conflict", report.labels.conflicts),
      ("without a prediction", report.labels.orphans),
    ].map { Measurement(name: "labelled keys \($0.0)", value: Double($0.1), unit: "keys") }
    for column in joined.selection?.columns ?? [] {
      guard case .compared(let found) = column.outcome else { continue }
      all.append(
        Measurement(
          name: "difference of \(column.name), labelled against not",
          value: found.effect.estimate.value, interval: found.effect.estimate.interval,
          unit: "share", threshold: found.effect.threshold, note: found.effect.estimate.note))
    }
    return all
  }

  private static func remedy(_ status: CheckStatus, _ drifted: [String]) -> String? {
    guard status != .pass else { return nil }
    if !drifted.isEmpty, status == .attention {
      return """
        Let chance choose which rows are labelled (`assay label sample`), or weight the labelled ones by how \
        likely they were to be (`assay metrics --inclusion-probability`).
        """
    }
    return status == .undecided
      ? "Wait for more predictions to be old enough, and assess again."
      : """
      Find out why labels are late or do not meet their predictions; until then plan with a longer truth.delay, a \
      proxy, or estimates (`assay estimate`).
      """
  }

  private static func shown(_ estimate: Estimate) -> String {
    let text = MeasurementText(estimate.value, estimate.interval, unit: "share")
    return text.interval.map { "\(text.value) (\($0))" } ?? text.value
  }
}

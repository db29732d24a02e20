package import Checklist
internal import Measurements
internal import Statistics

/// Whether those who label agree beyond chance.
package enum AnnotatorsAgree: Check {
  package static let card = CheckCard(
    id: "truth.agreement", aspect: .truth,
    title: "People who label the same item look for the same and give the same label",
    summary: """
      Agreement of annotators beyond chance against the least that was declared, how accurate they are where \
      labels were adjudicated, and the items that look mislabelled.
      """,
    reference: "Krippendorff, Content Analysis, 2004; Fleiss 1971; Cohen 1960",
    needs: ["truth.annotations"],
    settings: [
      "truth.annotations", "truth.agreement", "baseline.human-accuracy", "metrics.level",
    ])

  package static func needs(_ project: Project) -> Needs {
    project.truth.annotations == nil ? Needs() : Needs(truth: [.annotations])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    let project = facts.project
    guard project.truth.annotations != nil else {
      return missing(
        "No judgements of several annotators are named.", add: ["truth.annotations"])
    }
    guard let report = try facts.truth?.annotations?.get() else {
      return notApplicable("No annotations were read.")
    }
    let scale: LabelScale = project.model.task == .regression ? .interval : .nominal
    let alpha =
      report.krippendorffAlpha[scale] ?? Estimate(undefined: Undefined("it was not measured"))
    let floor = project.truth.agreement
    let judged = Judgement(alpha, atLeast: floor, rows: report.items)
    let text = MeasurementText(alpha.value, alpha.interval, unit: "correlation")
    let verdict =
      switch judged {
      case .pass: "at least the \(NumberText.plain(floor)) that was asked for"
      case .fail: "below the \(NumberText.plain(floor)) that was asked for"
      case .undecided:
        "which may or may not reach \(NumberText.plain(floor)): \(judged.open(alpha, "items") ?? "")"
      }
    var draft = FindingDraft()
    draft.add(
      alpha.value == nil ? .attention : CheckStatus(judged),
      """
      \(report.annotators.of("annotator")) of \(report.items.of("item")) agree beyond chance by \
      \(text.value) (\(text.interval ?? alpha.note?.inProject ?? "")), \(verdict).
      """)
    tell(report.humanAccuracy, project.baseline.humanAccuracy, &draft)
    if !report.labelErrorCandidates.isEmpty {
      draft.add(
        .pass,
        """
        \(report.labelErrorCandidates.count.of("item")) may be mislabelled: its annotators agree with each \
        other and not with the adjudicated label.
        """)
    }
    return evidence(
      draft.status, draft.text,
      measurements: measurements(report, alpha, floor),
      method: """
        As `assay label agreement` measures: alpha of \(scale == .interval ? "numbers" : "names"), its interval by \
        drawing items anew; of several judgements of one item by one annotator the last counts.
        """,
      remedy: draft.status == .pass
        ? nil
        : """
        Look at the items on which they disagree most (`assay label agreement`), sharpen the instructions, train \
        the annotators, and have unclear items adjudicated.
        """,
      weight: 0.6)
  }

  /// Says how accurate the people are where labels were adjudicated, and whether that is what was
  /// declared.
  private static func tell(
    _ human: Estimate, _ declared: Double?, _ draft: inout FindingDraft
  ) {
    guard human.value != nil else { return }
    let words = MeasurementText(human.value, human.interval, unit: "share")
    draft.add(
      .pass,
      "They give the adjudicated label in \(words.value) (\(words.interval ?? "")) of their judgements."
    )
    guard let declared, let interval = human.interval,
      declared < interval.low || declared > interval.high
    else { return }
    draft.add(
      .attention,
      """
      baseline.human-accuracy says \(NumberText.percent(declared)), which these judgements contradict.
      """)
  }

  private static func measurements(
    _ report: AgreementReport, _ alpha: Estimate, _ floor: Double
  ) -> [Measurement] {
    let (kappa, human, reachable) = (
      report.fleissKappa, report.humanAccuracy, report.reachableAccuracy
    )
    return [
      Measurement(
        name: "Krippendorff's alpha", value: alpha.value, interval: alpha.interval,
        unit: "correlation", threshold: floor, note: alpha.note?.inProject),
      Measurement(
        name: "Fleiss' kappa", value: kappa.value, interval: kappa.interval, unit: "correlation",
        note: kappa.note?.inProject),
      Measurement(
        name: "judgements like the adjudicated label", value: human.value,
        interval: human.interval, unit: "share", note: human.note?.inProject),
      Measurement(
        name: "accuracy that these labels leave reachable", value: reachable.value,
        interval: reachable.interval, unit: "share", note: reachable.note?.inProject),
    ]
  }
}

package import Checklist
internal import Measurements
internal import Statistics

/// Whether labels are good enough for what is asked of the model.
package enum GoalIsBelowCeiling: Check {
  package static let card = CheckCard(
    id: "truth.ceiling", aspect: .truth,
    title: "The accuracy that is asked for is within what the labels leave reachable",
    summary: """
      Holds the goal for accuracy, and the accuracy measured on test, against the accuracy that a model without \
      any error would reach when judged by labels as noisy as the annotators'.
      """,
    reference: "Dawid and Skene 1979, with one error rate for all annotators",
    needs: ["truth.annotations", "data.test"],
    settings: ["truth.annotations", "metrics"])

  package static func needs(_ project: Project) -> Needs {
    guard project.truth.annotations != nil, project.model.task == .binary else { return Needs() }
    return Needs(metrics: [.test], truth: [.annotations])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    let project = facts.project
    guard project.model.task == .binary else {
      return notApplicable(
        "Accuracy has a ceiling where labels are classes; the target is a number.")
    }
    guard project.truth.annotations != nil else {
      return missing(
        "No judgements of several annotators are named that would tell how noisy labels are.",
        add: ["truth.annotations"])
    }
    if let missing = missingMetrics([.test], in: facts) { return missing }
    guard let report = try facts.truth?.annotations?.get(),
      let metrics = try facts[.test]?.metrics?.get()
    else { return notApplicable("No annotations were read.") }
    let key = Accuracy.card.key
    let ceiling = report.reachableAccuracy
    guard let reachable = ceiling.value else {
      return evidence(
        .attention,
        "What labels leave reachable is not known: \(ceiling.note ?? "it was not measured").",
        method: "Annotators' agreement, as `assay label agreement` measures it.",
        remedy: "Let two or more people label the same items, or have some of them adjudicated.")
    }
    let text = MeasurementText(reachable, ceiling.interval, unit: "share")
    var draft = FindingDraft()
    draft.add(
      .pass,
      """
      Labels as noisy as these leave an accuracy of \(text.value) (\(text.interval ?? "")) reachable.
      """)
    if let goal = project.metrics.goals[key] {
      let judged = Judgement(ceiling, atLeast: goal, rows: report.items)
      let shown = NumberText.percent(goal)
      let words =
        switch judged {
        case .pass: "The goal of \(shown) lies below."
        case .fail: "The goal of \(shown) lies beyond what any model could be seen to reach."
        case .undecided:
          """
          Whether the goal of \(shown) can be reached is not certain\
          \(judged.open(ceiling, "items with two judgements").map { ": \($0)" } ?? "").
          """
        }
      draft.add(CheckStatus(judged), words)
    }
    let own = metrics[key] ?? Estimate(undefined: Undefined("it was not measured"))
    if let measured = own.interval, let high = ceiling.interval?.high {
      let shown = MeasurementText(own.value, own.interval, unit: "share")
      if measured.low > high {
        draft.add(
          .attention,
          """
          The model reaches \(shown.value) (\(shown.interval ?? "")) on test, more than such labels allow: test \
          may be labelled otherwise, or the model may know its labels.
          """)
      } else {
        draft.add(.pass, "The model reaches \(shown.value) on test.")
      }
    }
    let status = draft.status
    return evidence(
      status, draft.text,
      measurements: [
        Measurement(
          name: "accuracy that the labels leave reachable", value: reachable,
          interval: ceiling.interval, unit: "share", threshold: project.metrics.goals[key],
          note: ceiling.note),
        Measurement(
          name: "share of labels that are wrong", value: 1 - reachable,
          interval: ceiling.interval.map {
            Interval(low: 1 - $0.high, high: 1 - $0.low, level: $0.level, method: $0.method)
          }, unit: "share"),
        Measurement(
          name: "accuracy on test", value: own.value, interval: own.interval, unit: "share",
          note: own.note),
      ],
      method: """
        Human accuracy where labels were adjudicated, else what the agreement of pairs of annotators implies when \
        they err alike and independently of each other.
        """,
      remedy: status == .pass
        ? nil
        : """
        Lower the goal to what labels can show, or make labels better: clearer instructions, several judgements an \
        item, adjudication.
        """,
      weight: 0.5)
  }
}

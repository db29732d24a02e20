package import Checklist
internal import Statistics

/// Whether reports of wrong predictions come back to the prediction that they are about.
package enum FeedbackFindsItsPrediction: Check {
  package static let card = CheckCard(
    id: "integration.feedback", aspect: .integration,
    title: "A report that a prediction is wrong comes back joined to that prediction",
    summary: """
      Joins the reports of the feedback path to the predictions by their key: the share that finds exactly one, \
      those without a key, and those whose key several predictions have.
      """,
    reference: "share with Wilson's interval",
    needs: ["integration.feedback", "data.scoring"],
    settings: ["integration.feedback", "integration.logged", "metrics.level"])

  package static func needs(_ project: Project) -> Needs {
    guard let declared = project.integration.feedback else { return Needs() }
    return Needs(
      profiles: [.test, .scoring], trace: [.feedback], sendsReport: !declared.send.isEmpty)
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    guard let declared = facts.project.integration.feedback else {
      return missing("No feedback is named that came back.", add: ["integration.feedback"])
    }
    guard let found = try facts.trace?.feedback?.get() else {
      return notApplicable("No feedback was read.")
    }
    if let drill = found.drill, drill.seconds == nil { return failed(drill, declared) }
    guard found.reports > 0 else {
      return evidence(
        .fail, "The feedback path brought no report: nothing shows that it works.",
        method: "Nothing was joined.",
        remedy: "Report a wrong prediction on purpose, and see it come back.", weight: 0.6)
    }
    let share = try WilsonInterval.estimate(
      successes: found.joined, rows: found.reports, level: facts.project.metrics.level)
    // A report that was sent on purpose and came back shows the path, where none got lost.
    let isShown = found.drill != nil && found.joined == found.reports
    let judged =
      isShown ? .pass : Judgement(share, atLeast: declared.joined, rows: found.reports)
    let text = MeasurementText(share.value, share.interval, unit: "share")
    let open = judged.open(share, "reports").map { ": \($0)" } ?? ""
    let verdict =
      switch judged {
      case .pass where isShown: "every one"
      case .pass: "at least the \(NumberText.percent(declared.joined)) that was asked for"
      case .fail: "less than the \(NumberText.percent(declared.joined)) that was asked for"
      case .undecided:
        "which may or may not reach \(NumberText.percent(declared.joined))\(open)"
      }
    var finding =
      found.drill == nil ? "" : "A report that was sent on purpose came back to its prediction. "
    finding += """
      Of \(found.reports.of("report")) \(text.value) (\(text.interval ?? "")) found exactly one of \
      \(found.predictions.of("prediction")), \(verdict).
      """
    if found.unkeyed > 0 { finding += " \(found.unkeyed.of("report")) came without a key." }
    if found.ambiguous > 0 {
      finding += " \(found.ambiguous.of("report")) could be about several predictions."
    }
    return evidence(
      CheckStatus(judged), finding,
      measurements: [
        Measurement(
          name: "reports that found their prediction", value: share.value,
          interval: share.interval, unit: "share", threshold: declared.joined),
        Measurement(name: "reports without a key", value: Double(found.unkeyed), unit: "reports"),
        Measurement(
          name: "reports that could be about several predictions",
          value: Double(found.ambiguous), unit: "reports"),
      ]
        + (found.drill.map {
          [
            Measurement(
              name: "time of the report sent on purpose", value: $0.seconds, unit: "seconds",
              threshold: declared.within, isMomentary: true)
          ]
        } ?? []),
      method: """
        Reports and predictions were joined by \(declared.key.visible), compared as text; predictions are those of \
        integration.logged where they have that column, else those of scoring or of test.
        """,
      remedy: judged == .pass
        ? nil
        : "Give each answer a key that is its own, and have every report send it back.",
      weight: 0.5)
  }

  /// The report that was sent on purpose got lost.
  private static func failed(
    _ drill: SendingDrill, _ declared: Project.Integration.Feedback
  ) -> Evidence {
    let why =
      drill.problem.map { "could not be sent: \($0.asClause.visible)" }
      ?? drill.unread.map { "cannot be looked for: \($0)" }
      ?? "did not come back within \(NumberText.plain(declared.within)) seconds"
    return evidence(
      .fail, "A report that was sent on purpose \(why).",
      method:
        "integration.feedback.send was run with the key of a prediction, and its report looked for.",
      remedy: "Follow the report from the command to the data of integration.feedback.",
      weight: 0.6)
  }
}

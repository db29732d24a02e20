package import Checklist
internal import Measurements
internal import Statistics

/// Whether it is said who answers alarms how fast, and when and by whose leave the model is trained
/// again.
package enum PolicyIsComplete: Check {
  package static let card = CheckCard(
    id: "performance.policy", aspect: .performance,
    title: "The policy on alarms and on training again is complete and can be kept",
    summary: """
      Looks for owners, a channel and a time to respond, and for a retraining policy: what starts it, \
      least data, cool-down and approver; and whether these contradict one another or the figures at hand.
      """,
    reference: "Sculley et al., Hidden Technical Debt in Machine Learning Systems, 2015",
    needs: ["plan.owners", "plan.channels", "plan.respond-within", "plan.retraining"],
    settings: ["plan", "metrics"])

  package static func needs(_ project: Project) -> Needs {
    project.plan.retraining.threshold == nil ? Needs() : Needs(metrics: [.test])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    let plan = facts.project.plan
    guard !plan.retraining.isEmpty || !plan.owners.isEmpty else {
      return missing(
        "Nothing says who answers alarms, and when the model is trained again.",
        add: ["plan.owners", "plan.channels", "plan.respond-within", "plan.retraining"])
    }
    let lacks = lacks(plan)
    let contradictions = try contradictions(facts)
    let doubts = doubts(facts.project)
    let status: CheckStatus =
      !contradictions.isEmpty ? .fail : lacks.isEmpty && doubts.isEmpty ? .pass : .attention
    let sentences = [
      contradictions.isEmpty ? nil : contradictions.joined(separator: "; ").capitalizedFirst + ".",
      lacks.isEmpty
        ? nil
        : """
        \(lacks.count.of("fact")) \(lacks.count.verb("is", "are")) not declared: \
        \(lacks.joined(separator: ", ")).
        """,
      doubts.isEmpty ? nil : doubts.joined(separator: "; ").capitalizedFirst + ".",
    ].compactMap(\.self)
    return evidence(
      status,
      sentences.isEmpty
        ? "Owners, channels, response and retraining are declared and fit together."
        : sentences.joined(separator: " "),
      measurements: [
        Measurement(
          name: "facts that are not declared", value: Double(lacks.count), unit: "facts",
          threshold: 0)
      ],
      method: """
        plan.owners must name somebody on call and for the model, plan.retraining a threshold or a \
        schedule with least rows, cool-down and approver. Times and rows are held against each other, \
        a threshold against the metric on test.
        """,
      remedy: status == .pass
        ? nil
        : contradictions.isEmpty
          ? "Add what lacks below plan: in assay.yaml." : "Correct plan.retraining in assay.yaml.",
      weight: status == .fail ? 0.7 : 0.4)
  }

  /// Keys of assay.yaml that a complete policy has, and this one lacks.
  private static func lacks(_ plan: Project.Plan) -> [String] {
    let retraining = plan.retraining
    let facts: [(isThere: Bool, words: String)] = [
      (
        plan.owners.contains { $0.role == .onCall }, "who is on call (plan.owners, role: on-call)"
      ),
      (
        plan.owners.contains { $0.role == .model },
        "who answers for the model (plan.owners, role: model)"
      ),
      (!plan.channels.isEmpty, "where alarms go (plan.channels)"),
      (plan.respondWithin != nil, "how soon somebody acts (plan.respond-within)"),
      (
        retraining.threshold != nil || retraining.every != nil,
        "what starts training (plan.retraining.threshold or every)"
      ),
      (retraining.leastRows != nil, "the least new data (plan.retraining.least-rows)"),
      (retraining.coolDown != nil, "the cool-down (plan.retraining.cool-down)"),
      (
        retraining.approver != nil || plan.owners.contains { $0.role == .approver },
        "who approves a new model (plan.retraining.approver)"
      ),
    ]
    return facts.filter { !$0.isThere }.map(\.words)
  }

  /// What cannot be kept whatever happens.
  private static func contradictions(_ facts: Facts) throws -> [String] {
    let retraining = facts.project.plan.retraining
    var found: [String] = []
    if let every = retraining.every, let coolDown = retraining.coolDown,
      coolDown.seconds > every.seconds
    {
      found.append(
        """
        the model is to be trained at the latest after \(every.text.visible) and not sooner than after \
        \(coolDown.text.visible)
        """)
    }
    guard let threshold = retraining.threshold,
      case .success(let report) = facts[.test]?.metrics
    else { return found }
    let primary = try PrimaryMetric(facts.project, report: report)
    if let value = report[primary.key]?.value,
      primary.badness(threshold) <= primary.badness(value)
    {
      let text = MetricText(primary.card)
      found.append(
        """
        retraining starts at \(text.limit(threshold)), and \(text.name) is no better on test \
        (\(text.words(value))): it would start at once
        """)
    }
    return found
  }

  /// What cannot be kept with the rows that are declared.
  private static func doubts(_ project: Project) -> [String] {
    let retraining = project.plan.retraining
    guard let every = retraining.every, let least = retraining.leastRows,
      let perDay = project.plan.rowsPerDay
    else { return [] }
    let labelled = perDay * every.seconds / 86_400 * (project.plan.labels.coverage ?? 1)
    guard labelled < Double(least) else { return [] }
    return [
      """
      \(every.text.visible) bring about \(NumberText.plain(labelled.rounded(), significant: 3)) \
      labelled rows, fewer than the \(NumberText.count(least)) without which the model is not trained
      """
    ]
  }
}

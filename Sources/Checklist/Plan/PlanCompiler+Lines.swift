extension PlanCompiler {
  /// Goals of metrics, and goals and limits of speed and cost, with what was measured.
  var limits: [ProductionPlan.Limit] {
    let metrics = evidence("benchmark.metrics")?.measurements ?? []
    let goals = project.metrics.goals.sorted { $0.key < $1.key }.map { name, goal in
      let measured = metrics.first { $0.name == "\(name) on test" }
      return ProductionPlan.Limit(
        name: name, goal: goal, measured: measured?.value, unit: measured?.unit,
        item: "benchmark.metrics")
    }
    let bounds = project.limits.bounds.sorted { $0.key.rawValue < $1.key.rawValue }
    return goals
      + bounds.map { kind, bound in
        let item = "limits.\(kind.rawValue)"
        let measured = evidence(item)?.measurements.first
        return ProductionPlan.Limit(
          name: kind.rawValue, goal: bound.goal, limit: bound.limit, measured: measured?.value,
          unit: measured?.unit, item: item)
      }
  }

  /// What people answered, by part of the plan and in the order of the checklist.
  var agreements: [ProductionPlan.Agreement] {
    let answered = aspects.flatMap(\.questions).compactMap { one in
      one.answer.flatMap { answer in
        PlanPart(question: one.question).map { part in
          ProductionPlan.Agreement(
            part: part, item: one.question.id, text: answer.text, by: answer.by,
            evidence: answer.evidence)
        }
      }
    }
    return PlanPart.allCases.flatMap { part in answered.filter { $0.part == part } }
  }

  /// What does not pass, with the decision in force on it: failures first.
  var risks: [ProductionPlan.Risk] {
    let open = aspects.flatMap { result in
      result.checks.filter { $0.status != .pass && $0.status != .notApplicable }.map { check in
        risk(
          check.check.id, status: check.status.rawValue, finding: check.finding,
          decision: result.checkDecisions[check.check.id] ?? result.decision)
      }
    }
    let failed = CheckStatus.fail.rawValue
    return open.filter { $0.status == failed } + open.filter { $0.status != failed }
  }

  private func risk(
    _ item: String, status: String, finding: String, decision: Decision?
  ) -> ProductionPlan.Risk {
    ProductionPlan.Risk(
      item: item, status: status, finding: finding, decision: decision?.kind, by: decision?.by,
      reason: decision?.reason, until: decision?.until)
  }

  /// What nobody covers, by kind and then in the order of the checklist: open checks without a
  /// decision that takes them on, questions of the plan without an answer, and what a plan must say
  /// beyond them.
  var gaps: [ProductionPlan.Gap] {
    let all = everyGap
    return ProductionPlan.Gap.Kind.allCases.flatMap { kind in all.filter { $0.kind == kind } }
  }

  private var everyGap: [ProductionPlan.Gap] {
    aspects.filter { $0.decision?.kind != ItemDecision.Kind.waive.rawValue }.flatMap { result in
      open(in: result) + result.questions.compactMap(gap)
        + undeclared.filter { $0.item.hasPrefix(result.aspect.id.rawValue + ".") }
    }
  }

  /// The checks of an aspect that nobody covers; of a rejected aspect the rejection.
  private func open(in result: AspectResult) -> [ProductionPlan.Gap] {
    let id = result.aspect.id.rawValue
    guard let decision = result.decision, decision.kind == ItemDecision.Kind.reject.rawValue else {
      return result.checks.compactMap { gap(of: $0, in: result) }
    }
    return [rejection(of: id, by: decision, title: result.aspect.title)]
  }

  private func rejection(
    of item: String, by decision: Decision, title: String
  ) -> ProductionPlan.Gap {
    ProductionPlan.Gap(
      item: item, kind: .failure, reason: "rejected by \(decision.by): \(title)",
      remedy: """
        Mend what was found (\(decision.reason)); whoever rejected it lifts it: \
        `assay decide \(item) withdraw --by NAME --reason TEXT`.
        """)
  }

  private func gap(of check: Evidence, in result: AspectResult) -> ProductionPlan.Gap? {
    let id = check.check.id
    let decision = result.checkDecisions[id] ?? result.decision
    let kind = decision.flatMap { ItemDecision.Kind(rawValue: $0.kind) }
    let standing = AspectStatus.standing(check.status, kind)
    guard standing == .fail || standing == .attention else { return nil }
    if let decision, kind == .reject {
      return rejection(of: id, by: decision, title: check.check.title)
    }
    let isFailure = check.status == .fail
    let words =
      isFailure ? "waive --by NAME --reason TEXT --until DATE" : "accept --by NAME --reason TEXT"
    return ProductionPlan.Gap(
      item: id,
      kind: isFailure ? .failure : check.status == .missing ? .declaration : .finding,
      reason: """
        \(self.words(check.status)) \
        \(isFailure && kind == .accept ? "and an acceptance does not cover that" : "and nobody decided on it"): \
        \(check.check.title)
        """,
      remedy:
        "\(check.remedy.map { "\($0) Or decide: " } ?? "Decide: ")`assay decide \(id) \(words)`.")
  }

  private func words(_ status: CheckStatus) -> String {
    switch status {
    case .fail: "it fails"
    case .attention: "it asks for attention"
    case .undecided: "it is undecided"
    case .missing: "its inputs are missing"
    case .pass, .notApplicable: "it is good"
    }
  }

  private func gap(_ one: AnsweredQuestion) -> ProductionPlan.Gap? {
    guard one.answer == nil, PlanPart(question: one.question) != nil else { return nil }
    return ProductionPlan.Gap(
      item: one.question.id, kind: .question, reason: "unanswered: \(one.question.text)",
      remedy: "Answer under answers: in assay.yaml. Name: \(one.question.hint)")
  }

  /// What an executable plan must say, under the question that asks for it.
  private var undeclared: [ProductionPlan.Gap] {
    let plan = project.plan
    let facts: [(isThere: Bool, item: String, key: String, what: String)] = [
      (plan.labels.delay != nil, "truth.delay", "plan.labels", "when labels are complete"),
      (
        plan.fallback.kind != nil, "integration.failure", "plan.fallback",
        "what answers in the model's place"
      ),
      (
        project.contract == nil || plan.quarantine != nil, "quality.rerouting", "plan.quarantine",
        "where rows go that break the contract"
      ),
    ]
    return facts.filter { !$0.isThere }.map { fact in
      ProductionPlan.Gap(
        item: fact.item, kind: .declaration, reason: "assay.yaml does not say \(fact.what)",
        remedy: (Project.instruction(for: fact.key)?.sentence ?? "Declare \(fact.key)."))
    }
  }
}

extension String {
  /// The text with a capital at its beginning and a full stop at its end.
  fileprivate var sentence: String { prefix(1).uppercased() + dropFirst() + "." }
}

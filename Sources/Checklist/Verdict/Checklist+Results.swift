extension Checklist {
  /// Puts evidence, answers and decisions together, one result an aspect, in the checklist's order.
  ///
  /// - Parameters:
  ///   - evidence: of every check that was to run; a check that could not says so in its status.
  ///   - answers: by the question's id; a blank answer is none.
  ///   - decisions: of two on one item that hold today, the later in the list counts.
  ///   - today: the day on which decisions must still hold.
  package static func results(
    evidence: [Evidence], answers: [String: Answer], decisions: [ItemDecision],
    today: CalendarDate
  ) -> [AspectResult] {
    let register = DecisionRegister(decisions, today: today)
    return aspects.map { aspect in
      let checks = evidence.filter { $0.check.aspect == aspect.id }
      let questions = aspect.questions.map { question in
        AnsweredQuestion(
          question: question,
          answer: answers[question.id].flatMap { $0.text.allSatisfy(\.isWhitespace) ? nil : $0 })
      }
      let onAspect = register.inForce[.aspect(aspect.id)]
      let onChecks = checks.map { register.inForce[.check($0.check.id)] }
      let status = AspectStatus(
        checks: zip(checks, onChecks).map { ($0.status, $1?.kind) },
        unanswered: questions.count { $0.answer == nil }, decision: onAspect?.kind)
      return AspectResult(
        aspect: aspect, status: status, checks: checks, questions: questions,
        decision: onAspect?.decision,
        checkDecisions: Dictionary(
          zip(checks, onChecks).compactMap { check, decision in
            decision.map { (check.check.id, $0.decision) }
          }, uniquingKeysWith: { $1 }),
        notes: register.notes(on: aspect.id, checks: checks))
    }
  }
}

/// The decisions sorted by what holds today.
struct DecisionRegister {
  /// The decision in force on each item.
  let inForce: [ItemDecision.Item: ItemDecision]
  /// Those that ended before today and were not renewed.
  let expired: [ItemDecision]

  init(_ decisions: [ItemDecision], today: CalendarDate) {
    let inForce = Dictionary(
      decisions.filter { $0.holds(on: today) }.map { ($0.item, $0) }, uniquingKeysWith: { $1 })
    self.inForce = inForce
    expired = decisions.filter { !$0.holds(on: today) && inForce[$0.item] == nil }
  }

  /// One sentence for each decision on the aspect or its checks that does not do what it seems to.
  func notes(on aspect: AspectID, checks: [Evidence]) -> [String] {
    let ended = expired.filter { $0.item.belongs(to: aspect) }.map { decision in
      """
      The decision of \(decision.by) to \(decision.kind.rawValue) \(decision.item.name) ended on \
      \(decision.until?.description ?? "an unknown day") and no longer counts.
      """
    }
    let idle = checks.compactMap { evidence -> String? in
      let id = evidence.check.id
      guard let decision = inForce[.check(id)] else { return nil }
      switch (evidence.status, decision.kind) {
      case (.pass, _), (.notApplicable, _):
        return
          "The decision of \(decision.by) to \(decision.kind.rawValue) \(id) is not needed today."
      case (.fail, .accept):
        return "\(decision.by) accepted \(id), which does not lift its failure: only a waiver does."
      default:
        return nil
      }
    }
    return ended + idle
  }
}

extension ItemDecision.Item {
  /// The id of the aspect or the check.
  package var name: String {
    switch self {
    case .aspect(let id): id.rawValue
    case .check(let id): id
    }
  }

  /// Whether it is the aspect or one of its checks.
  func belongs(to aspect: AspectID) -> Bool {
    switch self {
    case .aspect(let id): id == aspect
    case .check(let id): id.hasPrefix(aspect.rawValue + ".")
    }
  }
}

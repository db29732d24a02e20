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
      let onAspect = register.decision(on: aspect.id, checks: checks)
      let onChecks = checks.map(register.decision)
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

import Checklist

/// One aspect of the checklist: why it matters, its evidence, its questions.
struct AspectSection: Component {
  static let template = "aspect.html"

  let anchor: Markup
  let number: Markup
  let title: Markup
  let purpose: Markup
  let status: StatusBadge
  let decision: DecisionView?
  let checks: [Markup]
  let hasNoChecks: Bool
  let questions: [QuestionView]

  struct DecisionView: Sendable {
    let kind: Markup
    let by: Markup
    let reason: Markup
    let until: Markup?
  }

  struct QuestionView: Sendable {
    let questionID: Markup
    let question: Markup
    let answer: Markup?
    let answeredBy: Markup?
    let isUnanswered: Bool
    let hint: Markup
    /// A link that may be followed.
    let evidenceLink: Markup?
    /// What the person wrote as evidence.
    let evidence: Markup?
  }

  init(_ result: AspectResult) throws(TemplateError) {
    anchor = Markup(Anchor.id("aspect", result.aspect.id.rawValue))
    number = Markup(String(result.aspect.number))
    title = Markup(result.aspect.title)
    purpose = Markup(result.aspect.purpose)
    status = StatusBadge(StatusWords(result.status))
    decision = result.decision.map {
      DecisionView(
        kind: Markup($0.kind), by: Markup($0.by), reason: Markup($0.reason),
        until: $0.until.map { Markup($0) })
    }
    var rendered: [Markup] = []
    for evidence in FindingOrder.sorted(result.checks) {
      rendered.append(try CheckSection(evidence, result.checkDecisions[evidence.check.id]).render())
    }
    checks = rendered
    hasNoChecks = rendered.isEmpty
    questions = result.questions.map(Self.question)
  }

  private static func question(_ answered: AnsweredQuestion) -> QuestionView {
    let link = answered.answer?.evidence.flatMap { SafeLink.target($0) }
    return QuestionView(
      questionID: Markup(answered.question.id), question: Markup(answered.question.text),
      answer: answered.answer.map { Markup(lines: $0.text) },
      answeredBy: answered.answer?.by.map { Markup($0) },
      isUnanswered: answered.answer == nil, hint: Markup(answered.question.hint),
      evidenceLink: link.map { Markup($0) },
      evidence: answered.answer?.evidence.map { Markup($0) })
  }
}

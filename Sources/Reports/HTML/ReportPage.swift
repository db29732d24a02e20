import Checklist

/// The page: what a board sees first, then the checklist, then the evidence.
struct ReportPage: Component {
  static let template = "report.html"

  let head: Markup
  let verdict: StatusBadge
  let reason: Markup
  let modelName: Markup
  let modelDescription: Markup?
  let facts: [Fact]
  let deciding: Markup?
  let findings: [TopFinding]
  let hasConditions: Bool
  let conditions: [ConditionRow]
  let checklist: [ChecklistRow]
  let questionTally: Markup
  let aspects: [Markup]
  let score: Markup
  let methods: [MethodRow]
  let inputs: [InputRow]
  let warningCount: Markup?
  let warnings: [Markup]
  let command: Markup
  let version: Markup
  let time: Markup
  let glossary: [Term]

  struct Fact: Sendable {
    let name: Markup
    let fact: Markup
  }

  struct ConditionRow: Sendable {
    let item: Markup
    let anchor: Markup?
    let words: Markup
  }

  struct ChecklistRow: Sendable {
    let number: Markup
    let anchor: Markup
    let title: Markup
    let status: StatusBadge
    let sentence: Markup
  }

  struct MethodRow: Sendable {
    let check: Markup
    let checkAnchor: Markup
    let method: Markup
    let reference: Markup
  }

  struct InputRow: Sendable {
    let role: Markup
    let source: Markup
    let rows: Markup
    let columns: Markup
    let contentHash: Markup
    let schemaHash: Markup
  }

  struct Term: Sendable {
    let term: Markup
    let meaning: Markup
  }

  init(_ assessment: Assessment) throws(TemplateError) {
    let words = StatusWords(assessment.verdict)
    let model = assessment.model
    let name = [model.name, model.version].filter { !$0.isEmpty }.joined(separator: " ")
    head = try PageHead("\(words.word) – \(name)").render()
    verdict = StatusBadge(words)
    reason = Markup(AssessmentWords(assessment).reason)
    modelName = Markup(name.isEmpty ? "Unnamed model" : name)
    modelDescription = model.description.isEmpty ? nil : Markup(model.description)
    facts = Self.facts(assessment)
    deciding = AssessmentWords(assessment).decidingFigure.map { Markup($0) }
    findings = FindingOrder.all(assessment).prefix(3).map { TopFinding($0) }
    conditions = Conditions(assessment).all.map { condition in
      ConditionRow(
        item: Markup(condition.item),
        anchor: condition.item.contains(".")
          ? Markup(Anchor.id("check", condition.item)) : nil,
        words: Markup(sentence: condition.words))
    }
    hasConditions = !conditions.isEmpty
    checklist = assessment.aspects.map { result in
      ChecklistRow(
        number: Markup(String(result.aspect.number)),
        anchor: Markup(Anchor.id("aspect", result.aspect.id.rawValue)),
        title: Markup(result.aspect.title), status: StatusBadge(StatusWords(result.status)),
        sentence: Markup(sentence: AspectSentence(result).short))
    }
    let unanswered = AssessmentWords(assessment).unanswered
    questionTally = Markup(
      unanswered.count == 0
        ? "All \(unanswered.all) questions are answered."
        : "\(unanswered.count) of \(unanswered.all) questions are unanswered; "
          + "answers go under answers: in assay.yaml.")
    var rendered: [Markup] = []
    for result in assessment.aspects { rendered.append(try AspectSection(result).render()) }
    aspects = rendered
    score = try ScoreSection(assessment.testScore).render()
    methods = assessment.aspects.flatMap(\.checks).filter { !$0.method.isEmpty }.map {
      MethodRow(
        check: Markup($0.check.id), checkAnchor: Markup(Anchor.id("check", $0.check.id)),
        method: Markup($0.method), reference: Markup($0.check.reference))
    }
    inputs = assessment.inputs.map { input in
      InputRow(
        role: Markup(input.role), source: Markup(input.source),
        rows: Markup(NumberText.count(input.rows)),
        columns: Markup(NumberText.count(input.columns)),
        contentHash: Markup(input.contentHash ?? "none: the source has no bytes of its own"),
        schemaHash: Markup(input.schemaHash))
    }
    let count = assessment.warnings.count
    warningCount = count == 0 ? nil : Markup(NumberText.count(count))
    warnings = assessment.warnings.map { Markup($0.sentence) }
    command = Markup(assessment.command)
    version = Markup(assessment.assayVersion)
    time = Markup(AssessmentWords(assessment).time)
    glossary = Glossary.terms(for: assessment).map {
      Term(term: Markup($0.term), meaning: Markup($0.meaning))
    }
  }

  private static func facts(_ assessment: Assessment) -> [Fact] {
    var facts = [
      ("Task", assessment.model.task), ("Predicts", assessment.model.target),
    ]
    // What is no table – the model, measurements of it – has no size to tell.
    for input in assessment.inputs where input.columns > 0 {
      let size = "\(input.rows.of("row")) × \(NumberText.count(input.columns)) columns"
      let role = input.role.prefix(1).uppercased() + input.role.dropFirst()
      facts.append((role, size))
    }
    facts.append(
      (
        "ML Test Score",
        "\(NumberText.plain(assessment.testScore.total)) of \(AssessmentWords(assessment).mostPoints)"
      ))
    facts.append(("Assessed", AssessmentWords(assessment).time))
    facts += assessment.signatures.map { ("Signed", DecisionText.words($0)) }
    return facts.filter { !$0.1.isEmpty }.map { Fact(name: Markup($0.0), fact: Markup($0.1)) }
  }
}

/// One of the three findings that a reader should know if they read nothing else.
struct TopFinding: Sendable {
  let status: StatusBadge
  let lead: Markup?
  let title: Markup
  let finding: Markup
  let remedy: Markup?
  let checkAnchor: Markup
  let check: Markup
  let aspectTitle: Markup

  init(_ finding: FindingOrder.Finding) {
    status = StatusBadge(StatusWords(finding.evidence.status))
    lead = finding.evidence.status.beforeClaim.map { Markup($0) }
    title = Markup(finding.evidence.check.title)
    self.finding = Markup(sentence: finding.evidence.finding)
    remedy = finding.evidence.remedy.map { Markup(sentence: $0) }
    check = Markup(finding.evidence.check.id)
    checkAnchor = Markup(Anchor.id("check", finding.evidence.check.id))
    aspectTitle = Markup("\(finding.aspect.number). \(finding.aspect.title)")
  }
}

import Checklist

/// One check's evidence: the finding, charts, numbers, method, and what to do.
struct CheckSection: Component {
  static let template = "check.html"

  let anchor: Markup
  let check: Markup
  /// What keeps a claim that does not hold from being read as one that does.
  let lead: Markup?
  let title: Markup
  let status: StatusBadge
  let finding: Markup
  /// What a person decided about it.
  let decision: Markup?
  let remedy: Markup?
  let hasFigures: Bool
  let figures: [Markup]
  /// The first measurements, which carry the finding.
  let measurements: Markup?
  /// The others, one click away.
  let further: Further?
  let summary: Markup
  let method: Markup?
  let reference: Markup?

  struct Further: Sendable {
    let heading: Markup
    let table: Markup
  }

  /// Measurements that are shown at once: more make a reader scroll past the next check.
  private static let shown = 8

  init(_ evidence: Evidence, _ decision: Decision? = nil) throws(TemplateError) {
    anchor = Markup(Anchor.id("check", evidence.check.id))
    check = Markup(evidence.check.id)
    lead = evidence.status.beforeClaim.map { Markup($0) }
    title = Markup(evidence.check.title)
    status = StatusBadge(StatusWords(evidence.status))
    finding = Markup(sentence: evidence.finding)
    self.decision = decision.map { Markup(sentence: DecisionText.words($0)) }
    remedy = evidence.remedy.map { Markup(sentence: $0) }
    var rendered: [Markup] = []
    for (position, figure) in evidence.figures.enumerated() {
      let id = Anchor.id("figure", "\(evidence.check.id)-\(position + 1)")
      rendered.append(try FigurePanel(figure, id: id).render())
    }
    figures = rendered
    hasFigures = !rendered.isEmpty
    let all = evidence.measurements
    // One row more is no reason to fold.
    let leading = all.count <= Self.shown + 2 ? all[...] : all.prefix(Self.shown)
    let rest = all.dropFirst(leading.count)
    measurements = leading.isEmpty ? nil : try MeasurementTable(Array(leading)).render()
    further =
      rest.isEmpty
      ? nil
      : Further(
        heading: Markup("\(rest.count) more measurements"),
        table: try MeasurementTable(Array(rest)).render())
    summary = Markup(evidence.check.summary)
    method = evidence.method.isEmpty ? nil : Markup(evidence.method)
    reference = evidence.check.reference.isEmpty ? nil : Markup(evidence.check.reference)
  }
}

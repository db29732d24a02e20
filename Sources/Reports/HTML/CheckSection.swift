import Checklist

/// One check's evidence: the finding, charts, numbers, method, and what to do.
struct CheckSection: Component {
  static let template = "check.html"

  let anchor: Markup
  let check: Markup
  let title: Markup
  let status: StatusBadge
  let finding: Markup
  let remedy: Markup?
  let hasFigures: Bool
  let figures: [Markup]
  let hasMeasurements: Bool
  let measurements: [MeasurementRow]
  let hasThresholds: Bool
  let hasNotes: Bool
  /// The intervals' level and method, when all are alike.
  let commonMethod: Markup?
  let summary: Markup
  let method: Markup?
  let reference: Markup?

  struct MeasurementRow: Sendable {
    let name: Markup
    let number: Markup
    let interval: Markup?
    let intervalMethod: Markup?
    let threshold: Markup?
    let note: Markup?
  }

  init(_ evidence: Evidence) throws(TemplateError) {
    anchor = Markup(Anchor.id("check", evidence.check.id))
    check = Markup(evidence.check.id)
    title = Markup(evidence.check.title)
    status = StatusBadge(StatusWords(evidence.status))
    finding = Markup(sentence: evidence.finding)
    remedy = evidence.remedy.map { Markup(sentence: $0) }
    var rendered: [Markup] = []
    for (position, figure) in evidence.figures.enumerated() {
      let id = Anchor.id("figure", "\(evidence.check.id)-\(position + 1)")
      rendered.append(try FigurePanel(figure, id: id).render())
    }
    figures = rendered
    hasFigures = !rendered.isEmpty
    let methods = Set(evidence.measurements.compactMap { MeasurementText($0).intervalMethod })
    let common = methods.count == 1 ? methods.first : nil
    commonMethod = common.map { Markup(sentence: $0) }
    measurements = evidence.measurements.map { measurement in
      let words = MeasurementText(measurement)
      return MeasurementRow(
        name: Markup(measurement.name), number: Markup(sentence: words.value),
        interval: words.interval.map { Markup(sentence: $0) },
        intervalMethod: common == nil ? words.intervalMethod.map { Markup(sentence: $0) } : nil,
        threshold: words.threshold.map { Markup(sentence: $0) },
        note: measurement.note.map { Markup($0) })
    }
    hasMeasurements = !evidence.measurements.isEmpty
    hasThresholds = evidence.measurements.contains { $0.threshold != nil }
    hasNotes = evidence.measurements.contains { $0.note != nil }
    summary = Markup(evidence.check.summary)
    method = evidence.method.isEmpty ? nil : Markup(evidence.method)
    reference = evidence.check.reference.isEmpty ? nil : Markup(evidence.check.reference)
  }
}

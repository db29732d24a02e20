import Checklist

/// Measurements as a table: name, value, interval, and threshold and note where any has one.
struct MeasurementTable: Component {
  static let template = "measurements.html"

  let hasThresholds: Bool
  let hasNotes: Bool
  /// The intervals' level and method, when all are alike.
  let commonMethod: Markup?
  let rows: [Row]

  struct Row: Sendable {
    let name: Markup
    let number: Markup
    let interval: Markup?
    let intervalMethod: Markup?
    let threshold: Markup?
    let note: Markup?
  }

  init(_ measurements: [Measurement]) {
    let words = measurements.map { (measurement: $0, text: MeasurementText($0)) }
    let methods = Set(words.compactMap(\.text.intervalMethod))
    let common = methods.count == 1 ? methods.first : nil
    commonMethod = common.map { Markup(sentence: $0) }
    rows = words.map { measurement, text in
      Row(
        name: Markup(measurement.name), number: Markup(sentence: text.value),
        interval: text.interval.map { Markup(sentence: $0) },
        intervalMethod: common == nil ? text.intervalMethod.map { Markup(sentence: $0) } : nil,
        threshold: text.threshold.map { Markup(sentence: $0) },
        note: measurement.note.map { Markup($0) })
    }
    hasThresholds = measurements.contains { $0.threshold != nil }
    hasNotes = measurements.contains { $0.note != nil }
  }
}

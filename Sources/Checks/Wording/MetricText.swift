internal import Checklist
internal import Statistics

/// A metric's estimates in the words of findings.
struct MetricText {
  let unit: String

  init(_ card: Card) {
    unit = card.unit
  }

  /// `0.821 (0.809 to 0.833)`.
  func words(_ estimate: Estimate) -> String {
    let text = MeasurementText(estimate.value, estimate.interval, unit: unit)
    return text.interval.map { "\(text.value) (\($0))" } ?? text.value
  }

  /// A value alone, with as many digits as a finding needs.
  func words(_ value: Double) -> String {
    unit == "share" ? NumberText.percent(value) : NumberText.plain(value, significant: 3)
  }
}

extension CheckStatus {
  /// The status that a judgement gives.
  init(_ judgement: Judgement) {
    switch judgement {
    case .pass: self = .pass
    case .fail: self = .fail
    case .undecided: self = .undecided
    }
  }
}

extension Judgement {
  var isUndecided: Bool {
    if case .undecided = self { true } else { false }
  }

  /// Rows that would settle it; nil when it is settled or nobody knows.
  var moreRows: Int? {
    if case .undecided(let more) = self { more } else { nil }
  }

  /// What to add to a finding when the rows do not decide; empty when they do.
  func words(_ subject: String) -> String {
    guard isUndecided else { return "" }
    guard let more = moreRows else { return " The rows do not decide whether \(subject)." }
    return """
       The rows do not decide whether \(subject): about \(NumberText.count(more)) more would.
      """
  }
}

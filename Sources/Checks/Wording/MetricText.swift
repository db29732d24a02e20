internal import Checklist
internal import Statistics

/// A metric's estimates in the words of findings.
struct MetricText {
  let unit: String

  init(_ card: Card) {
    // An area of 0.82 is not “0.82 probability”: such units describe, they are not said.
    unit = card.unit == "probability" ? "" : card.unit
  }

  /// `0.821 (0.809 to 0.833)`.
  func words(_ estimate: Estimate) -> String {
    let text = MeasurementText(estimate.value, estimate.interval, unit: unit)
    return text.interval.map { "\(text.value) (\($0))" } ?? text.value
  }

  /// A value alone.
  func words(_ value: Double) -> String {
    MeasurementText(value, nil, unit: unit).value
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

extension Check {
  /// What to add to a finding when the rows do not decide; empty when they do.
  static func undecidedWords(_ judgement: Judgement, _ subject: String) -> String {
    guard case .undecided(let more) = judgement else { return "" }
    guard let more else {
      return " The rows do not decide whether \(subject) is too large."
    }
    return """
       The rows do not decide whether \(subject) is too large: about \(NumberText.count(more)) more \
      would.
      """
  }
}

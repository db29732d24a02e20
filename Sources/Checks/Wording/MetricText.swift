internal import Checklist
internal import Statistics

/// A metric and its estimates in the words of findings, which name the metric and so need no unit
/// but the percent sign.
struct MetricText {
  /// `the area under the ROC curve`, to stand inside a sentence.
  let name: String
  private let isShare: Bool

  /// Metrics named after people keep their capitals.
  private static let proper: Set<String> = ["Brier", "Matthews", "Cohen's", "Gini", "R²"]

  init(_ card: Card) {
    let first = card.title.split(separator: " ").first.map(String.init) ?? ""
    name = "the " + (Self.proper.contains(first) ? card.title : card.title.asClause)
    isShare = card.unit == "share"
  }

  /// `0.821 (0.809 to 0.833)`.
  func words(_ estimate: Estimate) -> String {
    let text = MeasurementText(estimate.value, estimate.interval, unit: isShare ? "share" : "")
    return text.interval.map { "\(text.value) (\($0))" } ?? text.value
  }

  /// A value alone, with as many digits as a finding needs: `0.700`, `23,475`.
  func words(_ value: Double) -> String {
    if isShare { return NumberText.percent(value) }
    return value.magnitude <= 1
      ? NumberText.fixed(value, decimals: 3) : NumberText.plain(value, significant: 4)
  }

  /// A limit that someone set, in their digits: `0.02`.
  func limit(_ value: Double) -> String {
    isShare ? NumberText.percent(value) : NumberText.plain(value)
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

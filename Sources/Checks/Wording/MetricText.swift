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

  /// What would decide, a clause: `about 1,200 more test rows would decide`; nil when it is
  /// decided.
  ///
  /// - Parameters:
  ///   - estimate: what was judged; without an interval its note is the reason.
  ///   - rows: of which rows more are needed: `test rows`.
  func open(_ estimate: Estimate, _ rows: String = "rows") -> String? {
    guard isUndecided else { return nil }
    guard estimate.interval != nil else {
      return "there is no interval: \(estimate.note ?? "nothing tells how it varies")"
    }
    guard let moreRows else { return RowsNeeded.impracticalWords }
    return "about \(NumberText.count(moreRows)) more \(rows) would decide"
  }

  /// What to add to a finding when the rows do not decide; empty when they do.
  func words(_ subject: String, _ estimate: Estimate, _ rows: String = "rows") -> String {
    open(estimate, rows).map { " The rows do not decide whether \(subject): \($0)." } ?? ""
  }
}

extension RowsNeeded {
  static let impracticalWords =
    "it is too close to the limit for any practical number of rows to decide"

  /// What would decide between two sets, a clause.
  ///
  /// - Parameters:
  ///   - current: the name of the set that is judged: `scoring`.
  ///   - reference: of the set that it is compared with: `train`.
  func words(current: String, reference: String) -> String {
    switch self {
    case .more(let rows): "about \(NumberText.count(rows)) more \(current) rows would decide"
    case .moreOfReference(let rows):
      """
      more \(current) rows alone cannot decide, about \(NumberText.count(rows)) more \(reference) \
      rows would
      """
    case .moreOfBoth(let more, let others):
      """
      neither set decides alone, about \(NumberText.count(more)) more \(current) and \
      \(NumberText.count(others)) more \(reference) rows would
      """
    case .impractical: Self.impracticalWords
    }
  }

  /// Rows in all, so that the hardest of several can be named.
  var effort: Double {
    switch self {
    case .more(let rows), .moreOfReference(let rows): Double(rows)
    case .moreOfBoth(let more, let others): Double(more) + Double(others)
    case .impractical: .infinity
    }
  }
}

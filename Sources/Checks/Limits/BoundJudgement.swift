internal import Checklist
internal import Statistics

/// A figure held against a value to aim at and one that may not be passed.
///
/// Beyond the limit fails; within it and short of the goal asks for attention. An interval that
/// lies across is undecided. A figure that has no interval by its nature, such as a price, is
/// compared as it is; where one only could not be had, nothing is decided.
struct BoundJudgement {
  let status: CheckStatus
  let sentence: String

  /// - Parameter rows: rows behind the interval, for what would decide; nil where rows are not the
  ///   point.
  init(
    _ estimate: Estimate, _ bound: Project.Limits.Bound, _ direction: Direction, subject: String,
    unit: String, rows: Int?, isExact: Bool = false
  ) {
    let text = MeasurementText(estimate.value, estimate.interval, unit: unit)
    let shown = text.interval.map { "\(text.value) (\($0))" } ?? text.value
    let limit = bound.limit.map { Self.judge(estimate, direction, $0, rows, isExact) }
    let goal = bound.goal.map { Self.judge(estimate, direction, $0, rows, isExact) }
    func value(_ bound: Double?) -> String {
      bound.map { MeasurementText($0, nil, unit: unit).value } ?? ""
    }
    let (status, words): (CheckStatus, String) =
      switch (limit, goal) {
      case (.fail, _): (.fail, "beyond its limit of \(value(bound.limit))")
      case (.undecided, _):
        (.undecided, "possibly within its limit of \(value(bound.limit)) and possibly not")
      case (.pass, .fail):
        (
          .attention,
          "within its limit of \(value(bound.limit)) and short of its goal of \(value(bound.goal))"
        )
      case (.pass, .undecided):
        (
          .undecided,
          """
          within its limit of \(value(bound.limit)) and possibly short of its goal of \
          \(value(bound.goal))
          """
        )
      case (.pass, .pass):
        (
          .pass,
          "within its limit of \(value(bound.limit)) and reaches its goal of \(value(bound.goal))"
        )
      case (.pass, nil): (.pass, "within its limit of \(value(bound.limit))")
      case (nil, .fail): (.attention, "short of its goal of \(value(bound.goal))")
      case (nil, .undecided): (.undecided, "possibly short of its goal of \(value(bound.goal))")
      case (nil, .pass), (nil, nil): (.pass, "at its goal of \(value(bound.goal))")
      }
    self.status = status
    sentence = "\(subject.capitalizedFirst) is \(shown), \(words)."
  }

  /// What to do about it; nil when it is good.
  func remedy(_ beyond: String) -> String? {
    switch status {
    case .pass, .notApplicable: nil
    case .undecided: "Measure for longer, or on more rows, so that the interval becomes narrower."
    default: beyond
    }
  }

  private static func judge(
    _ estimate: Estimate, _ direction: Direction, _ bound: Double, _ rows: Int?,
    _ isExact: Bool
  ) -> Judgement {
    guard isExact, estimate.interval == nil, let value = estimate.value else {
      return direction.judgement(estimate, goal: bound, rows: rows)
    }
    let isGood = direction.isHigherBetter ? value >= bound : value <= bound
    return isGood ? .pass : .fail
  }
}

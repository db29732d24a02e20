internal import Checklist
internal import Measurements
internal import Statistics

/// The metric that decides, and how much worse is still as good.
struct PrimaryMetric {
  let card: Card
  /// The smallest change for the worse that matters, in the metric's unit.
  let tolerance: Double
  /// How the tolerance came about, for the method's text.
  let toleranceOrigin: String

  var key: String { card.key }
  var isHigherBetter: Bool { card.direction == .higherIsBetter }

  /// The project's choice, else the task's.
  ///
  /// - Parameter typical: the metric's value on the test set, from which a regression's tolerance
  ///   follows when none is declared: an error has no natural unit.
  init(_ project: Project, typical: Double?) throws(UnknownMetric) {
    card = try MetricCatalogue.card(named: Self.key(project))
    let isDeclared = project.places["metrics.smallest-drop"] != nil
    if isDeclared || project.model.task == .binary {
      tolerance = project.metrics.smallestDrop
      toleranceOrigin = isDeclared ? "declared as metrics.smallest-drop" : "the default"
    } else {
      tolerance = (typical ?? 0).magnitude * 0.05
      toleranceOrigin = "5 % of the test set's value, since metrics.smallest-drop is not declared"
    }
  }

  /// The key of the metric that decides.
  static func key(_ project: Project) -> String {
    project.metrics.primary
      ?? MetricCatalogue.primaryKey(
        project.model.task == .binary ? .binary : .regression,
        hasScores: project.columns.score != nil)
  }

  /// Whether a whole interval is on the bad side of a goal.
  func surelyMisses(_ goal: Double, _ interval: Interval?) -> Bool {
    guard let interval else { return false }
    return isHigherBetter ? interval.high < goal : interval.low > goal
  }

  /// The sign that makes "worse" positive: `worse(a, than: b) = sign · (b − a)`.
  var worseSign: Double { isHigherBetter ? 1 : -1 }

  /// How much worse `first` is than `second`, with an interval; positive is worse.
  func loss(of first: Estimate, against second: Estimate) throws(Undefined) -> Estimate {
    let (better, worse) = isHigherBetter ? (second, first) : (first, second)
    return try IndependentDifference.measure(better, minus: worse)
  }
}

extension Facts {
  /// The primary metric, its tolerance taken from the test set.
  func primary() throws -> PrimaryMetric {
    let report = try self[.test]?.metrics?.get()
    return try PrimaryMetric(
      project, typical: report?[PrimaryMetric.key(project)]?.value)
  }
}

extension CheckStatus {
  /// The worse of two.
  func worse(_ other: CheckStatus) -> CheckStatus {
    Self.severity(other) > Self.severity(self) ? other : self
  }

  private static func severity(_ status: CheckStatus) -> Int {
    switch status {
    case .notApplicable: 0
    case .pass: 1
    case .missing: 2
    case .undecided: 3
    case .attention: 4
    case .fail: 5
    }
  }
}

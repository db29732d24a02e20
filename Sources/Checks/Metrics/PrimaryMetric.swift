internal import Checklist
internal import Measurements
internal import Statistics

/// The metric that decides, and how much worse is still as good.
///
/// Where zero is best, as for a bias, better and worse are told by the magnitude, here and in every
/// comparison that follows.
struct PrimaryMetric {
  let card: Card
  /// The smallest change for the worse that matters, in the metric's unit.
  let tolerance: Double
  /// How the tolerance came about, for the method's text.
  let toleranceOrigin: String

  var key: String { card.key }
  var isHigherBetter: Bool { card.direction.isHigherBetter }

  /// The project's choice, else the task's.
  ///
  /// - Parameters:
  ///   - report: the metrics on the test set, from which the tolerance of values follows when none
  ///     is declared: an error has no natural unit.
  ///   - key: of another metric than the one that decides.
  init(
    _ project: Project, report: MetricsReport?, key: String? = nil
  ) throws(UnknownMetric) {
    card = try MetricCatalogue.card(named: key ?? Self.key(project))
    // What is declared is in the unit of the metric that decides, and says nothing of another.
    let isOfPrimary = key == nil || key == Self.key(project)
    let isDeclared = isOfPrimary && project.places["metrics.smallest-drop"] != nil
    if isDeclared || project.model.task.hasClasses || project.model.task == .ranking {
      tolerance = project.metrics.smallestDrop
      toleranceOrigin = isDeclared ? "declared as metrics.smallest-drop" : "the default"
    } else if card.direction == .zeroIsBest {
      // Near zero a share of the value itself would be nothing at all.
      let error = MeanAbsoluteError.card.key
      tolerance = (report?[error]?.value ?? 0).magnitude * 0.05
      toleranceOrigin =
        "5 % of the test set's mean absolute error, since metrics.smallest-drop is not declared"
    } else {
      tolerance = (report?[card.key]?.value ?? 0).magnitude * 0.05
      toleranceOrigin =
        key == nil
        ? "5 % of the test set's value, since metrics.smallest-drop is not declared"
        : "5 % of the test set's value, since metrics.smallest-drop is in another metric's unit"
    }
  }

  /// The key of the metric that decides.
  static func key(_ project: Project) -> String {
    project.metrics.primary
      ?? MetricCatalogue.primaryKey(
        project.model.task.measured, hasScores: project.hasScores)
  }

  /// Whether a whole interval is on the bad side of a goal.
  func surelyMisses(_ goal: Double, _ estimate: Estimate) -> Bool {
    card.direction.judgement(estimate, goal: goal, rows: nil) == .fail
  }

  /// A number that grows as a value gets worse.
  func badness(_ value: Double) -> Double {
    isHigherBetter ? -value : card.direction.judged(value)
  }

  /// The metric's change for the worse, in words.
  var change: String {
    switch card.direction {
    case .higherIsBetter, .neutral: "drop"
    case .lowerIsBetter: "rise"
    case .zeroIsBest: "move away from zero"
    }
  }

  /// How much worse `first` is than `second`, with an interval; positive is worse.
  func loss(of first: Estimate, against second: Estimate) throws(Undefined) -> Estimate {
    let (mine, theirs) = (card.direction.judged(first), card.direction.judged(second))
    let (larger, smaller) = isHigherBetter ? (theirs, mine) : (mine, theirs)
    return try IndependentDifference.measure(larger, minus: smaller)
  }
}

extension Facts {
  /// The primary metric, its tolerance taken from the test set.
  func primary() throws -> PrimaryMetric {
    try PrimaryMetric(project, report: self[.test]?.metrics?.get())
  }
}

extension MetricsReport {
  /// The primary metric over all rows.
  ///
  /// - Throws: `Undefined` when it has no value.
  func whole(_ primary: PrimaryMetric) throws(Undefined) -> (entry: Entry, value: Double) {
    let entry = entry(primary.key)
    guard let entry, let value = entry.estimate.value else {
      throw Undefined(
        "\(primary.key) has no value on test: \(entry?.estimate.note ?? "it was not measured")")
    }
    return (entry, value)
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

internal import Checklist
internal import Statistics

/// The metric that decides as test shows it, and as production is to be expected to.
struct TranslatedFigure {
  let primary: PrimaryMetric
  let test: Estimate
  let production: Estimate
  let goal: Double?

  init(_ primary: PrimaryMetric, test: Estimate, production: Estimate, _ project: Project) {
    self.primary = primary
    self.test = test
    self.production = production
    goal = project.metrics.goals[primary.key]
  }

  /// How much worse production is to be expected; nil where a figure has no value.
  var loss: Double? {
    guard let here = test.value, let there = production.value else { return nil }
    return primary.badness(there) - primary.badness(here)
  }

  /// Whether production surely misses a goal that test does not surely miss: a model that misses it
  /// everywhere is the finding of the goals themselves.
  var missesGoal: Bool {
    guard let goal else { return false }
    return primary.surelyMisses(goal, production) && !primary.surelyMisses(goal, test)
  }

  var status: CheckStatus {
    guard let loss else { return .attention }
    return missesGoal ? .fail : loss > primary.tolerance ? .attention : .pass
  }

  /// `the precision is 12 % (9 % to 15 %) to be expected, 80 % on test`, a clause.
  var words: String {
    let text = MetricText(primary.card)
    let value =
      production.value == nil
      ? "has no value (\(production.note ?? "it was not measured"))"
      : "of \(text.words(production)) is to be expected"
    let goalWords = missesGoal ? goal.map { ", which misses the goal of \(text.limit($0))" } : nil
    return
      "\(text.name) \(value)\(goalWords ?? ""), \(test.value.map(text.words) ?? "none") on test"
  }

  /// Both figures.
  func measurements(_ place: String) -> [Measurement] {
    [
      Measurement(
        name: "\(primary.key) \(place)", value: production.value, interval: production.interval,
        unit: primary.card.unit, threshold: goal, note: production.note),
      Measurement(
        name: "\(primary.key) on test", value: test.value, interval: test.interval,
        unit: primary.card.unit, threshold: goal),
    ]
  }
}

package import Checklist
internal import Measurements
internal import Statistics

/// Whether the model's metrics are measured on every labelled set and reach the declared goals.
package enum MetricsReachTheirGoals: Check {
  package static let card = CheckCard(
    id: "benchmark.metrics", aspect: .benchmark,
    title: "The metrics are measured on train and test and reach their goals",
    summary: """
      Measures every metric of the task with an interval on train, validation and test, and holds \
      those with a declared goal against it on test.
      """,
    reference: "scikit-learn's definitions; intervals as `assay explain` lists them",
    needs: ["data.train", "data.test", "metrics.goals"])

  package static func needs(_ project: Project) -> Needs {
    Needs(metrics: [.train, .validation, .test])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    if let missing = missingMetrics([.test], in: facts) { return missing }
    let primary = try facts.primary()
    let goals = facts.project.metrics.goals
    guard let test = try facts[.test]?.metrics?.get() else {
      return notApplicable("No metrics were measured.")
    }
    var worst = CheckStatus.pass
    var sentences: [String] = []
    for (key, goal) in goals.sorted(by: { $0.key < $1.key }) {
      let card = try MetricCatalogue.card(named: key)
      let (status, sentence) = hold(test[card.key], card, against: goal, rows: test.rows)
      worst = worst.worse(status)
      sentences.append(sentence)
    }
    // Train only stands beside test: that it lacks predictions is said, and goals are judged.
    let unmeasured = [Project.DataRole.train, .validation].filter { role in
      facts[role] != nil && (try? facts[role]?.metrics?.get()) == nil
    }
    if facts[.train] == nil || !unmeasured.isEmpty {
      worst = worst.worse(.attention)
      let names = facts[.train] == nil ? ["train"] : unmeasured.map(\.rawValue)
      sentences.append("No metrics on \(names.joined(separator: " and ")): it has no predictions.")
    }
    if goals.isEmpty, let value = test[primary.key] {
      sentences.append(
        """
        \(MetricText(primary.card).name.capitalizedFirst) on test is \
        \(MetricText(primary.card).words(value)). No goal is \
        declared, so nothing says whether that is enough.
        """)
      worst = worst.worse(.attention)
    }
    let ordered = test.metrics.sorted { left, _ in left.card.key == primary.key }
    return evidence(
      worst, sentences.joined(separator: " "),
      measurements: measurements(ordered.map(\.card), goals: goals, facts),
      figures: [comparison(primary.card, facts)].compactMap(\.self)
        + (try ClassifierFigures.figures(test, level: facts.project.metrics.level)),
      method: """
        Each metric from counts gathered in one pass, with the interval that its card names, at \
        level \(NumberText.percent(facts.project.metrics.level)). A goal is reached when the whole \
        interval is on its good side.
        """,
      remedy: worst == .pass
        ? nil
        : goals.isEmpty
          ? "Declare what is good enough in assay.yaml: metrics.goals: {\(primary.key): …}."
          : worst == .undecided
            ? "Judge on more test rows."
            : "Improve the model, or revise the goal with those who set it.",
      weight: worst == .fail ? 1 : 0.45)
  }

  private static func hold(
    _ estimate: Estimate?, _ card: Card, against goal: Double, rows: Int
  ) -> (CheckStatus, String) {
    guard let estimate, let value = estimate.value else {
      let reason = estimate?.note ?? "it was not measured"
      return (
        .attention,
        "\(MetricText(card).name.capitalizedFirst) has a goal of \(MetricText(card).limit(goal)) and no value: \(reason)."
      )
    }
    let interval =
      estimate.interval ?? Interval(low: value, high: value, level: 1, method: "none")
    let isHigherBetter = card.direction == .higherIsBetter
    let judgement =
      isHigherBetter
      ? Judgement(value, interval, atLeast: goal, rows: rows)
      : Judgement(value, interval, atMost: goal, rows: rows)
    let words =
      switch judgement {
      case .pass: "reaches its goal of"
      case .fail: "misses its goal of"
      case .undecided: "may or may not reach its goal of"
      }
    let text = MetricText(card)
    return (
      CheckStatus(judgement),
      "\(text.name.capitalizedFirst) on test is \(text.words(estimate)) and \(words) \(text.limit(goal))."
        + (judgement.moreRows.map { " About \(NumberText.count($0)) more rows would decide." } ?? "")
    )
  }

  private static func measurements(
    _ cards: [Card], goals: [String: Double], _ facts: Facts
  ) -> [Measurement] {
    var all: [Measurement] = []
    for card in cards {
      for set in facts.sets {
        guard let estimate = try? set.metrics?.get()[card.key] else { continue }
        all.append(
          Measurement(
            name: "\(card.key) on \(set.role.rawValue)", value: estimate.value,
            interval: estimate.interval, unit: card.unit,
            threshold: set.role == .test ? goals[card.key] : nil, note: estimate.note))
      }
    }
    return all
  }

  private static func comparison(_ card: Card, _ facts: Facts) -> Figure? {
    let rows: [Figure.IntervalRows.Row] = facts.sets.compactMap { set in
      guard let report = try? set.metrics?.get(), let estimate = report[card.key] else {
        return nil
      }
      return Figure.IntervalRows.Row(
        label: set.role.rawValue, value: estimate.value, interval: estimate.interval,
        count: report.rows, isHighlighted: set.role == .test)
    }
    guard rows.count > 1 else { return nil }
    let goal = facts.project.metrics.goals[card.key]
    return Figure(
      title: "\(card.title) on each set",
      summary: rows.map { "\($0.label): \(MetricText(card).words($0.value ?? .nan))" }
        .joined(separator: "; "),
      content: .intervals(
        Figure.IntervalRows(
          axis: "\(card.title) (\(card.unit))", rows: rows,
          lines: goal.map { [Figure.Line(label: "goal", value: $0)] } ?? [])))
  }
}

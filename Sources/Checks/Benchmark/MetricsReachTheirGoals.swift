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
    needs: ["data.train", "data.test", "metrics.goals"],
    settings: ["metrics"])

  /// The largest share of labelled test rows without a usable prediction at which the figures of
  /// the others still stand for the set.
  ///
  /// 5 %: a model that fails on its hardest rows can move any metric by more than that.
  static let mostUnseen = 0.05

  package static func needs(_ project: Project) -> Needs {
    Needs(metrics: [.train, .validation, .test])
  }

  /// What the columns are said to be, they are not: no figure of performance can be had.
  private static func unmeasurable(_ refusal: MetricRefusal) -> Evidence {
    evidence(
      .fail,
      "The model's performance on test cannot be measured: \(ErrorText(refusal).clause).",
      method: "Nothing was computed, neither here nor in the checks that rest on it.",
      remedy:
        "Mend the data, or what columns.target, columns.positive and the predictions' columns say.",
      weight: 1)
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    if let missing = missingMetrics([.test], in: facts) { return missing }
    let goals = facts.project.metrics.goals
    guard let measured = facts[.test]?.metrics else {
      return notApplicable("No metrics were measured.")
    }
    let test: MetricsReport
    switch measured {
    case .success(let report): test = report
    case .failure(let refusal): return unmeasurable(refusal)
    }
    let primary = try facts.primary()
    var draft = FindingDraft()
    if let unseen = UnseenRows(test, primary.key) {
      draft.add(unseen.share > Self.mostUnseen ? .fail : .attention, unseen.sentence)
    }
    for (key, goal) in goals.sorted(by: { $0.key < $1.key }) {
      let card = try MetricCatalogue.card(named: key)
      let (status, sentence) = hold(test.entry(card.key), card, against: goal)
      draft.add(status, sentence)
    }
    if let area = test["rocAUC"], let high = area.interval?.high, high < 0.5 {
      draft.add(
        .attention,
        """
        The scores order the classes the wrong way round (area \(NumberText.fixed(area.value ?? 0, decimals: 3))): \
        look whether columns.positive names the class whose probability columns.score is.
        """)
    }
    // The other sets only stand beside test: why one has no metrics is said, and goals are judged.
    for role in [Project.DataRole.train, .validation] {
      guard let reason = reasonUnmeasured(role, facts) else { continue }
      draft.add(.attention, "No metrics on \(role.rawValue): \(reason).")
    }
    if goals.isEmpty, let value = test[primary.key] {
      let name = MetricText(primary.card).name.capitalizedFirst
      let told =
        value.value == nil
        ? "\(name) has no value on test: \(value.note?.inProject ?? "it was not measured")."
        : "\(name) on test is \(MetricText(primary.card).words(value))."
      draft.add(
        .attention, "\(told) No goal is declared, so nothing says whether that is enough.")
    }
    let cards = test.metrics.map(\.card)
    let ordered =
      cards.filter { $0.key == primary.key } + cards.filter { $0.key != primary.key }
    let worst = draft.status
    return evidence(
      worst, draft.text,
      measurements: measurements(ordered, goals: goals, facts),
      figures: [comparison(primary.card, facts)].compactMap(\.self)
        + (try ClassifierFigures.figures(test, level: facts.project.metrics.level))
        + CountFigures.figures(test, of: "test", facts.project, facts.shown),
      method: """
        Each metric from counts gathered in one pass, with the interval that its card names, at \
        level \(NumberText.percent(facts.project.metrics.level)). A goal is reached when the whole \
        interval is on its good side.
        """,
      remedy: worst == .pass
        ? nil
        : UnseenRows(test, primary.key) != nil
          ? "Let the model give a number for every row, or say in the project what becomes of the others."
          : goals.isEmpty
            ? "Declare what is good enough in assay.yaml: metrics.goals: {\(primary.key): …}."
            : worst == .undecided
              ? "Judge on more test rows."
              : worst == .attention
                ? "Give the sets what they lack here, or the goal a metric that can be measured."
                : "Improve the model, or revise the goal with those who set it.",
      weight: worst == .fail ? 1 : 0.45)
  }

  /// Why a set that is there, or must be, has no metrics; nil when it has, or need not be there.
  private static func reasonUnmeasured(_ role: Project.DataRole, _ facts: Facts) -> String? {
    guard let set = facts[role] else { return role == .train ? "no such data are named" : nil }
    switch set.metrics {
    case .success where set.profile.rows == 0: return "the data have no rows"
    case .success: return nil
    case .failure(let refusal): return ErrorText(refusal).clause
    case nil: return "it has no predictions"
    }
  }

  private static func hold(
    _ entry: MetricsReport.Entry?, _ card: Card, against goal: Double
  ) -> (CheckStatus, String) {
    let text = MetricText(card)
    let name = text.name.capitalizedFirst
    guard let entry, entry.estimate.value != nil else {
      let reason = entry?.estimate.note?.inProject ?? "it was not measured"
      return (
        .attention, "\(name) has a goal of \(text.limit(goal)) and no value: \(reason)."
      )
    }
    let judgement = card.direction.judgement(entry.estimate, goal: goal, rows: entry.rows)
    let words =
      switch judgement {
      case .pass: "reaches its goal of"
      case .fail: "misses its goal of"
      case .undecided: "may or may not reach its goal of"
      }
    let away = card.direction == .zeroIsBest ? " at most \(text.limit(goal)) away from zero" : ""
    let open = judgement.open(entry.estimate, "test rows").map { " \($0.capitalizedFirst)." } ?? ""
    return (
      CheckStatus(judgement),
      """
      \(name) on test is \(text.words(entry.estimate)) and \
      \(words)\(away.isEmpty ? " \(text.limit(goal))" : away).\(open)
      """
    )
  }

  /// The reports of the sets that have one.
  private static func reports(_ facts: Facts) -> [(set: SetFacts, report: MetricsReport)] {
    facts.sets.compactMap { set in
      guard case .success(let report) = set.metrics else { return nil }
      return (set, report)
    }
  }

  private static func measurements(
    _ cards: [Card], goals: [String: Double], _ facts: Facts
  ) -> [Measurement] {
    var all: [Measurement] = []
    for card in cards {
      for (set, report) in reports(facts) {
        guard let estimate = report[card.key] else { continue }
        all.append(
          Measurement(
            name: "\(card.key) on \(set.role.rawValue)", value: estimate.value,
            interval: estimate.interval, unit: card.unit,
            threshold: set.role == .test ? goals[card.key] : nil, note: estimate.note?.inProject))
      }
    }
    return all
  }

  private static func comparison(_ card: Card, _ facts: Facts) -> Figure? {
    let rows: [Figure.IntervalRows.Row] = reports(facts).compactMap { set, report in
      report.entry(card.key).map { entry in
        Figure.IntervalRows.Row(
          label: set.role.rawValue, value: entry.estimate.value, interval: entry.estimate.interval,
          count: entry.rows, isHighlighted: set.role == .test)
      }
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

/// Labelled rows that are in no metric, because the model gave nothing usable.
private struct UnseenRows {
  let share: Double
  let sentence: String

  /// Nil when all labelled rows are measured.
  init?(_ report: MetricsReport, _ key: String) {
    let labelled = report.rows - report.unlabelled
    // Of a forecast rows may lack a scale, and still have a prediction.
    let seen =
      report.task == .forecast
      ? report.metrics.map(\.rows).max() ?? 0 : report.entry(key)?.rows ?? labelled
    guard labelled > seen, labelled > 0 else { return nil }
    let unseen = labelled - seen
    share = Double(unseen) / Double(labelled)
    sentence = """
      \(NumberText.count(unseen)) of \(NumberText.count(labelled)) labelled test rows \
      (\(NumberText.percent(share))) have no usable prediction and are in no figure of performance.
      """
  }
}

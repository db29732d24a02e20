package import Checklist
internal import Measurements
internal import Statistics

/// Whether the training figure and the production figure can be compared, and what the first
/// becomes there.
package enum FiguresAreOfOneQuantity: Check {
  package static let card = CheckCard(
    id: "parity.metric", aspect: .parity,
    title: "The training and the production figure are of one quantity",
    summary: """
      Compares what the deciding metric is of on both sides: what changes the quantity refuses the \
      comparison, a share of positive rows and a window are translated.
      """,
    reference: "Saerens, Latinne, Decaestecker 2002; docs/statistics/from-test-to-production.md",
    needs: ["data.test", "metrics.definitions"],
    settings: ["metrics"])

  package static func needs(_ project: Project) -> Needs {
    MetricDefinitions(project) == nil
      ? Needs() : Needs(profiles: [.scoring], metrics: [.test], windows: [.test])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    guard let definitions = MetricDefinitions(facts.project) else {
      return missing(
        "It is not said what the metric is of in training and in scoring, so that nobody can compare.",
        add: ["metrics.definitions"])
    }
    let refusals = definitions.refusals
    guard refusals.isEmpty else { return refused(refusals) }
    let training = definitions.training
    let scoring = definitions.scoring
    if training.sampling != scoring.sampling, scoring.prevalence == nil {
      return refused([
        """
        sampling (\(training.sampling?.rawValue ?? "not said") in training, \
        \(scoring.sampling?.rawValue ?? "not said") in scoring), and no share of positive rows in \
        scoring to translate by
        """
      ])
    }
    if let missing = missingMetrics([.test], in: facts) { return missing }
    return try translated(definitions, facts)
  }

  private static func refused(_ refusals: [String]) -> Evidence {
    evidence(
      .fail,
      """
      The two figures are not of one quantity, and their difference means nothing: they differ in \
      \(refusals.joined(separator: "; ")).
      """,
      measurements: [
        Measurement(
          name: "differences that change the quantity", value: Double(refusals.count),
          unit: "differences", threshold: 0)
      ],
      method: "What metrics.definitions says of training and of scoring was compared.",
      remedy: """
        Measure both figures alike: the metric of scoring on the test rows, or that of test in \
        production.
        """, weight: 0.85)
  }

  private static func translated(
    _ definitions: MetricDefinitions, _ facts: Facts
  ) throws -> Evidence {
    guard let test = facts[.test], let report = try test.metrics?.get() else {
      return notApplicable("No metrics were measured.")
    }
    guard let entry = report.entry(definitions.key) else {
      throw Undefined("\(definitions.key) was not measured on test")
    }
    let card = entry.card
    let text = MetricText(card)
    var estimate = entry.estimate
    var draft = FindingDraft()
    var measurements = [
      Measurement(
        name: "\(card.key) on test", value: estimate.value, interval: estimate.interval,
        unit: card.unit, note: estimate.note)
    ]
    if let share = definitions.scoring.prevalence, share < 1, facts.project.model.task == .binary {
      let moved = try PrevalenceReport(
        report, prevalence: share,
        options: facts.project.metricOptions(test.names))
      estimate = moved[card.key] ?? estimate
      measurements.append(
        Measurement(
          name: "\(card.key) at production's share of positive rows", value: estimate.value,
          interval: estimate.interval, unit: card.unit, note: estimate.note))
      draft.add(
        estimate.value == nil ? .attention : .pass,
        """
        At production's \(NumberText.percent(share)) of positive rows \(text.name) of \
        \(text.words(entry.estimate)) on test is \(text.words(estimate)).
        """)
    } else {
      draft.add(
        estimate.value == nil ? .attention : .pass,
        "Both figures are of one quantity: \(text.name) is \(text.words(estimate)).")
    }
    if let value = estimate.value, estimate.interval != nil,
      let (rows, origin) = try WindowIsLargeEnough.windowRows(facts)
    {
      let expected = try MetricChance(estimate, rows: entry.rows).expected(value, window: rows)
      measurements.append(
        Measurement(
          name: "\(card.key) to expect of a window", value: value, interval: expected,
          unit: card.unit, note: "\(rows.of("row")): \(origin)"))
      draft.add(
        .pass,
        """
        A production window of \(rows.of("row")) shows \(text.words(expected.low)) to \
        \(text.words(expected.high)) by chance alone.
        """)
    }
    if let note = definitions.seasonNote { draft.add(.attention, note) }
    let open = definitions.sides.filter { !definitions.gaps($0.definition).isEmpty }
    if !open.isEmpty {
      draft.add(
        .attention,
        "What \(open.map(\.name).joined(separator: " and ")) leaves open could not be compared.")
    }
    return evidence(
      draft.status, draft.text, measurements: measurements,
      method: """
        Metric, definition, averaging, positive label, weights, unit, season and, of a metric of classes, \
        the threshold must be the same. Another share of positive rows is translated by weighing the \
        classes of the test rows (Saerens), a window by the rows that it has.
        """,
      remedy: draft.status == .pass
        ? nil : "Complete metrics.definitions, and judge production against the same season.",
      weight: 0.5)
  }
}

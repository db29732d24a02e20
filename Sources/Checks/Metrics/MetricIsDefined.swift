package import Checklist
internal import Measurements
internal import Statistics

/// Whether it is said on both sides what the deciding metric is a metric of, and the data agree.
package enum MetricIsDefined: Check {
  package static let card = CheckCard(
    id: "metrics.contract", aspect: .metrics,
    title: "The metric is defined for training and for scoring",
    summary: """
      Looks what metrics.definitions leaves open on either side, and holds it against the rest of \
      assay.yaml and against the share of positive rows that test has.
      """,
    reference: "the metric's card; Wilson's interval for the share of positive rows",
    needs: ["metrics.definitions"],
    settings: ["metrics"])

  package static func needs(_ project: Project) -> Needs {
    MetricDefinitions(project) == nil ? Needs() : Needs(metrics: [.test])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    let project = facts.project
    guard let definitions = MetricDefinitions(project) else {
      return missing(
        "It is not said what the metric is of in training and in scoring.",
        add: ["metrics.definitions"])
    }
    let card = try MetricCatalogue.card(named: definitions.key)
    let gaps = definitions.sides.compactMap { side in
      let gaps = definitions.gaps(side.definition)
      return gaps.isEmpty ? nil : "\(side.name) does not say \(gaps.joined(separator: ", "))"
    }
    var contradictions = definitions.sides.flatMap { side in
      Self.contradictions(side.definition, definitions, project).map { "\(side.name): \($0)" }
    }
    if let share = try Self.otherShare(definitions.training, facts) {
      contradictions.append(share)
    }
    let status: CheckStatus = !contradictions.isEmpty ? .fail : gaps.isEmpty ? .pass : .attention
    let sentences = [
      contradictions.isEmpty
        ? nil : "What is declared does not hold: \(contradictions.joined(separator: "; ")).",
      gaps.isEmpty ? nil : "\(gaps.joined(separator: "; ").capitalizedFirst).",
      gaps.isEmpty && contradictions.isEmpty
        ? """
        \(card.title) (\(card.direction.isHigherBetter ? "higher" : "lower") is better) is defined on \
        both sides: unit, sampling and window, \
        \(definitions.isOfClasses ? "with its threshold" : "no threshold moves it").
        """ : nil,
    ].compactMap(\.self)
    return evidence(
      status, sentences.joined(separator: " "),
      measurements: [
        Measurement(
          name: "things that a definition leaves open",
          value: Double(definitions.sides.reduce(0) { $0 + definitions.gaps($1.definition).count }),
          unit: "keys", threshold: 0)
      ],
      method: """
        Each side must say metric, unit, sampling and window; of two classes the positive label, the \
        threshold where the metric is of classes, and the share of positive rows where they were \
        resampled. The direction is the metric's own.
        """,
      remedy: status == .pass
        ? nil : "Complete or correct metrics.definitions, so that both figures are known.",
      weight: status == .fail ? 0.7 : 0.5)
  }

  /// What a side says otherwise than the rest of assay.yaml.
  private static func contradictions(
    _ side: Project.MetricDefinition, _ definitions: MetricDefinitions, _ project: Project
  ) -> [String] {
    var found: [String] = []
    let primary = PrimaryMetric.key(project)
    if let metric = side.metric, metric != primary {
      found.append("the metric is \(metric) and the one that decides \(primary)")
    }
    if let positive = side.positive, let declared = project.columns.positive, positive != declared {
      found.append("\(positive.visible) is positive and columns.positive \(declared.visible)")
    }
    if definitions.isOfClasses, project.columns.prediction == nil, let threshold = side.threshold,
      threshold != project.metrics.threshold ?? 0.5
    {
      found.append(
        """
        the threshold is \(NumberText.plain(threshold)) and metrics.threshold \
        \(NumberText.plain(project.metrics.threshold ?? 0.5))
        """)
    }
    return found
  }

  /// That test has another share of positive rows than training declares, by more than chance.
  private static func otherShare(
    _ training: Project.MetricDefinition, _ facts: Facts
  ) throws -> String? {
    guard let declared = training.prevalence, let test = facts[.test],
      let report = try test.metrics?.get(),
      let share = MetricFingerprint(
        report, facts.project.metricOptions(test.names)
      ).prevalence, let rows = report.metrics.map(\.rows).max(), rows > 0
    else { return nil }
    let interval = try WilsonInterval.interval(
      successes: min(rows, Int((share * Double(rows)).rounded())), rows: rows,
      level: facts.project.metrics.level)
    guard declared < interval.low || declared > interval.high else { return nil }
    return """
      training: \(NumberText.percent(declared)) of the rows are positive, and of test \
      \(NumberText.percent(share))
      """
  }
}

package import Checklist
internal import Measurements
internal import Statistics

/// Whether the metric of rows is also that of the larger things whose pieces they are.
package enum MetricHoldsForWholeEntities: Check {
  package static let card = CheckCard(
    id: "metrics.unit", aspect: .metrics,
    title: "The metric holds for the unit that production is judged by",
    summary: """
      Measures whole entities (a video, a patient) beside the rows that are their pieces: an entity is \
      positive when any piece is, a value is the mean of its pieces; intervals respect entities.
      """,
    reference: "Shao and Tu, The Jackknife and Bootstrap, 1995 (groups of entities left out)",
    needs: ["data.test", "columns.entity"],
    settings: ["metrics"])

  package static func needs(_ project: Project) -> Needs {
    reasonNotToApply(project) == nil && project.columns.entity != nil
      ? Needs(metrics: [.test], entities: [.test]) : Needs()
  }

  private static func reasonNotToApply(_ project: Project) -> String? {
    switch project.model.task {
    case .ranking: "A ranking is measured by query: its rows are pieces of one already."
    case .forecast: "Each row is one time of a series: columns.series tells them apart."
    case .multiclass: "Whole entities of several classes are not measured yet."
    case .binary, .regression:
      project.columns.entity == nil && project.countsAlike == true
        ? "Both sides count the same, and no column says which rows belong together." : nil
    }
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    let project = facts.project
    if let reason = reasonNotToApply(project) { return notApplicable(reason) }
    guard let column = project.columns.entity else {
      var evidence = missing(
        project.countsAlike == false
          ? "Training and production count different things, and no column says which rows belong together."
          : "Nothing says whether rows are pieces of something larger that production is judged by.",
        add: ["columns.entity"])
      evidence.remedy =
        (evidence.remedy ?? "")
        + " Where each row is a whole thing, say so: the same unit twice in metrics.definitions."
      return evidence
    }
    if let missing = missingMetrics([.test], in: facts) { return missing }
    guard let test = facts[.test], let report = try test.metrics?.get(),
      let entities = try test.entities?.get()
    else { return notApplicable("No metrics were measured.") }
    let primary = try facts.primary()
    let rows = try report.whole(primary).entry
    guard let pieces = entities.pieces, pieces.most > 1 else {
      return evidence(
        .pass, "Every \(column.visible) has one row of test: rows and entities are the same.",
        measurements: [
          Measurement(name: "entities", value: Double(entities.entities), unit: "entities")
        ], method: "Rows of test were counted by \(column.visible).")
    }
    let whole = entities.metrics.first { $0.card.key == primary.key }?.estimate
    return evidence(
      column, entities, pieces, rows,
      TranslatedFigure(
        primary, test: rows.estimate,
        production: whole ?? Estimate(undefined: Undefined("it was not measured")), project),
      project)
  }

  private static func evidence(
    _ column: String, _ report: EntityReport, _ pieces: (mean: Double, fewest: Int, most: Int),
    _ rows: MetricsReport.Entry, _ figure: TranslatedFigure, _ project: Project
  ) -> Evidence {
    let primary = figure.primary
    let text = MetricText(primary.card)
    let respecting = report.rowMetrics.first { $0.card.key == primary.key }?.estimate
    // Where production counts rows, entities are beside the point, and only the interval is theirs.
    let status: CheckStatus = project.countsAlike == true ? .pass : figure.status
    let unit =
      switch project.countsAlike {
      case true?: "Both sides count \(project.metrics.training.unit?.visible ?? "the same")."
      case false?:
        """
        Training counts \(project.metrics.training.unit?.visible ?? "one thing") and production \
        \(project.metrics.scoring.unit?.visible ?? "another").
        """
      case nil: "What production counts is not declared."
      }
    let makeup = """
      \(NumberText.count(report.entities)) of \(column.visible) have \
      \(NumberText.plain(pieces.mean, significant: 3)) rows each on average (\(pieces.fewest) to \
      \(pieces.most))\(positives(report)).
      """
    let certainty =
      respecting.flatMap { found in
        found.interval.map { _ in
          " Respecting that rows of one hang together, the figure of rows is \(text.words(found))."
        }
      } ?? ""
    let aggregate =
      project.model.task == .binary
      ? """
      An entity is positive when any of its pieces is, called so when any is, and its score is the largest.
      """ : "An entity has the means of its pieces' targets and predictions."
    return evidence(
      status, "\(unit) \(makeup) Of whole ones \(figure.words).\(certainty)",
      measurements: figure.measurements("of whole entities")
        + [
          Measurement(
            name: "\(primary.key) of rows, respecting entities", value: respecting?.value,
            interval: respecting?.interval, unit: primary.card.unit, note: respecting?.note),
          Measurement(name: "entities", value: Double(report.entities), unit: "entities"),
          Measurement(name: "rows of an entity", value: pieces.mean, unit: "rows"),
        ] + shares(report) + expected(report),
      method: """
        \(aggregate) Intervals of rows come from leaving out \(column.visible) by groups; whole entities are independent. \
        What whole ones are to be expected to show follows from the pieces' rates and the pieces of each. \
        Where production does not count rows, a loss of more than \(NumberText.plain(primary.tolerance)), \
        \(primary.toleranceOrigin), asks for attention, and a goal that whole ones surely miss and rows do \
        not fails.
        """,
      remedy: status == .pass
        ? nil
        : project.countsAlike == nil
          ? """
          Say what is counted in training and in production (metrics.definitions, unit), and set the goal for \
          that figure.
          """
          : """
          Set the goal (metrics.goals) for the figure of whole entities, and choose the threshold on them: \
          a few false alarms a piece are many a whole.
          """,
      weight: status == .fail ? 0.85 : 0.55)
  }

  private static func positives(_ report: EntityReport) -> String {
    guard let positive = report.positiveEntities, report.entities > 0,
      let pieces = report.rates?.prevalence.value
    else { return "" }
    return """
      ; \(NumberText.percent(Double(positive) / Double(report.entities))) of them are positive, and \
      \(NumberText.percent(pieces)) of the rows
      """
  }

  private static func shares(_ report: EntityReport) -> [Measurement] {
    guard let rates = report.rates else { return [] }
    return [
      ("share of pieces that are positive", rates.prevalence),
      ("true positive rate of pieces", rates.truePositiveRate),
      ("false positive rate of pieces", rates.falsePositiveRate),
    ].map { name, rate in
      Measurement(
        name: name, value: rate.value, interval: rate.interval, unit: "share", note: rate.note)
    }
  }

  private static func expected(_ report: EntityReport) -> [Measurement] {
    (report.expectation?.metrics ?? []).map { key, estimate in
      Measurement(
        name: "\(key) of whole entities that the pieces' rates let expect", value: estimate.value,
        interval: estimate.interval, unit: "share", note: estimate.note)
    }
  }
}

extension Project {
  /// Whether training and production are declared to count the same; nil where it is not said.
  fileprivate var countsAlike: Bool? {
    guard let training = metrics.training.unit, let scoring = metrics.scoring.unit else {
      return nil
    }
    return training == scoring
  }
}

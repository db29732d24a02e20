package import Checklist
internal import Measurements
internal import Statistics

/// Whether the predictions cost less than none would, and about as little as they can.
package enum CallsAreWorthTheirCost: Check {
  package static let card = CheckCard(
    id: "integration.cost", aspect: .integration,
    title:
      "The model is cheaper than treating every row alike, and is used about as cheaply as it can be",
    summary: """
      What a row of test costs at today's threshold, the cheapest threshold and what it would save, and how \
      both move when the costs are half as high or half as high again. Of a regression: the cheapest \
      correction of every prediction.
      """,
    reference: """
      Elkan, The Foundations of Cost-Sensitive Learning, 2001; paired differences of rows, savings \
      cross-fitted; of calls the interval of counted values, of errors Student's
      """,
    needs: ["integration.costs", "data.test", "columns.score"],
    settings: [
      "integration.costs", "metrics.threshold", "metrics.level", "baseline.sample",
    ])

  package static func needs(_ project: Project) -> Needs {
    switch project.integration.costs?.kind {
    case .calls: Needs(metrics: [.test])
    case .errors: Needs(metrics: [.test], rows: [.test])
    case nil: Needs()
    }
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    guard let costs = facts.project.integration.costs else {
      return missing("Nothing says what a wrong prediction costs.", add: ["integration.costs"])
    }
    if let missing = missingMetrics([.test], in: facts) { return missing }
    guard let test = facts[.test], let report = try test.metrics?.get() else {
      return notApplicable("No test rows were measured.")
    }
    var account = CostAccount(costs)
    let how: String
    switch costs.kind {
    case .calls(let falsePositive, let falseNegative, let truePositive, let trueNegative):
      guard case .binary(let measured) = report.measurement else {
        return notApplicable("No calls were measured on test.")
      }
      try account.add(
        measured,
        CallCosts(
          falsePositive: falsePositive, falseNegative: falseNegative, truePositive: truePositive,
          trueNegative: trueNegative),
        threshold: facts.project.metrics.threshold ?? 0.5, level: facts.project.metrics.level)
      how = """
        All \(measured.cells.rows.of("labelled test row")) were counted; the interval of a cost is put together \
        from those of the outcomes' shares, also of an outcome that no row has. What a threshold saves is the mean \
        of paired differences, the threshold being chosen on four fifths of the rows and judged on the other \
        fifth, five times over. The interval of the cheapest threshold holds all whose cost is not surely \
        above the lowest.
        """
    case .errors(let over, let under):
      guard let rows = try test.rows?.get(), let column = facts.project.columns.prediction else {
        return notApplicable("No errors were measured on test.")
      }
      let errors = try ErrorCosts(
        targets: rows.numbers(facts.project.columns.target), predictions: rows.numbers(column),
        over: over, under: under)
      try account.add(errors, level: facts.project.metrics.level)
      how = """
        \(errors.rows.of("test row"))\(rows.isSample ? ", drawn by a fixed seed," : "") were counted. What a \
        correction saves is chosen on four fifths of them and judged on the other fifth, five times over.
        """
    }
    return evidence(
      account.status, account.sentences.joined(separator: " "),
      measurements: account.measurements, figures: account.figures,
      method: """
        \(how) A saving of up to \(NumberText.percent(costs.tolerance)) of today's cost does not matter \
        (integration.costs.tolerance).
        """,
      remedy: account.remedy, weight: account.status == .fail ? 0.9 : 0.6)
  }
}

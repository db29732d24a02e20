package import Checklist
internal import Learners
internal import Measurements
internal import Statistics

/// Whether no candidate is better, faster and cheaper than the model that was chosen.
package enum ChoiceIsOnTheFront: Check {
  package static let card = CheckCard(
    id: "limits.tradeoff", aspect: .limits,
    title: "No candidate is at least as good, as fast and as cheap as the model that was chosen",
    summary: """
      Sets each candidate beside the model by quality on the same test rows, time of an answer and cost: what it \
      is surely better and worse in, and which is the cheapest within the limits.
      """,
    reference:
      "Pareto dominance of intervals; paired differences of quality as of baseline.previous",
    needs: ["limits.candidates", "limits.bench", "data.test"],
    settings: ["limits", "metrics"])

  package static func needs(_ project: Project) -> Needs {
    project.limits.candidates.isEmpty
      ? Needs() : Needs(metrics: [.test], rows: [.test], readsBench: true, comparesCandidates: true)
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    let limits = facts.project.limits
    guard !limits.candidates.isEmpty else {
      return notApplicable("No candidates are declared that could be taken instead.")
    }
    if let missing = missingMetrics([.test], in: facts) { return missing }
    guard let bench = facts.bench else {
      return missing(
        "Nothing was measured of the model's speed to set it beside its candidates.",
        add: ["limits.bench"])
    }
    let primary = try facts.primary()
    guard let report = try facts[.test]?.metrics?.get() else {
      return notApplicable("No metrics were measured.")
    }
    guard let rows = try facts[.test]?.rows?.get() else {
      return notApplicable("No test rows were kept.")
    }
    let own = Contender(
      name: facts.project.model.name, quality: try report.whole(primary).entry.estimate,
      run: limits.run(try bench.get()), limits)
    var contenders = [own]
    var contests: [ContestedChoice] = []
    for (candidate, declared) in zip(facts.candidates, limits.candidates) {
      let contender = Contender(
        name: candidate.name,
        quality: try candidate.metrics.get().whole(primary).entry.estimate,
        run: limits.run(try candidate.bench.get()), limits)
      contenders.append(contender)
      contests.append(
        ContestedChoice(
          contender, against: own,
          difference: try difference(facts.project, rows, to: declared.column), primary))
    }
    let betters = contests.filter(\.dominates)
    let open = contests.filter(\.mayDominate)
    let within = contenders.filter { $0.isWithin(limits, primary) }
    let cheapest = within.min { $0.price < $1.price }
    var draft = FindingDraft()
    if !betters.isEmpty {
      draft.add(
        .attention,
        """
        \(betters.map(\.name).listed()) \(betters.count.verb("is", "are")) at least as good as \
        \(own.name.visible) in everything, and surely better in something.
        """)
    } else if open.isEmpty {
      draft.add(.pass, "No candidate is at least as good as \(own.name.visible) in everything.")
    } else {
      draft.add(
        .undecided,
        """
        Whether \(open.map(\.name).listed()) \(open.count.verb("is", "are")) at least as good as \
        \(own.name.visible) in everything is undecided.
        """)
    }
    draft.add(.pass, contests.map(\.words).joined(separator: "; ").capitalizedFirst + ".")
    draft.add(
      within.isEmpty ? .attention : .pass,
      cheapest.map { "The cheapest within the limits is \($0.name.visible)." }
        ?? "None of them is within all limits.")
    let status = draft.status
    return evidence(
      status, draft.text,
      measurements: contenders.flatMap { $0.measurements(primary, limits) }
        + contests.flatMap(\.measurements),
      method: """
        Quality is \(MetricText(primary.card).name), its difference the paired one on the same \
        \(rows.rowCount.of("test row")), held against \(MetricText(primary.card).limit(primary.tolerance)) \
        either way (\(primary.toleranceOrigin)). Time is the \(limits.quantile) of each measurement and cost \
        that of 1,000 rows where a price was given; of both, \(NumberText.percent(ContestedChoice.tolerance)) of \
        the model's own does not matter, and what only one of two has is no comparison. Limits are held against \
        the values as measured.
        """,
      remedy: remedy(status, isBeaten: !betters.isEmpty), weight: 0.6)
  }

  private static func remedy(_ status: CheckStatus, isBeaten: Bool) -> String? {
    switch status {
    case .pass: nil
    case .undecided:
      "Measure what is undecided on more rows or for longer, or say in a decision why it does not matter."
    default:
      isBeaten
        ? "Take the better candidate, or say in a decision why not."
        : "Find a candidate within the limits, or revise them with those who set them."
    }
  }

  /// The model's primary metric less a candidate's, both on the rows that both predict.
  private static func difference(
    _ project: Project, _ test: RowTable, to column: String
  ) throws -> Result<PairedDifference, Undefined> {
    var study = try BaselineStudy(project, features: [])
    study.only = []
    study.human = nil
    study.previous =
      project.columns.score == nil
      ? PreviousModel(prediction: column) : PreviousModel(score: column)
    // No baseline is fitted, so that nothing is learned from the rows given as train.
    let compared = try study.compare(project.model.task, train: test, test: test).baselines.first
    guard let difference = compared?.difference else {
      return .failure(Undefined(compared?.reasonLacking ?? "the two could not be compared"))
    }
    return .success(difference)
  }
}

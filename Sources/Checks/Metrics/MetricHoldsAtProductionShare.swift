package import Checklist
internal import Measurements
internal import Statistics

/// Whether the metric still holds at the share of positive rows that production has.
package enum MetricHoldsAtProductionShare: Check {
  package static let card = CheckCard(
    id: "metrics.sampling", aspect: .metrics,
    title: "The metric holds at production's share of the classes",
    summary: """
      Holds the share of positive rows of train and test against production's; where classes were over- \
      or under-sampled, gives the metrics and the threshold at production's share.
      """,
    reference: "Saerens, Latinne, Decaestecker 2002; Elkan 2001, theorem 2",
    needs: ["data.test", "metrics.definitions"],
    settings: ["metrics"])

  package static func needs(_ project: Project) -> Needs {
    project.model.task == .binary ? Needs(metrics: [.train, .test]) : Needs()
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    let project = facts.project
    switch project.model.task {
    case .binary: break
    case .multiclass:
      return notApplicable(
        """
        Metrics of several classes are not translated to other shares; distribution.sets holds the \
        classes' shares of train and test against each other.
        """)
    case .regression, .forecast, .ranking:
      return notApplicable("The truth is no class, so that no class can be over- or under-sampled.")
    }
    if let missing = missingMetrics([.test], in: facts) { return missing }
    guard let test = facts[.test], let report = try test.metrics?.get() else {
      return notApplicable("No metrics were measured.")
    }
    let options = project.metricOptions(test.names)
    let shares = [Project.DataRole.train, .test].compactMap { ClassShare(facts, $0) }
    guard let own = shares.first(where: { $0.role == .test }) else {
      throw Undefined("no test row has a label")
    }
    guard let declared = project.metrics.scoring.prevalence else {
      return withoutDeclaredShare(project, shares)
    }
    guard declared < 1 else {
      throw Undefined("metrics.definitions says that all rows of production are positive")
    }
    let primary = try facts.primary()
    let whole = try report.whole(primary)
    let translated = try PrevalenceReport(report, prevalence: declared, options: options)
    let interval = try WilsonInterval.interval(
      successes: own.positives, rows: own.rows, level: project.metrics.level)
    let isAlike = declared >= interval.low && declared <= interval.high
    let figure = TranslatedFigure(
      primary, test: whole.entry.estimate,
      production: isAlike ? whole.entry.estimate : translated[primary.key] ?? whole.entry.estimate,
      project)
    let threshold = isAlike ? nil : translated.correctedThreshold
    let finding =
      isAlike
      ? """
      \(words(shares)), and \(NumberText.percent(declared)) are declared of production: test shows the \
      metric as production will.
      """
      : """
      \(words(shares)), and \(NumberText.percent(declared)) in production. There \(figure.words).\
      \(threshold.map { thresholdWords($0, translated) } ?? "")
      """
    return evidence(
      figure.status, finding,
      measurements: shares.map(\.measurement)
        + [
          Measurement(
            name: "share of positive rows in production", value: declared, unit: "share",
            note: "declared as metrics.definitions")
        ]
        + figure.measurements("at production's share")
        + (isAlike ? [] : others(translated, primary, translated.equivalentScore)),
      method: """
        Within each class rows are taken to be as in production; only how many there are of each differs. \
        A metric of calls follows from the true and the false positive rate, a probability p becomes \
        w₁p / (w₁p + w₀(1 − p)), with each class' share in production over its share in test as weights. \
        A rise of the loss by more than \(NumberText.plain(primary.tolerance)), \
        \(primary.toleranceOrigin), asks for attention; a goal that production surely misses and test does \
        not fails.
        """,
      remedy: figure.status == .pass
        ? nil
        : """
        Report the figure at production's share, correct the probabilities or the threshold for it, and set \
        the goal (metrics.goals) for that figure; or judge on rows that were not resampled.
        """,
      weight: figure.status == .fail ? 0.85 : 0.55)
  }

  /// Production's share is not declared: enough where neither side was resampled.
  private static func withoutDeclaredShare(
    _ project: Project, _ shares: [ClassShare]
  ) -> Evidence {
    let (training, scoring) = (project.metrics.training, project.metrics.scoring)
    let isNatural = training.sampling == .natural && scoring.sampling == .natural
    // One set of two is exactly half by chance now and then, two hardly ever.
    let isSuspicious = shares.count > 1 && shares.allSatisfy(\.isExactlyHalf)
    let method = """
      Shares of the rows with a label. Both sides are declared natural in metrics.definitions; a share of \
      exactly one half in both sets, of 1,000 rows or more each, contradicts that.
      """
    if isNatural, !isSuspicious {
      return evidence(
        .pass,
        "\(words(shares)), and neither side's classes were resampled: test shows the metric as production will.",
        measurements: shares.map(\.measurement), method: method)
    }
    if isNatural {
      return evidence(
        .attention,
        """
        \(words(shares)), exactly half, although training is declared natural: classes that come as they \
        are hardly ever do so.
        """,
        measurements: shares.map(\.measurement), method: method,
        remedy: """
          Say how the classes came to their shares, and the share in production: metrics.definitions, \
          sampling and prevalence.
          """, weight: 0.6)
    }
    let lack =
      training.sampling == .resampled || scoring.sampling == .resampled
      ? "Classes were resampled, and the share of positive rows in production is not declared"
      : "Neither how classes came to their shares nor the share in production is declared"
    return missing(
      "\(lack). \(words(shares)).", add: ["metrics.definitions"],
      measurements: shares.map(\.measurement), method: "Shares of the rows with a label.")
  }

  /// `Of the train rows 50 % are positive, of test 49 %`, a clause to go on from.
  private static func words(_ shares: [ClassShare]) -> String {
    let all = shares.map { "of \($0.role.rawValue) \(NumberText.percent($0.share))" }
    return all.joined(separator: ", ").capitalizedFirst + " of the rows are positive"
  }

  private static func thresholdWords(_ corrected: Double, _ report: PrevalenceReport) -> String {
    """
     A score at today's threshold is a probability of \(NumberText.percent(corrected)) there\
    \(report.equivalentScore.map { ", and the threshold keeps its meaning at \(NumberText.plain($0, significant: 3))" } ?? "").
    """
  }

  /// The other metrics at production's share.
  private static func others(
    _ report: PrevalenceReport, _ primary: PrimaryMetric, _ score: Double?
  ) -> [Measurement] {
    report.metrics.filter { $0.card.key != primary.key }.map {
      Measurement(
        name: "\($0.card.key) at production's share", value: $0.estimate.value,
        interval: $0.estimate.interval, unit: $0.card.unit, note: $0.estimate.note)
    }
      + [
        Measurement(
          name: "log-odds to add to a probability", value: report.correction.logOddsShift,
          unit: "log-odds"),
        score.map {
          Measurement(
            name: "score with the meaning of today's threshold", value: $0, unit: "probability")
        },
      ].compactMap(\.self)
  }
}

/// How many rows of a set are positive.
private struct ClassShare {
  let role: Project.DataRole
  let positives: Int
  let rows: Int

  /// Whether exactly half of many rows are positive.
  ///
  /// Of 1,000 rows of two equally frequent classes exactly 500 are positive once in 40 times.
  var isExactlyHalf: Bool { rows >= 1_000 && positives * 2 == rows }

  var share: Double { Double(positives) / Double(rows) }

  var measurement: Measurement {
    Measurement(
      name: "share of positive rows in \(role.rawValue)", value: share, unit: "share",
      note: "\(NumberText.count(rows)) rows")
  }

  /// Nil for a set without labels or predictions.
  init?(_ facts: Facts, _ role: Project.DataRole) {
    guard case .success(let report)? = facts[role]?.metrics,
      case .binary(let measurement) = report.measurement
    else { return nil }
    let scores = measurement.scores
    let hasScores = scores.firstTotal + scores.secondTotal > 0
    positives = hasScores ? scores.firstTotal : measurement.cells.positives
    rows = hasScores ? scores.firstTotal + scores.secondTotal : measurement.cells.rows
    guard rows > 0 else { return nil }
    self.role = role
  }
}

import Checklist

/// Parts of a plan in words.
enum PlanWords {
  /// The name of the model with its version.
  static func model(_ plan: ProductionPlan) -> String {
    [plan.model.name, plan.model.version ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// What the figure covers, with which rows it is compared, and of which columns it is.
  static func extent(_ monitor: ProductionPlan.Monitor) -> String {
    let parts = [
      monitor.window.map { "one figure covers \($0)" },
      monitor.reference.map { "compared with \($0)" },
      monitor.columns.isEmpty ? nil : "columns: \(listed(monitor.columns))",
      monitor.assumes.map { "assumed, since nothing is declared: \($0)" },
    ].compactMap(\.self)
    guard let first = parts.first else { return "" }
    let words = [first.prefix(1).uppercased() + first.dropFirst()] + parts.dropFirst()
    return " " + words.joined(separator: "; ") + "."
  }

  private static func listed(_ names: [String]) -> String {
    let shown = names.prefix(12).joined(separator: ", ")
    return names.count > 12 ? "\(shown) and \(names.count - 12) more" : shown
  }

  /// `rocAUC < 0.675`: what raises an alarm in few words; the rule where no number says it.
  static func alarm(_ monitor: ProductionPlan.Monitor) -> String {
    func words(_ sign: String, _ value: Double?) -> String? {
      value.map { "\(sign) \(MeasurementText($0, nil, unit: monitor.unit ?? "").value)" }
    }
    let bounds = [words("<", monitor.below), words(">", monitor.above)].compactMap(\.self)
    guard let metric = monitor.metric, !bounds.isEmpty else { return monitor.rule }
    return "\(metric) \(bounds.joined(separator: " or "))"
  }

  /// `2.1 % (80 %)`: the change and the probability with which a look shows it.
  static func smallest(_ monitor: ProductionPlan.Monitor) -> String {
    guard let change = monitor.smallestChange, let power = monitor.power else { return "–" }
    let words = MeasurementText(change, nil, unit: monitor.unit ?? "").value
    return "\(words) (\(NumberText.percent(power)))"
  }

  /// `page to Ops by night`.
  static func address(_ monitor: ProductionPlan.Monitor) -> String {
    "\(monitor.severity.rawValue) to \(monitor.owner ?? "nobody")"
      + (monitor.channel.map { " by \($0)" } ?? "")
  }

  /// What the plan rests on: complete, or how much lacks.
  static func standing(_ plan: ProductionPlan) -> (words: StatusWords, sentence: String) {
    let verdict =
      Verdict(rawValue: plan.assessment.verdict).map { StatusWords($0).word } ?? "unknown"
    let source = "Compiled from the assessment of \(plan.assessment.time), verdict \(verdict)."
    let count = plan.gaps.count
    return count == 0
      ? (StatusWords(CheckStatus.pass), "Everything that needs cover has it. \(source)")
      : (
        StatusWords(CheckStatus.attention),
        """
        \(NumberText.count(count)) \(count == 1 ? "item is" : "items are") without cover: \
        \(kinds(plan).map { number($0.gaps.count, of: $0.kind) }.joined(separator: ", ")). \(source)
        """
      )
  }

  /// The gaps by kind, the gravest first; kinds without any are left out.
  static func kinds(
    _ plan: ProductionPlan
  ) -> [(kind: ProductionPlan.Gap.Kind, gaps: [ProductionPlan.Gap])] {
    ProductionPlan.Gap.Kind.allCases.compactMap { kind in
      let gaps = plan.gaps.filter { $0.kind == kind }
      return gaps.isEmpty ? nil : (kind, gaps)
    }
  }

  /// `3 findings`.
  static func number(_ count: Int, of kind: ProductionPlan.Gap.Kind) -> String {
    "\(NumberText.count(count)) \(kind.rawValue)\(count == 1 ? "" : "s")"
  }

  /// What to do about gaps of a kind.
  static func remedy(_ kind: ProductionPlan.Gap.Kind) -> String {
    switch kind {
    case .failure: "mend them, or waive them until a date: assay decide ITEM waive"
    case .finding: "mend them, or accept them with a reason: assay decide ITEM accept"
    case .declaration: "say in assay.yaml what they need, or accept that they are not looked at"
    case .question: "answer them in assay.yaml, under answers:"
    }
  }

  /// Declared policies, each with the questions that it answers.
  static func policies(
    _ plan: ProductionPlan
  ) -> [(what: String, how: String, items: [String])] {
    let policy = plan.retraining
    let retraining = [
      policy.threshold.map { "when the primary metric is beyond \(NumberText.plain($0))" },
      policy.every.map { "at the latest after \($0.text)" },
      policy.leastRows.map { "with at least \(NumberText.count($0)) new labelled rows" },
      policy.coolDown.map { "not within \($0.text) of the last time" },
      (policy.approver ?? plan.owner(.approver)?.name).map { "approved by \($0)" },
      policy.command.map { "started by \($0)" },
    ]
    let fallback = [
      plan.fallback.kind?.summary, plan.fallback.target,
      plan.fallback.within.map { "within \($0.text)" },
    ]
    let review = [
      plan.review.predictions, plan.review.by.map { "by \($0)" },
      plan.review.within.map { "within \($0.text)" },
    ]
    let labels = [
      plan.labels.delay.map { "complete after \($0.text)" },
      plan.labels.coverage.map { "for \(NumberText.percent($0)) of the rows" },
    ]
    let schedule = [
      plan.every.map { "every \($0.text)" },
      plan.rowsPerDay.map { "\(NumberText.plain($0)) rows a day" },
    ]
    return [
      ("Schedule of the monitors", words(schedule), ["performance.monitoring", "metrics.period"]),
      ("Contract of incoming rows", plan.quality.contract ?? "not declared", ["quality.contract"]),
      (
        "Rows that break it go to", plan.quality.quarantine ?? "not declared",
        ["quality.rerouting", "quality.downstream"]
      ),
      ("Labels", words(labels), ["truth.source", "truth.delay"]),
      (
        "Training again", words(retraining), ["performance.policy", "performance.retraining"]
      ),
      ("Fallback", words(fallback), ["integration.fallback", "integration.failure"]),
      ("People look at", words(review), ["integration.human"]),
    ]
  }

  private static func words(_ parts: [String?]) -> String {
    let said = parts.compactMap(\.self).joined(separator: ", ")
    return said.isEmpty ? "not declared" : said
  }
}

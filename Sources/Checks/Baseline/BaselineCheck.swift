package import Checklist
package import Learners
internal import Measurements
internal import Statistics

/// A check that the model beats some of the simple baselines, on the same test rows.
package protocol BaselineCheck: Check {
  /// Keys of the baselines' cards that it holds the model against.
  static var baselines: [String] { get }
  /// What a reader should know beside the comparison in the primary metric; nil for nothing.
  static func remark(_ comparison: BaselineComparison) -> String?
  /// Why it does not apply; nil when it does.
  static func reasonNotToApply(_ project: Project) -> String?
  /// Whether its baselines are fitted to the model's features.
  static var learnsFromFeatures: Bool { get }
}

extension BaselineCheck {
  package static func remark(_ comparison: BaselineComparison) -> String? { nil }
  package static var learnsFromFeatures: Bool { false }

  package static func needs(_ project: Project) -> Needs {
    guard reasonNotToApply(project) == nil else { return Needs() }
    return Needs(
      metrics: [.test], rows: [.train, .test], measuresPowers: learnsFromFeatures,
      comparesBaselines: true)
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    if let reason = reasonNotToApply(facts.project) { return notApplicable(reason) }
    if let missing = missingSets([.train], in: facts) { return missing }
    if let missing = missingMetrics([.test], in: facts) { return missing }
    if let missing = missingInputs(facts.project) { return missing }
    guard let comparison = try facts.baselines?.get() else {
      return notApplicable("The baselines were not compared.")
    }
    let own = comparison.baselines.filter { baselines.contains($0.card.key) }
    guard !own.isEmpty else {
      return notApplicable("None of these baselines exists for this task.")
    }
    let available = own.filter { $0.isAvailable && $0.judgement != nil }
    // A group median is there for those who name a group; nobody must.
    let absent = own.filter { !($0.isAvailable && $0.judgement != nil) && $0.isAsked }
    guard !available.isEmpty else {
      return evidence(
        .attention, absent.map(sentence(absent:)).joined(separator: " "),
        method: "The baseline could not be fitted or compared.",
        remedy: "Give it what it lacks, or decide that it does not matter here.", weight: 0.3)
    }
    return judge(available, absent, in: comparison, facts)
  }

  /// Evidence that an optional column is not named; nil when all are.
  private static func missingInputs(_ project: Project) -> Evidence? {
    if baselines.contains(MostPopular.card.key), project.model.task == .ranking,
      project.columns.item == nil
    {
      return missing(
        "What is most popular needs to know which item each row is about.", add: ["columns.item"])
    }
    guard baselines.contains(LastPeriodMean.card.key), project.columns.timestamp == nil else {
      return nil
    }
    return missing(
      "The value of the last period needs to know when each row was predicted.",
      add: ["columns.timestamp"])
  }

  private static func sentence(absent baseline: BaselineComparison.Baseline) -> String {
    """
    \(baseline.card.title) could not be compared: \(baseline.reasonLacking.inProject.asClause.visible).
    """
  }

  /// How the difference was judged, to follow the rows.
  private static func tests(_ task: Project.Task) -> String {
    switch task {
    case .binary, .multiclass:
      """
      : DeLong's paired test for areas, exact McNemar for accuracy, a paired bootstrap otherwise
      """
    case .regression: " with a paired bootstrap"
    case .forecast: " by drawing stretches of time, since errors hang together in it"
    case .ranking: " by drawing users or queries, whose rows hang together"
    }
  }

  private static func judge(
    _ available: [BaselineComparison.Baseline], _ absent: [BaselineComparison.Baseline],
    in comparison: BaselineComparison, _ facts: Facts
  ) -> Evidence {
    var draft = FindingDraft()
    for baseline in available {
      guard let judgement = baseline.judgement else { continue }
      // People are no duty: a model may be useful that is worse than they are.
      let own = CheckStatus(judgement)
      draft.add(
        baseline.counts ? own : own == .fail ? .attention : own,
        sentence(baseline, judgement, comparison))
    }
    if let remark = remark(comparison) {
      draft.add(.attention, remark)
    }
    for baseline in absent { draft.add(.attention, sentence(absent: baseline)) }
    if learnsFromFeatures, let leaks = facts.knownPowers?.leaks, !leaks.isEmpty {
      draft.add(
        .pass,
        """
        It was fitted without \(leaks.listed()), which \(leaks.count.verb("gives", "give")) the label away \
        (parity.leakage), while the model may read \(leaks.count.verb("it", "them")).
        """)
    }
    let notes = comparison.notes.map { "\($0.inProject.asClause.capitalizedFirst). " }.joined()
    let status = draft.status
    return evidence(
      status, draft.text,
      measurements: available.flatMap { measurements($0, comparison) },
      figures: [figure(available, comparison)].compactMap(\.self),
      method: """
        Learned from \(NumberText.count(comparison.trainRows)) training rows, compared on the same \
        \(NumberText.count(comparison.testRows)) test rows\(tests(facts.project.model.task)). \
        \(notes)The whole interval of the \
        improvement must be above \(limits(available)).
        """,
      remedy: remedy(
        status, isOptional: available.contains { !$0.counts }, lacksInputs: !absent.isEmpty,
        isRemarked: remark(comparison) != nil,
        isBetterByLess: available.allSatisfy { $0.judgement != .fail || $0.isBetterByLess },
        isTooClose: available.allSatisfy(\.isTooCloseOrDecided)),
      weight: status == .fail ? 0.98 : 0.5)
  }

  /// The improvements that these baselines ask for: the declared margin, or 0 for people.
  private static func limits(_ available: [BaselineComparison.Baseline]) -> String {
    Set(available.map(\.threshold.magnitude)).sorted().map { NumberText.plain($0) }
      .joined(separator: " and ")
  }

  private static func remedy(
    _ status: CheckStatus, isOptional: Bool, lacksInputs: Bool, isRemarked: Bool,
    isBetterByLess: Bool, isTooClose: Bool
  ) -> String? {
    if status == .pass { return nil }
    if status == .fail, isBetterByLess {
      return """
        The model is better, and by less than is worth shipping: improve it, or revise baseline.margin with \
        those who set it.
        """
    }
    if status == .fail {
      return """
        A simpler rule does as well or better: find what the model misses, or ship the simpler rule.
        """
    }
    if isOptional {
      return "Nothing has to be done: people may be too ambitious an aim; decide and say why."
    }
    if lacksInputs {
      return "Give the baseline what it lacks, or decide that it does not matter here."
    }
    if !isRemarked, isTooClose {
      return """
        More rows of this kind would not decide it: ship the simpler one, or improve the model; \
        baseline.margin says which improvement is worth shipping.
        """
    }
    return isRemarked
      ? "Choose the threshold by what each kind of error costs, and report balanced measures."
      : "Judge on more test rows before the model replaces something simpler."
  }

  private static func sentence(
    _ baseline: BaselineComparison.Baseline, _ judgement: Judgement,
    _ comparison: BaselineComparison
  ) -> String {
    let card = compared(baseline, comparison)
    let text = MetricText(card)
    let model = comparison.model.first { $0.card.key == card.key }?.estimate
    let theirs = baseline.metrics.first { $0.card.key == card.key }?.estimate
    let name = "the " + baseline.card.title.asClause
    let values = """
      \(text.name) is \(model?.value.map(text.words) ?? "–") against \
      \(theirs?.value.map(text.words) ?? "–")
      """
    let difference =
      baseline.difference.map { found in
        ", a difference of \(text.words(Estimate(found.value, interval: found.interval)))"
      } ?? ""
    switch judgement {
    case .pass: return "The model beats \(name): \(values)\(difference)."
    case .fail where baseline.isBetterByLess:
      return """
        The model beats \(name) by less than the margin of \(text.limit(baseline.threshold.magnitude)): \
        \(values)\(difference).
        """
    case .fail: return "The model does not beat \(name): \(values)\(difference)."
    case .undecided:
      let open =
        baseline.difference.flatMap {
          judgement.open(Estimate($0.value, interval: $0.interval), "test rows")
        }.map { "; \($0)" } ?? ""
      return "Whether the model beats \(name) is undecided: \(values)\(difference)\(open)."
    }
  }

  /// The metric in which a baseline is compared: people in accuracy.
  private static func compared(
    _ baseline: BaselineComparison.Baseline, _ comparison: BaselineComparison
  ) -> Card {
    baseline.card.key == HumanAccuracy.card.key ? Accuracy.card : comparison.primary
  }

  private static func measurements(
    _ baseline: BaselineComparison.Baseline, _ comparison: BaselineComparison
  ) -> [Measurement] {
    var all: [Measurement] = []
    if let difference = baseline.difference {
      all.append(
        Measurement(
          name: "model less \(baseline.card.title.lowercased())", value: difference.value,
          interval: difference.interval, unit: compared(baseline, comparison).unit,
          threshold: baseline.threshold,
          note: difference.pValue.map {
            $0 < 1e-4 ? "p < 0.0001" : "p = \(NumberText.plain($0, significant: 2))"
          }))
    }
    return all
      + (comparison.model.filter { $0.card.key == comparison.primary.key }).map {
        Measurement(
          name: "\($0.card.key) of the model", value: $0.estimate.value,
          interval: $0.estimate.interval, unit: $0.card.unit, note: $0.estimate.note)
      }
      + baseline.metrics.map {
        Measurement(
          name: "\($0.card.key) of \(baseline.card.title.lowercased())", value: $0.estimate.value,
          interval: $0.estimate.interval, unit: $0.card.unit, note: $0.estimate.note)
      }
  }

  /// The model beside these baselines in the primary metric.
  private static func figure(
    _ available: [BaselineComparison.Baseline], _ comparison: BaselineComparison
  ) -> Figure? {
    let card = comparison.primary
    func row(_ label: String, _ values: [MetricValue], isModel: Bool) -> Figure.IntervalRows.Row? {
      guard let estimate = values.first(where: { $0.card.key == card.key })?.estimate else {
        return nil
      }
      return Figure.IntervalRows.Row(
        label: label, value: estimate.value, interval: estimate.interval, isHighlighted: isModel)
    }
    let rows =
      [row("the model", comparison.model, isModel: true)].compactMap(\.self)
      + available.compactMap {
        row($0.card.title, $0.metrics, isModel: false)
      }
    guard rows.count > 1 else { return nil }
    return Figure(
      title: "The model beside it on test",
      summary: rows.map { "\($0.label) \(MetricText(card).words($0.value ?? .nan))" }
        .joined(separator: ", ") + ".",
      content: .intervals(
        Figure.IntervalRows(axis: "\(card.title) (\(card.unit))", rows: rows)))
  }
}

extension BaselineComparison.Baseline {
  /// Whether it is decided, or no practical number of rows would decide it.
  fileprivate var isTooCloseOrDecided: Bool {
    guard let judgement, judgement.isUndecided else { return true }
    return difference != nil && judgement.moreRows == nil
  }

  /// Whether the model is surely better than it, though by less than the margin.
  fileprivate var isBetterByLess: Bool {
    guard judgement == .fail, threshold != 0, let interval = difference?.interval else {
      return false
    }
    return threshold > 0 ? interval.low > 0 : interval.high < 0
  }
}

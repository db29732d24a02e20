package import Checklist
internal import Measurements
internal import Statistics

/// Whether the model is about as good on rows it has not seen as on those it learned from.
package enum TestKeepsTrainingPerformance: Check {
  package static let card = CheckCard(
    id: "benchmark.gap", aspect: .benchmark,
    title: "The model is about as good on new rows as on its training rows",
    summary: """
      Compares the primary metric on train and test, on a scale on which chance is nothing, with an \
      interval for the loss.
      """,
    reference: "Zou and Donner 2008 (interval of a difference of independent estimates)",
    needs: ["data.train", "data.test", "columns.score"],
    settings: ["metrics"])

  /// The largest share of the skill that may be lost and still counts as about as good.
  ///
  /// A fifth: a model is chosen on what it learned from, so some loss is sure and no fault. An area
  /// under the ROC curve of 0.90 on train may be 0.82 on test.
  static let skillLimit = 0.2

  /// The largest growth of an error that still counts as about as good, as a share of its room.
  ///
  /// A tenth, where common validation suites draw the line too.
  static let errorLimit = 0.1

  package static func needs(_ project: Project) -> Needs {
    Needs(metrics: [.train, .test])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    if let missing = missingMetrics([.train, .test], in: facts) { return missing }
    let primary = try facts.primary()
    guard let train = try facts[.train]?.metrics?.get(),
      let test = try facts[.test]?.metrics?.get()
    else { return notApplicable("No metrics were measured.") }
    guard let learned = train.entry(primary.key), let new = test.entry(primary.key),
      learned.estimate.value != nil
    else {
      let note = train[primary.key]?.note ?? "it was not measured"
      throw Undefined("\(primary.key) on train gives nothing to compare with: \(note)")
    }
    let text = MetricText(primary.card)
    let values = """
      \(text.name.capitalizedFirst) is \(text.words(learned.estimate)) on train and \
      \(text.words(new.estimate)) on test
      """
    guard let scale = TrainingGap.Scale(learned, new, primary) else {
      return withoutSureSkill(learned, primary, values)
    }
    let gap = try TrainingGap(learned, new, primary, scale)
    let judgement = gap.judgement(primary)
    return evidence(
      CheckStatus(judgement),
      "\(values): \(gap.words(text))."
        + judgement.words("more than \(gap.limitWords(text)) is lost", gap.loss, "test rows"),
      measurements: [
        Measurement(
          name: "loss from train to test", value: gap.loss.value, interval: gap.loss.interval,
          unit: gap.isShare ? "share" : primary.card.unit, threshold: gap.limit,
          note: scale.words),
        Measurement(
          name: "\(primary.key) on train", value: learned.estimate.value,
          interval: learned.estimate.interval, unit: primary.card.unit),
        Measurement(
          name: "\(primary.key) on test", value: new.estimate.value,
          interval: new.estimate.interval, unit: primary.card.unit),
      ],
      method: """
        The loss is measured as \(scale.words). Its interval combines both sets' intervals, taken as \
        independent (MOVER). Up to \(gap.limitWords(text)) counts as about as good.
        """,
      remedy: judgement == .fail
        ? """
        The model has learned what does not hold on new rows: regularise it, give it more rows, or \
        look in distribution.sets for what changed between the sets.
        """ : judgement == .pass ? nil : "Judge on more test rows.",
      weight: 0.8)
  }

  /// Too few training rows to show any skill, or rows enough that show none.
  private static func withoutSureSkill(
    _ learned: MetricsReport.Entry, _ primary: PrimaryMetric, _ values: String
  ) -> Evidence {
    let isSurelyNone = TrainingGap.surelyLacksSkill(learned, primary)
    return evidence(
      isSurelyNone ? .attention : .undecided,
      """
      \(values): on train it is \(isSurelyNone ? "not better" : "not surely better") than chance, so there \
      is no skill that test could keep.
      """,
      method: "Without sure skill on the training rows a loss of it has no measure.",
      remedy: isSurelyNone
        ? "See the checks of the baseline, and whether columns.score and columns.positive are what you mean."
        : "Let the model score more of its training rows.",
      weight: 0.6)
  }
}

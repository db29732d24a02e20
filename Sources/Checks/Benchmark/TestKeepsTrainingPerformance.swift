package import Checklist
internal import Measurements
internal import Statistics

/// Whether the model is about as good on rows it has not seen as on those it learned from.
package enum TestKeepsTrainingPerformance: Check {
  package static let card = CheckCard(
    id: "benchmark.gap", aspect: .benchmark,
    title: "The model is about as good on new rows as on its training rows",
    summary: "Compares the primary metric on train and test, with an interval for the loss.",
    reference: "Zou and Donner 2008 (interval of a difference of independent estimates)",
    needs: ["data.train", "data.test", "columns.score"])

  /// The largest loss that still counts as about as good, as a share of the training value.
  ///
  /// 10 %: a model is chosen on what it learned from, so some loss is sure and no fault; common
  /// validation suites draw the line there too.
  static let limit = 0.1

  package static func needs(_ project: Project) -> Needs {
    Needs(metrics: [.train, .test])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    if let missing = missingMetrics([.train, .test], in: facts) { return missing }
    let primary = try facts.primary()
    guard let train = try facts[.train]?.metrics?.get(),
      let test = try facts[.test]?.metrics?.get()
    else { return notApplicable("No metrics were measured.") }
    guard let learned = train[primary.key], let new = test[primary.key],
      let reference = learned.value, reference != 0
    else {
      let note = train[primary.key]?.note ?? "it is zero or was not measured"
      throw Undefined("\(primary.key) on train gives nothing to compare with: \(note)")
    }
    let loss = try primary.loss(of: new, against: learned)
    guard let absolute = loss.value, let range = loss.interval else {
      throw Undefined("the loss has no interval")
    }
    let scale = reference.magnitude
    let share = absolute / scale
    let interval = Interval(
      low: range.low / scale, high: range.high / scale, level: range.level, method: range.method)
    let judgement = Judgement(share, interval, atMost: Self.limit, rows: test.rows)
    let figures = MetricText(primary.card)
    let finding = """
      \(figures.name.capitalizedFirst) is \(figures.words(learned)) on train and \(figures.words(new)) on test: \
      \(NumberText.percent(share.magnitude)) \(share >= 0 ? "worse" : "better").
      """
    return evidence(
      CheckStatus(judgement),
      finding + judgement.words("more than \(NumberText.percent(Self.limit)) is lost"),
      measurements: [
        Measurement(
          name: "loss from train to test", value: share, interval: interval, unit: "share",
          threshold: Self.limit),
        Measurement(
          name: "\(primary.key) on train", value: learned.value, interval: learned.interval,
          unit: primary.card.unit),
        Measurement(
          name: "\(primary.key) on test", value: new.value, interval: new.interval,
          unit: primary.card.unit),
      ],
      method: """
        The loss is relative to the training value. Its interval combines both sets' intervals, \
        taken as independent (MOVER). Up to \(NumberText.percent(Self.limit)) counts as about as good.
        """,
      remedy: judgement == .fail
        ? """
        The model has learned what does not hold on new rows: regularise it, give it more rows, or \
        look in distribution.sets for what changed between the sets.
        """ : judgement == .pass ? nil : "Judge on more test rows.",
      weight: 0.8)
  }
}

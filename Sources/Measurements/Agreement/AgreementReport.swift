package import Statistics

/// How far annotators agree with each other and with the adjudicated labels.
package struct AgreementReport: Sendable {
  /// Two annotators.
  package struct Pair: Sendable {
    /// The one whose name came first in the data.
    package let first: String
    /// The other.
    package let second: String
    /// Items that both labelled.
    package let items: Int
    /// Cohen's kappa.
    package let kappa: Estimate
    /// Near misses counting less by each step.
    package let linear: Estimate
    /// Near misses counting less by each step squared.
    package let quadratic: Estimate
  }

  /// An annotator against the adjudicated labels.
  package struct Accuracy: Sendable {
    /// Who.
    package let annotator: String
    /// Items judged that have an adjudicated label.
    package let items: Int
    /// The share judged like it.
    package let share: Estimate
  }

  /// An item whose labels are worth a second look.
  package struct Item: Sendable {
    /// Its name.
    package let name: String
    /// Labels and how many gave each, most first.
    package let labels: [(label: String, count: Int)]
    /// The share of pairs of annotators that agree; nil with one label.
    package let agreement: Double?
    /// Its adjudicated label.
    package let truth: String?
  }

  /// Something about the input that a reader must know.
  package struct Warning: Sendable, Hashable {
    /// Stable name: `repeated-judgement`.
    package let code: String
    /// One sentence.
    package let message: String
    /// The column it is about.
    package let column: String?
  }

  /// Annotators who gave a label.
  package let annotators: Int
  /// Items that got a label.
  package let items: Int
  /// Labels given, one an item and annotator.
  package let judgements: Int
  /// The labels in their order.
  package let labels: [String]
  /// Share of pairs of annotators that agree.
  package let percentAgreement: Estimate
  /// Pairs of annotators with items in common, most items first.
  package let pairs: [Pair]
  /// Agreement of all beyond chance.
  package let fleissKappa: Estimate
  /// Agreement of all beyond chance, per scale.
  package let krippendorffAlpha: [LabelScale: Estimate]
  /// Judgements like the adjudicated label, all annotators together.
  package let humanAccuracy: Estimate
  /// The accuracy that a model without any error would have against one annotator's labels: human
  /// accuracy where it is known, else what agreement implies.
  package let reachableAccuracy: Estimate
  /// The same per annotator, most items first.
  package let accuracies: [Accuracy]
  /// Items with the most disagreement.
  package let disagreements: [Item]
  /// Items whose annotators agree with each other and not with the adjudicated label.
  package let labelErrorCandidates: [Item]
  /// What was missing or odd.
  package let warnings: [Warning]

  /// Measures judgements.
  ///
  /// - Throws: ``AgreementRefusal`` when the options contradict the labels.
  init(_ judgements: Judgements, _ options: AgreementOptions) throws(AgreementRefusal) {
    let order = try LabelOrder(judgements.labels.names, options)
    let table = JudgementTable(judgements, order)
    let annotators = Set(table.items.lazy.flatMap { $0.given.map(\.annotator) }).count
    self.annotators = annotators
    items = table.items.count
    self.judgements = judgements.given.count
    labels = order.names
    let judged = JudgedItems(
      labels: order.names.count, items: table.items.lazy.map { $0.given.map(\.label) })
    let level = options.level
    func measured(_ body: () throws(Undefined) -> Estimate) -> Estimate {
      if annotators == 1 {
        return Estimate(undefined: Undefined("there is one annotator; agreement needs two"))
      }
      do throws(Undefined) {
        return try body()
      } catch {
        return Estimate(undefined: error)
      }
    }
    percentAgreement = measured { () throws(Undefined) in
      try PercentAgreement.measure(judged, level: level)
    }
    fleissKappa = measured { () throws(Undefined) in
      try FleissKappa.measure(judged, level: level, seed: options.seed)
    }
    var alphas: [LabelScale: Estimate] = [:]
    for scale in LabelScale.allCases {
      alphas[scale] = measured { () throws(Undefined) in
        if let reason = order.absent[scale] { throw Undefined(reason) }
        return try KrippendorffAlpha.measure(
          judged, scale: scale,
          values: scale == .interval || scale == .ratio ? order.numbers : nil, level: level,
          seed: options.seed)
      }
    }
    krippendorffAlpha = alphas
    let compared = AnnotatorPairs(
      table, order, annotators: judgements.annotators.names, level: level)
    pairs = compared.pairs
    let human = AnnotatorAccuracy(
      table, annotators: judgements.annotators.names, isAsked: options.truth != nil, level: level)
    humanAccuracy = human.overall
    accuracies = human.annotators
    let agreed = percentAgreement
    reachableAccuracy =
      human.overall.value != nil
      ? human.overall
      : measured { () throws(Undefined) in
        try ReachableAccuracy.measure(agreement: agreed, classes: order.names.count)
      }
    disagreements = table.mostDisagreed(order, judgements.items.names)
    labelErrorCandidates = table.againstTruth(order, judgements.items.names)
    warnings =
      Self.warnings(judgements, table, options)
      + (compared.leftOut.map { [Warning(code: "pairs-left-out", message: $0, column: nil)] } ?? [])
  }

  private static func warnings(
    _ judgements: Judgements, _ table: JudgementTable, _ options: AgreementOptions
  ) -> [Warning] {
    var warnings: [Warning] = []
    func warn(_ count: Int, _ code: String, _ message: String, _ column: String?) {
      if count > 0 { warnings.append(Warning(code: code, message: message, column: column)) }
    }
    warn(
      judgements.unnamed, "missing-key",
      "\(judgements.unnamed) rows without an item or annotator are left out", nil)
    warn(
      judgements.unlabelled, "missing-label",
      "\(judgements.unlabelled) rows without a label are left out", options.label)
    warn(
      judgements.repeated, "repeated-judgement",
      "\(judgements.repeated) rows repeat an item and annotator (\(judgements.revised) with another "
        + "label): the last counts", nil)
    let contested = judgements.truths.values.count { $0 == .contested }
    warn(
      contested, "contested-truth",
      "\(contested) items have more than one adjudicated label and do not count for accuracy",
      options.truth)
    if options.truth != nil {
      let without = table.items.count { $0.truth == nil } - contested
      warn(
        without, "missing-truth",
        "\(without) items have no adjudicated label and do not count for accuracy", options.truth)
    }
    return warnings
  }
}

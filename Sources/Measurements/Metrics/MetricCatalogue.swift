package import Statistics

/// Every metric, one line each; the order is the order of reports.
package enum MetricCatalogue {
  /// Metrics of a binary classifier.
  package static let binary: [any BinaryMetric.Type] = [
    RocAUC.self,
    AveragePrecision.self,
    LogLoss.self,
    BrierScore.self,
    ExpectedCalibrationError.self,
    Accuracy.self,
    BalancedAccuracy.self,
    Precision.self,
    Recall.self,
    Specificity.self,
    F1.self,
    MatthewsCorrelation.self,
    CohenKappa.self,
    MacroF1.self,
    MicroF1.self,
    WeightedF1.self,
  ]

  /// Metrics of a classifier of any number of classes.
  package static let multiclass: [any MulticlassMetric.Type] = [
    RocAUC.self,
    WeightedRocAUC.self,
    AveragePrecision.self,
    LogLoss.self,
    BrierScore.self,
    ExpectedCalibrationError.self,
    TopKAccuracy.self,
    Accuracy.self,
    BalancedAccuracy.self,
    MacroPrecision.self,
    MacroRecall.self,
    MacroF1.self,
    MicroPrecision.self,
    MicroRecall.self,
    MicroF1.self,
    WeightedPrecision.self,
    WeightedRecall.self,
    WeightedF1.self,
    MatthewsCorrelation.self,
    CohenKappa.self,
  ]

  /// Metrics of a forecast.
  package static let forecast: [any ForecastMetric.Type] = [
    MeanAbsoluteError.self,
    RootMeanSquaredError.self,
    MeanSquaredError.self,
    MeanAbsoluteScaledError.self,
    RootMeanSquaredScaledError.self,
    WeightedAbsolutePercentageError.self,
    MeanAbsolutePercentageError.self,
    SymmetricMeanAbsolutePercentageError.self,
    RSquared.self,
    Bias.self,
    MedianAbsoluteError.self,
    PinballLoss.self,
    IntervalCoverage.self,
  ]

  /// Metrics of a ranking.
  package static let ranking: [any RankingMetric.Type] = [
    NormalizedDiscountedCumulativeGain.self,
    MeanAveragePrecision.self,
    MeanReciprocalRank.self,
    HitRate.self,
    PrecisionAtK.self,
    RecallAtK.self,
  ]

  /// Of the metrics of a binary classifier those that tell one of many classes from the rest.
  package static let ofClass: [any BinaryMetric.Type] = [
    Precision.self,
    Recall.self,
    Specificity.self,
    F1.self,
    RocAUC.self,
    AveragePrecision.self,
  ]

  /// Metrics of a regression.
  package static let regression: [any RegressionMetric.Type] = [
    MeanAbsoluteError.self,
    RootMeanSquaredError.self,
    MeanSquaredError.self,
    RSquared.self,
    Bias.self,
    MedianAbsoluteError.self,
    MeanAbsolutePercentageError.self,
    SymmetricMeanAbsolutePercentageError.self,
    PinballLoss.self,
    IntervalCoverage.self,
  ]

  /// The key of the metric that decides when nobody names one.
  package static func primaryKey(_ task: MetricOptions.Task, hasScores: Bool) -> String {
    switch task {
    case .binary, .multiclass: hasScores ? RocAUC.card.key : Accuracy.card.key
    case .forecast: MeanAbsoluteError.card.key
    case .ranking: NormalizedDiscountedCumulativeGain.card.key
    case .regression: RootMeanSquaredError.card.key
    }
  }

  /// What the metrics of a task say about themselves.
  package static func cards(of task: MetricOptions.Task) -> [Card] {
    switch task {
    case .binary: binary.map { $0.card }
    case .multiclass: multiclass.map { $0.card }
    case .regression: regression.map { $0.card }
    case .forecast: forecast.map { $0.card }
    case .ranking: ranking.map { $0.card }
    }
  }

  /// All metrics.
  package static var members: [any CatalogueMember.Type] {
    let all: [any CatalogueMember.Type] = binary + multiclass + regression + forecast + ranking
    // A metric of several tasks is one metric.
    var known: Set<String> = []
    return all.filter { known.insert($0.card.id).inserted }
  }

  /// What all metrics say about themselves.
  package static var cards: [Card] { members.map { $0.card } }

  /// The card that a person means by an id, key or alias; letters' case does not matter.
  ///
  /// - Throws: ``UnknownMetric`` with what was expected and the nearest name.
  package static func card(named name: String) throws(UnknownMetric) -> Card {
    let wanted = name.lowercased()
    if let card = cards.first(where: { names($0).contains { $0.lowercased() == wanted } }) {
      return card
    }
    throw UnknownMetric(name: name, cards: cards)
  }

  static func names(_ card: Card) -> [String] { [card.key, card.id] + card.aliases }
}

/// A metric was asked for by a name that none has.
package struct UnknownMetric: Error, Sendable, Hashable {
  /// What was asked for.
  package let name: String
  /// The keys that exist.
  package let expected: [String]
  /// The name that was probably meant; nil when none is near.
  package let suggestion: String?

  init(name: String, cards: [Card]) {
    self.name = name
    expected = cards.map(\.key)
    let names = cards.flatMap { card in
      MetricCatalogue.names(card).map { (name: $0, key: card.key) }
    }
    let near = Spelling.nearest(to: name, among: names.map(\.name), count: 1).first
    suggestion = names.first { $0.name == near }?.key
  }

  /// The sentence for people.
  package var message: String {
    "there is no metric \(name): expected one of \(expected.joined(separator: ", "))"
      + (suggestion.map { "; did you mean \($0)?" } ?? "")
  }
}

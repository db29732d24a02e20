package import Statistics

/// Every baseline, one line each.
package enum BaselineCatalogue {
  /// For binary classification.
  package static let binary: [any BinaryBaseline.Type] = [
    RandomGuess.self,
    MostFrequentClass.self,
    ThresholdBaseline.self,
    LogisticRegressionBaseline.self,
  ]

  /// For regression.
  package static let value: [any ValueBaseline.Type] = [
    TrainingMean.self,
    TrainingMedian.self,
    LastPeriodMean.self,
    LastPeriodMedian.self,
    GroupMedian.self,
    LinearRegressionBaseline.self,
  ]

  /// What all baselines say about themselves.
  package static var cards: [Card] {
    binary.map { $0.card } + value.map { $0.card } + [PreviousModel.card, HumanAccuracy.card]
  }
}

package import Statistics

/// Every baseline, one line each.
package enum BaselineCatalogue {
  /// For binary classification.
  package static let binary: [any BinaryBaseline.Type] = [
    RandomGuess.self,
    MostFrequentClass.self,
    ThresholdBaseline.self,
    LogisticRegressionBaseline.self,
    ConvolutionalNetwork.self,
  ]

  /// For any number of classes.
  package static let classes: [any ClassBaseline.Type] = [
    RandomGuess.self,
    MostFrequentClass.self,
    ThresholdBaseline.self,
    LogisticRegressionBaseline.self,
    ConvolutionalNetwork.self,
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

  /// For forecasts of series.
  package static let forecast: [any ForecastBaseline.Type] = [
    NaiveForecast.self,
    SeasonalNaiveForecast.self,
    DriftForecast.self,
  ]

  /// For rankings.
  package static let ranking: [any RankingBaseline.Type] = [
    RandomGuess.self,
    MostPopular.self,
  ]

  /// What all baselines say about themselves.
  package static var cards: [Card] {
    let all =
      binary.map { $0.card } + classes.map { $0.card } + value.map { $0.card }
      + forecast.map { $0.card } + ranking.map { $0.card } + [
        PreviousModel.card, HumanAccuracy.card,
      ]
    // A baseline of several tasks is one baseline.
    var known: Set<String> = []
    return all.filter { known.insert($0.id).inserted }
  }
}

internal import Checklist
internal import Checks
internal import Learners
internal import Measurements
internal import Statistics

/// What the layers below know, put together for those who look names up.
enum Registries {
  /// The names that a project file may use.
  static var vocabulary: Vocabulary {
    CheckRegistry.vocabulary
  }

  /// Everything that has a card, by what kind of thing it is.
  static var cards: [(kind: String, cards: [Card])] {
    [
      ("Metrics", MetricCatalogue.cards), ("Tests, distances and intervals", Catalogue.cards),
      ("Baselines", BaselineCatalogue.cards), ("Fairness", FairnessCatalogue.cards),
      ("Estimators", EstimatorCatalogue.cards),
      ("Choosing rows to label", Uncertainty.allCases.map(\.card)),
    ]
  }
}

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

  /// All metrics.
  package static var members: [any CatalogueMember.Type] {
    binary.map { $0 as any CatalogueMember.Type }
      + regression.map { $0 as any CatalogueMember.Type }
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
    let wanted = Array(name.lowercased())
    let nearest = cards.flatMap { card in
      MetricCatalogue.names(card).map { (Self.edits(wanted, Array($0.lowercased())), card.key) }
    }.min { $0.0 < $1.0 }
    // More than a third of the letters wrong is another word.
    suggestion = nearest.flatMap { $0.0 * 3 <= max(wanted.count, 3) ? $0.1 : nil }
  }

  /// The sentence for people.
  package var message: String {
    "there is no metric \(name): expected one of \(expected.joined(separator: ", "))"
      + (suggestion.map { "; did you mean \($0)?" } ?? "")
  }

  /// Letters to insert, delete or replace to get from one word to the other.
  private static func edits(_ first: [Character], _ second: [Character]) -> Int {
    var row = Array(0...second.count)
    for (i, a) in first.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, b) in second.enumerated() {
        let above = row[j + 1]
        row[j + 1] = min(min(above, row[j]) + 1, diagonal + (a == b ? 0 : 1))
        diagonal = above
      }
    }
    return row[second.count]
  }
}

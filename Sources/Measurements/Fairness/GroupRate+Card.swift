package import Statistics

extension GroupRate {
  /// Rates whose cards are those of metrics: recall and specificity under their other names.
  static let metrics: Set<GroupRate> = [
    .accuracy, .precision, .truePositiveRate, .trueNegativeRate,
  ]

  /// What the rate says about itself.
  package var card: Card {
    switch self {
    case .accuracy: Accuracy.card
    case .precision: Precision.card
    case .truePositiveRate: Recall.card
    case .trueNegativeRate: Specificity.card
    default:
      Card(
        id: words.id, aliases: words.aliases, key: rawValue, title: words.title,
        summary: words.summary, unit: "share", range: "0…1", direction: words.direction,
        formula: words.formula, undefined: emptyDenominator,
        laws: [.orderInvariant, .mergeInvariant, .scaleInvariant, .bounded],
        source: "Fairlearn, fairlearn.metrics; Wilson, 1927, for the interval")
    }
  }

  /// Name for people: `True positive rate`.
  package var title: String { words.title }

  private struct Words {
    var id: String
    var aliases: [String]
    var title: String
    var summary: String
    var direction: Direction
    var formula: String
  }

  private var words: Words {
    switch self {
    case .selectionRate:
      Words(
        id: "selection-rate", aliases: ["predicted-positive-rate"], title: "Selection rate",
        summary: "The share of rows called positive.", direction: .neutral,
        formula: "(TP + FP) / n")
    case .truePositiveRate:
      Words(
        id: "true-positive-rate", aliases: [], title: "True positive rate",
        summary: "The share of positive rows called positive: recall of a group.",
        direction: .higherIsBetter, formula: "TP / (TP + FN)")
    case .falsePositiveRate:
      Words(
        id: "false-positive-rate", aliases: ["fpr"], title: "False positive rate",
        summary: "The share of negative rows called positive.", direction: .lowerIsBetter,
        formula: "FP / (FP + TN)")
    case .trueNegativeRate:
      Words(
        id: "true-negative-rate", aliases: [], title: "True negative rate",
        summary: "The share of negative rows called negative: specificity of a group.",
        direction: .higherIsBetter, formula: "TN / (FP + TN)")
    case .falseNegativeRate:
      Words(
        id: "false-negative-rate", aliases: ["fnr", "miss-rate"], title: "False negative rate",
        summary: "The share of positive rows called negative.", direction: .lowerIsBetter,
        formula: "FN / (TP + FN)")
    case .negativePredictiveValue:
      Words(
        id: "negative-predictive-value", aliases: ["npv"], title: "Negative predictive value",
        summary: "The share of rows called negative that are.", direction: .higherIsBetter,
        formula: "TN / (FN + TN)")
    case .falseDiscoveryRate:
      Words(
        id: "false-discovery-rate", aliases: [], title: "False discovery rate",
        summary: "The share of rows called positive that are not.", direction: .lowerIsBetter,
        formula: "FP / (TP + FP)")
    case .falseOmissionRate:
      Words(
        id: "false-omission-rate", aliases: [], title: "False omission rate",
        summary: "The share of rows called negative that are positive.",
        direction: .lowerIsBetter, formula: "FN / (FN + TN)")
    case .accuracy:
      Words(
        id: Accuracy.card.id, aliases: [], title: Accuracy.card.title,
        summary: Accuracy.card.summary, direction: .higherIsBetter, formula: Accuracy.card.formula)
    case .precision:
      Words(
        id: Precision.card.id, aliases: [], title: Precision.card.title,
        summary: Precision.card.summary, direction: .higherIsBetter,
        formula: Precision.card.formula)
    case .prevalence:
      Words(
        id: "prevalence", aliases: ["base-rate"], title: "Prevalence",
        summary: "The share of rows that are positive; the model has no part in it.",
        direction: .neutral, formula: "(TP + FN) / n")
    }
  }
}

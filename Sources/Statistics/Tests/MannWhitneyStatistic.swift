/// The probability that a random positive row scores above a random negative one, ties counting
/// half: the area under the ROC curve.
///
/// `A = Σᵢ aᵢ (B₍<ᵢ₎ + ½ bᵢ) / (P · N)`
///
/// - Shape: positives and negatives per score, scores ascending. Exact when each distinct score has
///   its own cell; from score bins it takes rows of one bin as tied.
/// - Complexity: O(cells). Mergeable by adding counts.
/// - Source: Mann, Whitney 1947; Bamber 1975. Equals scikit-learn's `roc_auc_score`.
package enum MannWhitneyStatistic: CatalogueMember {
  package static let card = Card(
    id: "mann-whitney-statistic", aliases: ["auc-from-counts"], key: "mannWhitney",
    title: "Mann–Whitney probability",
    summary: "The probability that a positive row scores above a negative one.",
    unit: "probability", range: "0…1", direction: .higherIsBetter,
    formula: "Σᵢ aᵢ (B₍<ᵢ₎ + ½ bᵢ) / (P · N)",
    undefined: "one of the two classes has no rows; the cells differ in number",
    laws: [.mergeInvariant, .rankInvariant, .scaleInvariant, .bounded],
    source: "Bamber, The Area above the Ordinal Dominance Graph, 1975")

  package static let examples = [
    Example("scores ascending: positives 0, 1, 1; negatives 1, 1, 0", gives: 0.875) {
      try measure(positives: [0, 1, 1], negatives: [1, 1, 0])
    }
  ]

  /// The probability, from positives and negatives per ascending score.
  ///
  /// - Throws: ``Undefined`` when a class has no rows or the cells differ in number.
  package static func measure(positives: [Int], negatives: [Int]) throws(Undefined) -> Double {
    try ScoreTable(positives: positives, negatives: negatives).area
  }
}

/// Positives and negatives per ascending score, checked.
struct ScoreTable {
  let positives: [Int]
  let negatives: [Int]
  let positiveRows: Int
  let negativeRows: Int

  init(positives: [Int], negatives: [Int]) throws(Undefined) {
    guard positives.count == negatives.count else {
      throw Undefined("\(positives.count) cells of positives, \(negatives.count) of negatives")
    }
    self.positives = positives
    self.negatives = negatives
    positiveRows = try CountPair.rows(positives, window: "positive class")
    negativeRows = try CountPair.rows(negatives, window: "negative class")
  }

  var area: Double {
    var below = 0.0
    var sum = 0.0
    for (positive, negative) in zip(positives, negatives) {
      sum += Double(positive) * (below + Double(negative) / 2)
      below += Double(negative)
    }
    return sum / Double(positiveRows) / Double(negativeRows)
  }
}

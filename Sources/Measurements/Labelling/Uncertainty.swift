internal import Foundation
package import Statistics

/// How unsure a model is of a row, from the probabilities that it gives the classes.
///
/// ```
/// Uncertainty.leastConfident.measure([0.5, 0.3, 0.2])   // 0.5
/// Uncertainty.margin.measure([0.5, 0.3, 0.2])           // 0.8
/// ```
///
/// All three are 0 for a certain row and largest where the classes are equally likely; of two
/// classes they order rows alike. Probabilities are divided by their sum first.
///
/// - Undefined: a probability is missing, negative or not finite, or all are 0.
/// - Source: Settles, *Active Learning Literature Survey*, 2009, section 3.1.
package enum Uncertainty: String, Sendable, Hashable, CaseIterable {
  /// One minus the largest probability: how likely the call is wrong.
  case leastConfident = "least-confident"
  /// One minus the lead of the likeliest class over the second.
  case margin
  /// The expected surprise, in nats.
  case entropy

  /// The uncertainty of a row; nil where its probabilities are none.
  package func measure(_ probabilities: some Collection<Double>) -> Double? {
    var sum = 0.0
    var first = 0.0
    var second = 0.0
    for probability in probabilities {
      guard probability >= 0, probability.isFinite else { return nil }
      sum += probability
      if probability > first {
        (first, second) = (probability, first)
      } else if probability > second {
        second = probability
      }
    }
    guard sum > 0, sum.isFinite else { return nil }
    switch self {
    case .leastConfident: return max(0, 1 - first / sum)
    case .margin: return max(0, 1 - (first - second) / sum)
    case .entropy: return Self.entropy(probabilities, sum: sum)
    }
  }

  private static func entropy(_ probabilities: some Collection<Double>, sum: Double) -> Double {
    var entropy = 0.0
    for probability in probabilities where probability > 0 {
      let share = probability / sum
      entropy -= share * log(share)
    }
    return max(0, entropy)
  }

  /// What it says about itself.
  package var card: Card {
    switch self {
    case .leastConfident:
      card(
        "Least confidence", "How likely the model's own call is wrong, by the model.",
        unit: "probability", range: "0…1", formula: "1 − max p")
    case .margin:
      card(
        "Margin", "How narrowly the likeliest class leads the second.", unit: "probability",
        range: "0…1", formula: "1 − (p₁ − p₂)")
    case .entropy:
      card(
        "Entropy of the classes", "How much the model expects to learn from the row's label.",
        unit: "nats", range: "0…ln classes", formula: "− Σ p ln p")
    }
  }

  private func card(
    _ title: String, _ summary: String, unit: String, range: String, formula: String
  ) -> Card {
    Card(
      id: rawValue == "entropy" ? "class-entropy" : rawValue, key: "\(self)", title: title,
      summary: summary, unit: unit, range: range, direction: .neutral, formula: formula,
      undefined: "a probability is missing, negative or not finite, or all are 0",
      laws: [.orderInvariant, .bounded],
      source: "Settles, Active Learning Literature Survey, 2009, section 3.1")
  }
}

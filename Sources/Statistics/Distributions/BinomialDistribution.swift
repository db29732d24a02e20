import CBoostMath

/// The number of successes in independent trials.
///
/// Not-a-number when `trials` is negative or `probability` outside 0…1.
package struct BinomialDistribution: Sendable, Hashable {
  /// Number of trials, 0 or more.
  package let trials: Int
  /// Probability of success in one trial.
  package let probability: Double

  /// Makes the distribution.
  package init(trials: Int, probability: Double) {
    self.trials = trials
    self.probability = probability
  }

  /// `P(X = successes)`.
  package func mass(_ successes: Int) -> Double {
    assay_binomial_mass(Double(successes), Double(trials), probability)
  }

  /// `P(X ≤ successes)`.
  package func cumulative(_ successes: Int) -> Double {
    assay_binomial_cdf(Double(successes), Double(trials), probability)
  }

  /// `P(X > successes)`, accurate far into the upper tail.
  package func survival(_ successes: Int) -> Double {
    assay_binomial_survival(Double(successes), Double(trials), probability)
  }

  /// The smallest number of successes whose cumulative probability reaches `target`.
  ///
  /// nil outside the domain.
  ///
  /// - Complexity: O(log trials) tail evaluations. Bisection on the tail itself, so that the answer
  ///   is consistent with ``cumulative(_:)`` to the last bit.
  package func quantile(_ target: Double) -> Int? {
    guard trials >= 0, (0...1).contains(probability), (0...1).contains(target) else { return nil }
    var low = 0
    var high = trials
    while low < high {
      let middle = low + (high - low) / 2
      if cumulative(middle) >= target { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

internal import Foundation
package import Statistics

/// The attack that takes rows of small loss for members of the training data.
///
/// - Unit: the area is a probability, 0.5 where the loss tells nothing; the advantage a share, 0
///   there.
/// - Undefined: a set has fewer than two losses.
/// - Source: Yeom, Giacomelli, Fredrikson, Jha, *Privacy Risk in Machine Learning: Analyzing the
///   Connection to Overfitting*, 2018; DeLong's interval for the area.
package struct MembershipAttack: Sendable, Hashable {
  /// The probability that a test row has the larger loss, ties half.
  package let area: Estimate
  /// The share of training rows less that of test rows whose loss is at most the mean training
  /// loss.
  package let advantage: Estimate
  /// Training rows with a loss.
  package let trainRows: Int
  /// Test rows with a loss.
  package let testRows: Int

  /// Attacks.
  ///
  /// - Parameters:
  ///   - train: the losses of rows that the model learned from.
  ///   - test: the losses of others.
  /// - Throws: ``Undefined``.
  package init(train: [Double], test: [Double], level: Double) throws(Undefined) {
    guard train.count > 1, test.count > 1 else {
      throw Undefined("fewer than two rows of a set have a label and a prediction between 0 and 1")
    }
    trainRows = train.count
    testRows = test.count
    area = try MannWhitneyTest.effect(PooledSamples(samples: [train, test]), level: level)
    let mean = train.reduce(0, +) / Double(train.count)
    func share(_ losses: [Double]) throws(Undefined) -> Estimate {
      try WilsonInterval.estimate(
        successes: losses.count { $0 <= mean }, rows: losses.count, level: level)
    }
    advantage = try IndependentDifference.measure(share(train), minus: share(test))
  }

  /// What a score costs when the truth is known; nil for a score that is no probability.
  ///
  /// Beyond what double precision tells from 0 a loss orders no rows, so it ends there.
  package static func logarithmicLoss(_ score: Double, isPositive: Bool) -> Double? {
    guard (0...1).contains(score) else { return nil }
    return -log(max(isPositive ? score : 1 - score, Double.ulpOfOne))
  }
}

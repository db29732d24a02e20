internal import Statistics

/// What the error rates of pieces let expect of whole entities.
///
/// A piece that is positive is called with the true positive rate, another with the false one, each
/// independently of the others of its entity. Of an entity with n pieces, p of them positive, at
/// least K are then called with
///
/// `P(B(p, TPR) + B(n − p, FPR) ≥ K)`
///
/// A classifier that is right on 95 % of the pieces of a balanced test set calls 87 % of the videos
/// of 40 clean pieces positive: 1 − 0.95⁴⁰.
///
/// - Numerics: exact for each kind of entity (n, p); kinds are counted, not entities.
/// - Source: Wang, *On the number of successes in independent trials*, 1993.
struct EntityExpectation {
  /// Entities alike: how many pieces they have, and how many positive ones.
  struct Kind: Hashable {
    let pieces: Int
    let positives: Int
  }

  let aggregate: EntityAggregate
  let hasClasses: Bool
  let truePositiveRate: Double
  let falsePositiveRate: Double

  /// The probability that an entity is called positive; nil where the rates do not say.
  func chance(_ kind: Kind) -> Double? {
    guard let needed = aggregate.needed(of: kind.pieces, hasClasses: hasClasses) else { return nil }
    let negatives = kind.pieces - kind.positives
    if needed > kind.pieces { return 0 }
    let positive = BinomialDistribution(trials: kind.positives, probability: truePositiveRate)
    let negative = BinomialDistribution(trials: negatives, probability: falsePositiveRate)
    var fewer = 0.0
    for count in 0..<needed where count <= kind.positives {
      fewer += positive.mass(count) * negative.cumulative(min(needed - 1 - count, negatives))
    }
    return min(1, max(0, 1 - fewer))
  }

  /// The share of positive entities called, and of negative ones.
  func rates(
    positive: [Kind: Int], negative: [Kind: Int]
  ) -> (recall: Double?, falsePositiveRate: Double?) {
    (mean(positive), mean(negative))
  }

  private func mean(_ kinds: [Kind: Int]) -> Double? {
    var sum = 0.0
    var count = 0
    // In order, so that the sum does not depend on the dictionary's.
    let ordered = kinds.sorted {
      ($0.key.pieces, $0.key.positives) < ($1.key.pieces, $1.key.positives)
    }
    for (kind, entities) in ordered {
      guard let chance = chance(kind) else { return nil }
      sum += chance * Double(entities)
      count += entities
    }
    return count > 0 ? sum / Double(count) : nil
  }

  /// Metrics of entities from their two rates and the share of positive ones.
  static func metrics(
    recall: Double?, falsePositiveRate: Double?, prevalence: Double?
  ) -> [(key: String, value: Double?)] {
    var precision: Double?
    var accuracy: Double?
    var f1: Double?
    if let recall, let falsePositiveRate, let prevalence {
      let hits = prevalence * recall
      let alarms = (1 - prevalence) * falsePositiveRate
      if hits + alarms > 0 { precision = hits / (hits + alarms) }
      accuracy = hits + (1 - prevalence) * (1 - falsePositiveRate)
      if hits + alarms + prevalence > 0 { f1 = 2 * hits / (hits + alarms + prevalence) }
    }
    return [
      ("recall", recall), ("specificity", falsePositiveRate.map { 1 - $0 }),
      ("precision", precision), ("accuracy", accuracy), ("f1", f1),
    ]
  }
}

package import Statistics

/// How a score becomes the probability of a positive row, and how sure the reference is of it.
package struct CalibrationMap: Sendable, Hashable {
  /// Whether scores are replaced by the fitted frequencies; else they are probabilities already.
  package let isApplied: Bool
  /// The frequencies that the reference's labels give.
  package let fit: IsotonicRegression

  /// A map.
  package init(isApplied: Bool, fit: IsotonicRegression) {
    self.isApplied = isApplied
    self.fit = fit
  }

  /// The probabilities at ascending scores.
  package func probabilities(atAscending scores: [Double]) -> [Double] {
    isApplied ? fit.values(atAscending: scores) : scores.map { min(max($0, 0), 1) }
  }

  /// The probability at one score.
  package func probability(at score: Double) -> Double {
    isApplied ? fit.value(at: score) : min(max(score, 0), 1)
  }

  /// Whether a score lies outside the scores that were seen with labels.
  package func isOutside(_ score: Double) -> Bool {
    guard let low = fit.pools.first?.low, let high = fit.pools.last?.high else { return false }
    return score < low || score > high
  }

  /// The variance that the reference's finite rows give to what changes by `slopes` with the
  /// probabilities at ascending scores.
  ///
  /// Scores of one pool stand or fall together. The same holds when scores are used as they are:
  /// that they are probabilities, the reference knows no better than it knows the frequencies.
  package func variance(atAscending scores: [Double], slopes: [Double]) -> Double {
    var perPool = [Double](repeating: 0, count: fit.pools.count)
    for (place, slope) in zip(fit.places(ofAscending: scores), slopes) {
      perPool[place.pool] += slope * (1 - place.next)
      if place.next > 0 { perPool[place.pool + 1] += slope * place.next }
    }
    return zip(perPool, fit.pools).reduce(0) { $0 + $1.0 * $1.0 * $1.1.variance }
  }

  /// The share of rows whose score lies outside the scores that were seen with labels.
  package func outside(_ calls: SortedCounts) -> (rows: Int, of: Int) {
    guard let low = fit.pools.first?.low, let high = fit.pools.last?.high else { return (0, 0) }
    var outside = 0
    for (index, score) in calls.centres.enumerated() where score < low || score > high {
      outside += calls.first[index] + calls.second[index]
    }
    return (outside, calls.firstTotal + calls.secondTotal)
  }
}

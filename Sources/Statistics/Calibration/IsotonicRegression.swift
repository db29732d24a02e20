/// The non-decreasing step from a score to a probability that is nearest to what happened.
///
/// Neighbouring scores whose frequencies fall are pooled until none do. Inside a pool the value is
/// the pool's frequency, between two pools it goes straight from one to the other, and beyond the
/// ends it stays as it is there.
///
/// - Shape: ascending distinct scores, the weight of rows at each and the weight of its positives.
/// - Unit: probability, 0…1.
/// - Undefined: no row; scores that do not ascend; a weight below 0 or not finite.
/// - Numerics: pools are kept as sums, so that pooling in any order gives the same frequencies.
/// - Complexity: O(scores) to fit, O(log pools) to look one up.
/// - Source: Ayer, Brunk, Ewing, Reid, Silverman, *An Empirical Distribution Function for Sampling
///   with Incomplete Information*, 1955; values as scikit-learn's
///   `IsotonicRegression(out_of_bounds="clip")`.
package struct IsotonicRegression: CatalogueMember, Hashable {
  package static let card = Card(
    id: "isotonic-regression", aliases: ["isotonic", "pava", "pool-adjacent-violators"],
    key: "isotonic", title: "Isotonic regression",
    summary: "The non-decreasing map from scores to probabilities that fits the labels best.",
    unit: "probability", range: "0…1", direction: .neutral,
    formula: "min Σ w (y − f(s))² over non-decreasing f", undefined: "there is no row",
    laws: [.bounded],
    source: "Ayer et al. 1955; scikit-learn, IsotonicRegression(out_of_bounds=\"clip\")")

  package static let examples = [
    Example("labels 0, 1, 0, 1 at scores 0.1, 0.2, 0.3, 0.4: at 0.2", gives: 0.5) {
      try IsotonicRegression(
        scores: [0.1, 0.2, 0.3, 0.4], weights: [1, 1, 1, 1], positives: [0, 1, 0, 1]
      ).value(at: 0.2)
    },
    Example("the same at 0.35, half-way from 0.5 to 1", gives: 0.75) {
      try IsotonicRegression(
        scores: [0.1, 0.2, 0.3, 0.4], weights: [1, 1, 1, 1], positives: [0, 1, 0, 1]
      ).value(at: 0.35)
    },
  ]

  /// Scores that were pooled.
  package struct Pool: Sendable, Hashable {
    /// The lowest and the highest score in it.
    package var low: Double
    package var high: Double
    /// Weight of its rows.
    package var weight: Double
    /// Weight of its positive rows.
    package var positives: Double
    /// Sum of the squares of the rows' weights; of plain rows their number.
    package var squares: Double

    /// Its frequency of positives.
    package var value: Double { positives / weight }

    /// The variance of its frequency.
    ///
    /// Half a row of each class is added first: a pool without positives is not certain to stay so.
    package var variance: Double {
      let rows = weight * weight / squares
      let smoothed = (value * rows + 0.5) / (rows + 1)
      return smoothed * (1 - smoothed) / rows
    }
  }

  /// The pools, by ascending score and frequency.
  package let pools: [Pool]

  /// Fits.
  ///
  /// - Parameters:
  ///   - scores: strictly ascending.
  ///   - weights: of the rows at each score; 0 where there is none.
  ///   - positives: of the positive rows among them.
  ///   - squares: sums of the squared weights; nil when every row weighs 1.
  /// - Throws: ``Undefined``.
  package init(
    scores: [Double], weights: [Double], positives: [Double], squares: [Double]? = nil
  ) throws(Undefined) {
    precondition(
      scores.count == weights.count && scores.count == positives.count
        && squares?.count ?? scores.count == scores.count,
      "scores, weights and positives differ in number")
    var pools: [Pool] = []
    var last = -Double.infinity
    for index in scores.indices {
      let weight = weights[index]
      guard scores[index] > last, scores[index].isFinite else {
        throw Undefined("the scores of an isotonic regression must ascend and be finite")
      }
      guard weight >= 0, weight.isFinite, positives[index] >= 0, positives[index] <= weight else {
        throw Undefined("a weight of an isotonic regression is not a finite share of rows")
      }
      last = scores[index]
      guard weight > 0 else { continue }
      var pool = Pool(
        low: last, high: last, weight: weight, positives: positives[index],
        squares: squares?[index] ?? weight)
      // Equal frequencies are pooled too: a flat stretch is one pool.
      while let before = pools.last,
        before.positives * pool.weight >= pool.positives * before.weight
      {
        pools.removeLast()
        pool = Pool(
          low: before.low, high: pool.high, weight: before.weight + pool.weight,
          positives: before.positives + pool.positives, squares: before.squares + pool.squares)
      }
      pools.append(pool)
    }
    guard !pools.isEmpty else {
      throw Undefined("there is no row to fit an isotonic regression to")
    }
    self.pools = pools
  }

  /// The probability at a score.
  package func value(at score: Double) -> Double { place(of: score).value(pools) }

  /// Where one score lies, in O(log pools).
  package func place(of score: Double) -> Place { place(of: score, from: 0) }

  /// The probabilities at ascending scores, in O(scores + pools).
  package func values(atAscending scores: [Double]) -> [Double] {
    places(ofAscending: scores).map { $0.value(pools) }
  }

  /// Where a score lies: a share of a pool, the rest of the next one.
  package struct Place: Sendable, Hashable {
    /// The pool at or below the score.
    package let pool: Int
    /// How much of the value comes from the next pool, 0…1; 0 inside a pool.
    package let next: Double

    func value(_ pools: [Pool]) -> Double {
      let own = pools[pool].value
      return next == 0 ? own : own + next * (pools[pool + 1].value - own)
    }
  }

  /// The places of ascending scores.
  package func places(ofAscending scores: [Double]) -> [Place] {
    var pool = 0
    return scores.map { score in
      while pool + 1 < pools.count, pools[pool + 1].low <= score { pool += 1 }
      return place(of: score, in: pool)
    }
  }

  private func place(of score: Double, from first: Int) -> Place {
    var low = first
    var high = pools.count
    // The last pool that begins at or below the score.
    while high - low > 1 {
      let middle = (low + high) / 2
      if pools[middle].low <= score { low = middle } else { high = middle }
    }
    return place(of: score, in: low)
  }

  private func place(of score: Double, in pool: Int) -> Place {
    guard score > pools[pool].high, pool + 1 < pools.count else {
      return Place(pool: pool, next: 0)
    }
    let (from, to) = (pools[pool].high, pools[pool + 1].low)
    // Halved, so that the difference of two huge scores does not overflow.
    return Place(pool: pool, next: (score / 2 - from / 2) / (to / 2 - from / 2))
  }
}

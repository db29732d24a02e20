package import Statistics

/// What a row costs on average at every threshold that tells the labelled rows apart.
///
/// `C(t) = (c₊₊ TP(t) + c₋₊ FP(t) + c₊₋ FN(t) + c₋₋ TN(t)) / n`, a row being called positive when
/// its score is t or more.
///
/// Two thresholds differ only in the rows whose score lies between them, so their difference is a
/// mean of paired differences: that is what savings, and the thresholds as good as the best, are
/// told by. How many of the rows between them are positive has an interval also where none is
/// (``OutcomeCosts``).
///
/// - Shape: counts of positives and negatives a distinct score, ascending.
/// - Undefined: no row has both a label and a score.
/// - Numerics: prefix sums of integer counts, exact up to one multiplication and division.
/// - Complexity: O(distinct scores) to build, O(1) a threshold.
/// - Source: Drummond, Holte, *Cost curves*, 2006; Elkan, 2001.
package struct ThresholdCosts: Sendable {
  /// Folds of the rows on which a saving is measured: four fifths choose, one fifth judges.
  private static let folds = 5

  /// The costs of the four outcomes.
  package let costs: CallCosts
  /// The labelled scores.
  private let scores: SortedCounts
  /// Positives and negatives whose score is below the place.
  private let positivesBelow: [Int]
  private let negativesBelow: [Int]

  /// Counts scores.
  ///
  /// - Throws: ``Undefined`` without rows.
  package init(_ scores: SortedCounts, _ costs: CallCosts) throws(Undefined) {
    guard scores.firstTotal + scores.secondTotal > 0 else {
      throw Undefined("no row has both a label and a score")
    }
    self.scores = scores
    self.costs = costs
    positivesBelow = scores.first.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) }
    negativesBelow = scores.second.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) }
  }

  /// Labelled rows.
  package var rows: Int { scores.firstTotal + scores.secondTotal }

  /// Places of thresholds: each distinct score, ascending, and one above all, which calls none
  /// positive.
  package var places: ClosedRange<Int> { 0...scores.values.count }

  /// The threshold of a place.
  package func threshold(_ place: Int) -> Double {
    place < scores.values.count ? scores.values[place] : (scores.values.last ?? 0).nextUp
  }

  /// The place of the smallest score that a threshold calls positive.
  package func place(of threshold: Double) -> Int {
    var low = 0
    var high = scores.values.count
    while low < high {
      let middle = low + (high - low) / 2
      if scores.values[middle] < threshold { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Rows by truth and call at the threshold of a place.
  package func cells(_ place: Int) -> ConfusionCells {
    ConfusionCells(
      truePositives: scores.firstTotal - positivesBelow[place],
      falsePositives: scores.secondTotal - negativesBelow[place],
      falseNegatives: positivesBelow[place], trueNegatives: negativesBelow[place])
  }

  /// What a row costs at the threshold of a place.
  package func cost(_ place: Int) -> Double {
    costs.sum(cells(place)) / Double(rows)
  }

  /// The place of the cheapest threshold, the lowest of equals.
  package var best: Int {
    places.min { cost($0) < cost($1) } ?? 0
  }

  /// How much more the rows cost at one place than at another, row by row.
  package func excess(_ place: Int, over other: Int) -> OutcomeCosts {
    let (low, high) = (min(place, other), max(place, other))
    // Between the two, the lower threshold calls positive what the higher does not.
    let sign = place < other ? 1.0 : -1
    let positives = positivesBelow[high] - positivesBelow[low]
    let negatives = negativesBelow[high] - negativesBelow[low]
    var excess = OutcomeCosts()
    excess.add(0, rows: rows - positives - negatives)
    // One place has no rows that it calls otherwise, and none may come.
    guard place != other else { return excess }
    excess.add(sign * costs.falseAlarm, rows: negatives)
    excess.add(-sign * costs.miss, rows: positives)
    return excess
  }

  /// The cheapest threshold, and those that may be as cheap: whose cost is not surely above the
  /// lowest.
  ///
  /// - Throws: ``Undefined`` when the costs cannot be added up.
  package func bestThreshold(level: Double) throws(Undefined) -> Estimate {
    let best = best
    // From the outside inwards, up to the first that may be as cheap.
    func outermost(_ places: some Sequence<Int>) throws(Undefined) -> Int {
      for place in places {
        guard let low = try excess(place, over: best).mean(level: level).interval?.low, low > 0
        else { return place }
      }
      return best
    }
    let first = try outermost(places.lowerBound..<best)
    let last = try outermost((best + 1..<places.upperBound + 1).reversed())
    return Estimate(
      threshold(best),
      interval: Interval(
        low: threshold(first), high: threshold(last), level: level,
        method: "pairedDifferences"))
  }

  /// What a row costs less at the cheapest threshold than at the given one.
  ///
  /// The rows are divided at random: the cheapest threshold of four fifths is judged on the other
  /// fifth, five times over, since a threshold looks cheaper than it is on the rows that it was
  /// chosen by.
  ///
  /// - Throws: ``Undefined`` when the costs cannot be added up.
  package func saving(
    over threshold: Double, level: Double, seed: UInt64 = 1
  ) throws(Undefined) -> Estimate {
    var generator = SeededGenerator(seed: seed)
    let even = [Double](repeating: 1, count: Self.folds)
    func divided(_ counts: [Int]) -> [[Int]] {
      counts.map { MultinomialSampler.draw(rows: $0, weights: even, using: &generator) }
    }
    let (positives, negatives) = (divided(scores.first), divided(scores.second))
    let place = place(of: threshold)
    var saved = OutcomeCosts()
    for fold in 0..<Self.folds {
      let held = SortedCounts(
        values: scores.values, first: positives.map { $0[fold] }, second: negatives.map { $0[fold] }
      )
      let others = SortedCounts(
        values: scores.values, first: zip(scores.first, held.first).map { $0 - $1 },
        second: zip(scores.second, held.second).map { $0 - $1 })
      guard held.firstTotal + held.secondTotal > 0, others.firstTotal + others.secondTotal > 0
      else { continue }
      let chosen = try ThresholdCosts(others, costs).best
      saved.merge(try ThresholdCosts(held, costs).excess(place, over: chosen))
    }
    return try saved.mean(level: level)
  }
}

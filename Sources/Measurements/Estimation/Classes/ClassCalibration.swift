internal import Statistics

/// How the scores of several classes become the probabilities of a row's class, and how sure the
/// reference is of them.
///
/// Each class against the rest has its map; the mapped numbers of a row are divided by their sum,
/// since a row has one class.
///
/// `pₖ = fₖ(sₖ) / Σⱼ fⱼ(sⱼ)`
///
/// - Source: Zadrozny, Elkan, *Transforming Classifier Scores into Accurate Multiclass Probability
///   Estimates*, 2002, for calibrating one against the rest; NannyML 0.13.1, CBPE.
package struct ClassCalibration: Sendable {
  /// A row that taught the maps.
  package struct Lesson: Sendable {
    /// Its score of each class.
    package let scores: [Double]
    /// How much it counts in a reweighted map.
    package let weight: Double
    /// Rows that it stands for in the other maps.
    package let rows: Double

    /// A row.
    package init(scores: [Double], weight: Double = 1, rows: Double = 1) {
      self.scores = scores
      self.weight = weight
      self.rows = rows
    }
  }

  /// What a lesson says about the maps' chance.
  private struct Influence: Sendable {
    /// The probabilities of its class, as the pools have them.
    let probabilities: [Double]
    /// The pool of each class' map that it taught.
    let pools: [Int]
    /// Its share in each of those pools' frequencies.
    let shares: [Double]
  }

  /// Each class' map, in the order of the classes.
  package let maps: [CalibrationMap]
  private let influences: [Influence]

  /// Rows of the reference that tell how much the maps vary together.
  package static let mostLessons = 2_048

  /// A calibration.
  ///
  /// - Parameters:
  ///   - lessons: rows that the maps were fitted to, or a sample of them.
  ///   - isReweighted: whether each map was fitted to weighted rows.
  package init(maps: [CalibrationMap], lessons: [Lesson], isReweighted: [Bool]? = nil) {
    self.maps = maps
    influences = lessons.map { lesson in
      let pools = maps.indices.map { place -> Int in
        let found = maps[place].fit.place(of: lesson.scores[place])
        return found.next < 0.5 ? found.pool : found.pool + 1
      }
      let own = maps.indices.map { maps[$0].fit.pools[pools[$0]] }
      // Half a row of each class more: a pool without rows of a class is not certain to stay so.
      let chances = own.map { pool -> Double in
        let rows = pool.weight * pool.weight / pool.squares
        return (pool.value * rows + 0.5) / (rows + 1)
      }
      let total = chances.reduce(0, +)
      let shares = maps.indices.map { place -> Double in
        let weighs = isReweighted?[place] == true ? lesson.weight : lesson.rows.squareRoot()
        return weighs / own[place].weight
      }
      return Influence(
        probabilities: chances.map { $0 / total }, pools: pools, shares: shares)
    }
  }

  /// The maps as they are, of which nothing is known to vary.
  package init(maps: [CalibrationMap]) { self.init(maps: maps, lessons: []) }

  /// Writes the probabilities of a row's classes.
  ///
  /// - Returns: the sum by which they were divided; 0 when no class was possible, and all are then
  ///   equally likely.
  @inline(__always)
  func write(_ score: (Int) -> Double, into probabilities: inout [Double]) -> Double {
    var total = 0.0
    for place in maps.indices {
      let value = maps[place].probability(at: score(place))
      probabilities[place] = value
      total += value
    }
    guard total > 0 else {
      for place in maps.indices { probabilities[place] = 1 / Double(maps.count) }
      return 0
    }
    for place in maps.indices { probabilities[place] /= total }
    return total
  }

  /// The variance that the reference's finite rows give to what changes by `slopes`, one a pool of
  /// each map, with the pools' frequencies.
  ///
  /// A row of the reference that is of one class is not of the others: its parts in the maps vary
  /// together.
  func variance(slopes: [[Double]]) -> Double {
    influences.reduce(0) { sum, influence in
      var mean = 0.0
      var square = 0.0
      for place in maps.indices {
        let change = slopes[place][influence.pools[place]] * influence.shares[place]
        mean += influence.probabilities[place] * change
        square += influence.probabilities[place] * change * change
      }
      return sum + max(0, square - mean * mean)
    }
  }
}

package import Statistics

/// Which part of the rows each row is held out with.
package struct Folds: Sendable, Hashable {
  /// The fold of each row, 0..<count.
  package let places: [Int]
  /// Folds.
  package let count: Int

  /// Deals the rows of each class to the folds in random order, so that every fold has the same
  /// share of each class, within one row.
  package init(classes: [Bool], count: Int, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var places = [Int](repeating: 0, count: classes.count)
    for value in [true, false] {
      var rows = classes.indices.filter { classes[$0] == value }
      rows.shuffle(using: &generator)
      for (order, row) in rows.enumerated() { places[row] = order % count }
    }
    self.places = places
    self.count = count
  }

  /// The rows of a fold, ascending.
  package func rows(in fold: Int) -> [Int] { places.indices.filter { places[$0] == fold } }

  /// The rows of all other folds, ascending.
  package func rows(outside fold: Int) -> [Int] { places.indices.filter { places[$0] != fold } }
}

/// The area under the ROC curve of scores that were made without the rows they are judged on.
///
/// The mean of the folds' areas: scores of different fits are on different scales and are not
/// pooled. Its variance is the mean of DeLong's variances, divided by the folds.
package struct CrossFittedArea: Sendable, Hashable {
  /// The mean of the folds' areas, 0…1.
  package let value: Double
  /// Its standard error.
  package let standardError: Double

  /// Puts folds together.
  ///
  /// - Parameter scores: one a row, made by the fit that did not see the row's fold.
  /// - Throws: `Undefined` when a fold has fewer than two rows of a class.
  package init(scores: [Double], isPositive: [Bool], folds: Folds) throws(Undefined) {
    var areas: [DeLong.Area] = []
    for fold in 0..<folds.count {
      let rows = folds.rows(in: fold)
      let order = rows.sorted { scores[$0] < scores[$1] }
      var positives: [Int] = []
      var negatives: [Int] = []
      var last = Double.nan
      for row in order {
        if scores[row] != last {
          positives.append(0)
          negatives.append(0)
          last = scores[row]
        }
        if isPositive[row] {
          positives[positives.count - 1] += 1
        } else {
          negatives[negatives.count - 1] += 1
        }
      }
      areas.append(try DeLong.area(positives: positives, negatives: negatives))
    }
    self.init(areas)
  }

  /// Puts the folds' areas together.
  init(_ areas: [DeLong.Area]) {
    let count = Double(max(areas.count, 1))
    value = areas.reduce(0) { $0 + $1.value } / count
    let variance = areas.reduce(0) { $0 + max($1.variance, Self.leastVariance($1)) }
    standardError = variance.squareRoot() / count
  }

  /// The variance below which an area is not trusted.
  ///
  /// It is that of a score without ties when the classes do not differ, scaled to where the area
  /// lies: a fit that learned nothing gives every row the same score, whose area varies by nothing,
  /// and tells as little.
  private static func leastVariance(_ area: DeLong.Area) -> Double {
    let p = Double(area.positiveRows)
    let n = Double(area.negativeRows)
    return (p + n + 1) / (12 * p * n) * 4 * area.value * (1 - area.value)
  }

  /// The normal interval, kept inside 0…1.
  package func interval(level: Double, widening: Double = 1) -> Interval {
    let margin = NormalDistribution.twoSidedQuantile(level: level) * standardError * widening
    return Interval(
      low: max(0, value - margin), high: min(1, value + margin), level: level,
      method: "cross-fitted-delong")
  }
}

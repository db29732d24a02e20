internal import Foundation
internal import Statistics

/// Shares of rows: what a metric of a confusion matrix is a function of.
struct ConfusionShares: Sendable {
  /// Share of all rows that have a class and are called it.
  var hits: [Double]
  /// Share that has a class.
  var truths: [Double]
  /// Share that is called a class.
  var calls: [Double]
}

/// A metric and how it changes with each share.
struct ConfusionSlopes: Sendable {
  var value: Double
  var hits: [Double]
  var truths: [Double]
  var calls: [Double]
}

/// Intervals for functions of a confusion matrix: ``CellsInterval`` for any number of classes.
///
/// The delta method on multinomial cells on an `atanh` scale, with half of z² rows first spread
/// over the cells. A metric depends on a cell through three shares only, so that empty cells need
/// no visit.
///
/// - Complexity: O(cells with rows + classes).
/// - Source: Agresti, *Categorical Data Analysis*, 2013, ch. 16.1; Agresti, Coull, *Approximate is
///   Better than "Exact"*, 1998; Takahashi, Yamamoto, Kuchiba, Koyama, *Confidence Interval for
///   Micro- averaged F1 and Macro-averaged F1 Scores*, 2022, for the averages over classes.
enum ConfusionInterval {
  /// The estimate of a metric within `range`.
  static func estimate(
    _ matrix: ConfusionMatrix, range: ClosedRange<Double>, level: Double,
    _ function: (ConfusionShares) -> ConfusionSlopes
  ) -> Estimate {
    let rows = Double(matrix.rows)
    func shares(added: Double) -> ConfusionShares {
      let count = Double(matrix.classes.count)
      let total = rows + added
      return ConfusionShares(
        hits: matrix.hits.map { (Double($0) + added / (count * count)) / total },
        truths: matrix.truths.map { (Double($0) + added / count) / total },
        calls: matrix.calls.map { (Double($0) + added / count) / total })
    }
    let value = function(shares(added: 0)).value
    let z = NormalDistribution.twoSidedQuantile(level: level)
    let added = z * z / 2
    let slopes = function(shares(added: added))
    let width = range.upperBound - range.lowerBound
    let center = 2 * (slopes.value - range.lowerBound) / width - 1
    let moments = moments(slopes, matrix, added: added)
    let error = 2 / width * (moments / (rows + added)).squareRoot()
    guard matrix.classes.count > 1, center.magnitude < 1, error.isFinite else {
      return Estimate(value, note: "all rows are of one class: nothing tells how much this varies")
    }
    let margin = z * error / (1 - center * center)
    func back(_ scaled: Double) -> Double { range.lowerBound + (tanh(scaled) + 1) * width / 2 }
    let low = back(atanh(center) - margin)
    let high = back(atanh(center) + margin)
    guard low.isFinite, high.isFinite else {
      return Estimate(value, note: "too few rows for an interval")
    }
    // The added rows pull the middle inwards; the value itself always belongs to its interval.
    return Estimate(
      value,
      interval: Interval(
        low: min(low, value), high: max(high, value), level: level, method: "delta"))
  }

  /// The variance of the slopes between rows.
  private static func moments(
    _ slopes: ConfusionSlopes, _ matrix: ConfusionMatrix, added: Double
  ) -> Double {
    let count = Double(matrix.classes.count)
    var sum = 0.0
    var squares = 0.0
    for cell in matrix.cells {
      let slope =
        slopes.truths[cell.truth] + slopes.calls[cell.called]
        + (cell.truth == cell.called ? slopes.hits[cell.truth] : 0)
      sum += Double(cell.rows) * slope
      squares += Double(cell.rows) * slope * slope
    }
    // The added rows lie evenly on all cells: their sums over cells are sums over classes.
    var (ofTruths, ofCalls, truthSquares, callSquares) = (0.0, 0.0, 0.0, 0.0)
    var (ofHits, hitSquares) = (0.0, 0.0)
    for place in matrix.classes.indices {
      let (hit, truth, call) = (slopes.hits[place], slopes.truths[place], slopes.calls[place])
      ofTruths += truth
      ofCalls += call
      truthSquares += truth * truth
      callSquares += call * call
      ofHits += hit
      hitSquares += hit * hit + 2 * hit * (truth + call)
    }
    let share = added / (count * count)
    sum += share * (ofHits + count * (ofTruths + ofCalls))
    squares +=
      share * (hitSquares + count * (truthSquares + callSquares) + 2 * ofTruths * ofCalls)
    let rows = Double(matrix.rows) + added
    let mean = sum / rows
    return max(0, squares / rows - mean * mean)
  }
}

extension ConfusionInterval {
  /// The estimate of an average over classes of a function of each class' own shares.
  ///
  /// - Parameters:
  ///   - isWeighted: whether classes count by their rows instead of alike.
  ///   - figure: a class' figure and its slopes, from its shares of hits, truths and calls.
  static func average(
    _ matrix: ConfusionMatrix, isWeighted: Bool, level: Double,
    _ figure: (_ hits: Double, _ truths: Double, _ calls: Double) -> (
      value: Double, hits: Double, truths: Double, calls: Double
    )
  ) -> Estimate {
    estimate(matrix, range: 0...1, level: level) { shares in
      let count = Double(shares.hits.count)
      let zeros = [Double](repeating: 0, count: shares.hits.count)
      var slopes = ConfusionSlopes(value: 0, hits: zeros, truths: zeros, calls: zeros)
      for place in shares.hits.indices {
        let weight = isWeighted ? shares.truths[place] : 1 / count
        let own = figure(shares.hits[place], shares.truths[place], shares.calls[place])
        slopes.value += weight * own.value
        slopes.hits[place] = weight * own.hits
        slopes.truths[place] = weight * own.truths + (isWeighted ? own.value : 0)
        slopes.calls[place] = weight * own.calls
      }
      return slopes
    }
  }

  /// Precision of a class.
  static func precision(_ hits: Double, _ truths: Double, _ calls: Double)
    -> (value: Double, hits: Double, truths: Double, calls: Double)
  {
    (hits / calls, 1 / calls, 0, -hits / (calls * calls))
  }

  /// F1 of a class.
  static func f1(_ hits: Double, _ truths: Double, _ calls: Double)
    -> (value: Double, hits: Double, truths: Double, calls: Double)
  {
    let total = truths + calls
    return (
      2 * hits / total, 2 / total, -2 * hits / (total * total), -2 * hits / (total * total)
    )
  }
}

/// What cells with few rows tell, all together, of how much they changed.
///
/// Given its c rows, a cell's rows fall on the two windows like coins, a share θ on the reference;
/// `π = n / (n + m)` when it did not change. Its part of the distance is `½ c (1/n + 1/m) |θ − π|`
/// on average over c. One such cell says next to nothing of `|θ − π|`. Of `(θ − π)²` each cell of
/// two rows or more has an estimate without bias, and the sum over many cells is close to its mean.
/// From squares to absolute values lead, upwards, the inequality of Cauchy and Schwarz, and
/// downwards that no `|θ − π|` is above `max(π, 1 − π)`. A cell of one row may have changed in all
/// or nothing.
///
/// - Complexity: O(1) a cell, O(1) space.
/// - Source: the statistic is that of Chan, Diakonikolas, Valiant, Valiant, *Optimal Algorithms for
///   Testing Closeness of Discrete Distributions*, 2014, for windows of any two sizes.
struct RareCells {
  /// Rows of both windows up to which a cell's own standard error is not believed.
  static let mostRows = 10
  /// From so many cells on, the sum of their squares is taken for normal but for its skewness.
  private static let manyCells = 30

  private let referenceRows: Double
  private let currentRows: Double
  private let referenceShare: Double
  /// The moments had nothing changed of `e`, by the rows of a cell.
  private let nulls: [(variance: Double, third: Double)]
  /// `½ Σ |p̂ − q̂|` over the rare cells.
  private(set) var distance = 0.0
  /// The same over cells of a single row.
  private var singleDistance = 0.0
  private var cells = 0
  /// Over cells of two rows or more: `Σ c² / (c − 1)`, and with the estimate e of `(θ − π)²`
  /// `Σ (c − 1) e` and `Σ c e`.
  private var lengths = 0.0
  private var weighted = SquareSum()
  private var plain = SquareSum()

  init(_ pair: CountPair) {
    referenceRows = Double(pair.referenceRows)
    currentRows = Double(pair.currentRows)
    let share = referenceRows / (referenceRows + currentRows)
    referenceShare = share
    nulls = (0...Self.mostRows).map { Self.nullMoments(rows: $0, share: share) }
  }

  /// Whether there are enough cells for their squares to say something.
  var areMany: Bool { cells >= Self.manyCells }

  /// Adds a cell with at least one row and at most ``mostRows``.
  mutating func add(reference: Int, current: Int) {
    let c = Double(reference + current)
    let part =
      (Double(reference) / referenceRows - Double(current) / currentRows).magnitude / 2
    distance += part
    guard c > 1 else {
      singleDistance += part
      return
    }
    let square = Self.square(Double(reference), of: c, expected: referenceShare)
    let null = nulls[reference + current]
    cells += 1
    lengths += c * c / (c - 1)
    weighted.add(square, weight: c - 1, null)
    plain.add(square, weight: c, null)
  }

  /// The estimate of `(θ − π)²` without bias, of a cell with a of its c rows, two or more, in the
  /// reference.
  static func square(_ a: Double, of c: Double, expected share: Double) -> Double {
    a * (a - 1) / (c * (c - 1)) - 2 * share * a / c + share * share
  }

  /// The most by which the rare cells may truly differ, but for a chance of `tail`.
  func largestTruth(tail: Double) -> Double {
    guard areMany else { return distance }
    return min(distance, singleDistance + unit * (lengths * weighted.high(tail)).squareRoot())
  }

  /// The least by which they differ, but for a chance of `tail`.
  func smallestTruth(tail: Double) -> Double {
    guard areMany else { return 0 }
    return unit * plain.low(tail) / max(referenceShare, 1 - referenceShare)
  }

  private var unit: Double { (1 / referenceRows + 1 / currentRows) / 2 }

  private static func nullMoments(rows: Int, share: Double) -> (variance: Double, third: Double) {
    guard rows > 1 else { return (0, 0) }
    var mass = pow(1 - share, Double(rows))
    var moments = (variance: 0.0, third: 0.0)
    for first in 0...rows {
      let e = square(Double(first), of: Double(rows), expected: share)
      moments.variance += mass * e * e
      moments.third += mass * e * e * e
      mass *= Double(rows - first) / Double(first + 1) * share / (1 - share)
    }
    return moments
  }
}

/// A sum of independent estimates, and how far chance may carry it.
private struct SquareSum {
  private var sum = 0.0
  /// The sum of squares, not less than the variance where nothing changed.
  private var scatter = 0.0
  private var nullVariance = 0.0
  private var nullThird = 0.0

  mutating func add(_ value: Double, weight: Double, _ null: (variance: Double, third: Double)) {
    let term = weight * value
    sum += term
    scatter += term * term
    nullVariance += weight * weight * null.variance
    nullThird += weight * weight * weight * null.third
  }

  func high(_ tail: Double) -> Double {
    max(0, sum - NormalDistribution.quantile(tail) * deviation)
  }

  /// Cornish and Fisher's first term: the sum's upper tail is the longer one.
  func low(_ tail: Double) -> Double {
    let z = -NormalDistribution.quantile(tail)
    let skewness = nullVariance > 0 ? nullThird / (nullVariance * nullVariance.squareRoot()) : 0
    return max(0, sum - (z + max(0, (z * z - 1) * skewness / 6)) * deviation)
  }

  private var deviation: Double { max(scatter, nullVariance).squareRoot() }
}

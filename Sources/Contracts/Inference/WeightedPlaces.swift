internal import Foundation

/// Numbers with weights, and how far the mean of some that are drawn from them strays from the mean
/// of others.
///
/// The bound of Chernoff: for every `s > 0` the mean `X` of w and the mean `Y` of n independent
/// draws have
///
/// `P(X − Y ≥ d) ≤ exp(w K(s) + n K(−s w / n) − s w d)`
///
/// with `K(s) = log Σᵢ pᵢ exp(s (xᵢ − mean))`. For a probability α it is solved for d at the best
/// s. It holds for any number of draws, however skewed or coarse the numbers are: no normal
/// distribution is assumed.
///
/// - Complexity: O(numbers) for each of about 100 evaluations.
/// - Source: Chernoff, *A measure of asymptotic efficiency for tests of a hypothesis based on the
///   sum of observations*, 1952.
struct WeightedPlaces {
  let pairs: [(place: Double, weight: Double)]
  let mean: Double
  private let total: Double

  init(_ pairs: [(place: Double, weight: Double)]) {
    self.pairs = pairs
    let total = pairs.reduce(0) { $0 + $1.weight }
    self.total = total
    mean = pairs.reduce(0) { $0 + $1.weight * $1.place } / total
  }

  /// How far the mean of `draws` lies above (or below) the mean of `others` with probability
  /// `chance` at most.
  func room(draws: Double, others: Double, chance: Double, isAbove: Bool) -> Double {
    let sign: Double = isAbove ? 1 : -1
    let centred = pairs.map { ((($0.place - mean) * sign), $0.weight / total) }
    let width = centred.reduce(0) { max($0, $1.0.magnitude) }
    guard width > 0 else { return 0 }
    func cumulants(_ slope: Double) -> Double {
      // The largest exponent is taken out, so that none overflows.
      let largest = centred.reduce(-Double.infinity) { max($0, slope * $1.0) }
      let sum = centred.reduce(0) { $0 + $1.1 * exp(slope * $1.0 - largest) }
      return log(sum) + largest
    }
    func distance(_ logSlope: Double) -> Double {
      let slope = exp(logSlope)
      let exponent =
        draws * cumulants(slope) + others * cumulants(-slope * draws / others) - log(chance)
      return exponent / (slope * draws)
    }
    // The distance falls and then rises with the slope: golden sections find its least.
    var (low, high) = (log(1e-6 / width), log(300 / width))
    let section = (5.0.squareRoot() - 1) / 2
    var (left, right) = (high - section * (high - low), low + section * (high - low))
    var (leftValue, rightValue) = (distance(left), distance(right))
    for _ in 0..<50 {
      if leftValue < rightValue {
        (high, right, rightValue) = (right, left, leftValue)
        left = high - section * (high - low)
        leftValue = distance(left)
      } else {
        (low, left, leftValue) = (left, right, rightValue)
        right = low + section * (high - low)
        rightValue = distance(right)
      }
    }
    return min(leftValue, rightValue)
  }
}

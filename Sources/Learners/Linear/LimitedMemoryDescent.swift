/// The smallest value of a smooth convex function of many variables.
///
/// Each direction is the gradient seen through the curvature that the last steps showed (L-BFGS,
/// two loops); its length is halved until the function falls enough.
///
/// - Complexity: O(memory · variables) a step beside the function.
/// - Source: Nocedal, Wright, *Numerical Optimization*, 2nd ed., algorithms 7.4 and 3.1.
struct LimitedMemoryDescent {
  /// Steps whose curvature is remembered; 3 to 20 serve, the book says.
  var memory = 10
  /// Stops when the largest slope is this share of the first.
  var tolerance = 1e-9
  /// Steps at most.
  var limit = 2_000

  /// Where the function is smallest, and whether its slopes vanish there.
  func minimise(
    from start: [Double], _ function: ([Double]) -> (value: Double, slope: [Double])
  ) -> (point: [Double], isConverged: Bool) {
    var point = start
    var (value, slope) = function(point)
    let goal = tolerance * max(1, Self.largest(slope))
    var pairs: [(step: [Double], change: [Double], product: Double)] = []
    for _ in 0..<limit {
      if Self.largest(slope) <= goal { return (point, true) }
      var direction = direction(slope, pairs)
      var fall = Self.dot(direction, slope)
      if fall >= 0 {
        // Rounding spoiled the curvature: start again from the gradient.
        pairs = []
        direction = slope.map { -$0 }
        fall = -Self.dot(slope, slope)
      }
      var share = pairs.isEmpty ? min(1, 1 / Self.dot(slope, slope).squareRoot()) : 1
      var lower: (point: [Double], value: Double, slope: [Double])?
      for _ in 0..<40 {
        let moved = zip(point, direction).map { $0 + share * $1 }
        let found = function(moved)
        if found.value <= value + 1e-4 * share * fall {
          lower = (moved, found.value, found.slope)
          break
        }
        share /= 2
      }
      guard let next = lower else {
        return (point, Self.largest(slope) <= 1e-6 * max(1, goal / tolerance))
      }
      let step = zip(next.point, point).map { $0 - $1 }
      let change = zip(next.slope, slope).map { $0 - $1 }
      let product = Self.dot(step, change)
      if product > 1e-14 * Self.dot(change, change) {
        pairs.append((step, change, product))
        if pairs.count > memory { pairs.removeFirst() }
      }
      (point, value, slope) = next
    }
    return (point, Self.largest(slope) <= 1e-6 * max(1, goal / tolerance))
  }

  private func direction(
    _ slope: [Double], _ pairs: [(step: [Double], change: [Double], product: Double)]
  ) -> [Double] {
    var result = slope
    var shares: [Double] = []
    for pair in pairs.reversed() {
      let share = Self.dot(pair.step, result) / pair.product
      for place in result.indices { result[place] -= share * pair.change[place] }
      shares.append(share)
    }
    if let last = pairs.last {
      let scale = last.product / Self.dot(last.change, last.change)
      for place in result.indices { result[place] *= scale }
    }
    for (pair, share) in zip(pairs, shares.reversed()) {
      let back = Self.dot(pair.change, result) / pair.product
      for place in result.indices { result[place] += (share - back) * pair.step[place] }
    }
    return result.map { -$0 }
  }

  private static func dot(_ one: [Double], _ other: [Double]) -> Double {
    var sum = 0.0
    for place in one.indices { sum += one[place] * other[place] }
    return sum
  }

  private static func largest(_ numbers: [Double]) -> Double {
    numbers.reduce(0) { max($0, $1.magnitude) }
  }
}

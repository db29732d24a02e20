/// A value of each of several windows, how sure it is, and when the window begins: what changes
/// over time are looked for in.
package struct WindowSeries: Sendable, Hashable {
  /// When each window begins, strictly ascending; seconds, days or row numbers, as long as it is
  /// one.
  package let times: [Double]
  /// Each window's value.
  package let values: [Double]
  /// The variance of each value, above zero.
  package let variances: [Double]
  /// Sums of weights, of weighted values and so on, over the windows before each place.
  private let sums: [Sums]
  /// Positions of the windows, 0 to one less than their number, as the times space them.
  let positions: [Double]

  private struct Sums: Hashable, Sendable {
    var weight = 0.0
    var value = 0.0
    var valueSquare = 0.0
    var position = 0.0
    var positionSquare = 0.0
    var product = 0.0
  }

  /// Keeps the windows.
  ///
  /// - Throws: ``Undefined`` when the lists differ in length or are empty, times do not ascend, or
  ///   a value is not finite or a variance not above zero.
  package init(times: [Double], values: [Double], variances: [Double]) throws(Undefined) {
    guard times.count == values.count, times.count == variances.count, let first = times.first,
      let last = times.last
    else {
      throw Undefined("a series needs as many values and variances as times, and one at least")
    }
    for index in times.indices {
      guard times[index].isFinite, index == 0 || times[index - 1] < times[index] else {
        throw Undefined("the windows' times do not ascend")
      }
      guard values[index].isFinite, variances[index] > 0, variances[index].isFinite else {
        throw Undefined(
          "window \(index + 1) has the value \(values[index]) with variance \(variances[index])")
      }
    }
    self.times = times
    self.values = values
    self.variances = variances
    let span = last - first
    let positions = times.map {
      span > 0 ? ($0 - first) / span * Double(times.count - 1) : 0
    }
    self.positions = positions
    // Values less the first keep their digits far from zero.
    var running = Sums()
    var sums = [running]
    for index in values.indices {
      let weight = 1 / variances[index]
      let value = values[index] - values[0]
      let position = positions[index]
      running.weight += weight
      running.value += weight * value
      running.valueSquare += weight * value * value
      running.position += weight * position
      running.positionSquare += weight * position * position
      running.product += weight * position * value
      sums.append(running)
    }
    self.sums = sums
  }

  /// The number of windows.
  package var count: Int { values.count }

  /// The windows put together by twos, until there are at most so many.
  package func thinned(to most: Int) throws(Undefined) -> WindowSeries {
    guard count > max(2, most) else { return self }
    var times: [Double] = []
    var values: [Double] = []
    var variances: [Double] = []
    for start in stride(from: 0, to: count, by: 2) {
      let end = min(start + 2, count)
      let weight = (start..<end).reduce(0) { $0 + 1 / self.variances[$1] }
      times.append(self.times[start])
      values.append(
        (start..<end).reduce(0) { $0 + self.values[$1] / self.variances[$1] } / weight)
      variances.append(1 / weight)
    }
    return try WindowSeries(times: times, values: values, variances: variances).thinned(to: most)
  }

  /// The weighted mean of windows, and their weighted squares about it.
  func level(_ range: Range<Int>) -> (mean: Double, deviance: Double) {
    level(of: [range])
  }

  /// The same over several stretches together.
  func level(of ranges: [Range<Int>]) -> (mean: Double, deviance: Double) {
    var weight = 0.0
    var value = 0.0
    var square = 0.0
    for range in ranges {
      weight += sums[range.upperBound].weight - sums[range.lowerBound].weight
      value += sums[range.upperBound].value - sums[range.lowerBound].value
      square += sums[range.upperBound].valueSquare - sums[range.lowerBound].valueSquare
    }
    guard weight > 0 else { return (values[0], 0) }
    return (values[0] + value / weight, max(0, square - value * value / weight))
  }

  /// A level that holds to a window and then moves evenly to another that holds from a later one
  /// on.
  func ramp(_ start: Int, _ end: Int) -> (size: Double, deviance: Double) {
    let total = sums[count]
    let (from, to) = (sums[start + 1], sums[end])
    // The ramp's height at position t is (t − t₁) / (t₂ − t₁), 0 before and 1 after.
    let origin = positions[start]
    let length = positions[end] - origin
    let weight = to.weight - from.weight
    let position = to.position - from.position
    let square = to.positionSquare - from.positionSquare
    let value = to.value - from.value
    let product = to.product - from.product
    let afterWeight = total.weight - to.weight
    let afterValue = total.value - to.value
    let g = (position - origin * weight) / length + afterWeight
    let gg =
      (square - 2 * origin * position + origin * origin * weight) / (length * length)
      + afterWeight
    let gx = (product - origin * value) / length + afterValue
    let spread = gg - g * g / total.weight
    let flat = max(0, total.valueSquare - total.value * total.value / total.weight)
    guard spread > 1e-12 * gg else { return (0, flat) }
    let covariance = gx - g * total.value / total.weight
    return (covariance / spread, max(0, flat - covariance * covariance / spread))
  }
}

/// How far rows must move on average to turn one window of numbers into the other.
///
/// `W = ∫ |F(x) − G(x)| dx`, in the column's own unit; also divided by the reference's standard
/// deviation, so that columns compare.
///
/// - Numerics: equals SciPy's `wasserstein_distance` on samples. From a histogram each row stands
///   at its bin's representative value: wrong by at most half a bin's width per window.
package enum WassersteinDistance: OrderedDistance {
  package static let card = Card(
    id: "wasserstein-distance", aliases: ["wasserstein", "earth-mover"], key: "wasserstein",
    title: "Wasserstein distance",
    summary: "How far rows must move on average to turn one window into the other.",
    unit: "the column's unit", range: "0…∞", direction: .lowerIsBetter,
    formula: "∫ |F(x) − G(x)| dx",
    undefined: "a window has no rows, holds not-a-number or infinity",
    laws: [.symmetric, .zeroOnEqual, .orderInvariant, .scaleInvariant, .bounded],
    source: "Vallender, Calculation of the Wasserstein Distance, 1974")

  package static let examples = [
    Example("reference 0, 1, 3; current 5, 6, 8", gives: 5) {
      try measure(reference: [0, 1, 3], current: [5, 6, 8])
    }
  ]

  /// The distance in the column's unit and in standard deviations of the reference.
  package struct Measurement: Sendable, Hashable {
    /// In the column's unit.
    package let value: Double
    /// In standard deviations (n − 1) of the reference; nil when that is zero or undefined.
    package let normalized: Double?
  }

  package static func measure(_ reference: OrderedCounts, _ current: OrderedCounts)
    throws(Undefined) -> Double
  {
    for sample in [reference, current] {
      guard let first = sample.values.first, let last = sample.values.last,
        first.isFinite, last.isFinite
      else { throw Undefined("a value is infinite") }
    }
    let n = Double(reference.rows)
    let m = Double(current.rows)
    var distance = 0.0
    var gap = 0.0
    var previous = 0.0
    OrderedCounts.walk(reference, current) { value, first, second in
      if gap > 0 { distance += gap * (value - previous) }
      gap = (Double(first) / n - Double(second) / m).magnitude
      previous = value
    }
    return distance
  }

  /// The distance with its normalized form.
  ///
  /// - Throws: ``Undefined`` when a window holds an infinite value.
  package static func measurement(_ reference: OrderedCounts, _ current: OrderedCounts)
    throws(Undefined) -> Measurement
  {
    let value = try measure(reference, current)
    guard let deviation = reference.standardDeviation, deviation > 0 else {
      return Measurement(value: value, normalized: nil)
    }
    return Measurement(value: value, normalized: value / deviation)
  }
}

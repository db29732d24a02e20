/// The difference of two estimates from independent rows, with an interval made of theirs.
///
/// `low = d − √((a − lₐ)² + (u_b − b)²)`, `high = d + √((uₐ − a)² + (b − l_b)²)`
///
/// - Shape: two values, each with an interval of one level; they need not be symmetric.
/// - Unit: the estimates' unit; positive when the first is larger.
/// - Undefined: an estimate has no value or no interval.
/// - Source: Zou, Donner, *Construction of confidence limits about effect measures: a general
///   approach*, Statistics in Medicine 27, 2008; Newcombe 1998, method 10, for proportions.
package enum IndependentDifference: CatalogueMember {
  package static let card = Card(
    id: "independent-difference", aliases: ["mover"], key: "independentDifference",
    title: "Difference of two independent estimates",
    summary: "How much two estimates from different rows differ, with an interval.",
    unit: "the estimates' unit", range: "−∞…∞", direction: .neutral,
    formula: "d ∓ √(sum of the squared half-widths that point the same way)",
    undefined: "one of the two has no value or no interval", laws: [],
    source: "Zou, Donner, Statistics in Medicine 27, 2008")

  package static let examples = [
    Example("5 (2 to 8) less 1 (−3 to 5): lower end", gives: -1) {
      let first = Estimate(5, interval: Interval(low: 2, high: 8, level: 0.95, method: ""))
      let second = Estimate(1, interval: Interval(low: -3, high: 5, level: 0.95, method: ""))
      return try measure(first, minus: second).interval?.low ?? .nan
    }
  ]

  /// `first − second`.
  ///
  /// - Throws: ``Undefined``.
  package static func measure(
    _ first: Estimate, minus second: Estimate
  ) throws(Undefined) -> Estimate {
    guard let a = first.value, let b = second.value else {
      throw Undefined(first.note ?? second.note ?? "one of the two has no value")
    }
    guard let left = first.interval, let right = second.interval else {
      throw Undefined("one of the two has no interval, so their difference has none")
    }
    let difference = a - b
    let below = (a - left.low) * (a - left.low) + (right.high - b) * (right.high - b)
    let above = (left.high - a) * (left.high - a) + (b - right.low) * (b - right.low)
    return Estimate(
      difference,
      interval: Interval(
        low: difference - below.squareRoot(), high: difference + above.squareRoot(),
        level: left.level, method: "mover"))
  }
}

extension Interval {
  /// The interval at another level, its halves scaled as a normal distribution's would be.
  ///
  /// For the levels of one family's many intervals; exact for normal intervals, close for others.
  package func rescaled(around value: Double, to level: Double) -> Interval {
    let factor =
      NormalDistribution.twoSidedQuantile(level: level)
      / NormalDistribution.twoSidedQuantile(level: self.level)
    return Interval(
      low: value - (value - low) * factor, high: value + (high - value) * factor, level: level,
      method: method)
  }
}

extension Estimate {
  /// The estimate with its interval at another level, see ``Interval/rescaled(around:to:)``.
  package func rescaled(to level: Double) -> Estimate {
    guard let value, let interval else { return self }
    var rescaled = self
    rescaled.interval = interval.rescaled(around: value, to: level)
    return rescaled
  }
}

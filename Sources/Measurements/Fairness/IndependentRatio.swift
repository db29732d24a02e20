internal import Foundation
package import Statistics

/// The ratio of two shares from independent rows, with an interval made of theirs.
///
/// The ends solve where the lower and upper limits of `p − θ q` meet zero, so that the interval
/// holds 1 exactly when that of the difference holds 0.
///
/// - Shape: two shares, each with an interval of one level.
/// - Unit: ratio, 0…∞; 1: equal.
/// - Undefined: a share has no value or no interval; the second is 0.
/// - Source: Donner, Zou, *Closed-form confidence intervals for functions of the normal mean and
///   standard deviation*, Statistical Methods in Medical Research 21, 2012.
package enum IndependentRatio: CatalogueMember {
  package static let card = Card(
    id: "independent-ratio", aliases: ["mover-r"], key: "independentRatio",
    title: "Ratio of two independent shares",
    summary: "How many times as large one share is as another, with an interval.",
    unit: "ratio", range: "0…∞", direction: .neutral,
    formula: "(pq ∓ √(p²q² − l(2p − l) · u(2q − u))) / (u(2q − u))",
    undefined: "one of the two has no value or no interval; the second is 0",
    source: "Donner, Zou, Statistical Methods in Medical Research 21, 2012")

  package static let examples = [
    Example("0.5 (0.5 to 0.5) to 0.25 (0.2 to 0.3): lower end", gives: 0.5 / 0.3) {
      let first = Estimate(0.5, interval: Interval(low: 0.5, high: 0.5, level: 0.95, method: ""))
      let second = Estimate(0.25, interval: Interval(low: 0.2, high: 0.3, level: 0.95, method: ""))
      return try measure(first, to: second).interval?.low ?? .nan
    }
  ]

  /// `first / second`.
  ///
  /// - Throws: ``Undefined``.
  package static func measure(
    _ first: Estimate, to second: Estimate
  ) throws(Undefined) -> Estimate {
    guard let p = first.value, let q = second.value else {
      throw Undefined(first.note ?? second.note ?? "one of the two has no value")
    }
    guard let left = first.interval, let right = second.interval else {
      throw Undefined("one of the two has no interval, so their ratio has none")
    }
    guard q > 0 else { throw Undefined("the second share is 0: nothing to divide by") }
    return Estimate(
      p / q,
      interval: Interval(
        low: end(p, left.low, q, right.high, sign: -1),
        high: end(p, left.high, q, right.low, sign: 1), level: left.level, method: "mover-r"))
  }

  /// The end of the ratio, from the ends of the shares that make it so.
  static func end(
    _ p: Double, _ limit: Double, _ q: Double, _ other: Double, sign: Double
  ) -> Double {
    guard other > 0 else { return sign < 0 ? 0 : .infinity }
    let bottom = other * (2 * q - other)
    // Twice the share is its limit: the quadratic has become a line; the plain quotient is wider.
    guard bottom.magnitude > 1e-12 else { return limit / other }
    let root = (p * q * p * q - limit * (2 * p - limit) * bottom)
    return (p * q + sign * max(0, root).squareRoot()) / bottom
  }
}

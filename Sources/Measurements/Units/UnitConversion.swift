/// What turns the numbers of one sample into those of another: one known factor for all quantiles, or the
/// scales of temperature.
///
/// Of all conversions that people know the one is taken that brings the quantiles of the first sample nearest
/// to those of the second. A factor of no known units is none: values that doubled have other reasons more
/// often.
package struct UnitConversion: Sendable, Hashable {
  /// What was done to the first sample: `× 12`, `÷ 100`, `× 1.8 + 32`.
  package let operation: String
  /// What it is between: `years and months`.
  package let units: String

  private static let probabilities = [0.05, 0.25, 0.5, 0.75, 0.95]
  /// How far a quantile may be off, as a share of the range between the outer ones: samples of some
  /// hundred rows vary by some percent.
  private static let tolerance = 0.1

  /// Nil when no known conversion explains the second sample.
  package init?(from first: NumberProfile, to second: NumberProfile) {
    guard first.kind != .instant, second.kind != .instant else { return nil }
    let past = Self.quantiles(first)
    let current = Self.quantiles(second)
    guard past.count == Self.probabilities.count, current.count == past.count,
      let low = current.first, let high = current.last, high > low, (high - low).isFinite
    else { return nil }
    func distance(_ convert: (Double) -> Double) -> Double {
      let gaps = zip(past, current).map { (convert($0) - $1).magnitude / (high - low) }
      return gaps.max().flatMap { $0.isFinite ? $0 : nil } ?? .infinity
    }
    var candidates: [(distance: Double, operation: String, units: String)] = [
      (distance { $0 * 1.8 + 32 }, "× 1.8 + 32", "°C and °F"),
      (distance { ($0 - 32) / 1.8 }, "less 32, ÷ 1.8", "°F and °C"),
    ]
    for unit in UnitFactor.all {
      let number = NumberRun.rounded(unit.factor)
      candidates.append((distance { $0 * unit.factor }, "× \(number)", unit.units))
      candidates.append((distance { $0 / unit.factor }, "÷ \(number)", unit.units))
    }
    guard let best = candidates.min(by: { $0.distance < $1.distance }),
      best.distance < Self.tolerance, best.distance < distance({ $0 }) / 2
    else { return nil }
    (operation, units) = (best.operation, best.units)
  }

  private static func quantiles(_ numbers: NumberProfile) -> [Double] {
    let segments = NumberSegments(numbers)
    return probabilities.compactMap { segments.quantile($0)?.value }
  }
}

/// What turns the numbers of one sample into those of another: one known factor for all quantiles,
/// or the scales of temperature.
///
/// Of all conversions that people know the one is taken that brings the quantiles of the first
/// sample nearest to those of the second. A factor of no known units is none: values that doubled
/// have other reasons more often.
package struct UnitConversion: Sendable, Hashable {
  /// What was done to the first sample: `× 12`, `÷ 100`, `× 1.8 + 32`.
  package let operation: String
  /// What it is between: `years and months`.
  package let units: String

  private static let probabilities = [0.05, 0.25, 0.5, 0.75, 0.95]
  /// How far a quantile may be off, as a share of the range between the outer ones, and a known
  /// factor from the one that fits best, as a share of it: samples of some hundred rows vary by
  /// some percent.
  ///
  /// Less of small factors: values grow or shrink as much for many reasons, and known factors lie
  /// close together.
  private static func tolerances(_ factor: Double) -> (quantile: Double, factor: Double) {
    max(factor, 1 / factor) < 5 ? (0.1, 0.03) : (0.2, 0.1)
  }

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
    ].filter { $0.distance < Self.tolerances(1.8).quantile }
    let fitted = Self.factor(from: past, to: current)
    func consider(_ factor: Double, _ operation: String, _ units: String) {
      let tolerance = Self.tolerances(factor)
      let distance = distance { $0 * factor }
      guard (factor / fitted - 1).magnitude <= tolerance.factor, distance < tolerance.quantile
      else {
        return
      }
      candidates.append((distance, operation, units))
    }
    for unit in UnitFactor.all {
      let number = NumberRun.rounded(unit.factor)
      consider(unit.factor, "× \(number)", unit.units)
      consider(1 / unit.factor, "÷ \(number)", unit.units)
    }
    guard let best = candidates.min(by: { $0.distance < $1.distance }),
      best.distance < distance({ $0 }) / 2
    else { return nil }
    (operation, units) = (best.operation, best.units)
  }

  /// The factor that fits best, by least squares through zero.
  private static func factor(from past: [Double], to current: [Double]) -> Double {
    let products = zip(past, current).reduce(0) { $0 + $1.0 * $1.1 }
    return products / past.reduce(0) { $0 + $1 * $1 }
  }

  private static func quantiles(_ numbers: NumberProfile) -> [Double] {
    let segments = NumberSegments(numbers)
    return probabilities.compactMap { segments.quantile($0)?.value }
  }
}

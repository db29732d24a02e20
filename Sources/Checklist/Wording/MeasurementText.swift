internal import Foundation
package import Statistics

/// A measurement in words: value, interval and threshold with the same number of decimals.
///
/// Shares are shown in percent; every other unit follows the number.
package struct MeasurementText: Sendable, Hashable {
  /// `82.1 %`, `14.2 minutes`, `–` when undefined.
  package let value: String
  /// `80.9 % to 83.3 %`; nil without an interval.
  package let interval: String?
  /// `95 %, wilson`; nil without an interval.
  package let intervalMethod: String?
  /// `10 %`; nil without a threshold.
  package let threshold: String?

  /// Words for a measurement.
  package init(_ measurement: Measurement) {
    self.init(
      measurement.value, measurement.interval, unit: measurement.unit,
      threshold: measurement.threshold)
  }

  /// Units that describe and are not said: an area of 0.82 is not “0.82 probability”.
  private static let unspoken: Set = [
    "probability", "squared probability", "correlation", "the target's unit",
    "the target's unit squared", "the estimates' unit", "as the model's",
  ]

  /// Words for a value with its unit, and what belongs to it.
  package init(_ value: Double?, _ interval: Interval?, unit: String, threshold: Double? = nil) {
    let isShare = unit == "share"
    let factor = isShare ? 100.0 : 1
    let decimals = interval.flatMap {
      NumberText.decimals(low: $0.low * factor, high: $0.high * factor)
    }
    let suffix =
      isShare ? " %" : unit.isEmpty || Self.unspoken.contains(unit) ? "" : " \(unit.visible)"
    func words(_ number: Double, suffix: String) -> String {
      let scaled = number * factor
      // Beside an interval that is much wider than the number, its decimals would leave a zero.
      if let decimals, scaled != 0, scaled.magnitude < 0.5 * pow(10, -Double(decimals)) {
        return NumberText.plain(scaled, significant: 2) + suffix
      }
      if let decimals, scaled.isFinite, scaled == 0 || !NumberText.isScientific(scaled) {
        return NumberText.fixed(scaled, decimals: decimals) + suffix
      }
      return NumberText.plain(scaled) + suffix
    }
    self.value = value.map { words($0, suffix: suffix) } ?? "–"
    let short = isShare ? suffix : ""
    self.interval = interval.map {
      "\(words($0.low, suffix: short)) to \(words($0.high, suffix: short))"
    }
    intervalMethod = interval.map {
      "\(NumberText.plain($0.level * 100)) %, \(IntervalMethodText.words($0.method))"
    }
    self.threshold = threshold.map { NumberText.plain($0 * factor) + short }
  }
}

internal import Checklist
import Foundation

/// A linear map from values to pixels, with round numbers for its ticks.
struct Scale {
  /// The values at the ends.
  let low: Double
  let high: Double
  /// The pixels at the ends.
  let start: Double
  let end: Double

  /// Values beyond this are drawn at it, so that differences stay finite.
  private static let limit = 1e300

  /// A scale that holds all finite values given, with a little room, never of zero width.
  ///
  /// - Parameter bounds: when the values lie within, the scale shows exactly this range.
  init(
    holding values: [Double], within bounds: ClosedRange<Double>? = nil, from: Double, to: Double
  ) {
    let finite = values.filter(\.isFinite).map { min(max($0, -Self.limit), Self.limit) }
    var low = finite.min() ?? 0
    var high = finite.max() ?? 1
    if let bounds, low >= bounds.lowerBound, high <= bounds.upperBound {
      low = bounds.lowerBound
      high = bounds.upperBound
    } else {
      var room = (high - low) * 0.06
      // Equal values, or so close that their difference is lost beside their size.
      let size = max(low.magnitude, high.magnitude)
      if room <= size * 1e-12 { room = size > 0 ? size * 0.1 : 0.5 }
      low -= room
      high += room
    }
    self.low = low
    self.high = high
    start = from
    end = to
  }

  /// The pixel of a value; values outside are drawn at the nearer end, not-a-number at the start.
  func position(_ value: Double) -> Double {
    guard !value.isNaN else { return start }
    let clamped = min(max(value, low), high)
    return start + (clamped - low) / (high - low) * (end - start)
  }

  /// Round values inside the scale, about `count` of them, and how to write them.
  func ticks(about count: Int, isShare: Bool = false) -> [(value: Double, label: String)] {
    let rough = (high - low) / Double(max(count, 1))
    guard rough > 0, rough.isFinite else { return [] }
    let power = pow(10, log10(rough).rounded(.down))
    guard power > 0, power.isFinite else { return [] }
    let step = ([1, 2, 2.5, 5, 10].first { $0 * power >= rough * 0.999 } ?? 10) * power
    let first = (low / step - 1e-9).rounded(.up)
    let last = (high / step + 1e-9).rounded(.down)
    guard first.isFinite, last.isFinite, last >= first, last - first < 50 else { return [] }
    return (0...Int(last - first)).map { position in
      let value = (first + Double(position)) * step
      return (value, Self.label(value, step: step, isShare: isShare))
    }
  }

  private static func label(_ value: Double, step: Double, isShare: Bool) -> String {
    if isShare {
      return label(value * 100, step: step * 100, isShare: false) + " %"
    }
    let size = value.magnitude
    guard size > 0, step > 0, size.isFinite, step.isFinite else { return "0" }
    if size >= 1e12 || step < 1e-9 || (size < 1e-4 && step < 1e-5) {
      let digits = log10(max(size / step, 1)).rounded(.up)
      return NumberText.scientific(value, decimals: digits < 15 ? Int(digits) + 1 : 15)
    }
    for (least, unit, letter) in [(1e9, 1e9, "G"), (1e6, 1e6, "M"), (1e4, 1e3, "k")]
    where size >= least {
      return NumberText.fixed(value / unit, decimals: decimals(step / unit)) + letter
    }
    return NumberText.fixed(value, decimals: decimals(step))
  }

  /// Decimals that tell neighbouring ticks apart; the steps are 1, 2, 2.5 and 5 times a power of
  /// ten.
  private static func decimals(_ step: Double) -> Int {
    let exponent = (log10(step) + 1e-9).rounded(.down)
    let leading = step / pow(10, exponent)
    let isWhole = (leading - leading.rounded()).magnitude < 1e-6
    return min(max(Int(-exponent) + (isWhole ? 0 : 1), 0), 15)
  }
}

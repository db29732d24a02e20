internal import Foundation
internal import Measurements

/// Numbers in another unit: every quantile moved by one factor, or by one factor and one offset.
enum UnitChange: Cause {
  static let card = CauseCard(
    id: "unit-change", title: "Numbers in another unit", nature: .error,
    sign: "all quantiles are the past ones times one factor, or °F for °C",
    remedy: "convert the values, and state the unit in the column's name or contract")

  private static let probabilities = [0.05, 0.25, 0.5, 0.75, 0.95]

  /// Factors that have a name.
  private static let known: [(factor: Double, words: String)] = [
    (100, "100, as of cents or percent"), (1_000, "1,000, as of milli or kilo"), (1e6, "1,000,000"),
    (10, "10"), (60, "60, as of minutes or seconds"), (3_600, "3,600, as of seconds for hours"),
    (24, "24, as of hours for days"), (2.204_62, "2.205, as of pounds for kilograms"),
    (2.54, "2.54, as of centimetres for inches"), (3.280_84, "3.281, as of feet for metres"),
    (1.609_344, "1.609, as of kilometres for miles"),
  ]

  static func evidence(_ change: ColumnChange, _ context: CauseContext) -> String? {
    guard let numbers = change.numbers, numbers.current.kind != .instant else { return nil }
    let past = quantiles(numbers.past)
    let current = quantiles(numbers.current)
    guard past.count == probabilities.count, current.count == past.count,
      let (low, high) = past.first.flatMap({ low in past.last.map { (low, $0) } }), high > low
    else { return nil }
    if let factor = factor(past, current), let words = words(factor) {
      return "every quantile is the past one \(words)"
    }
    let spread = high - low
    let celsius = zip(past, current).allSatisfy { abs($0 * 1.8 + 32 - $1) < 0.1 * 1.8 * spread }
    if celsius { return "every quantile is the past one × 1.8 + 32, as of °F for °C" }
    let fahrenheit = zip(past, current).allSatisfy {
      abs(($0 - 32) / 1.8 - $1) < 0.1 * spread / 1.8
    }
    return fahrenheit ? "every quantile is the past one less 32, ÷ 1.8, as of °C for °F" : nil
  }

  private static func quantiles(_ numbers: NumberProfile) -> [Double] {
    let segments = NumberSegments(numbers)
    return probabilities.compactMap { segments.quantile($0)?.value }
  }

  /// The one factor between all quantiles that are not near zero; nil when they have none.
  private static func factor(_ past: [Double], _ current: [Double]) -> Double? {
    let size = past.map(\.magnitude).max() ?? 0
    let ratios = zip(past, current).filter { $0.0.magnitude > 0.02 * size }
      .map { $0.1 / $0.0 }.sorted()
    guard ratios.count >= 3, let least = ratios.first, let most = ratios.last, least > 0 else {
      return nil
    }
    let middle = ratios[ratios.count / 2]
    let others = zip(past, current).filter { $0.0.magnitude <= 0.02 * size }
    guard most / least < 1.25,
      others.allSatisfy({ ($0.1 - $0.0 * middle).magnitude <= 0.05 * size * middle })
    else { return nil }
    return middle
  }

  /// `× 100, as of cents`; nil for a factor without a name.
  private static func words(_ factor: Double) -> String? {
    for (known, words) in known {
      // A day's quantiles vary by some percent.
      if (factor / known - 1).magnitude < 0.08 { return "× \(words)" }
      if (factor * known - 1).magnitude < 0.08 { return "÷ \(words)" }
    }
    return nil
  }
}

internal import Checklist

/// Values of which there are only so many between two ends: whole numbers, and days.
struct CountableValues {
  /// The rule that says so, without exceptions.
  let rule: ClaimingRule
  private let isDay: Bool

  /// What one is called.
  var noun: String { isDay ? "day" : "whole number" }

  /// Values between two ends that are counted one by one.
  private static let most: Int64 = 1000
  /// Microseconds of a day.
  private static let day: Int64 = 86_400_000_000

  /// Nil where values may also lie between two neighbours.
  init?(_ rules: [ClaimingRule], type: ValueType) {
    let isDay = type.isTime
    guard type.isNumeric || isDay else { return nil }
    let rule = rules.first { $0.tolerance == 0 && (isDay ? $0.isDay : $0.isWhole) }
    guard let rule else { return nil }
    self.rule = rule
    self.isDay = isDay
  }

  /// The values between two ends, as they are written; nil where they are too many or not told
  /// apart.
  func between(_ low: ClaimedEnd, _ high: ClaimedEnd) -> [String]? {
    isDay ? days(low, high) : wholeNumbers(low, high)
  }

  private func wholeNumbers(_ low: ClaimedEnd, _ high: ClaimedEnd) -> [String]? {
    // What is beyond 2⁵³ is not told apart by doubles, and is more than is counted.
    guard let lower = low.bound.number, let upper = high.bound.number, lower <= upper,
      upper - lower <= Double(Self.most), abs(lower) < 0x1p53, abs(upper) < 0x1p53
    else { return nil }
    let first = Int64(lower.rounded(.up)) + (low.isOutside && lower == lower.rounded() ? 1 : 0)
    let last = Int64(upper.rounded(.down)) - (high.isOutside && upper == upper.rounded() ? 1 : 0)
    return first > last ? [] : (first...last).map { "\($0)" }
  }

  private func days(_ low: ClaimedEnd, _ high: ClaimedEnd) -> [String]? {
    guard let lower = low.bound.moment, let upper = high.bound.moment, lower <= upper,
      upper - lower <= Self.most * Self.day
    else { return nil }
    let before = Self.floor(lower)
    let isFirst = before * Self.day == lower && !low.isOutside
    let last = Self.floor(upper)
    let isLast = last * Self.day < upper || !high.isOutside
    let range = (before + (isFirst ? 0 : 1), last - (isLast ? 0 : 1))
    guard range.0 <= range.1 else { return [] }
    return (range.0...range.1).map { TextReading.words($0 * Self.day, isDate: true) }
  }

  /// The day that a moment is in.
  private static func floor(_ moment: Int64) -> Int64 {
    moment / day - (moment % day < 0 ? 1 : 0)
  }
}

extension ClaimingRule {
  /// Whether it asks for whole numbers.
  fileprivate var isWhole: Bool {
    claims.contains { if case .type(.integer) = $0 { true } else { false } }
  }

  /// Whether it asks for days.
  fileprivate var isDay: Bool {
    claims.contains { if case .type(.date) = $0 { true } else { false } }
  }
}

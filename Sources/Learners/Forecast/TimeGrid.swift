internal import Measurements

/// Times as steps: which time follows which, and how many steps lie between two.
///
/// - A fixed step is the greatest common divisor of all gaps: hours, days, weeks, with or without
///   missing ones.
/// - Months (quarters, years) are steps where all times lie equally far from the start, or from the
///   end, of their month.
/// - Other times have no common step: each distinct time is the next step.
package struct TimeGrid: Sendable, Hashable {
  private enum Rule: Sendable, Hashable {
    case fixed(step: Int64)
    case months(step: Int)
    case order([Int64])
  }

  private let rule: Rule
  private let first: Int64

  /// Whether steps are equally long, by the clock or by the calendar.
  package var isRegular: Bool {
    if case .order = rule { return false }
    return true
  }

  /// Finds the steps of some times, in microseconds.
  package init(_ times: [Int64]) {
    let sorted = Set(times).sorted()
    first = sorted.first ?? 0
    let gaps = zip(sorted.dropFirst(), sorted).map { $0 &- $1 }
    let divisor = gaps.reduce(0, Self.commonDivisor)
    if let months = Self.months(sorted) {
      rule = .months(step: months)
    } else if let least = gaps.min(), divisor > 0, least / divisor < 3 {
      // With a divisor far below every gap the times lie anywhere, and so would their steps.
      rule = .fixed(step: divisor)
    } else {
      rule = .order(sorted)
    }
  }

  /// The step of a time; 0 is that of the first.
  package func step(_ time: Int64) -> Int {
    switch rule {
    case .fixed(let step): return Int((time &- first) / step)
    case .months(let step): return Self.monthNumber(time, since: first) / step
    case .order(let times):
      var (low, high) = (0, times.count)
      while low < high {
        let middle = (low + high) / 2
        if times[middle] < time { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }

  private static func commonDivisor(_ one: Int64, _ other: Int64) -> Int64 {
    var (a, b) = (one, other)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }

  /// The common number of months between times that lie at one place of their months; nil when they
  /// do not, or a fixed number of days serves as well.
  private static func months(_ times: [Int64]) -> Int? {
    guard times.count > 2, let first = times.first else { return nil }
    let starts = times.map { WindowLength.month.start(of: $0) }
    let after = Set(zip(times, starts).map { $0 &- $1 })
    let before = Set(
      zip(times, starts).map { WindowLength.month.end(ofWindowStarting: $1) &- $0 })
    guard after.count == 1 || before.count == 1, Set(starts).count == times.count else {
      return nil
    }
    let numbers = times.map { Int64(monthNumber($0, since: first)) }
    let gaps = zip(numbers.dropFirst(), numbers).map { $0 - $1 }
    return Int(gaps.reduce(0, commonDivisor))
  }

  private static func monthNumber(_ time: Int64, since first: Int64) -> Int {
    let month = 30.436875 * 86_400_000_000
    let gap = WindowLength.month.start(of: time) &- WindowLength.month.start(of: first)
    return Int((Double(gap) / month).rounded())
  }
}

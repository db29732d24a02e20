/// An interval held against a threshold: the one rule that serves every check.
///
/// The whole interval on the good side: pass. On the bad side: fail. Across the threshold:
/// undecided, with the rows that would settle it.
package enum Judgement: Sendable, Hashable {
  case pass
  case fail
  /// `moreRows`: about how many more rows make the interval narrow enough, nil when unknown.
  case undecided(moreRows: Int?)

  /// Judges an interval against the largest value that is still good.
  ///
  /// - Parameters:
  ///   - rows: the rows behind the interval; with them an undecided answer says how many more are
  ///     needed, from the interval's width shrinking with the square root of the rows.
  package init(_ estimate: Double, _ interval: Interval, atMost limit: Double, rows: Int?) {
    if interval.high <= limit {
      self = .pass
    } else if interval.low > limit {
      self = .fail
    } else {
      self = .undecided(
        moreRows: Self.moreRows(
          distance: (estimate - limit).magnitude,
          halfWidth: estimate > limit ? estimate - interval.low : interval.high - estimate,
          rows: rows))
    }
  }

  /// Judges an interval against the smallest value that is still good.
  package init(_ estimate: Double, _ interval: Interval, atLeast limit: Double, rows: Int?) {
    let mirrored = Interval(
      low: -interval.high, high: -interval.low, level: interval.level, method: interval.method)
    self.init(-estimate, mirrored, atMost: -limit, rows: rows)
  }

  private static func moreRows(distance: Double, halfWidth: Double, rows: Int?) -> Int? {
    guard let rows, rows > 0, distance > 0, halfWidth > 0, halfWidth.isFinite else { return nil }
    let factor = (halfWidth / distance) * (halfWidth / distance)
    let needed = Double(rows) * (factor - 1)
    guard needed.isFinite, needed > 0, needed < 1e15 else { return nil }
    return Int(needed.rounded(.up))
  }
}

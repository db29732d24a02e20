/// An interval held against a threshold: the one rule that serves every check.
///
/// The whole interval on the good side: pass. On the bad side: fail. Across the threshold:
/// undecided, with the rows that would settle it. Without an interval nothing is certain, and the
/// answer is undecided too.
package enum Judgement: Sendable, Hashable {
  case pass
  case fail
  /// `moreRows`: about how many more rows make the interval narrow enough; nil when no practical
  /// number does, or when it is unknown because there is no interval.
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
        moreRows: rows.flatMap { rows in
          let gap = OpenGap(estimate, interval, atMost: limit)
          return RowsNeeded(distance: gap.distance, halfWidth: gap.halfWidth, rows: rows).more
        })
    }
  }

  /// Judges an interval against the smallest value that is still good.
  package init(_ estimate: Double, _ interval: Interval, atLeast limit: Double, rows: Int?) {
    let mirrored = Interval(
      low: -interval.high, high: -interval.low, level: interval.level, method: interval.method)
    self.init(-estimate, mirrored, atMost: -limit, rows: rows)
  }

  /// Judges an estimate against the largest value that is still good; undecided without an
  /// interval.
  package init(_ estimate: Estimate, atMost limit: Double, rows: Int?) {
    guard let value = estimate.value, let interval = estimate.interval else {
      self = .undecided(moreRows: nil)
      return
    }
    self.init(value, interval, atMost: limit, rows: rows)
  }

  /// Judges an estimate against the smallest value that is still good; undecided without an
  /// interval.
  package init(_ estimate: Estimate, atLeast limit: Double, rows: Int?) {
    guard let value = estimate.value, let interval = estimate.interval else {
      self = .undecided(moreRows: nil)
      return
    }
    self.init(value, interval, atLeast: limit, rows: rows)
  }
}

/// How far an estimate is from a limit that its interval holds, and how wide the interval is there.
package struct OpenGap: Sendable, Hashable {
  /// From the estimate to the limit.
  package let distance: Double
  /// From the estimate to the end of the interval beyond the limit.
  package let halfWidth: Double

  /// Measures an interval around the largest value that is still good.
  package init(_ estimate: Double, _ interval: Interval, atMost limit: Double) {
    distance = (estimate - limit).magnitude
    halfWidth = estimate > limit ? estimate - interval.low : interval.high - estimate
  }
}

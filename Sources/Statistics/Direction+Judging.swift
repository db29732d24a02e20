extension Direction {
  /// Whether a larger value is better on the scale of ``judged(_:)-(Double)``.
  ///
  /// A neutral number has no better side; it counts as better when larger, and whoever must not
  /// judge it so asks first.
  package var isHigherBetter: Bool {
    switch self {
    case .higherIsBetter, .neutral: true
    case .lowerIsBetter, .zeroIsBest: false
    }
  }

  /// A value on the scale on which it is better or worse: where zero is best, its magnitude.
  package func judged(_ value: Double) -> Double {
    self == .zeroIsBest ? value.magnitude : value
  }

  /// An estimate on the scale on which it is better or worse: where zero is best, its magnitude.
  ///
  /// An interval that holds zero gives magnitudes from zero on; it still holds the true magnitude
  /// whenever the interval held the true value.
  package func judged(_ estimate: Estimate) -> Estimate {
    guard self == .zeroIsBest else { return estimate }
    var judged = estimate
    judged.value = estimate.value?.magnitude
    judged.interval = estimate.interval.map { interval in
      let (low, high) = (interval.low.magnitude, interval.high.magnitude)
      let holdsZero = interval.low <= 0 && interval.high >= 0
      return Interval(
        low: holdsZero ? 0 : min(low, high), high: max(low, high), level: interval.level,
        method: interval.method)
    }
    return judged
  }

  /// Whether an estimate reaches a goal: at least it, at most it, or at most it away from zero.
  package func judgement(_ estimate: Estimate, goal: Double, rows: Int?) -> Judgement {
    isHigherBetter
      ? Judgement(judged(estimate), atLeast: goal, rows: rows)
      : Judgement(judged(estimate), atMost: judged(goal), rows: rows)
  }
}

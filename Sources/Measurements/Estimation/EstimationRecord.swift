package import Statistics

/// How the estimates of a metric did in the windows whose labels came.
///
/// Estimated and realised values are of the same rows: those that have a label.
package struct EstimationRecord: Sendable {
  /// One window.
  package struct Window: Sendable, Hashable {
    /// The window's name.
    package let name: String
    /// Rows with a label.
    package let rows: Int
    /// What was estimated for them.
    package let estimate: Estimate
    /// What their labels gave.
    package let realised: Estimate

    /// Whether the interval held what came; nil without an interval.
    package var isCovered: Bool? {
      guard let interval = estimate.interval, let value = realised.value else { return nil }
      return value >= interval.low && value <= interval.high
    }
  }

  /// Rows with a label below which a window's metric says too little.
  package static let leastRows = 30
  /// The share of windows whose interval must hold what came; far below the intervals' level, since
  /// a few windows tell little.
  package static let leastCoverage = 0.8

  /// Which metric.
  package let card: Card
  /// The windows in order.
  package let windows: [Window]
  /// The share of windows whose interval held what came.
  package let coverage: Estimate
  /// The mean of realised less estimated.
  package let bias: Estimate
  /// Whether the record is good: nil while too few windows have labels.
  package let judgement: Judgement?
  /// Why it is bad, or what it lacks.
  package let note: String?

  /// Whether the record says that estimates cannot be trusted.
  package var isBad: Bool { judgement == .fail }

  /// The judgement in a word: `good`, `bad`, `undecided`; nil while too few windows have labels.
  package var outcome: String? {
    switch judgement {
    case .pass: "good"
    case .fail: "bad"
    case .undecided: "undecided"
    case nil: nil
    }
  }

  /// Judges windows.
  ///
  /// - Parameter tolerance: the largest bias that does not matter, in the metric's unit; nil where
  ///   the unit has no common scale.
  package init(card: Card, windows: [Window], tolerance: Double?, level: Double) {
    self.card = card
    self.windows = windows
    let known = windows.compactMap(\.isCovered)
    coverage = Self.coverage(known, level: level)
    bias = Self.bias(windows, level: level)
    guard windows.count >= 2 else {
      judgement = nil
      note = "\(windows.count) windows with labels are too few for a record"
      return
    }
    var outcomes: [Judgement] = []
    var reasons: [String] = []
    if let value = coverage.value, let interval = coverage.interval {
      outcomes.append(Judgement(value, interval, atLeast: Self.leastCoverage, rows: nil))
      if outcomes.last == .fail {
        reasons.append(
          "its intervals held what came in \(known.count { $0 }) of \(known.count) windows")
      }
    }
    if let tolerance, let value = bias.value, let interval = bias.interval {
      let size = Self.magnitude(value, interval)
      outcomes.append(Judgement(size.value, size.interval, atMost: tolerance, rows: nil))
      if outcomes.last == .fail {
        reasons.append(
          "what came was \(value < 0 ? "below" : "above") the estimate, by more than \(tolerance)")
      }
    }
    note = reasons.isEmpty ? nil : reasons.joined(separator: "; ")
    if outcomes.contains(.fail) {
      judgement = .fail
    } else if outcomes.allSatisfy({ $0 == .pass }), !outcomes.isEmpty {
      judgement = .pass
    } else {
      judgement = .undecided(moreRows: nil)
    }
  }

  private static func coverage(_ known: [Bool], level: Double) -> Estimate {
    guard !known.isEmpty else {
      return Estimate(undefined: Undefined("no window has labels and an interval"))
    }
    let held = known.count { $0 }
    var estimate = Estimate(Double(held) / Double(known.count))
    do throws(Undefined) {
      estimate.interval = try ClopperPearsonInterval.interval(
        successes: held, rows: known.count, level: level)
    } catch {
      estimate.note = error.reason
    }
    return estimate
  }

  private static func bias(_ windows: [Window], level: Double) -> Estimate {
    let gaps = windows.compactMap { window in
      window.realised.value.flatMap { value in window.estimate.value.map { value - $0 } }
    }
    guard !gaps.isEmpty else {
      return Estimate(undefined: Undefined("no window has labels and an estimate"))
    }
    let count = Double(gaps.count)
    let mean = gaps.reduce(0, +) / count
    guard gaps.count > 1 else {
      return Estimate(mean, note: "one window does not tell how much it varies")
    }
    let variance = gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    let margin =
      StudentDistribution(degrees: count - 1).quantile((1 + level) / 2)
      * (variance / count).squareRoot()
    return Estimate(
      mean,
      interval: Interval(low: mean - margin, high: mean + margin, level: level, method: "student"))
  }

  /// The size of a signed value.
  private static func magnitude(
    _ value: Double, _ interval: Interval
  ) -> (value: Double, interval: Interval) {
    var size = interval
    size.low = max(0, interval.low, -interval.high)
    size.high = max(interval.high.magnitude, interval.low.magnitude)
    return (value.magnitude, size)
  }
}

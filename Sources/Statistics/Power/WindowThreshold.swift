/// Where a window's metric raises an alarm, such that chance does so at a stated rate, and the
/// smallest change that is then noticed.
///
/// The window and the test set that told what to expect both vary. On a scale on which the spread
/// is even – the angle `asin √v` for a metric of 0…1, the logarithm for one of 0…∞ – the window
/// lies beyond `t(v) ± z(1 − α) σ √(1/m + 1/n)` with probability α; the threshold is that point on
/// the metric's own scale. Where windows could be drawn from the test set's rows (``WindowDraws``),
/// it is the value beyond which so many of them lie, whatever their distribution.
///
/// - Unit: that of the metric.
/// - Undefined: no interval of a width above 0; a window without rows; an alarm rate outside 0…½.
/// - Numerics: near an end of its range a share varies more towards the middle than a symmetric
///   range says; the scale allows for it. At the very end the metric's own scale has to do. A rate
///   that too few of the drawn windows show is reached from the smallest that they do show as a
///   normal distribution falls off.
/// - Source: Cohen, *Statistical Power Analysis for the Behavioral Sciences*, 1988, ch. 2 and 6
///   (angle).
package struct WindowThreshold: Sendable, Hashable {
  /// Alarms when a window's value is lower; nil where low is not bad.
  package let below: Double?
  /// Alarms when it is higher; nil where high is not bad.
  package let above: Double?
  /// The value when nothing changes.
  package let expected: Double
  /// Rows of a window.
  package let window: Int
  /// The probability of an alarm in one window when nothing changed.
  package let alarmRate: Double
  /// What the threshold was told from.
  package let basis: Basis
  /// Why the alarm rate may not be kept, a clause; nil when nothing is known against it.
  package let caution: String?
  private let standardError: Double
  private let scale: Scale

  /// What a threshold is told from.
  package enum Basis: Sendable, Hashable {
    /// From windows drawn from the test set's rows, of which enough lie beyond it.
    case drawn(windows: Int)
    /// From drawn windows up to the smallest rate that they show, and a normal distribution beyond.
    case extended(windows: Int)
    /// From the interval on test and a normal distribution.
    case normal
  }

  /// An alarm rate below which a normal distribution is not relied upon.
  package static let leastNormalRate = 0.01

  /// Finds the threshold.
  ///
  /// - Parameters:
  ///   - estimate: the metric on the test set, with its interval.
  ///   - rows: rows behind it.
  ///   - window: rows of a window.
  ///   - alarmRate: how often a window may alarm by chance, above 0, at most ½.
  ///   - direction: which way is worse; a change either way is where zero or nothing is best.
  ///   - range: what values the metric can have.
  ///   - draws: windows drawn from the test set's rows, where the metric has them.
  /// - Throws: ``Undefined``.
  package init(
    _ estimate: Estimate, rows: Int, window: Int, alarmRate: Double, direction: Direction,
    range: ClosedRange<Double>, draws: WindowDraws? = nil
  ) throws(Undefined) {
    guard let value = estimate.value, value.isFinite else {
      throw Undefined(estimate.note ?? "the metric has no value on the test set")
    }
    guard window > 0 else { throw Undefined("a window has no rows") }
    guard alarmRate > 0, alarmRate <= 0.5 else {
      throw Undefined("an alarm rate of \(alarmRate) is outside 0…0.5")
    }
    let chance = try MetricChance(estimate, rows: rows)
    let scale = Scale(value, range)
    let isTwoSided = direction == .zeroIsBest || direction == .neutral
    let error =
      (chance.variancePerRow * (1 / Double(window) + 1 / Double(rows))).squareRoot()
      * scale.slope(at: value)
    let rate = isTwoSided ? alarmRate / 2 : alarmRate
    let quantile = -NormalDistribution.quantile(rate)
    func bound(isBelow: Bool) -> Double {
      var distance = quantile * error
      if let drawn = draws?.bound(isBelow: isBelow, rate: rate) {
        guard drawn.rate > rate else { return drawn.value }
        let shown = (scale.forth(drawn.value) - scale.forth(value)) * (isBelow ? -1 : 1)
        distance = max(0, shown) * quantile / -NormalDistribution.quantile(drawn.rate)
      }
      return scale.back(scale.forth(value) + (isBelow ? -distance : distance))
    }
    below = isTwoSided || direction == .higherIsBetter ? bound(isBelow: true) : nil
    above = isTwoSided || direction == .lowerIsBetter ? bound(isBelow: false) : nil
    if let draws {
      let isReached = draws.bound(isBelow: true, rate: rate).rate <= rate
      basis =
        isReached ? .drawn(windows: draws.values.count) : .extended(windows: draws.values.count)
      caution =
        draws.caution
        ?? (isReached
          ? nil : "so rare a window was drawn too seldom to tell where it lies")
    } else {
      basis = .normal
      caution =
        alarmRate < Self.leastNormalRate
        ? "no windows were drawn, and so far out a normal distribution is coarse" : nil
    }
    expected = value
    self.window = window
    self.alarmRate = alarmRate
    self.scale = scale
    standardError = error
  }

  /// The smallest change for the worse that a window shows with this probability, in the metric's
  /// unit.
  ///
  /// - Throws: ``Undefined`` when the power is not inside 0…1.
  package func smallestChange(power: Double) throws(Undefined) -> Double {
    guard power > 0, power < 1 else { throw Undefined("the power \(power) is not inside 0…1") }
    let margin = NormalDistribution.quantile(power) * standardError
    if let below { return max(0, expected - scale.back(scale.forth(below) - margin)) }
    guard let above else { return 0 }
    return max(0, scale.back(scale.forth(above) + margin) - expected)
  }

  /// A scale on which the metric varies evenly.
  private enum Scale: Hashable {
    case own, logarithm, angle

    init(_ value: Double, _ range: ClosedRange<Double>) {
      if range == 0...1, value > 0, value < 1 {
        self = .angle
      } else if range.lowerBound == 0, range.upperBound == .infinity, value > 0 {
        self = .logarithm
      } else {
        self = .own
      }
    }

    func forth(_ value: Double) -> Double {
      switch self {
      case .own: value
      case .logarithm: log(value)
      case .angle: asin(max(0, min(1, value)).squareRoot())
      }
    }

    func back(_ value: Double) -> Double {
      switch self {
      case .own: value
      case .logarithm: exp(value)
      case .angle:
        // Beyond a right angle the sine would turn back.
        sin(max(0, min(.pi / 2, value))) * sin(max(0, min(.pi / 2, value)))
      }
    }

    func slope(at value: Double) -> Double {
      switch self {
      case .own: 1
      case .logarithm: 1 / value
      case .angle: 1 / (2 * (value * (1 - value)).squareRoot())
      }
    }
  }
}

/// Where a window's metric raises an alarm, such that chance does so at a stated rate, and the smallest
/// change that is then noticed.
///
/// The window and the test set that told what to expect both vary. On a scale on which the spread is even –
/// the angle `asin √v` for a metric of 0…1, the logarithm for one of 0…∞ – the window lies beyond
/// `t(v) ± z(1 − α) σ √(1/m + 1/n)` with probability α; the threshold is that point on the metric's own
/// scale.
///
/// - Unit: that of the metric.
/// - Undefined: no interval of a width above 0; a window without rows; an alarm rate outside 0…½.
/// - Numerics: near an end of its range a share varies more towards the middle than a symmetric range
///   says; the scale allows for it. At the very end the metric's own scale has to do.
/// - Source: Cohen, *Statistical Power Analysis for the Behavioral Sciences*, 1988, ch. 2 and 6 (angle).
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
  private let standardError: Double
  private let scale: Scale

  /// Finds the threshold.
  ///
  /// - Parameters:
  ///   - estimate: the metric on the test set, with its interval.
  ///   - rows: rows behind it.
  ///   - window: rows of a window.
  ///   - alarmRate: how often a window may alarm by chance, above 0, at most ½.
  ///   - direction: which way is worse; a change either way is where zero or nothing is best.
  ///   - range: what values the metric can have.
  /// - Throws: ``Undefined``.
  package init(
    _ estimate: Estimate, rows: Int, window: Int, alarmRate: Double, direction: Direction,
    range: ClosedRange<Double>
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
    let quantile = -NormalDistribution.quantile(isTwoSided ? alarmRate / 2 : alarmRate)
    below =
      isTwoSided || direction == .higherIsBetter
      ? scale.back(scale.forth(value) - quantile * error) : nil
    above =
      isTwoSided || direction == .lowerIsBetter
      ? scale.back(scale.forth(value) + quantile * error) : nil
    expected = value
    self.window = window
    self.alarmRate = alarmRate
    self.scale = scale
    standardError = error
  }

  /// The smallest change for the worse that a window shows with this probability, in the metric's unit.
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

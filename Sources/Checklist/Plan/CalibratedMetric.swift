package import Statistics

/// The threshold of the metric that decides, as the evidence of a check states it and a plan takes
/// it.
package struct CalibratedMetric: Sendable, Hashable {
  /// The metric's key.
  package var metric: String
  /// What it is counted in.
  package var unit: String
  /// The value when nothing changes.
  package var expected: Double
  /// Alarms when it is lower.
  package var below: Double?
  /// Alarms when it is higher.
  package var above: Double?
  /// Rows of a window.
  package var rows: Int
  /// Looks in the budget's time.
  package var looks: Double
  /// The probability of a false alarm of one look.
  package var alarmRate: Double
  /// The smallest change that is noticed with the stated power.
  package var smallestChange: Double
  /// The change that half of the windows show.
  package var evenChange: Double
  /// The largest change that need not be noticed.
  package var tolerance: Double?
  /// What the window rests on when it was assumed; nil when it is known.
  package var assumption: String?
  /// Why the alarm rate may not be kept, a clause; nil when nothing is known against it.
  package var caution: String?

  /// The calibration of a threshold.
  ///
  /// - Parameter assumption: what the window rests on when it was assumed.
  /// - Throws: ``Undefined`` when the power is not inside 0…1.
  package init(
    _ threshold: WindowThreshold, metric: String, unit: String, looks: Double, power: Double,
    tolerance: Double?, assumption: String? = nil
  ) throws(Undefined) {
    self.metric = metric
    self.unit = unit
    expected = threshold.expected
    below = threshold.below
    above = threshold.above
    rows = threshold.window
    self.looks = looks
    alarmRate = threshold.alarmRate
    smallestChange = try threshold.smallestChange(power: power)
    evenChange = try threshold.smallestChange(power: 0.5)
    self.tolerance = tolerance
    self.assumption = assumption
    caution = threshold.caution
  }

  private enum Name {
    static let expected = "expected"
    static let below = "alarms below"
    static let above = "alarms above"
    static let smallest = "smallest change noticed with the stated power"
    static let even = "change that half of the windows show"
    static let rows = "rows of a window"
    static let looks = "looks in the budget's time"
    static let rate = "probability of a false alarm of one look"
  }

  /// The measurements of the check's evidence.
  package var measurements: [Measurement] {
    [
      Measurement(
        name: Name.smallest, value: smallestChange, unit: unit, threshold: tolerance),
      below.map { Measurement(name: Name.below, value: $0, unit: unit, note: metric) },
      above.map { Measurement(name: Name.above, value: $0, unit: unit, note: metric) },
      Measurement(name: Name.expected, value: expected, unit: unit, note: metric),
      Measurement(name: Name.even, value: evenChange, unit: unit),
      Measurement(name: Name.rows, value: Double(rows), unit: "rows", note: assumption),
      Measurement(name: Name.looks, value: looks, unit: "looks"),
      Measurement(name: Name.rate, value: alarmRate, unit: "probability", note: caution),
    ].compactMap(\.self)
  }

  /// Reads the measurements back; nil when the evidence holds no threshold.
  package init?(_ measurements: [Measurement]) {
    func value(_ name: String) -> Double? { measurements.first { $0.name == name }?.value }
    guard let first = measurements.first(where: { $0.name == Name.expected }),
      let metric = first.note, let expected = first.value, let smallest = value(Name.smallest),
      let even = value(Name.even), let rows = value(Name.rows).flatMap({ Int(exactly: $0) }),
      let looks = value(Name.looks), let rate = value(Name.rate)
    else { return nil }
    self.metric = metric
    unit = first.unit
    self.expected = expected
    below = value(Name.below)
    above = value(Name.above)
    self.rows = rows
    self.looks = looks
    alarmRate = rate
    smallestChange = smallest
    evenChange = even
    tolerance = measurements.first { $0.name == Name.smallest }?.threshold
    assumption = measurements.first { $0.name == Name.rows }?.note
    caution = measurements.first { $0.name == Name.rate }?.note
  }
}

package import Statistics

/// A named number with its unit and its interval.
package struct Measurement: Sendable, Hashable {
  /// What it is: `rocAUC on test`.
  package var name: String
  /// The number; nil when undefined.
  package var value: Double?
  /// Its interval.
  package var interval: Interval?
  /// What it is counted in: `share`, `rows`, `minutes`.
  package var unit: String
  /// The limit it was judged against, where there is one.
  package var threshold: Double?
  /// Why the value or the interval is absent, or what to know about it.
  package var note: String?
  /// Whether it is of the moment at which it was taken, such as the seconds of a drill.
  ///
  /// Another run gives another number, so that the hash of the evidence leaves it out.
  package var isMomentary: Bool

  /// Makes a measurement.
  package init(
    name: String, value: Double?, interval: Interval? = nil, unit: String,
    threshold: Double? = nil, note: String? = nil, isMomentary: Bool = false
  ) {
    self.name = name
    self.value = value
    self.interval = interval
    self.unit = unit
    self.threshold = threshold
    self.note = note
    self.isMomentary = isMomentary
  }
}

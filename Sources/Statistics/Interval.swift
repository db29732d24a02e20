/// A range that holds the true value with a stated probability.
package struct Interval: Sendable, Hashable, Codable {
  /// Lower end, in the unit of the value it belongs to.
  package var low: Double
  /// Upper end.
  package var high: Double
  /// Nominal coverage, for example 0.95.
  package var level: Double
  /// Name of the method: `wilson`, `delong`, `bootstrap`.
  package var method: String

  /// Makes an interval.
  package init(low: Double, high: Double, level: Double, method: String) {
    self.low = low
    self.high = high
    self.level = level
    self.method = method
  }
}

/// A value with its interval, or the reason why there is none.
package struct Estimate: Sendable, Hashable {
  /// The value; absent when undefined.
  package var value: Double?
  /// Its interval, where the method gives one.
  package var interval: Interval?
  /// Why the value or the interval is absent.
  package var note: String?
  /// Why the interval may promise too much, as words that follow a colon.
  package var caution: String?

  /// What a reader must know of the estimate: its note, else its caution.
  package var remark: String? { note ?? caution }

  /// A value, with or without an interval.
  package init(_ value: Double, interval: Interval? = nil, note: String? = nil) {
    self.value = value
    self.interval = interval
    self.note = note
  }

  /// No value, and why.
  package init(undefined reason: Undefined) {
    self.note = reason.reason
  }
}

/// The mathematics has no value here: a typed answer, never 0 and never not-a-number.
package struct Undefined: Error, Sendable, Hashable {
  /// Why, in words for people: "the sample has one class only".
  package let reason: String

  /// Makes the reason.
  package init(_ reason: String) {
    self.reason = reason
  }
}

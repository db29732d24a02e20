package import Statistics

extension JSONValue {
  /// `{"low":…,"high":…,"level":0.95,"method":"wilson"}`, or `null`.
  package init(_ interval: Interval?) {
    guard let interval else {
      self = .null
      return
    }
    self = [
      "low": JSONValue(interval.low), "high": JSONValue(interval.high),
      "level": JSONValue(interval.level), "method": .string(interval.method),
    ]
  }

  /// `{"value":…,"interval":…}`, with a `"note"` where there is one or where a value is not finite.
  package init(_ estimate: Estimate) {
    var members: [(key: String, value: JSONValue)] = [
      ("value", JSONValue(estimate.value)), ("interval", JSONValue(estimate.interval)),
    ]
    if let note = estimate.note ?? Self.note(forNonFinite: estimate.value) {
      members.append(("note", .string(note)))
    }
    self = .object(members)
  }

  /// Why a value that exists is written as `null`; nil for a finite or absent value.
  package static func note(forNonFinite value: Double?) -> String? {
    guard let value, !value.isFinite else { return nil }
    return value.isNaN ? "not a number" : value > 0 ? "positive infinity" : "negative infinity"
  }
}

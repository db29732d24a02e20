package import Checklist

/// A rule that was inferred from data, with the false alarms to expect of it at most.
package struct InferredRule: Sendable {
  /// The column that it stands below; nil for the data as a whole.
  package let column: String?
  /// The kind's name.
  package let kind: String
  /// Its parameters; nil for a flag.
  package let parameters: ConfigurationMapping?
  /// What stands instead of the kind's own severity.
  package var severity: Severity?
  /// The promise.
  package let falseAlarms: Contract.FalseAlarms
  /// Where it comes from, for people.
  package let reason: String

  /// The rule as it stands after its key.
  var value: ConfigurationMapping {
    var value = parameters ?? ConfigurationMapping()
    if let severity { value["severity"] = .text(severity.rawValue) }
    var alarms = ConfigurationMapping()
    if let rate = falseAlarms.per1000Rows {
      alarms["per-1000-rows"] = .number(Self.roundedUp(rate))
    }
    if let rate = falseAlarms.perWindow { alarms["per-window"] = .number(Self.roundedUp(rate)) }
    value["false-alarms"] = .mapping(alarms)
    return value
  }

  /// A rate with two digits, rounded up so that the promise stays one.
  static func roundedUp(_ rate: Double) -> Double {
    guard rate > 0 else { return 0 }
    return Double(DecimalText.outward(rate, isUp: true, digits: 2)) ?? rate
  }
}

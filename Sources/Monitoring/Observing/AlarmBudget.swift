/// How many false alarms are accepted in how long: `1 per 90 days`.
package struct AlarmBudget: Sendable, Hashable {
  package let count: Double
  package let days: Double

  /// One false alarm in 90 days.
  package init() {
    count = 1
    days = 90
  }

  /// Reads `COUNT per DAYS days`; nil when the text is none.
  package init?(_ text: String) {
    let words = text.split(separator: " ")
    guard words.count == 4, words[1] == "per", words[3] == "days" || words[3] == "day",
      let count = Double(words[0]), let days = Double(words[2]), count > 0, days > 0,
      count.isFinite, days.isFinite
    else { return nil }
    self.count = count
    self.days = days
  }

  /// `1 per 90 days`.
  package var words: String { "\(Self.plain(count)) per \(Self.plain(days)) days" }

  /// The probability that one run alarms by chance, such that the budget holds for runs so far
  /// apart.
  package func rate(every cadence: Cadence) -> Double {
    min(0.5, max(1e-6, count * cadence.hours / (days * 24)))
  }

  private static func plain(_ value: Double) -> String {
    Int(exactly: value).map { "\($0)" } ?? "\(value)"
  }
}

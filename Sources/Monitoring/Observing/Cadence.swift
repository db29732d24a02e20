internal import Checklist

/// How often a batch is expected.
///
///     Cadence("day")?.hours      // 24
///     Cadence("15m")?.hours      // 0.25
///     Cadence("2 hours")?.hours  // 2
package struct Cadence: Sendable, Hashable {
  /// Hours between two batches, above 0.
  package let hours: Double

  /// A batch a day.
  package static let day = Cadence(valid: 24)

  private init(valid hours: Double) {
    self.hours = hours
  }

  /// Between batches so many hours lie.
  package init?(hours: Double) {
    guard hours > 0, hours.isFinite else { return nil }
    self.hours = hours
  }

  /// Reads `hour`, `day`, `week`, a number with `m`, `h`, `d` or `w`, or a number with a unit in
  /// words.
  package init?(_ text: String) {
    if let hours = Self.named[text] {
      self.init(hours: hours)
    } else if let last = text.last, let unit = Self.letters[last],
      let count = Double(text.dropLast())
    {
      self.init(hours: count * unit)
    } else if let duration = ConfigurationDuration(text) {
      self.init(hours: duration.seconds / 3_600)
    } else {
      return nil
    }
  }

  private static let named = ["hour": 1.0, "day": 24, "week": 168]
  private static let letters: [Character: Double] = ["m": 1.0 / 60, "h": 1, "d": 24, "w": 168]

  /// What past runs show: the middle of the times between them; nil with fewer than three gaps.
  package init?(learntFrom runs: [Moment]) {
    let gaps = zip(runs.dropFirst(), runs).map { $0.hours(since: $1) }.filter { $0 > 0 }.sorted()
    guard gaps.count >= 3 else { return nil }
    self.init(hours: gaps[gaps.count / 2])
  }

  /// Beyond so many hours since the last batch the next is late: a quarter more than expected.
  package var lateAfter: Double { hours * 1.25 }
}

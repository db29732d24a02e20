internal import ArgumentParser
internal import Checklist

/// A length of time as typed in a terminal: `7d`, `12h`, `30m`, `2w`, `45s`, or `7 days`.
struct LengthOfTime: ExpressibleByArgument, Sendable {
  let microseconds: Int64

  private static let units: [Character: String] = [
    "s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks",
  ]

  init?(argument: String) {
    var text = argument
    if let unit = text.last.flatMap({ Self.units[$0] }), Double(text.dropLast()) != nil {
      text = "\(text.dropLast()) \(unit)"
    }
    guard let duration = ConfigurationDuration(text),
      let microseconds = Int64(exactly: (duration.seconds * 1_000_000).rounded()),
      microseconds > 0
    else { return nil }
    self.microseconds = microseconds
  }
}

/// A length of time as people write it.
///
///     ConfigurationDuration("90 minutes")?.seconds   // 5400
///     ConfigurationDuration("2 days")?.seconds       // 172800
package struct ConfigurationDuration: Sendable, Hashable {
  /// The text as typed.
  package let text: String
  /// Its length.
  package let seconds: Double

  /// Units with their lengths in seconds.
  private static let units: [(name: String, seconds: Double)] = [
    ("second", 1), ("minute", 60), ("hour", 3_600), ("day", 86_400), ("week", 604_800),
  ]

  /// Reads a length of time; nil when the text is none.
  package init?(_ text: String) {
    let parts = text.split(separator: " ", omittingEmptySubsequences: true)
    guard parts.count == 2, let count = Double(parts[0]), count > 0, count.isFinite,
      let unit = Self.units.first(where: { parts[1] == $0.name || parts[1] == $0.name + "s" })
    else { return nil }
    self.text = text
    seconds = count * unit.seconds
  }
}

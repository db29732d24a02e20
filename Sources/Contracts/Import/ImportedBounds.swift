internal import Checklist
internal import Foundation

/// Where values or figures end, as other tools say it, in the keys of a contract.
enum ImportedBounds {
  /// `min_value` and `max_value`, each with or without itself.
  static func range(_ kwargs: inout SourceMapping) throws(NotCarried) -> ConfigurationMapping {
    let least = try kwargs.bound("min_value")
    let greatest = try kwargs.bound("max_value")
    // dbt's package has one word for both ends.
    let isStrict = kwargs.flag("strictly")
    let excludesLeast = kwargs.flag("strict_min") || isStrict
    let excludesGreatest = kwargs.flag("strict_max") || isStrict
    guard least != nil || greatest != nil else {
      throw NotCarried("neither end is given, so that everything holds")
    }
    return ConfigurationMapping([
      excludesLeast ? "above" : "min": least.map { .text($0) },
      excludesGreatest ? "below" : "max": greatest.map { .text($0) },
    ])
  }

  /// The same for numbers of rows or characters.
  static func counts(_ kwargs: inout SourceMapping) throws(NotCarried) -> ConfigurationMapping {
    guard let counts = wholeCounts(try range(&kwargs)) else {
      throw NotCarried("an end is no count")
    }
    return counts
  }

  /// Bounds as whole numbers; nil where an end is none.
  ///
  ///     above 2.5, below 7   // min 3, max 6
  static func wholeCounts(_ bounds: ConfigurationMapping) -> ConfigurationMapping? {
    var counts = ConfigurationMapping()
    for entry in bounds.entries {
      guard case .text(let text) = entry.value, let number = Double(text) else { return nil }
      let isLeast = entry.key == "min" || entry.key == "above"
      var end = number.rounded(isLeast ? .up : .down)
      if entry.key == "above", end == number { end += 1 }
      if entry.key == "below", end == number { end -= 1 }
      guard let whole = Int(exactly: end) else { return nil }
      counts[isLeast ? "min" : "max"] = .whole(max(0, whole))
    }
    return counts
  }

  /// Bounds of a share as bounds of the rest: at least 0.98 that is there is at most 0.02 that is
  /// not.
  static func complement(_ bounds: ConfigurationMapping) throws(NotCarried) -> ConfigurationMapping
  {
    var rest = ConfigurationMapping()
    for (from, to) in [("min", "max"), ("above", "below"), ("max", "min"), ("below", "above")] {
      guard case .text(let text)? = bounds[from] else { continue }
      guard let share = Decimal(string: text), share >= 0, share <= 1 else {
        throw NotCarried("`\(text.shortened)` is no share from 0 to 1")
      }
      rest[to] = .text("\(1 - share)")
    }
    return rest
  }
}

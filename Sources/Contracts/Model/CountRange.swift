internal import Checklist

/// How many of something there may be: at least, at most, or both.
package struct CountRange: Sendable, Hashable {
  /// The fewest.
  package let least: Int?
  /// The most.
  package let greatest: Int?

  /// The two ends as keys of a contract.
  ///
  /// - Parameters:
  ///   - counted: what is counted: `rows`.
  ///   - examples: of the smallest and the largest number.
  static func keys(_ counted: String, examples: (String, String)) -> [ConfigurationKey] {
    [
      ConfigurationKey("min", .whole(0...Int.max), example: examples.0, "The fewest \(counted)."),
      ConfigurationKey("max", .whole(0...Int.max), example: examples.1, "The most \(counted)."),
    ]
  }

  /// Reads the ends that ``keys(_:examples:)`` describes.
  init(_ values: ConfigurationMapping, _ keys: [ConfigurationKey]) {
    precondition(keys.count == 2, "a range of counts has two keys and not \(keys.count)")
    least = values.whole(keys[0])
    greatest = values.whole(keys[1])
  }

  /// `3 to 5`, `at least 3`.
  var words: String {
    switch (least, greatest) {
    case (let least?, let greatest?): "\(least) to \(greatest)"
    case (let least?, nil): "at least \(least)"
    case (nil, let greatest?): "at most \(greatest)"
    case (nil, nil): ""
    }
  }

  /// What no single end shows.
  var flaws: [ConstraintFlaw] {
    guard least != nil || greatest != nil else {
      return [ConstraintFlaw(nil, "neither end is given", remedy: "add `min:` or `max:`")]
    }
    guard let least, let greatest, least > greatest else { return [] }
    return [
      ConstraintFlaw("max", "nothing is from \(least) to \(greatest)", remedy: "swap the two")
    ]
  }

  /// The condition that a number in SQL lies between the ends.
  func holds(_ number: String) -> String {
    let parts = [least.map { "\(number) >= \($0)" }, greatest.map { "\(number) <= \($0)" }]
    return "(\(parts.compactMap(\.self).joined(separator: " and ")))"
  }
}

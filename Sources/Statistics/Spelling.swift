/// Finds what a person probably meant to write.
///
///     Spelling.nearest(to: "tagret", among: ["target", "task"])   // ["target"]
///     Spelling.nearest(to: "wombat", among: ["target", "task"])   // []
package enum Spelling {
  /// Words longer than this are not compared: nobody mistypes them, and time stays bounded.
  private static let longest = 64

  /// The candidates that are nearest, if they are close enough to be meant, in their given order.
  ///
  /// Letter case, `-` and `_` do not count as differences. A word of one letter may not differ,
  /// one of up to three in one place, one of up to six in two, a longer one in three.
  ///
  /// - Complexity: O(candidates · length · differences).
  package static func nearest(
    to word: String, among candidates: some Sequence<String>, count: Int = 3
  ) -> [String] {
    let letters = normalised(word)
    guard !letters.isEmpty, letters.count <= longest else { return [] }
    let limit = letters.count == 1 ? 0 : min(3, (letters.count + 2) / 3)
    let close = candidates.compactMap { candidate in
      let other = normalised(candidate)
      return other.count > longest
        ? nil
        : distance(letters, other, atMost: limit).map { (distance: $0, candidate: candidate) }
    }
    let best = close.map(\.distance).min()
    return close.filter { $0.distance == best }.prefix(count).map(\.candidate)
  }

  /// `did you mean “target”?`, or nil when nothing is close.
  package static func suggestion(
    for word: String, among candidates: some Sequence<String>
  ) -> String? {
    let close = nearest(to: word, among: candidates)
    guard !close.isEmpty else { return nil }
    return "did you mean \(close.map { "“\($0)”" }.joined(separator: " or "))?"
  }

  /// The least number of insertions, deletions, replacements and swaps of neighbours between two
  /// words, no part being edited twice; nil when it is above the limit.
  ///
  /// - Complexity: O(length · limit) time, O(length) space.
  /// - Source: Damerau, *A technique for computer detection and correction of spelling errors*,
  ///   1964, in the restricted form (optimal string alignment).
  package static func distance(_ first: String, _ second: String, atMost limit: Int) -> Int? {
    distance(Array(first.unicodeScalars), Array(second.unicodeScalars), atMost: limit)
  }

  private static func distance(
    _ first: [Unicode.Scalar], _ second: [Unicode.Scalar], atMost limit: Int
  ) -> Int? {
    guard limit >= 0, (first.count - second.count).magnitude <= limit else { return nil }
    let unreachable = limit + 1
    var beforeLast = [Int](repeating: unreachable, count: second.count + 1)
    var last = (0...second.count).map { min($0, unreachable) }
    for row in first.indices {
      var current = [Int](repeating: unreachable, count: second.count + 1)
      current[0] = min(row + 1, unreachable)
      // Outside this band more than `limit` insertions or deletions are needed.
      let band = max(0, row - limit)..<max(0, min(second.count, row + limit + 1))
      for column in band {
        let replaced = last[column] + (first[row] == second[column] ? 0 : 1)
        var best = min(replaced, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
          best = min(best, beforeLast[column - 1] + 1)
        }
        current[column + 1] = min(best, unreachable)
      }
      if current.allSatisfy({ $0 > limit }) && last.allSatisfy({ $0 > limit }) { return nil }
      (beforeLast, last) = (last, current)
    }
    return last[second.count] <= limit ? last[second.count] : nil
  }

  private static func normalised(_ word: String) -> [Unicode.Scalar] {
    word.prefix(longest + 1).lowercased().unicodeScalars.filter { $0 != "-" && $0 != "_" }
  }
}

internal import Engines

/// A regular expression of RE2 in the words of another database, where it means the same.
///
/// Only sets of characters, sequences, choices, counted repetitions and the two ends of the text
/// are written, each set by its code points: what letters, digits or lines are is nowhere left to
/// the database.
struct PortablePattern {
  private let dialect: Dialect

  /// The condition that a text matches somewhere.
  ///
  /// - Throws: ``ConstraintMisfit/elsewhere(_:)`` for an expression that cannot be written so.
  static func condition(
    _ pattern: String, on value: String, in dialect: Dialect
  ) throws(ConstraintMisfit) -> String {
    do throws(StreamRefusal) {
      let text = try PortablePattern(dialect: dialect).text(try PatternParser.parse(pattern))
      let sign = dialect == .postgresql ? "~" : "rlike"
      return "\(value) \(sign) \(dialect.literal(text))"
    } catch {
      throw .elsewhere("the expression cannot be written for it: \(error.message)")
    }
  }

  private func text(_ node: PatternNode) throws(StreamRefusal) -> String {
    switch node {
    case .set(let set): return try text(set)
    case .sequence(let parts):
      var text = ""
      for part in parts { text += try self.text(part) }
      return text
    case .choice(let parts):
      var texts: [String] = []
      for part in parts { texts.append(try text(part)) }
      return "(?:\(texts.joined(separator: "|")))"
    case .repeated(let part, let least, let most):
      // PostgreSQL counts to 255.
      guard max(least, most ?? 0) <= 255 else {
        throw StreamRefusal("it counts beyond 255", remedy: "")
      }
      return "(?:\(try text(part))){\(least),\(most.map(String.init) ?? "")}"
    case .start: return "\\A"
    case .end: return dialect == .postgresql ? "\\Z" : "\\z"
    }
  }

  private func text(_ set: CodePointSet) throws(StreamRefusal) -> String {
    // No text of a database holds the character 0 or half of a pair of surrogates.
    var ranges: [ClosedRange<UInt32>] = []
    for range in set.ranges {
      for whole: ClosedRange<UInt32> in [1...0xD7FF, 0xE000...CodePointSet.last]
      where range.overlaps(whole) { ranges.append(range.clamped(to: whole)) }
    }
    guard !ranges.isEmpty else { throw StreamRefusal("a part of it matches nothing", remedy: "") }
    return "[\(ranges.map { "\(escaped($0.lowerBound))-\(escaped($0.upperBound))" }.joined())]"
  }

  private func escaped(_ point: UInt32) -> String {
    let digits = String(point, radix: 16)
    let padded = String(repeating: "0", count: max(0, 8 - digits.utf8.count)) + digits
    return dialect == .postgresql ? "\\U\(padded)" : "\\x{\(digits)}"
  }
}

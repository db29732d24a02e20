/// What a step of a CI run shows of an answer: the verdict, a table, and what must be done next.
///
/// Markdown that may be cut after any line: no block stays open over several of them.
package struct StepSummary: Sendable, Hashable {
  private let lines: [Substring]

  /// Takes the whole text.
  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The text, cut after the last line for which there is room; nil when not even a line has any.
  ///
  /// - Parameter bytes: the most that may be written, as UTF-8.
  package func text(atMost bytes: Int) -> String? {
    let whole = lines.joined(separator: "\n")
    if whole.utf8.count <= bytes { return whole }
    var output = ""
    for line in lines {
      guard output.utf8.count + line.utf8.count + 1 + Self.cut.utf8.count <= bytes else { break }
      output += line + "\n"
    }
    return output.isEmpty ? nil : output + Self.cut
  }

  private static let cut = "\nThe summary is cut here: there is no room for more.\n"
}

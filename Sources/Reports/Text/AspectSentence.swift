package import Checklist

/// The one sentence that stands for an aspect in the checklist's table.
package struct AspectSentence: Sendable {
  /// The sentence: the decision that waives it, else its most important finding, else its
  /// questions.
  package let text: String

  /// The first sentences of ``text`` that fit a line or two of a table; the whole is with the
  /// aspect.
  package var short: String {
    var output = Substring()
    var rest = text[...]
    while let end = rest.firstRange(of: /[.!?] (?=[A-Z0-9])/) {
      let next = text[..<text.index(after: end.lowerBound)]
      guard output.isEmpty || next.count <= Self.shortLimit else { return String(output) }
      output = next
      rest = rest[end.upperBound...]
    }
    return output.isEmpty || text.count <= Self.shortLimit ? text : String(output)
  }

  /// Characters that two lines of the table hold on a laptop.
  private static let shortLimit = 160

  /// The sentence for an aspect's result.
  package init(_ result: AspectResult) {
    if result.status == .waived, let decision = result.decision {
      text = DecisionText.words(decision)
      return
    }
    let open = result.questions.count { $0.answer == nil }
    let questions =
      open == 0
      ? "All questions are answered."
      : "\(open) of \(result.questions.count) questions \(open == 1 ? "is" : "are") unanswered."
    let first = FindingOrder.sorted(result.checks).first { $0.status != .notApplicable }
    if result.status == .unanswered || first == nil {
      text = questions
    } else {
      text = first?.finding ?? questions
    }
  }
}

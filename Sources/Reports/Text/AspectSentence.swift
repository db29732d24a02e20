package import Checklist

/// The one sentence that stands for an aspect in the checklist's table.
package struct AspectSentence: Sendable {
  /// The sentence: the decision that waives it, else its most important finding, else its questions.
  package let text: String

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

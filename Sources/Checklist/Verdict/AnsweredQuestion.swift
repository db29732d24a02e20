/// A question and what the team answered.
package struct AnsweredQuestion: Sendable, Hashable {
  /// The question.
  package var question: Question
  /// Nil when unanswered.
  package var answer: Answer?

  /// Makes an answered question.
  package init(question: Question, answer: Answer?) {
    self.question = question
    self.answer = answer
  }
}

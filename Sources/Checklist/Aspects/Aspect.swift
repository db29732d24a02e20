/// One aspect of the checklist.
package struct Aspect: Sendable, Hashable {
  /// Its stable name.
  package var id: AspectID
  /// 1…12.
  package var number: Int
  /// A question that the aspect answers.
  package var title: String
  /// Two or three sentences: why it matters.
  package var purpose: String
  /// What only people can answer, in the order to ask it.
  package var questions: [Question]

  /// Makes an aspect.
  package init(
    id: AspectID, number: Int, title: String, purpose: String, questions: [Question]
  ) {
    self.id = id
    self.number = number
    self.title = title
    self.purpose = purpose
    self.questions = questions
  }
}

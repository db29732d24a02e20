/// One of the 28 tests before it is scored: what it claims and what in the checklist answers it.
package struct TestScoreItem: Sendable, Hashable {
  /// The claim, in our words.
  package let title: String
  /// The checks that compute it; those that are not built yet are named too, and give no point.
  package let checks: [Source]
  /// The questions that a person answers it with; all of them must be answered.
  package let questions: [String]

  init(_ title: String, checks: [Source] = [], questions: [String] = []) {
    self.title = title
    self.checks = checks
    self.questions = questions
  }

  /// Where evidence comes from.
  package enum Source: Sendable, Hashable {
    /// One check, by its id.
    case check(String)
    /// Every check of an aspect.
    case everyCheck(of: AspectID)

    /// Whether a check is meant.
    func matches(_ card: CheckCard) -> Bool {
      switch self {
      case .check(let id): card.id == id
      case .everyCheck(let aspect): card.aspect == aspect
      }
    }

    /// What it is called in a sentence.
    package var name: String {
      switch self {
      case .check(let id): id
      case .everyCheck(let aspect): "the checks of \(aspect.rawValue)"
      }
    }
  }
}

package import Checklist

/// What a GO WITH CONDITIONS is on condition of: every item that is open, with what settles it.
package struct Conditions: Sendable, Hashable {
  /// One condition.
  package struct Condition: Sendable, Hashable {
    /// The check, or the aspect whose questions are open.
    package let item: String
    /// Its status; nil for questions.
    package let status: CheckStatus?
    /// What is to be done, else what was found: one sentence.
    package let words: String
  }

  /// The conditions, those of findings first, the most important of them in front; none of another
  /// verdict.
  package let all: [Condition]
  /// Checks whose inputs are not named, which are one condition.
  package let missing: [String]

  /// The conditions of an assessment.
  package init(_ assessment: Assessment) {
    guard assessment.verdict == .goWithConditions else {
      all = []
      missing = []
      return
    }
    let open = FindingOrder.all(assessment).filter { !$0.isWaived }
    missing = open.filter { $0.evidence.status == .missing }.map(\.evidence.check.id)
    var conditions = open.filter { [.fail, .attention, .undecided].contains($0.evidence.status) }
      .map { finding in
        Condition(
          item: finding.evidence.check.id, status: finding.evidence.status,
          words: (finding.evidence.remedy ?? finding.evidence.finding).firstSentence)
      }
    if !missing.isEmpty {
      conditions.append(
        Condition(
          item: missing.count == 1 ? missing[0] : "\(missing.count) checks", status: .missing,
          words: """
            Name what they need in assay.yaml, or decide that they do not matter here: \
            \(Self.list(missing)).
            """))
    }
    let questions = assessment.aspects.filter { $0.status != .waived }.flatMap(\.questions)
      .count { $0.answer == nil }
    if questions > 0 {
      conditions.append(
        Condition(
          item: "answers", status: nil,
          words:
            "Answer \(questions) \(questions == 1 ? "question" : "questions") under answers: in assay.yaml."
        ))
    }
    all = conditions
  }

  /// The first names, and how many more there are.
  private static func list(_ names: [String]) -> String {
    let more = names.count - 4
    return more > 0
      ? "\(names.prefix(4).joined(separator: ", ")) and \(more) more" : AssessmentWords.list(names)
  }
}

extension String {
  /// The text up to its first full stop that ends a sentence.
  fileprivate var firstSentence: String {
    guard let end = firstRange(of: ". ") else { return self }
    return String(self[..<end.lowerBound]) + "."
  }
}

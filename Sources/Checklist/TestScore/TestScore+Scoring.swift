extension TestScore {
  /// Scores the 28 tests.
  ///
  /// A test gets one point from a check that ran: the point is for testing, whatever came out, as
  /// in the rubric. Without one it gets half a point when all of its questions are answered, and
  /// otherwise none. A check that is not in the registry does not exist and gives nothing.
  ///
  /// - Parameters:
  ///   - registry: every check that is built.
  ///   - evidence: of this assessment.
  ///   - answers: by the question's id.
  package init(registry: [CheckCard], evidence: [Evidence], answers: [String: Answer]) {
    let sections = TestScoreItem.sections.map { section in
      Section(
        name: section.name,
        tests: section.items.enumerated().map { place, item in
          item.scored(
            as: "\(section.name.lowercased()).\(place + 1)", registry: registry,
            evidence: evidence, answers: answers)
        })
    }
    self.init(sections: sections, total: sections.map(\.points).min() ?? 0)
  }

  /// What the total says, in words.
  ///
  /// - Source: the interpretation table of Breck et al., 2017, retold.
  package var band: String {
    switch total {
    case ...0: "closer to research than to a system in production"
    case ...1: "not untested, but serious gaps in reliability are likely"
    case ...2: "a first step towards production; more work is probably needed"
    case ...3: "reasonably tested; more of it could be automated"
    case ...5: "well tested and monitored; fit for systems that much depends on"
    default: "exceptionally well tested and monitored"
    }
  }
}

extension TestScoreItem {
  fileprivate func scored(
    as id: String, registry: [CheckCard], evidence: [Evidence], answers: [String: Answer]
  ) -> TestScore.Test {
    let built = registry.filter { card in checks.contains { $0.matches(card) } }.map(\.id)
    let ran = evidence.filter { built.contains($0.check.id) && $0.status.ran }
    let unanswered = questions.filter {
      answers[$0]?.text.allSatisfy(\.isWhitespace) ?? true
    }
    let points: Double
    let reason: String
    if !ran.isEmpty {
      points = 1
      reason = "Computed by \(ran.map(\.check.id).joined(separator: ", "))."
    } else if !questions.isEmpty, unanswered.isEmpty {
      points = 0.5
      reason = "Answered in writing: \(questions.joined(separator: ", ")). \(whyNoCheck(built))"
    } else {
      points = 0
      reason =
        whyNoCheck(built)
        + (questions.isEmpty
          ? " The checklist has no question on it."
          : " Not answered: \(unanswered.joined(separator: ", ")).")
    }
    return TestScore.Test(
      id: id, title: title, points: points, answeredBy: built + questions, reason: reason)
  }

  private func whyNoCheck(_ built: [String]) -> String {
    if checks.isEmpty { return "No check computes it." }
    if built.isEmpty {
      return "Not built in this version: \(checks.map(\.name).joined(separator: ", "))."
    }
    return "Did not run: \(built.joined(separator: ", "))."
  }
}

extension CheckStatus {
  /// Whether the check looked at data.
  fileprivate var ran: Bool {
    switch self {
    case .pass, .attention, .fail, .undecided: true
    case .notApplicable, .missing: false
    }
  }
}

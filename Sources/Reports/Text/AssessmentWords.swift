package import Checklist

/// Sentences about a whole assessment that every report says alike.
package struct AssessmentWords: Sendable {
  private let assessment: Assessment

  /// Words for an assessment.
  package init(_ assessment: Assessment) {
    self.assessment = assessment
  }

  /// Why the verdict is what it is, from the aspects' status.
  package var reason: String {
    let numbers = Dictionary(grouping: assessment.aspects, by: \.status)
    func titles(_ status: AspectStatus) -> String {
      (numbers[status] ?? []).map { "\($0.aspect.id.rawValue)" }.joined(separator: ", ")
    }
    var parts: [String] = []
    if let count = numbers[.fail]?.count {
      let all = assessment.aspects.count
      parts.append("\(count) of \(all) aspects \(count == 1 ? "fails" : "fail"): \(titles(.fail)).")
    } else {
      parts.append("No aspect fails.")
    }
    var open: [String] = []
    if let count = numbers[.attention]?.count {
      open.append("\(count) \(count == 1 ? "needs" : "need") attention")
    }
    if let count = numbers[.unanswered]?.count {
      open.append("\(count) \(count == 1 ? "waits" : "wait") for answers")
    }
    if let count = numbers[.waived]?.count {
      open.append("\(count) \(count == 1 ? "is" : "are") waived")
    }
    if let count = numbers[.pass]?.count {
      open.append("\(count) \(count == 1 ? "passes" : "pass")")
    }
    if !open.isEmpty { parts.append(Self.list(open) + ".") }
    return parts.joined(separator: " ")
  }

  /// The figure that decides, as test shows it: `rocAUC on test is 0.70 (0.69 to 0.71), goal 0.72`;
  /// nil where none was measured.
  package var decidingFigure: String? {
    let check = assessment.aspects.flatMap(\.checks).first { $0.check.id == "benchmark.metrics" }
    // The metric that decides stands first.
    guard let figure = check?.measurements.first(where: { $0.name.hasSuffix(" on test") }),
      figure.value != nil
    else { return nil }
    let words = MeasurementText(figure)
    return "\(figure.name) is \(words.value)"
      + (words.interval.map { " (\($0))" } ?? ", without an interval")
      + (words.threshold.map { ", goal \($0)" } ?? "")
  }

  /// `12 of 33`: questions without an answer, and all of them.
  package var unanswered: (count: Int, all: Int) {
    let questions = assessment.aspects.flatMap(\.questions)
    return (questions.count { $0.answer == nil }, questions.count)
  }

  /// The ML Test Score in one line: the total and each section's sum.
  package var testScore: String {
    let sections = assessment.testScore.sections.map { section in
      let sum = section.tests.map(\.points).reduce(0, +)
      return "\(section.name.visible) \(NumberText.plain(sum))"
    }
    let total = NumberText.plain(assessment.testScore.total)
    return sections.isEmpty
      ? total : "\(total) of \(mostPoints): least of \(sections.joined(separator: ", "))"
  }

  /// The most that the ML Test Score can be: the tests of its smallest section.
  package var mostPoints: Int { assessment.testScore.sections.map(\.tests.count).min() ?? 0 }

  /// The time without the marks that machines need: `2026-02-03 04:05:06 UTC`.
  package var time: String {
    guard assessment.time.hasSuffix("Z") else { return assessment.time }
    return assessment.time.dropLast().split(separator: "T", maxSplits: 1).joined(separator: " ")
      + " UTC"
  }

  /// Parts joined as a sentence does: `a, b and c`.
  package static func list(_ parts: [String]) -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + " and " + last
  }
}

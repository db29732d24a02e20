package import Checklist

/// An assessment as JUnit XML, which continuous-integration servers show as a test run.
///
/// One test suite an aspect; its checks are test cases, and so are its questions. A failed check is
/// a failure; an undecided or missing check and an unanswered question are skipped, with the
/// reason. A check that needs attention passes as a test and says so in its output. The checks of a
/// waived aspect are skipped with the decision as the reason.
package struct JUnitReport: Sendable {
  private let assessment: Assessment

  /// The report of an assessment.
  package init(_ assessment: Assessment) {
    self.assessment = assessment
  }

  /// The whole document.
  package func text() -> String {
    let suites = assessment.aspects.map { ($0.aspect, Self.cases($0)) }
    let all = suites.flatMap(\.1)
    var output = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    output += "<testsuites name=\"assay assess\"\(Self.counts(all))>\n"
    for (aspect, cases) in suites {
      let name = "\(aspect.number). \(aspect.title)"
      output += "  <testsuite name=\"\(name.xmlEscaped)\"\(Self.counts(cases))"
      output += " timestamp=\"\(assessment.time.xmlEscaped)\">\n"
      for testCase in cases { output += testCase.xml(suite: aspect.id.rawValue) }
      output += "  </testsuite>\n"
    }
    return output + "</testsuites>\n"
  }

  private struct Case {
    var name: String
    var outcome: Outcome
    var output: String

    enum Outcome {
      case passed
      case failed(message: String)
      case broken(message: String)
      case skipped(message: String)
    }

    func xml(suite: String) -> String {
      let head = "    <testcase classname=\"assay.\(suite.xmlEscaped)\" name=\"\(name.xmlEscaped)\""
      let body: String
      switch outcome {
      case .passed where output.isEmpty: return head + "/>\n"
      case .passed: body = "      <system-out>\(output.xmlEscaped)</system-out>\n"
      case .failed(let message):
        body =
          "      <failure message=\"\(message.xmlEscaped)\">\(output.xmlEscaped)</failure>\n"
      case .broken(let message):
        body = "      <error message=\"\(message.xmlEscaped)\">\(output.xmlEscaped)</error>\n"
      case .skipped(let message): body = "      <skipped message=\"\(message.xmlEscaped)\"/>\n"
      }
      return head + ">\n" + body + "    </testcase>\n"
    }
  }

  private static func counts(_ cases: [Case]) -> String {
    var (failures, errors, skipped) = (0, 0, 0)
    for testCase in cases {
      switch testCase.outcome {
      case .passed: break
      case .failed: failures += 1
      case .broken: errors += 1
      case .skipped: skipped += 1
      }
    }
    return
      " tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"\(errors)\" skipped=\"\(skipped)\""
  }

  private static func cases(_ result: AspectResult) -> [Case] {
    let waiver =
      result.status == .waived
      ? result.decision.map(DecisionText.words) ?? "waived" : nil
    let checks = result.checks.map { evidence in
      check(evidence, waiver: result.waiver(of: evidence.check).map(DecisionText.words) ?? waiver)
    }
    let questions = result.questions.map { answered in
      Case(
        name: answered.question.id + ": " + answered.question.text,
        outcome: answered.answer == nil
          ? .skipped(message: waiver ?? "unanswered: \(answered.question.hint)") : .passed,
        output: "")
    }
    return checks + questions
  }

  private static func check(_ evidence: Evidence, waiver: String?) -> Case {
    let name = evidence.check.id + ": " + evidence.check.title
    var details = [evidence.finding]
    for measurement in evidence.measurements {
      let words = MeasurementText(measurement)
      var line = "\(measurement.name): \(words.value)"
      if let interval = words.interval { line += " [\(interval)]" }
      if let threshold = words.threshold { line += ", threshold \(threshold)" }
      details.append(line)
    }
    if let remedy = evidence.remedy { details.append("To do: \(remedy)") }
    let output = details.joined(separator: " · ")
    switch evidence.status {
    case .fail:
      guard let waiver else {
        return Case(name: name, outcome: .failed(message: evidence.finding), output: output)
      }
      return Case(name: name, outcome: .skipped(message: waiver), output: output)
    case .pass: return Case(name: name, outcome: .passed, output: "")
    case .attention where evidence.isBroken && waiver == nil:
      return Case(name: name, outcome: .broken(message: evidence.finding), output: output)
    case .attention:
      return Case(name: name, outcome: .passed, output: "needs attention: " + output)
    case .undecided, .missing, .notApplicable:
      let word = StatusWords(evidence.status).word
      return Case(
        name: name, outcome: .skipped(message: "\(word): \(evidence.finding)"), output: output)
    }
  }
}

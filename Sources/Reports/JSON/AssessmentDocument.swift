package import Checklist

/// The document of `assess --json`: stable keys, full precision.
package struct AssessmentDocument: Sendable {
  private let assessment: Assessment

  /// The document of an assessment.
  package init(_ assessment: Assessment) {
    self.assessment = assessment
  }

  /// The whole document.
  package var json: JSONValue {
    [
      "verdict": .string(assessment.verdict.rawValue),
      "model": [
        "name": .string(assessment.model.name), "version": .string(assessment.model.version),
        "task": .string(assessment.model.task), "target": .string(assessment.model.target),
        "description": .string(assessment.model.description),
      ],
      "aspects": .array(assessment.aspects.map(Self.aspect)),
      "testScore": Self.testScore(assessment.testScore),
      "inputs": .array(assessment.inputs.map(Self.input)),
      "warnings": .array(
        assessment.warnings.map {
          [
            "code": .string($0.code), "message": .string($0.message), "file": JSONValue($0.file),
            "line": $0.line.map(JSONValue.integer) ?? .null, "column": JSONValue($0.column),
          ]
        }),
      "command": .string(assessment.command),
      "assayVersion": .string(assessment.assayVersion),
      "time": .string(assessment.time),
    ]
  }

  private static func aspect(_ result: AspectResult) -> JSONValue {
    [
      "id": .string(result.aspect.id.rawValue),
      "title": .string(result.aspect.title),
      "status": .string(result.status.rawValue),
      "checks": .array(result.checks.map { check($0, result.checkDecisions[$0.check.id]) }),
      "questions": .array(result.questions.map(question)),
      "decision": result.decision.map(decision) ?? .null,
    ]
  }

  private static func check(_ evidence: Evidence, _ decision: Decision?) -> JSONValue {
    [
      "id": .string(evidence.check.id),
      "title": .string(evidence.check.title),
      "status": .string(evidence.status.rawValue),
      "finding": .string(evidence.finding),
      "measurements": .array(evidence.measurements.map(measurement)),
      "method": .string(evidence.method),
      "reference": .string(evidence.check.reference),
      "remedy": JSONValue(evidence.remedy),
      "needs": .array(evidence.check.needs.map(JSONValue.string)),
      "decision": decision.map(Self.decision) ?? .null,
    ]
  }

  private static func measurement(_ measurement: Measurement) -> JSONValue {
    var members: [(key: String, value: JSONValue)] = [
      ("name", .string(measurement.name)),
      ("value", JSONValue(measurement.value)),
      ("interval", JSONValue(measurement.interval)),
      ("unit", .string(measurement.unit)),
      ("threshold", JSONValue(measurement.threshold)),
    ]
    if let note = measurement.note ?? JSONValue.note(forNonFinite: measurement.value) {
      members.append(("note", .string(note)))
    }
    return .object(members)
  }

  private static func question(_ answered: AnsweredQuestion) -> JSONValue {
    [
      "id": .string(answered.question.id),
      "text": .string(answered.question.text),
      "answer": JSONValue(answered.answer?.text),
      "answeredBy": JSONValue(answered.answer?.by),
      "evidence": JSONValue(answered.answer?.evidence),
    ]
  }

  private static func decision(_ decision: Decision) -> JSONValue {
    [
      "kind": .string(decision.kind), "by": .string(decision.by),
      "reason": .string(decision.reason), "until": JSONValue(decision.until),
    ]
  }

  private static func testScore(_ score: TestScore) -> JSONValue {
    [
      "total": JSONValue(score.total),
      "sections": .array(
        score.sections.map { section in
          [
            "name": .string(section.name),
            "tests": .array(
              section.tests.map { test in
                [
                  "id": .string(test.id), "title": .string(test.title),
                  "points": JSONValue(test.points), "reason": .string(test.reason),
                  "answeredBy": .array(test.answeredBy.map(JSONValue.string)),
                ]
              }),
          ]
        }),
    ]
  }

  private static func input(_ input: Assessment.InputSummary) -> JSONValue {
    [
      "role": .string(input.role), "source": .string(input.source),
      "rows": .integer(input.rows), "columns": .integer(input.columns),
      "contentHash": JSONValue(input.contentHash), "schemaHash": .string(input.schemaHash),
    ]
  }
}

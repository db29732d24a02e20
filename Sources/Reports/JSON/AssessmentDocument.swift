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
      "conditions": .array(
        Conditions(assessment).all.map {
          [
            "item": .string($0.item), "status": JSONValue($0.status?.rawValue),
            "condition": .string($0.words),
          ]
        }),
      "model": [
        "name": .string(assessment.model.name), "version": .string(assessment.model.version),
        "task": .string(assessment.model.task), "target": .string(assessment.model.target),
        "description": .string(assessment.model.description),
      ],
      "aspects": .array(assessment.aspects.map(aspect)),
      "testScore": Self.testScore(assessment.testScore),
      "inputs": .array(assessment.inputs.map(Self.input)),
      "warnings": .array(
        assessment.warnings.map {
          [
            "code": .string($0.code), "message": .string($0.message), "file": JSONValue($0.file),
            "line": $0.line.map(JSONValue.integer) ?? .null, "column": JSONValue($0.column),
          ]
        }),
      "settings": .object(
        assessment.binding.settings.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }),
      "evidence": JSONValue(assessment.binding.evidence[DecisionEntry.model]),
      "decisionLog": [
        "entries": .integer(assessment.binding.decisionCount),
        "head": .string(assessment.binding.decisionHead),
      ],
      "signatures": .array(assessment.signatures.map(Self.signature)),
      "command": .string(assessment.command),
      "assayVersion": .string(assessment.assayVersion),
      "time": .string(assessment.time),
    ]
  }

  private func aspect(_ result: AspectResult) -> JSONValue {
    let id = result.aspect.id.rawValue
    return [
      "id": .string(id),
      "title": .string(result.aspect.title),
      "status": .string(result.status.rawValue),
      "checks": .array(
        result.checks.map { evidence in
          let decision = result.checkDecisions[evidence.check.id]
          return Self.evidence(evidence).appending(
            [("figures", .array(evidence.figures.map { JSONValue($0) }))]
              + binding(of: evidence.check.id)
              + [("decision", decision.map(Self.decision) ?? .null)])
        }),
      "questions": .array(result.questions.map(Self.question)),
      "decision": result.decision.map(Self.decision) ?? .null,
      "evidence": JSONValue(assessment.binding.evidence[id]),
    ]
  }

  /// What the evidence of a check was made from, and its hash.
  private func binding(of check: String) -> [(key: String, value: JSONValue)] {
    let dependencies = assessment.binding.dependencies[check]
    return [
      ("data", .array((dependencies?.data ?? []).map(JSONValue.string))),
      ("settings", .array((dependencies?.settings ?? []).map(JSONValue.string))),
      ("evidence", JSONValue(assessment.binding.evidence[check])),
    ]
  }

  /// A check's evidence alone: no decision, and nothing that says where it came from.
  static func evidence(_ evidence: Evidence) -> JSONValue {
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
    ]
  }

  static func measurement(_ measurement: Measurement) -> JSONValue {
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
    if measurement.isMomentary { members.append(("momentary", true)) }
    return .object(members)
  }

  static func question(_ answered: AnsweredQuestion) -> JSONValue {
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

  private static func signature(_ signature: Signature) -> JSONValue {
    [
      "item": .string(signature.item), "by": .string(signature.by),
      "reason": .string(signature.reason), "time": .string(signature.time),
      "current": .bool(signature.isCurrent),
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

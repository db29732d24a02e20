package import Checklist

/// What is different between two assessments, as JSON.
package struct AssessmentDifferenceDocument: Sendable {
  private let difference: AssessmentDifference

  /// The document of a difference.
  package init(_ difference: AssessmentDifference) {
    self.difference = difference
  }

  /// The object.
  package var json: JSONValue {
    [
      "since": .string(difference.since),
      "identical": .bool(difference.isEmpty),
      "onlyDecisions": .bool(difference.isOfDecisionsAlone),
      "verdict": [
        "before": .string(difference.verdict.before), "after": .string(difference.verdict.after),
      ],
      "aspects": .array(difference.aspects.map(Self.change)),
      "checks": .array(difference.checks.map(Self.change)),
      "moved": .array(difference.moved.map(Self.change)),
      "inputs": .array(difference.inputs.map(JSONValue.string)),
      "settings": .array(difference.settings.map(JSONValue.string)),
    ]
  }

  private static func change(_ change: AssessmentDifference.Change) -> JSONValue {
    [
      "id": .string(change.id), "title": .string(change.title),
      "before": JSONValue(change.before), "after": JSONValue(change.after),
      "finding": JSONValue(change.finding),
    ]
  }
}

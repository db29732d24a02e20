package import Checklist

/// The document of `verify --json`.
package struct VerificationDocument: Sendable {
  private let finished: FinishedVerification

  /// The document of a verification.
  package init(_ finished: FinishedVerification) {
    self.finished = finished
  }

  /// The whole document.
  package var json: JSONValue {
    [
      "report": .string(finished.report),
      "assessed": .string(finished.record.time),
      "ok": .bool(finished.isGood),
      "items": .array(
        finished.verification.items.map { item in
          [
            "id": .string(item.id), "aspect": .string(item.aspect),
            "state": .string(item.state.rawValue),
            "reasons": .array(item.reasons.map(JSONValue.string)),
          ]
        }),
      "decisionLog": log,
      "recomputed": finished.difference.map { AssessmentDifferenceDocument($0).json } ?? .null,
      "notRepeated": .array(finished.notRepeated.map(JSONValue.string)),
    ]
  }

  private var log: JSONValue {
    switch finished.log {
    case .whole(let entries): ["ok": true, "entries": .integer(entries), "problem": nil]
    case .broken(let problem): ["ok": false, "entries": nil, "problem": .string(problem)]
    }
  }
}

package import Checklist

/// The document of `decide --json`: entries of the decision log.
package struct DecisionDocument: Sendable {
  private let entries: [DecisionEntry]

  /// The document of some entries.
  package init(_ entries: [DecisionEntry]) {
    self.entries = entries
  }

  /// The whole document.
  package var json: JSONValue {
    [
      "decisions": .array(
        entries.map { entry in
          [
            "number": .integer(entry.number), "time": .string(entry.time),
            "item": .string(entry.item), "kind": .string(entry.kind.rawValue),
            "by": .string(entry.by), "reason": .string(entry.reason),
            "until": JSONValue(entry.until), "status": JSONValue(entry.status),
            "evidence": JSONValue(entry.evidence), "previous": .string(entry.previous),
            "hash": .string(entry.hash),
          ]
        })
    ]
  }
}

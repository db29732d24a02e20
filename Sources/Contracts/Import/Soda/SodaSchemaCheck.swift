internal import Checklist

/// The check `schema` of SodaCL: columns that must be there, and of which type.
enum SodaSchemaCheck {
  /// The constraints that say the same; what has no counterpart becomes a difference.
  static func constraints(
    _ given: inout SourceMapping, _ rule: inout SourceRule, _ differences: inout [String]
  ) throws(NotCarried) -> [ImportedConstraint] {
    var parts: [(given: SourceMapping, severity: Severity?)] = []
    for (key, severity) in [("fail", Severity?.none), ("warn", .warn)] {
      guard let part = SourceMapping(given.take(key), path: given.path(key)) else { continue }
      parts.append((part, severity))
    }
    guard var asked = parts.first else {
      throw NotCarried("it does not say when it fails or warns")
    }
    rule.severity = asked.severity
    var reasons: [String] = []
    if parts.count > 1 { reasons.append("what it only warns of is not carried over") }
    let constraints = self.constraints(&asked.given, &reasons)
    guard !constraints.isEmpty else {
      throw NotCarried(
        reasons.isEmpty ? "it asks for nothing" : reasons.joined(separator: "; "))
    }
    differences += reasons
    return constraints
  }

  private static func constraints(
    _ given: inout SourceMapping, _ reasons: inout [String]
  ) -> [ImportedConstraint] {
    var constraints: [ImportedConstraint] = []
    for name in given.take("when required column missing")?.texts ?? [] {
      if isPattern(name) {
        reasons.append("“\(name.shortened)” stands for columns that a contract must name")
      } else {
        constraints.append(ImportedConstraint(RequiredColumn.self, of: name))
      }
    }
    for entry in given.take("when wrong column type")?.entries ?? [] {
      do throws(NotCarried) {
        constraints.append(
          try ImportedType.constraint([entry.value.text ?? ""], of: entry.key))
      } catch {
        reasons.append("“\(entry.key.shortened)”: \(error.reason)")
      }
    }
    for (key, reason) in [
      (
        "when forbidden column present",
        "columns that must not be there cannot be named: list all that may be in `dataset.columns`"
      ),
      (
        "when wrong column index",
        "the place of one column cannot be said: list all in `dataset.columns` with `in-order`"
      ),
      ("when schema changes", "changes from run to run are what `assay observe` tells"),
    ] where given.take(key) != nil { reasons.append(reason) }
    if let unknown = given.unknown { reasons.append(unknown) }
    return constraints
  }

  /// Whether a name stands for several columns.
  private static func isPattern(_ name: String) -> Bool { name.contains { "%*".contains($0) } }
}

internal import Checklist

extension Check {
  /// Evidence of this check.
  static func evidence(
    _ status: CheckStatus, _ finding: String, measurements: [Measurement] = [],
    figures: [Figure] = [], method: String, remedy: String? = nil, weight: Double = 0.5
  ) -> Evidence {
    Evidence(
      check: card, status: status, finding: finding, measurements: measurements,
      figures: figures, method: method, remedy: remedy, weight: weight)
  }

  /// Its inputs are absent: which lines of assay.yaml would enable it.
  static func missing(_ reason: String, add lines: [String]) -> Evidence {
    evidence(
      .missing, reason, method: "Nothing was computed.",
      remedy: "Add to assay.yaml: " + lines.joined(separator: "; ") + ".", weight: 0.4)
  }

  /// It cannot apply to this model, and why.
  static func notApplicable(_ reason: String) -> Evidence {
    evidence(.notApplicable, reason, method: "Nothing was computed.", weight: 0)
  }

  /// Evidence that sets are missing, when they are; nil when all are there.
  static func missingSets(_ roles: [Project.DataRole], in facts: Facts) -> Evidence? {
    let absent = roles.filter { facts[$0] == nil }
    guard !absent.isEmpty else { return nil }
    let names = absent.map(\.rawValue).joined(separator: " and ")
    return missing(
      "No \(names) data are named.", add: absent.map { "data.\($0.rawValue): FILE" })
  }
}

internal import Checklist
internal import Measurements

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

  /// Its inputs are absent: the lines of assay.yaml that would enable it.
  ///
  /// - Parameters:
  ///   - paths: keys of assay.yaml, `data.test`.
  ///   - measurements: what can be told without them.
  ///   - method: how that was computed.
  static func missing(
    _ reason: String, add paths: [String], measurements: [Measurement] = [],
    method: String = "Nothing was computed."
  ) -> Evidence {
    let lines = paths.compactMap { Project.instruction(for: $0) }
    precondition(lines.count == paths.count, "no keys of assay.yaml: \(paths)")
    return evidence(
      .missing, reason, measurements: measurements, method: method,
      remedy: "To enable this check, \(lines.joined(separator: ", and ")).", weight: 0.4)
  }

  /// It cannot apply to this model, and why.
  static func notApplicable(_ reason: String) -> Evidence {
    evidence(.notApplicable, reason, method: "Nothing was computed.", weight: 0)
  }

  /// Evidence that sets are not named or have no rows; nil when all can be used.
  ///
  /// A set that is not named is a gap; one that is named and empty is a fault, and nothing that was
  /// to be shown with it holds.
  static func missingSets(_ roles: [Project.DataRole], in facts: Facts) -> Evidence? {
    let absent = roles.filter { facts[$0] == nil }
    guard absent.isEmpty else {
      return missing(
        "No \(absent.map(\.rawValue).joined(separator: " and ")) data are named.",
        add: absent.map { "data.\($0.rawValue)" })
    }
    guard let empty = roles.first(where: { facts[$0]?.profile.rows == 0 }) else { return nil }
    return evidence(
      .fail, "The \(empty.rawValue) data have columns and no rows: there is nothing to judge.",
      method: "Nothing was computed.",
      remedy: "Look why data.\(empty.rawValue) is empty, or name another file.", weight: 0.9)
  }

  /// Evidence that the model's metrics cannot be measured on these sets; nil when they were.
  static func missingMetrics(_ roles: [Project.DataRole], in facts: Facts) -> Evidence? {
    if let missing = missingSets(roles, in: facts) { return missing }
    let outputs = facts.project.columns.outputs
    guard !outputs.isEmpty else {
      return missing(
        "No column of the model's predictions is named, so there is nothing to measure.",
        add: [facts.project.outputKey])
    }
    guard let bare = roles.first(where: { facts[$0]?.metrics == nil }) else { return nil }
    return evidence(
      .missing,
      """
      The \(bare.rawValue) data have no \(outputs.count.verb("column", "columns")) “\(outputs.listed())” \
      with the model's predictions.
      """,
      method: "Nothing was computed.",
      remedy: """
        To enable this check, let the model score the \(bare.rawValue) rows too and write its \
        predictions into that column of data.\(bare.rawValue).
        """, weight: 0.4)
  }

  /// Evidence that the test rows cannot be cut into windows of production length.
  static func refusedWindows(_ refusal: MetricRefusal) -> Evidence {
    evidence(
      .attention, "The test rows cannot be cut into windows: \(ErrorText(refusal).clause).",
      method: "No window was measured; the metrics over all rows are not affected.",
      remedy: """
        Name a length that a production figure really covers, metrics.window, and a column of dates or \
        times that can be read, columns.timestamp.
        """, weight: 0.5)
  }
}

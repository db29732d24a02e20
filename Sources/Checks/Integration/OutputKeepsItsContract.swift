package import Checklist
internal import Contracts
internal import Measurements
internal import Statistics

/// Whether the predictions at hand are what those who use them were promised.
package enum OutputKeepsItsContract: Check {
  package static let card = CheckCard(
    id: "integration.output", aspect: .integration,
    title: "Every prediction is what those who use it were promised",
    summary: """
      Holds the predictions of test and scoring against the contract of the output: none missing or no number, \
      none out of range or of another label, not all alike, and no other share of rows called positive.
      """,
    reference: "share with Wilson's interval",
    needs: ["integration.output", "columns.score", "data.test"],
    settings: [
      "integration.output", "metrics.threshold", "metrics.level", "baseline.sample",
    ])

  package static func needs(_ project: Project) -> Needs {
    guard project.integration.output != nil else { return Needs() }
    return Needs(rows: [.test, .scoring])
  }

  package static func judge(_ facts: Facts) throws -> Evidence {
    let project = facts.project
    guard let contract = project.integration.output else {
      return missing("Nothing says what a prediction must be.", add: ["integration.output"])
    }
    let columns = [project.columns.score, project.columns.prediction].compactMap(\.self)
    guard !columns.isEmpty else {
      return missing("No column of predictions is named.", add: ["columns.score"])
    }
    let sets = facts.sets.filter { set in
      (set.role == .test || set.role == .scoring) && set.profile.rows > 0
        && columns.contains(where: set.has)
    }
    guard !sets.isEmpty else {
      return missing("No data with predictions are named.", add: ["data.test"])
    }
    let shown = facts.shown
    var status = CheckStatus.pass
    var faults: [String] = []
    var unseen: [String] = []
    var measurements: [Measurement] = []
    for set in sets {
      for column in columns where set.has(column) {
        let found = OutputColumn(set, column, contract, isHidden: shown.hides(column))
        if let rest = found.unseen {
          unseen.append(
            """
            Its labels were looked for in \(rest.words): another may come, \
            \(rest.bound(level: project.metrics.level)).
            """)
        }
        if !found.faults.isEmpty { status = .fail }
        faults += found.faults.map { "The \(set.role.rawValue) column \(column.visible) \($0)." }
        measurements += found.measurements
      }
      guard contract.leastPositives != nil || contract.mostPositives != nil else { continue }
      let rate = try PositiveRate(project, set, contract)
      status = status.worse(rate.status)
      if rate.status != .pass { faults.append(rate.sentence) }
      measurements.append(rate.measurement)
    }
    let rows = sets.reduce(0) { $0 + $1.profile.rows }
    let roles = sets.map(\.role.rawValue).joined(separator: " and ")
    return evidence(
      status,
      faults.isEmpty
        ? """
        \(unseen.isEmpty ? "All" : "As far as was looked, all") \(NumberText.count(rows)) predictions of \
        \(roles) keep the contract.\(unseen.map { " " + $0 }.joined())
        """
        : faults.joined(separator: " "),
      measurements: measurements,
      method: """
        Missing values, values that are no number, the lowest and the highest are those of all rows, and so are \
        labels where all different ones were kept; else they, and always the share called positive, are of up \
        to \(NumberText.count(project.baseline.sample)) rows a set, drawn by a fixed seed.
        """,
      remedy: status == .pass
        ? nil
        : """
        Mend what makes such predictions, or agree on another contract with those who use them; until then \
        hold them back.
        """,
      weight: status == .fail ? 0.8 : 0.5)
  }
}

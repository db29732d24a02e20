package import Checklist

extension Needs {
  /// The sets that are measured for it, in the checklist's order.
  var roles: [Project.DataRole] {
    let compared: Set<Project.DataRole> = comparesBaselines ? [.train, .test] : []
    return [profiles, metrics, windows, segments, rows, fingerprints, contract, compared]
      .reduce(into: Set()) { $0.formUnion($1) }.sorted()
  }
}

extension CheckRegistry {
  /// What the evidence of each check depends on, by the check's id.
  package static func dependencies(
    _ project: Project
  ) -> [String: EvidenceBinding.Dependencies] {
    var dependencies: [String: EvidenceBinding.Dependencies] = [:]
    for check in checks {
      dependencies[check.card.id] = EvidenceBinding.Dependencies(
        data: check.needs(project).roles.map(\.rawValue),
        settings: CheckCard.commonSettings + check.card.settings)
    }
    return dependencies
  }
}

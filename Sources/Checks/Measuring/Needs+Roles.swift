package import Checklist

extension Needs {
  /// The sets that are measured for it, in the checklist's order.
  var roles: [Project.DataRole] {
    let compared: Set<Project.DataRole> = comparesBaselines ? [.train, .test] : []
    let estimated: Set<Project.DataRole> = estimates ? [.validation, .test, .scoring] : []
    return [
      profiles, metrics, windows, segments, entities, rows, fingerprints, sketches, contract,
      fairness, classes, series, estimated, compared,
    ].reduce(into: Set()) { $0.formUnion($1) }.sorted()
  }
}

extension Needs {
  /// The sets on which evidence depends: those that are measured, and of a forecast training too,
  /// by which errors are scaled.
  func roles(in project: Project) -> [Project.DataRole] {
    let measured = metrics.union(windows).union(segments)
    guard project.model.task == .forecast, !measured.isEmpty, project.data[.train] != nil else {
      return roles
    }
    return Set(roles).union([.train]).sorted()
  }

  /// What is read besides data: the model, and the measurements of its speed.
  package var files: [String] {
    (model.isEmpty ? [] : [BoundFile.model.rawValue])
      + (model.contains(.fallback) ? [BoundFile.fallback.rawValue] : [])
      + (readsBench || comparesCandidates ? [BoundFile.bench.rawValue] : [])
      + (truth.contains(.labels) ? [BoundFile.labels.rawValue] : [])
      + (truth.contains(.annotations) ? [BoundFile.annotations.rawValue] : [])
      + (trace.isEmpty ? [] : [BoundFile.logged.rawValue])
      + (trace.contains(.feedback) ? [BoundFile.feedback.rawValue] : [])
      + (readsFeeds ? [BoundFile.feeds.rawValue] : [])
      + (verifiesSplit ? [BoundFile.split.rawValue] : [])
      + (readsLineage ? [BoundFile.lineage.rawValue] : [])
      + (scansModelFiles ? [BoundFile.modelFiles.rawValue] : [])
      + (comparesFeatures ? [BoundFile.offline.rawValue, BoundFile.online.rawValue] : [])
      + (comparesTransforms ? [BoundFile.transform.rawValue] : [])
      + (holdsStages ? [BoundFile.pipeline.rawValue] : [])
      + (readsObservations ? [BoundFile.observations.rawValue] : [])
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
        data: check.needs(project).roles(in: project).map(\.rawValue) + check.needs(project).files,
        settings: CheckCard.commonSettings + check.card.settings)
    }
    return dependencies
  }
}

package import Checklist
internal import Engines

extension BoundFile {
  /// The files that a project names here, each with its key: `limits.bench`.
  private func declared(_ project: Project) -> [(path: String, file: String)] {
    func one(_ path: String, _ file: String?) -> [(path: String, file: String)] {
      file.map { [(path, $0)] } ?? []
    }
    return switch self {
    case .model: files(project).map { ("model.onnx", $0) }
    case .fallback: files(project).map { ("integration.fallback.onnx", $0) }
    case .bench:
      one("limits.bench", project.limits.bench)
        + project.limits.candidates.enumerated().map {
          ("limits.candidates[\($0.offset)].bench", $0.element.bench)
        }
    case .split: one("split.manifest", project.split?.manifest)
    case .lineage:
      project.data.sets.sorted { $0.key < $1.key }.flatMap { role, set in
        one("data.\(role.rawValue).lineage", set.lineage)
      }
    case .modelFiles:
      project.model.files.enumerated().map { ("model.files[\($0.offset)]", $0.element) }
    case .transform:
      one("parity.transform.training", project.parity.transform?.training)
        + one("parity.transform.scoring", project.parity.transform?.scoring)
    case .offline: files(project).map { ("parity.features.offline", $0) }
    case .online: files(project).map { ("parity.features.online", $0) }
    case .labels: files(project).map { ("truth.labels", $0) }
    case .annotations: files(project).map { ("truth.annotations", $0) }
    case .logged: files(project).map { ("integration.logged", $0) }
    case .feedback: files(project).map { ("integration.feedback", $0) }
    case .feeds: files(project).map { ("drift.feeds", $0) }
    case .pipeline: files(project).map { ("pipeline", $0) }
    case .observations: files(project).map { ("quality.observations", $0) }
    }
  }

  /// The files that a project names and that are not there, or are none, each with the place of its
  /// key.
  ///
  /// - Parameter path: a file as seen from the working directory.
  package func unusableFiles(
    _ project: Project, path: (String) -> String
  ) -> [ProjectError] {
    // Data may be a folder of files; what is in it is looked at when it is read.
    let mayBeFolder = [
      .labels, .annotations, .logged, .feedback, .feeds, .pipeline, .offline, .online,
    ]
    .contains(self)
    return declared(project).compactMap { key, file in
      let seen = path(file)
      guard let problem = PlainFile.problem(seen) else { return nil }
      if mayBeFolder, PlainFile.isFolder(seen) { return nil }
      // The drill sends a report before the file is read, which may be what makes it.
      if self == .feedback, project.integration.feedback?.send.isEmpty == false,
        problem == PlainFile.absent
      {
        return nil
      }
      return project.refusal(
        of: key, "“\(seen.visible)” (\(key)) cannot be used: \(problem)",
        remedy: "check the spelling and the folder, write the file, or take the line out")
    }
  }
}

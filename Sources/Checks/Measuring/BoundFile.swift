package import Checklist
package import Engines
internal import Foundation
internal import Learners

/// What evidence rests on besides data, each under a name of its own beside the sets'.
package enum BoundFile: String, Sendable, Hashable, CaseIterable {
  /// The model that is asked.
  case model
  /// The measurements of the models' speed.
  case bench
  /// The manifest of the split.
  case split
  /// The events that say where data came from.
  case lineage
  /// The files that the model is loaded from.
  case modelFiles = "model-files"
  /// The features as training computes them.
  case offline
  /// The features as serving computed them.
  case online
  /// What the feature step is made of on both sides.
  case transform
  /// The model that answers when the other does not.
  case fallback
  /// Labels of production.
  case labels
  /// Judgements of annotators.
  case annotations
  /// The log of predictions.
  case logged
  /// Reports of wrong predictions.
  case feedback
  /// New feeds.
  case feeds
  /// The data of the pipeline's stages, and their contracts.
  case pipeline
  /// The recorded runs of incoming data.
  case observations

  /// What it is in this project, as typed; nil when nothing is declared.
  package func source(_ project: Project) -> String? {
    switch self {
    case .model:
      Self.shown(project.model.predictor)
    case .fallback: Self.shown(project.integration.fallback?.predictor)
    case .bench: files(project).isEmpty ? nil : files(project).joined(separator: ", ")
    case .split: project.split?.manifest
    case .lineage, .modelFiles:
      files(project).isEmpty ? nil : files(project).joined(separator: ", ")
    case .offline: project.parity.features.map { DataSource.open($0.offline) }
    case .online: project.parity.features.map { DataSource.open($0.online) }
    case .transform: files(project).isEmpty ? nil : files(project).joined(separator: ", ")
    case .labels: project.truth.labels?.source
    case .annotations: project.truth.annotations?.source
    case .logged: project.integration.logged?.source
    case .feedback: project.integration.feedback?.source
    case .observations: project.quality.observations?.store
    case .feeds:
      project.drift.feeds.isEmpty ? nil : project.drift.feeds.map(\.source).joined(separator: ", ")
    case .pipeline:
      project.pipeline.isEmpty
        ? nil : project.pipeline.map { DataSource.open($0.source) }.joined(separator: ", ")
    }
  }

  /// The files that it is made of, as typed; none where no file shows what it is.
  package func files(_ project: Project) -> [String] {
    switch self {
    case .model:
      Self.file(project.model.predictor)
    case .fallback: Self.file(project.integration.fallback?.predictor)
    case .bench:
      [project.limits.bench].compactMap(\.self) + project.limits.candidates.map(\.bench)
    case .split: [project.split?.manifest].compactMap(\.self)
    case .lineage: project.data.sets.sorted { $0.key < $1.key }.compactMap(\.value.lineage)
    case .modelFiles: project.model.files
    case .offline: (project.parity.features?.offline).map { Self.plainFiles($0, project) } ?? []
    case .online: (project.parity.features?.online).map { Self.plainFiles($0, project) } ?? []
    case .transform:
      [project.parity.transform?.training, project.parity.transform?.scoring].compactMap(\.self)
    case .feeds: project.drift.feeds.flatMap { Self.plainFiles($0.source, project) }
    case .observations: [project.quality.observations?.store].compactMap(\.self)
    case .labels, .annotations, .logged, .feedback:
      source(project).map { Self.plainFiles($0, project) } ?? []
    case .pipeline:
      project.pipeline.flatMap {
        Self.plainFiles($0.source, project)
          + [$0.contract ?? project.contract?.file].compactMap(\.self)
      }
    }
  }

  /// One hash of its files; nil where no file shows what it is.
  ///
  /// - Parameter path: a file as seen from the working directory.
  /// - Throws: `EngineError` when a file cannot be read.
  package func contentHash(
    _ project: Project, path: (String) -> String
  ) throws(EngineError) -> String? {
    var prints: [FileFingerprint] = []
    for file in files(project) {
      prints.append(try FileFingerprint(of: path(file)))
      if self == .model || self == .fallback {
        for values in externalFiles(path(file)) {
          prints.append(try FileFingerprint(of: values))
        }
      }
      if self == .transform {
        for code in codeFiles(path(file)) { prints.append(try FileFingerprint(of: code)) }
      }
    }
    return prints.isEmpty ? nil : FileFingerprint.combined(prints)
  }

  /// The code that a description lists; none of one that cannot be read, which its check tells.
  private func codeFiles(_ description: String) -> [String] {
    do {
      return try TransformDescription.codeFiles(description)
    } catch {
      return []
    }
  }

  private static func shown(_ predictor: Project.Predictor?) -> String? {
    switch predictor?.place {
    case .onnx(let path): path
    case .command(let words, _): words.joined(separator: " ")
    case .endpoint: "the endpoint of model.url"
    case nil: nil
    }
  }

  private static func file(_ predictor: Project.Predictor?) -> [String] {
    if case .onnx(let path)? = predictor?.place { [path] } else { [] }
  }

  /// The file that a `DATA` names; none for patterns, directories, queries and tables, also of the
  /// project's engines.
  private static func plainFiles(_ source: String, _ project: Project) -> [String] {
    guard !project.engines.contains(where: { source.hasPrefix("\($0.name):") }) else { return [] }
    do throws(EngineError) {
      guard case .path(let path) = try DataSource(argument: source),
        !path.contains(where: { "*?[".contains($0) }), !path.hasSuffix("/")
      else { return [] }
      return [path]
    } catch {
      return []
    }
  }

  /// The files beside a model that hold its values; none of one that cannot be asked, which its
  /// checks tell.
  private func externalFiles(_ model: String) -> [String] {
    do throws(PredictorError) {
      let folder = URL(filePath: model).deletingLastPathComponent()
      return try ONNXModelFile(model).externalFiles.map { folder.appending(path: $0).path }
    } catch {
      return []
    }
  }
}

internal import Checklist
internal import Checks
internal import Engines
internal import Foundation
internal import Learners

extension OpenProject {
  /// The model that the project names, ready to be asked, or why it cannot be; nil where it names
  /// none.
  func model() -> Result<any Predictor, PredictorError>? {
    project.model.predictor.map(opened)
  }

  /// The model that answers in its place; nil where none is named.
  func fallback() -> Result<any Predictor, PredictorError>? {
    project.integration.fallback?.predictor.map(opened)
  }

  private func opened(_ declared: Project.Predictor) -> Result<any Predictor, PredictorError> {
    do throws(PredictorError) {
      return .success(
        try declared.declaration(in: directory).open(
          libraries: DriverLocation.standard().directories,
          environment: ProcessInfo.processInfo.environment))
    } catch {
      return .failure(error)
    }
  }

  /// What the evidence rests on besides data, for the report; nil where nothing is declared.
  func summary(of file: String) -> Assessment.InputSummary? {
    guard let bound = BoundFile(rawValue: file), let source = bound.source(project) else {
      return nil
    }
    var content: String?
    if case .present(let hash, _) = input(of: bound) { content = hash }
    return Assessment.InputSummary(
      role: bound.rawValue, source: source, rows: 0, columns: 0, contentHash: content,
      schemaHash: Self.noColumns)
  }

  /// The same as it is today, for `verify`.
  func input(of bound: BoundFile) -> Verification.Input {
    do throws(EngineError) {
      return .present(
        contentHash: try bound.contentHash(project) { path(of: $0) }, schemaHash: Self.noColumns)
    } catch {
      return .unreadable(error.description)
    }
  }

  /// The hash of no columns at all.
  private static let noColumns = FileFingerprint.schemaHash([])
}

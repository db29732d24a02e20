import Checklist
import Checks
import Contracts
import Engines
import Foundation
import Learners
import Measurements
import Statistics

/// A sample written to files, read by the real engine and judged by the real checks.
struct Assessed {
  let evidence: [Evidence]

  /// Assesses a sample.
  ///
  /// - Throws: what a person would see instead of a report.
  init(_ sample: Sample, aspects: Set<AspectID> = Set(AspectID.allCases)) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "assay-checks-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (role, table) in sample.sets {
      try Data(table.csv.utf8).write(to: folder.appending(path: "\(role).csv"))
    }
    for (name, text) in sample.files {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    let project = try Project.load(sample.yaml, file: "assay.yaml", vocabulary: Self.vocabulary)
    let facts = try ProjectScan(
      project, directory: folder.path, engine: try Self.engine.get(),
      needs: CheckRegistry.needs(project, aspects: aspects),
      contract: Result {
        ProjectContract(
          try Contract.load(sample.contract, file: "contract.yaml"), folder: folder.path,
          now: "2025-07-01T00:00:00Z")
      },
      stageContracts: Dictionary(
        uniqueKeysWithValues: sample.files.keys.filter { $0.hasSuffix(".yaml") }.map { name in
          (
            name,
            Result {
              ProjectContract(
                try Contract.load(sample.files[name] ?? "", file: name), folder: folder.path,
                now: "2025-07-01T00:00:00Z")
            }
          )
        }), observations: .success(sample.observations), now: 1_751_328_000_000_000
    ).facts(
      trees: Self.trees, model: Self.model(project.model.predictor, folder.path),
      fallback: Self.model(project.integration.fallback?.predictor, folder.path))
    evidence = Assessor.evidence(facts, aspects: aspects)
  }

  subscript(id: String) -> Evidence? { evidence.first { $0.check.id == id } }

  /// The model that the project names, opened as the program opens it.
  private static func model(
    _ declared: Project.Predictor?, _ folder: String
  ) -> Result<any Predictor, PredictorError>? {
    guard let declared else { return nil }
    do throws(PredictorError) {
      return .success(
        try declared.declaration(in: folder).open(
          libraries: DriverLocation.standard().directories, environment: [:]))
    } catch {
      return .failure(error)
    }
  }

  /// The checks that are not content, with their status; those that only lack a model, limits, a split or
  /// the serving side's features, which most samples do not name, are left out.
  var flipped: [String: CheckStatus] {
    Dictionary(
      evidence.filter { $0.status != .pass && $0.status != .notApplicable }
        .filter { one in
          one.status != .missing
            || !one.check.needs.contains { need in
              [
                "model.", "limits.", "split.", "parity.", "integration.", "truth.", "plan.canary",
                "pipeline", "quality.",
              ]
              .contains {
                need.hasPrefix($0)
              }
            }
        }
        .map { ($0.check.id, $0.status) }, uniquingKeysWith: { first, _ in first })
  }

  /// What a failed expectation shows.
  var summary: String {
    evidence.map { "\($0.check.id) \($0.status.rawValue): \($0.finding)" }.joined(separator: "\n")
  }

  static let vocabulary = CheckRegistry.vocabulary

  static let engine = Result { try DuckDBEngine() }

  static let trees: Result<LightGBMLibrary, LearnersError> = {
    do throws(LearnersError) {
      return .success(try LightGBMLibrary(directories: DriverLocation.standard().directories))
    } catch {
      return .failure(error)
    }
  }()
}

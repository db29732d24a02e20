import Checklist
import Checks
import Contracts
import Engines
import Foundation
import Learners
import Measurements
import Statistics

/// A sample written to files, read by the real engine and judged by the real checks.
struct Assessed: Sendable {
  let evidence: [Evidence]

  /// Assesses a sample.
  ///
  /// - Throws: what a person would see instead of a report.
  init(_ sample: Sample, aspects: Set<AspectID> = Set(AspectID.allCases)) throws {
    try self.init(sample, aspects, known: [])
  }

  /// Assesses a sample that was made of another: anew where they may differ, else as the other was.
  init(_ sample: Sample, beside base: Unbroken) throws {
    let affected = try Self.affected(base.sample, sample)
    try self.init(
      sample, Set(AspectID.allCases),
      known: base.assessed.evidence.filter { !affected.contains($0.check.id) })
  }

  private init(_ sample: Sample, _ aspects: Set<AspectID>, known: [Evidence]) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "assay-checks-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (role, table) in sample.sets {
      try Data(table.csv.utf8).write(to: folder.appending(path: "\(role).csv"))
    }
    for (name, text) in sample.files {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    let project = try Self.project(sample)
    let facts = try ProjectScan(
      project, directory: folder.path, engine: try Self.engine.get(),
      needs: CheckRegistry.needs(
        project, aspects: aspects, except: Set(known.map(\.check.id))),
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
        }), observations: .success(sample.observations), now: 1_751_328_000_000_000,
      drills: Self.drills()
    ).facts(
      trees: Self.trees, model: Self.model(project.model.predictor, folder.path),
      fallback: Self.model(project.integration.fallback?.predictor, folder.path))
    evidence = Assessor.evidence(facts, aspects: aspects, known: known)
  }

  subscript(id: String) -> Evidence? { evidence.first { $0.check.id == id } }

  private static func project(_ sample: Sample) throws -> Project {
    try Project.load(sample.yaml, file: "assay.yaml", vocabulary: vocabulary)
  }

  /// The checks that depend on what differs between two samples, by what they say.
  private static func affected(_ first: Sample, _ second: Sample) throws -> Set<String> {
    let projects = [try project(first), try project(second)]
    var data = Set(first.sets.keys).union(second.sets.keys)
      .filter { first.sets[$0] != second.sets[$0] }
    let files = Set(first.files.keys).union(second.files.keys)
      .filter { first.files[$0] != second.files[$0] }
    for bound in BoundFile.allCases
    where projects.contains(where: { !files.isDisjoint(with: bound.files($0)) }) {
      data.insert(bound.rawValue)
    }
    if "\(first.observations)" != "\(second.observations)" {
      data.insert(BoundFile.observations.rawValue)
    }
    var settings = Set(projects[0].settings.keys).union(projects[1].settings.keys)
      .filter { projects[0].settings[$0] != projects[1].settings[$0] }
    if first.contract != second.contract { settings.insert("contract.content") }
    let affected = projects.flatMap { project in
      CheckRegistry.dependencies(project).filter { _, depends in
        !data.isDisjoint(with: depends.data)
          || depends.settings.contains { key in
            settings.contains { $0 == key || $0.hasPrefix(key + ".") }
          }
      }.keys
    }
    return Set(affected)
  }

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

  /// The checks that are not content, with their status; those that only lack a model, limits, a
  /// split or the serving side's features, which most samples do not name, are left out.
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

  /// The checks that are not content here and were otherwise in another assessment.
  func flipped(from other: Assessed) -> [String: CheckStatus] {
    var flipped: [String: CheckStatus] = [:]
    for one in evidence where one.status != .pass && one.status != .notApplicable {
      if one.status != other[one.check.id]?.status { flipped[one.check.id] = one.status }
    }
    return flipped
  }

  /// What a failed expectation shows.
  var summary: String {
    evidence.map { "\($0.check.id) \($0.status.rawValue): \($0.finding)" }.joined(separator: "\n")
  }

  /// A clock that goes on by waiting alone: what does not come is given up at once.
  static func drills() -> DrillMeans {
    var seconds = 0.0
    return DrillMeans(
      clock: { seconds }, wait: { seconds += $0 }, marker: "assay-canary-\(UUID())")
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

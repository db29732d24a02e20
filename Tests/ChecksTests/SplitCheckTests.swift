import Checklist
import Checks
import Engines
import Foundation
import Measurements
import Testing

@Suite("The split is made again by its check")
struct SplitCheckTests {
  /// A folder with data, their split and its manifest.
  private final class SplitFolder {
    let path: String
    private let engine: DuckDBEngine

    init() throws {
      engine = try Assessed.engine.get()
      let url = FileManager.default.temporaryDirectory.appending(path: "assay-split-\(UUID())")
      path = url.path
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      let rows = Sample(.binary, rows: 300).sets["train"]?.csv ?? ""
      try write(rows, to: "data.csv")
      let recipe = try SplitRecipe(method: .random, seed: 3, fractions: [0.8, 0.2])
      let source = try DataSource(argument: "\(path)/data.csv")
      let run = try SplitRun(source, recipe, engine: engine) { plan in
        try plan.run(try engine.scan(source))
      }
      let files = ["train.csv", "test.csv"]
      let hashes = try run.write(to: files.map { "\(path)/\($0)" }, format: .csv)
      let manifest = SplitManifest(
        recipe, run.assignment,
        input: SplitManifest.Input(
          source: "data.csv", rows: run.assignment.marks.count, columns: run.fieldCount,
          contentHash: FileFingerprint.combined([try FileFingerprint(of: "\(path)/data.csv")]),
          schemaHash: run.schemaHash, rowFingerprint: run.assignment.fingerprint),
        files: zip(files, hashes).map { (name: $0, contentHash: $1) }, command: "assay split",
        assayVersion: "test")
      try write(try manifest.text, to: "manifest.json")
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ text: String, to name: String) throws {
      try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
    }

    /// Rows of a file but its last one.
    func shorten(_ name: String, to other: String) throws {
      let lines = try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
        .split(separator: "\n")
      try write(lines.dropLast().joined(separator: "\n") + "\n", to: other)
    }

    func evidence(_ split: String, train: String = "train.csv") throws -> Evidence {
      let yaml = """
        version: 1
        model: {name: sample, task: binary}
        data:
          train: {source: \(train)}
          test: {source: test.csv}
        columns: {target: truth, score: model, positive: "1"}
        \(split)
        """
      let project = try Project.load(yaml, file: "assay.yaml", vocabulary: Assessed.vocabulary)
      let facts = try ProjectScan(
        project, directory: path, engine: engine, needs: SplitCanBeMadeAgain.needs(project),
        drills: Assessed.drills()
      ).facts(trees: Assessed.trees)
      return try SplitCanBeMadeAgain.judge(facts)
    }
  }

  @Test(
    "A split that is as its manifest and assay.yaml say passes",
    arguments: [
      "split: {manifest: manifest.json}",
      "split: {manifest: manifest.json, method: random, seed: 3, fractions: {train: 0.8, test: 0.2}}",
    ])
  func passes(split: String) throws {
    let evidence = try SplitFolder().evidence(split)
    #expect(evidence.status == .pass, "\(evidence.finding)")
    #expect(evidence.measurements.map(\.value) == [240, 60])
  }

  @Test(
    "What assay.yaml says otherwise fails",
    arguments: [
      ("method: time", "method time and not random"), ("seed: 4", "seed 4 and not 3"),
      ("fractions: {train: 0.7, test: 0.3}", "for test and not"),
      ("fractions: {train: 0.7, validation: 0.1, test: 0.2}", "for validation and not"),
    ])
  func contradicts(declared: String, says: String) throws {
    let evidence = try SplitFolder().evidence("split: {manifest: manifest.json, \(declared)}")
    #expect(evidence.status == .fail)
    #expect(evidence.finding.contains(says), "\(evidence.finding)")
    #expect(evidence.remedy != nil)
  }

  @Test("A changed file, and changed data, fail and are named", arguments: ["test", "data"])
  func changed(name: String) throws {
    let folder = try SplitFolder()
    try folder.shorten("\(name).csv", to: "\(name).csv")
    let evidence = try folder.evidence("split: {manifest: manifest.json}")
    #expect(evidence.status == .fail)
    #expect(
      evidence.finding.contains(name == "data" ? "input: 299 rows where there were 300" : "test: "),
      "\(evidence.finding)")
  }

  @Test("Data that are not the sets of the split ask for attention")
  func strangers() throws {
    let folder = try SplitFolder()
    try folder.shorten("train.csv", to: "other.csv")
    let evidence = try folder.evidence("split: {manifest: manifest.json}", train: "other.csv")
    #expect(evidence.status == .attention)
    #expect(evidence.finding.contains("data.train has 239 rows"), "\(evidence.finding)")
  }

  @Test("A split without a manifest lacks it", arguments: ["split: {method: time}", ""])
  func undeclared(split: String) throws {
    let evidence = try SplitFolder().evidence(split)
    #expect(evidence.status == .missing)
    #expect(evidence.remedy?.contains("manifest") == true)
  }

  @Test("A manifest that is not there is an error that names the file")
  func gone() throws {
    let folder = try SplitFolder()
    let error = #expect(throws: EngineError.self) {
      try folder.evidence("split: {manifest: nowhere/manifest.json}")
    }
    #expect(error?.description.contains("nowhere/manifest.json") == true)
  }
}

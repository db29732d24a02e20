import Checklist
import Checks
import Engines
import Foundation
import Testing

@Suite("Features and feature steps of both pipelines")
struct FeatureCheckTests {
  /// A folder with the features of both sides and their descriptions.
  private final class Folder {
    let path: String

    init(_ files: [String: String]) throws {
      let url = FileManager.default.temporaryDirectory.appending(path: "assay-parity-\(UUID())")
      path = url.path
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      let data = ["test.csv": "y,p\n1,0.9\n0,0.2\n"]
      for (name, text) in files.merging(data, uniquingKeysWith: { $1 }) {
        try Data(text.utf8).write(to: url.appending(path: name))
      }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func evidence(_ check: any Check.Type, _ parity: String) throws -> Evidence {
      let yaml = """
        version: 1
        model: {name: sample, task: binary}
        data: {test: test.csv}
        columns: {target: y, score: p}
        \(parity.isEmpty ? "" : "parity: {\(parity)}")
        """
      let project = try Project.load(yaml, file: "assay.yaml", vocabulary: Assessed.vocabulary)
      let facts = try ProjectScan(
        project, directory: path, engine: try Assessed.engine.get(), needs: check.needs(project),
        drills: Assessed.drills()
      ).facts(trees: Assessed.trees)
      return try check.judge(facts)
    }
  }

  private static func rows(
    _ count: Int, _ fare: (Int) -> String = { "\($0).25" }, key: (Int) -> String = { "\($0)" },
    header: String = "id,fare,town"
  ) -> String {
    header + "\n"
      + (0..<count).map { "\(key($0)),\(fare($0)),t\($0 % 5)" }.joined(separator: "\n") + "\n"
  }

  private static let declared = "features: {offline: a.csv, online: b.csv, key: [id]}"

  private func features(
    _ offline: String, _ online: String, _ declared: String = Self.declared
  ) throws -> Evidence {
    try Folder(["a.csv": offline, "b.csv": online]).evidence(
      FeaturesAreServedAsTrained.self, declared)
  }

  @Test("The same features pass, and a slight difference is named")
  func passes() throws {
    let same = try features(Self.rows(3_000), Self.rows(3_000))
    #expect(same.status == .pass, "\(same.finding)")
    #expect(same.remedy == nil)
    #expect(same.measurements.first { $0.name == "rows compared" }?.value == 3_000)
    let slight = try features(Self.rows(3_000), Self.rows(3_000, { $0 < 5 ? "1000" : "\($0).25" }))
    #expect(slight.status == .pass)
    #expect(slight.finding.contains("Within the limit of 1 %: fare differs"), "\(slight.finding)")
  }

  @Test("Another unit fails with its cause, the first row and what to do")
  func unit() throws {
    let cents = try features(Self.rows(3_000), Self.rows(3_000, { "\($0 * 100 + 25)" }))
    #expect(cents.status == .fail)
    #expect(
      cents.finding.contains("fare differs in 100 % of the rows: online is 100 times offline"))
    #expect(cents.remedy?.contains("one unit") == true)
    let note = cents.measurements.first { $0.name == "rows in which fare differs" }?.note
    #expect(note?.hasPrefix("row 1 (0): offline 0.25, online 25") == true, "\(note ?? "")")
  }

  @Test("Few rows leave it open, with the rows that would decide")
  func undecided() throws {
    let few = try features(Self.rows(40), Self.rows(40))
    #expect(few.status == .undecided)
    #expect(few.finding.contains("more matched rows would decide"), "\(few.finding)")
  }

  @Test(
    "What cannot be compared asks for attention",
    arguments: [
      (rows(3_000, key: { "\($0 + 10_000)" }), "No row can be compared"),
      (rows(3_000, key: { "\($0 / 2)" }), "stand in several rows of a side"),
      (rows(3_000, key: { $0 % 2 == 0 ? "" : "\($0)" }), "without a key"),
      (rows(3_000, { "v\($0)" }), "fare (number offline, text online)"),
      (rows(0), "No row can be compared"),
    ])
  func incomparable(online: String, says: String) throws {
    let evidence = try features(Self.rows(3_000), online)
    #expect(evidence.status == .attention || evidence.status == .fail)
    #expect(evidence.finding.contains(says), "\(evidence.finding)")
    #expect(evidence.remedy != nil)
  }

  @Test("A declared column that a side lacks is named")
  func absent() throws {
    let declared = "features: {offline: a.csv, online: b.csv, key: id, columns: [fare, town]}"
    let lacking = Self.rows(3_000, header: "id,fare,city")
    let online = try features(Self.rows(3_000), lacking, declared)
    #expect(online.status == .fail && online.finding.contains("The serving side lacks town"))
    let offline = try features(lacking, Self.rows(3_000), declared)
    #expect(
      offline.status == .attention && offline.finding.contains("The training side lacks town"))
  }

  @Test("A key that the data lack is refused with its line")
  func unknownKey() throws {
    let error = #expect(throws: ProjectError.self) {
      try features(
        Self.rows(3), Self.rows(3), "features: {offline: a.csv, online: b.csv, key: [idd]}")
    }
    #expect(error?.line == 5 && error?.description.contains("“idd”") == true)
  }

  @Test("Without rows of both sides, and without descriptions, the checks say what to add")
  func undeclared() throws {
    for check in [FeaturesAreServedAsTrained.self, FeatureStepIsTheSame.self] as [any Check.Type] {
      let evidence = try Folder([:]).evidence(check, "")
      #expect(evidence.status == .missing)
      #expect(evidence.remedy?.contains("under `parity:`") == true)
    }
  }

  @Test(
    "A comparison that contradicts itself is refused",
    arguments: [
      ("key: [id, id]", "twice"), ("key: [id], timestamp: id", "both key and timestamp"),
      ("key: [id], columns: [id]", "cannot differ"), ("key: [id], relative: 2", "relative"),
      ("key: []", "key"), ("columns: [fare]", "key"),
    ])
  func contradictions(keys: String, says: String) {
    let error = #expect(throws: ProjectErrors.self) {
      try features(
        Self.rows(3), Self.rows(3), "features: {offline: a.csv, online: b.csv, \(keys)}")
    }
    #expect(error?.description.contains(says) == true, "\(error?.description ?? "accepted")")
  }

  private static let step = """
    scale: {fare: {mean: 12.5, sd: 3}}
    towns: [north, south]
    code: [features.py]
    """

  private func transform(
    _ scoring: String, code: String = "def f(x): return x", also: [String: String] = [:]
  ) throws -> Evidence {
    try Folder(
      [
        "train.yaml": Self.step, "score.yaml": scoring, "features.py": "def f(x): return x",
        "serve.py": code,
      ].merging(also) { $1 }
    ).evidence(
      FeatureStepIsTheSame.self, "transform: {training: train.yaml, scoring: score.yaml}")
  }

  @Test(
    "The same feature step passes, as YAML and as JSON",
    arguments: [
      step, step.replacing("12.5", with: "12.50"),
      #"{"code": ["features.py"], "towns": ["north", "south"], "scale": {"fare": {"sd": 3.0, "mean": 12.5}}}"#,
    ])
  func sameStep(scoring: String) throws {
    let evidence = try transform(scoring)
    #expect(evidence.status == .pass, "\(evidence.finding)")
    #expect(evidence.finding.contains("4 parameters and 1 code file are the same"))
  }

  @Test(
    "What differs is named with both values",
    arguments: [
      (step.replacing("12.5", with: "13"), "scale.fare.mean (12.5 in training, 13 in scoring)"),
      (step.replacing("north, south", with: "south, north"), "towns[0] (north in training"),
      (step.replacing("sd: 3", with: "std: 3"), "scale.fare.sd (only in training)"),
      (step.replacing("features.py", with: "serve.py"), "serve.py (only in scoring)"),
    ])
  func otherStep(scoring: String, says: String) throws {
    let evidence = try transform(scoring)
    #expect(evidence.status == .fail)
    #expect(evidence.finding.contains(says), "\(evidence.finding)")
    #expect(evidence.remedy != nil)
  }

  @Test("Code of one name with another content differs")
  func otherCode() throws {
    let folder = try Folder([
      "train.yaml": Self.step, "features.py": "def f(x): return x",
      "serve.yaml": Self.step.replacing(
        "features.py", with: "other/features.py"),
    ])
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/other", withIntermediateDirectories: true)
    try Data("def f(x): return x + 1".utf8).write(
      to: URL(filePath: "\(folder.path)/other/features.py"))
    let evidence = try folder.evidence(
      FeatureStepIsTheSame.self, "transform: {training: train.yaml, scoring: serve.yaml}")
    #expect(evidence.status == .fail)
    #expect(evidence.finding.contains("features.py (another content)"), "\(evidence.finding)")
  }

  @Test(
    "A description that cannot be read is an error that names its place",
    arguments: [
      ("- a\n- b\n", "score.yaml"), ("code: {a: b}\n", "score.yaml:1"),
      ("code: [gone.py]\n", "gone.py"),
      ("a: [", "score.yaml"),
    ])
  func unreadable(scoring: String, says: String) throws {
    let error = #expect(throws: (any Error).self) { try transform(scoring) }
    #expect("\(error.map { "\($0)" } ?? "")".contains(says))
  }

  @Test("What parity is told is bound to its files")
  func bound() throws {
    let yaml = """
      version: 1
      model: {name: sample, task: binary}
      data: {test: test.csv}
      columns: {target: y, score: p}
      parity:
        features: {offline: a.csv, online: "b/*.csv", key: id}
        transform: {training: train.yaml, scoring: score.yaml}
      """
    let project = try Project.load(yaml, file: "assay.yaml", vocabulary: Assessed.vocabulary)
    #expect(BoundFile.offline.files(project) == ["a.csv"])
    #expect(BoundFile.online.files(project).isEmpty)
    let folder = try Folder([
      "train.yaml": Self.step, "score.yaml": Self.step, "features.py": "a",
    ])
    let before = try BoundFile.transform.contentHash(project) { "\(folder.path)/\($0)" }
    try Data("b".utf8).write(to: URL(filePath: "\(folder.path)/features.py"))
    let after = try BoundFile.transform.contentHash(project) { "\(folder.path)/\($0)" }
    #expect(before != nil && before != after)
    let dependencies = try #require(CheckRegistry.dependencies(project)["parity.transform"])
    #expect(dependencies.data == ["transform"])
  }
}

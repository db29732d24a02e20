import Foundation
import Testing

/// Profile, drift, metrics and baseline on plain files: the JSON contract and the answers.
@Suite struct BuildingBlockTests {
  /// Runs a command with `--json` and holds its document to its published schema.
  static func document(
    _ command: String, _ arguments: [String], in folder: Folder, status: Int32 = 0
  ) throws -> [String: Any] {
    let run = try Assay.run([command] + arguments + ["--json"], in: folder.url)
    #expect(run.status == status, "\(run.errors)")
    let document = try run.document()
    let schema = try Assay.run(["schema", command], in: folder.url).document()
    #expect(SchemaCheck(root: schema).problems(document) == [])
    return document
  }

  static func names(_ value: Any?) -> [String] {
    (value as? [[String: Any]])?.compactMap { $0["name"] as? String } ?? []
  }

  @Test("A profile counts every row and types every column")
  func profile() throws {
    let folder = try Folder()
    try folder.write(SampleData(rows: 500, seed: 1).csv(), to: "data.csv")
    let document = try Self.document("profile", ["data.csv"], in: folder)
    #expect(document["rows"] as? Int == 500)
    #expect(
      Self.names(document["columns"])
        == ["customer", "at", "age", "income", "city", "sex", "late", "p_late", "predicted"])
    let columns = try #require(document["columns"] as? [[String: Any]])
    let types = columns.compactMap { $0["type"] as? String }
    #expect(types[1] == "timestamp")
    #expect(types[3] == "numeric")
    #expect(types[4] == "categorical")
  }

  @Test("A saved profile stands in for its data: drift against it gives the same answer")
  func savedProfile() throws {
    let folder = try Folder()
    try folder.write(SampleData(rows: 800, seed: 1).csv(), to: "a.csv")
    try folder.write(SampleData(rows: 800, seed: 2).csv(), to: "b.csv")
    let save = try Assay.run(["profile", "a.csv", "--save", "a.profile.json"], in: folder.url)
    #expect(save.status == 0, "\(save.errors)")
    let columns = ["--columns", "age,income,city,sex"]
    let direct = try Self.document(
      "drift", ["--reference", "a.csv", "--current", "b.csv", "--no-joint"] + columns, in: folder)
    let saved = try Self.document(
      "drift", ["--reference", "a.profile.json", "--current", "b.csv", "--no-joint"] + columns,
      in: folder)
    #expect(
      try JSONSerialization.data(
        withJSONObject: direct["columns"] as Any, options: .sortedKeys)
        == JSONSerialization.data(withJSONObject: saved["columns"] as Any, options: .sortedKeys))
  }

  @Test("Profiles per day cover all rows once")
  func profileByDay() throws {
    let folder = try Folder()
    try folder.write(SampleData(rows: 900, seed: 1).csv(), to: "data.csv")
    let document = try Self.document(
      "profile", ["data.csv", "--by", "day", "--timestamp", "at"], in: folder)
    let windows = try #require(document["windows"] as? [[String: Any]])
    #expect(windows.count == 90)
    #expect(windows.compactMap { $0["rows"] as? Int }.reduce(0, +) == 900)
  }

  @Test("Drift finds the column that moved and leaves the others")
  func drift() throws {
    let folder = try Folder()
    try folder.write(SampleData(rows: 4000, seed: 1).csv(), to: "a.csv")
    try folder.write(SampleData(rows: 4000, seed: 2, incomeShift: 15).csv(), to: "b.csv")
    let document = try Self.document(
      "drift",
      ["--reference", "a.csv", "--current", "b.csv", "--columns", "age,income,city,sex"],
      in: folder)
    let columns = try #require(document["columns"] as? [[String: Any]])
    let drifted = columns.filter { $0["drifted"] as? Bool == true }
    #expect(Self.names(drifted) == ["income"])
    let joint = try #require(document["joint"] as? [String: Any])
    #expect((joint["auc"] as? Double ?? 0) > 0.7)
    let gate = try Assay.run(
      [
        "drift", "--reference", "a.csv", "--current", "b.csv", "--columns", "income", "--fail-on",
        "drift", "--no-joint",
      ], in: folder.url)
    #expect(gate.status == 1)
  }

  @Test("Columns of vectors are compared whole, beside a discrepancy of the numeric columns")
  func vectors() throws {
    let folder = try Folder()
    func lines(_ rows: Int, seed: UInt64, shift: Double) -> String {
      var generator = Mixer(state: seed)
      return (0..<rows).map { row in
        let numbers = (0..<5).map { _ in "\(generator.normal() + shift)" }
        let list = row % 50 == 0 ? "null" : "[\(numbers.joined(separator: ","))]"
        return "{\"x\":\(generator.normal()),\"text\":[\"a\"],\"v\":\(list)}\n"
      }.joined()
    }
    try folder.write(lines(600, seed: 1, shift: 0), to: "a.jsonl")
    try folder.write(lines(600, seed: 2, shift: 1), to: "b.jsonl")
    let sets = ["--reference", "a.jsonl", "--current", "b.jsonl"]
    let document = try Self.document("drift", sets, in: folder)
    let columns = try #require(document["columns"] as? [[String: Any]])
    let vector = try #require(columns.first { $0["name"] as? String == "v" })
    #expect(vector["type"] as? String == "vector")
    #expect(vector["decision"] as? String == "drifted")
    let part = try #require(vector["vector"] as? [String: Any])
    #expect(part["width"] as? Int == 5)
    #expect(part["referenceRows"] as? Int == 588)
    let tests = try #require(vector["tests"] as? [String: Any])
    let discrepancy = try #require(tests["mmd"] as? [String: Any])
    #expect(try #require(discrepancy["pValue"] as? Double) < 0.01)
    #expect(discrepancy["adjustedPValue"] is Double)
    // A list of texts has no measure, and takes neither the vectors nor the joint answer down.
    let texts = try #require(columns.first { $0["name"] as? String == "text" })
    #expect(texts["decision"] as? String == "undecided")
    let joint = try #require(document["joint"] as? [String: Any])
    #expect(joint["auc"] is Double)
    #expect((joint["mmd"] as? [String: Any])?["columns"] as? [String] == ["x"])
    #expect(try Assay.run(["drift"] + sets + ["--fail-on", "drift"], in: folder.url).status == 1)
    let plain = try Assay.run(["drift"] + sets, in: folder.url)
    #expect(plain.output.contains("maximum mean discrepancy"))
  }

  @Test("A data set compared with itself has not drifted")
  func noDriftAgainstItself() throws {
    let folder = try Folder()
    try folder.write(SampleData(rows: 3000, seed: 1).csv(), to: "a.csv")
    let document = try Self.document(
      "drift", ["--reference", "a.csv", "--current", "a.csv", "--fail-on", "drift"], in: folder)
    #expect(document["share"] as? Double == 0)
  }

  @Test("Metrics of a small file are those one can compute by hand")
  func metrics() throws {
    let folder = try Folder()
    try folder.write(
      "y,p,g\n1,0.9,a\n1,0.6,a\n0,0.4,b\n1,0.3,b\n0,0.2,a\n", to: "scored.csv")
    let document = try Self.document(
      "metrics",
      ["scored.csv", "--task", "binary", "--target", "y", "--score", "p", "--by", "g"],
      in: folder)
    let metrics = try #require(document["metrics"] as? [String: [String: Any]])
    #expect(metrics["accuracy"]?["value"] as? Double == 0.8)
    #expect(abs((metrics["rocAUC"]?["value"] as? Double ?? 0) - 5.0 / 6) < 1e-12)
    let groups = try #require(document["groups"] as? [[String: Any]])
    #expect(groups.compactMap { $0["rows"] as? Int }.sorted() == [2, 3])
  }

  @Test("Regression metrics with windows")
  func regression() throws {
    let folder = try Folder()
    var text = "at,y,f\n"
    for day in 0..<60 {
      text += "2024-0\(1 + day / 30)-\(String(format: "%02d", 1 + day % 28)),\(day),\(day + 2)\n"
    }
    try folder.write(text, to: "forecast.csv")
    let document = try Self.document(
      "metrics",
      [
        "forecast.csv", "--task", "regression", "--target", "y", "--prediction", "f",
        "--timestamp", "at", "--window", "month",
      ], in: folder)
    let metrics = try #require(document["metrics"] as? [String: [String: Any]])
    #expect(metrics["mae"]?["value"] as? Double == 2)
    #expect(metrics["bias"]?["value"] as? Double == 2)
    #expect((document["groups"] as? [Any])?.count == 2)
  }

  @Test("A model that knows the signal beats every baseline; a random one does not")
  func baseline() throws {
    let folder = try Folder()
    try folder.write(SampleData(rows: 3000, seed: 1).csv(), to: "train.csv")
    try folder.write(SampleData(rows: 3000, seed: 2).csv(), to: "test.csv")
    let arguments = [
      "--train", "train.csv", "--test", "test.csv", "--task", "binary", "--target", "late",
      "--score", "p_late",
    ]
    let run = try Assay.run(
      ["baseline"] + arguments + ["--columns", "age,city,sex", "--json"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    let document = try run.document()
    #expect(document["beatsAll"] as? Bool == true)
    let names = Self.names(document["baselines"])
    #expect(Set(["random", "mostFrequent", "threshold", "logisticRegression"]).isSubset(of: names))
    let fair = try Self.document(
      "baseline",
      Array(arguments.dropLast(2)) + ["--score", "age_score", "--columns", "income,city"],
      in: try Self.withRandomScore(folder), status: 1)
    #expect(fair["beatsAll"] as? Bool == false)
  }

  /// Adds a score that knows nothing of the label.
  private static func withRandomScore(_ folder: Folder) throws -> Folder {
    for (name, seed) in [("train.csv", 1 as UInt64), ("test.csv", 2)] {
      var generator = Mixer(state: seed &* 77)
      let lines = SampleData(rows: 3000, seed: seed).csv().split(separator: "\n")
      let text = lines.enumerated().map { index, line in
        "\(line),\(index == 0 ? "age_score" : String(format: "%.6f", generator.uniform()))"
      }
      try folder.write(text.joined(separator: "\n") + "\n", to: name)
    }
    return folder
  }

  @Test("Fairness compares the groups of each attribute, and gates on the limit")
  func fairness() throws {
    let folder = try Folder()
    try folder.write(SampleData(rows: 2000, seed: 1).csv(), to: "scored.csv")
    let document = try Self.document(
      "fairness",
      [
        "scored.csv", "--target", "late", "--prediction", "predicted", "--by", "sex,city",
        "--intersections",
      ], in: folder)
    let attributes = try #require(document["attributes"] as? [[String: Any]])
    #expect(attributes.compactMap { $0["attribute"] as? String } == ["sex", "city", "sex × city"])
    let sexes = try #require(attributes.first?["groups"] as? [[String: Any]])
    #expect(sexes.compactMap { $0["rows"] as? Int }.reduce(0, +) == 2000)
  }

  @Test("Every JSON document has a schema, and the project file too")
  func schemas() throws {
    let folder = try Folder()
    let list = try Assay.run(["schema"], in: folder.url)
    #expect(list.status == 0)
    for name in ["profile", "drift", "metrics", "baseline", "checklist", "assess", "assay.yaml"] {
      #expect(list.output.contains(name))
      let schema = try Assay.run(["schema", name], in: folder.url).document()
      #expect(schema["$schema"] != nil, "\(name)")
    }
  }

  @Test("A printed schema has every definition in full, shared ones too")
  func sharedDefinitions() throws {
    let folder = try Folder()
    let names = try Assay.run(["schema"], in: folder.url).output.split(separator: "\n")
    #expect(!names.contains("shared"))
    #expect(try Assay.run(["schema", "shared"], in: folder.url).status == 2)
    var columns: [String: NSDictionary] = [:]
    for name in names.map(String.init) where name != "assay.yaml" {
      let schema = try Assay.run(["schema", name], in: folder.url).document()
      for (key, definition) in schema["$defs"] as? [String: Any] ?? [:] {
        let object = try #require(definition as? [String: Any], "\(key) of \(name)")
        #expect(!object.isEmpty, "\(key) of \(name)")
        if key == "column" { columns[name] = NSDictionary(dictionary: object) }
      }
    }
    // Columns that labels depend on are documented as those of drift, by the same lines.
    #expect(columns["drift"] != nil)
    #expect(columns["drift"] == columns["label-import"])
  }

  @Test("The checklist has twelve aspects and says which checks exist")
  func checklist() throws {
    let folder = try Folder()
    let document = try Self.document("checklist", [], in: folder)
    #expect((document["aspects"] as? [Any])?.count == 12)
  }

  @Test("explain shows formula, defaults and source", arguments: ["psi", "rocAUC", "wilson"])
  func explain(name: String) throws {
    let folder = try Folder()
    let run = try Assay.run(["explain", name], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("Source"))
  }
}

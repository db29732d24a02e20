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

  @Test("Values that look personal are no examples, in the table or the document")
  func personal() throws {
    let folder = try Folder()
    let rows = (0..<200).map {
      "zq\($0 % 40)@example.org,Zq \($0 % 30),\($0 % 3),Zq shop \($0 % 4)"
    }
    try folder.write(
      "contact,last_name,n,shop\n" + rows.joined(separator: "\n") + "\n", to: "d.csv")
    let document = try Self.document("profile", ["d.csv"], in: folder)
    let columns = try #require(document["columns"] as? [[String: Any]])
    func top(_ place: Int) -> [String] {
      let categories = columns[place]["categorical"] as? [String: Any]
      return (categories?["top"] as? [[String: Any]])?.compactMap { $0["value"] as? String } ?? []
    }
    #expect(top(0).first == "[personal 1]" && top(1).last == "[personal 20]")
    #expect(top(3).first == "Zq shop 0")
    #expect((columns[0]["note"] as? String)?.contains("personal") == true)
    let table = try Assay.run(["profile", "d.csv"], in: folder.url).output
    #expect(!table.contains("zq") && !table.contains("Zq 1"), "\(table)")
    #expect(table.contains("not shown: it looks personal") && table.contains("Zq shop"))
    let refused = try Assay.run(
      ["fairness", "d.csv", "--target", "contact", "--prediction", "contact", "--by", "n"],
      in: folder.url)
    #expect(refused.status == 2 && refused.errors.contains("xx0@xxxxxxx.xxx"), "\(refused.errors)")
    #expect(!refused.errors.contains("zq"), "\(refused.errors)")
  }

  @Test(
    "A file with a header only is refused, named",
    arguments: [
      [
        "baseline", "--train", "d.csv", "--test", "e.csv", "--task", "binary", "--target", "late",
        "--score", "p_late",
      ],
      ["drift", "--reference", "d.csv", "--current", "e.csv"],
      [
        "estimate", "--reference", "d.csv", "--current", "e.csv", "--target", "late", "--score",
        "p_late",
      ],
      ["metrics", "e.csv", "--task", "binary", "--target", "late", "--score", "p_late"],
      ["fairness", "e.csv", "--target", "late", "--score", "p_late", "--by", "sex"],
      ["init", "--train", "d.csv", "--test", "e.csv", "--target", "late"],
      ["label", "errors", "e.csv", "--target", "late", "--score", "p_late"],
      ["assess"],
    ])
  func headerOnly(arguments: [String]) throws {
    let folder = try Folder()
    let csv = SampleData(rows: 60, seed: 1).csv()
    try folder.write(csv, to: "d.csv")
    try folder.write(String(csv.prefix { $0 != "\n" }) + "\n", to: "e.csv")
    if arguments == ["assess"] {
      try folder.write(
        """
        version: 1
        model: {name: m, task: binary}
        data: {train: d.csv, test: e.csv}
        columns: {target: late, score: p_late}
        """, to: "assay.yaml")
    }
    let run = try Assay.run(arguments, in: folder.url)
    #expect(run.status == 3, "\(run.output)\(run.errors)")
    #expect(run.errors.contains("has no rows") && run.errors.contains("e.csv"), "\(run.errors)")
  }

  @Test("Fairness of several classes holds each against the rest")
  func classFairness() throws {
    let folder = try Folder()
    var generator = Mixer(state: 4)
    var lines = ["sex,level,called"]
    for row in 0..<900 {
      let truth = ["low", "middle", "high"][row % 3]
      let isWrong = generator.uniform() < (row % 2 == 0 ? 0.5 : 0.1)
      lines.append("\(row % 2 == 0 ? "f" : "m"),\(truth),\(isWrong ? "low" : truth)")
    }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "d.csv")
    let options = [
      "d.csv", "--task", "multiclass", "--target", "level", "--prediction", "called", "--by", "sex",
    ]
    let document = try Self.document("fairness", options, in: folder)
    #expect(document["task"] as? String == "multiclass")
    let classes = try #require(document["classes"] as? [[String: Any]])
    #expect(classes.compactMap { $0["class"] as? String } == ["high", "low", "middle"])
    let attribute = try #require((document["attributes"] as? [[String: Any]])?.first)
    #expect((attribute["metrics"] as? [String: Any])?["macroF1"] != nil)
    let each = try #require(attribute["classes"] as? [[String: Any]])
    #expect(each.count == 3)
    let disparities = try #require(each[0]["disparities"] as? [String: [String: Any]])
    #expect((disparities["equalOpportunityDifference"]?["value"] as? Double ?? 0) > 0.2)
    let table = try Assay.run(["fairness"] + options + ["--fail-on", "disparity"], in: folder.url)
    #expect(table.status == 1 && table.output.contains("each class against the rest"))
    let refused = try Assay.run(["fairness"] + options + ["--suppress-below", "5"], in: folder.url)
    #expect(refused.status == 2 && refused.errors.contains("--task binary"), "\(refused.errors)")
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

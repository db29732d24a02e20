import Foundation
import Testing

/// From files of predictions to a verdict: init, assess and the reports.
@Suite struct AssessmentTests {
  /// A folder with train, test and scoring files of made-up customers.
  static func project(rows: Int = 2000, incomeShift: Double = 0) throws -> Folder {
    let folder = try Folder()
    try folder.write(SampleData(rows: rows, seed: 1).csv(), to: "train.csv")
    try folder.write(SampleData(rows: rows, seed: 2, firstDay: 90).csv(), to: "test.csv")
    try folder.write(
      SampleData(rows: rows, seed: 3, incomeShift: incomeShift, hasLabel: false, firstDay: 180)
        .csv(), to: "week.csv")
    return folder
  }

  static let initArguments = [
    "init", "--train", "train.csv", "--test", "test.csv", "--scoring", "week.csv",
    "--target", "late", "--score", "p_late",
  ]

  @Test("init writes a project file that assess accepts unchanged")
  func initThenAssess() throws {
    let folder = try Self.project()
    let initial = try Assay.run(Self.initArguments, in: folder.url)
    #expect(initial.status == 0, "\(initial.errors)")
    let text = try String(contentsOf: folder.url.appending(path: "assay.yaml"), encoding: .utf8)
    #expect(text.contains("target: late"))
    let run = try Assay.run(["assess"], in: folder.url, environment: ["COLUMNS": "80"])
    #expect([0, 1].contains(run.status), "\(run.errors)")
    #expect(run.output.contains("GO"))
    for line in run.output.split(separator: "\n") {
      #expect(line.count <= 80, "too wide: \(line)")
    }
    let report = try String(
      contentsOf: folder.url.appending(path: "assay-report/index.html"), encoding: .utf8)
    #expect(!report.contains("<script"))
    #expect(report.contains("Content-Security-Policy"))
  }

  @Test("init never overwrites a project file unless told to")
  func initKeepsWork() throws {
    let folder = try Self.project(rows: 200)
    try folder.write("mine", to: "assay.yaml")
    let run = try Assay.run(Self.initArguments, in: folder.url)
    #expect(run.status == 2)
    let kept = try String(contentsOf: folder.url.appending(path: "assay.yaml"), encoding: .utf8)
    #expect(kept == "mine")
  }

  @Test("The assessment's JSON has all twelve aspects and fits its schema")
  func json() throws {
    let folder = try Self.project()
    _ = try Assay.run(Self.initArguments, in: folder.url)
    let run = try Assay.run(["assess", "--json"], in: folder.url)
    let document = try run.document()
    let schema = try Assay.run(["schema", "assess"], in: folder.url).document()
    #expect(SchemaCheck(root: schema).problems(document) == [])
    #expect((document["aspects"] as? [Any])?.count == 12)
  }

  @Test("The same inputs give the same document, apart from the time")
  func reproducible() throws {
    let folder = try Self.project()
    _ = try Assay.run(Self.initArguments, in: folder.url)
    var documents: [Data] = []
    for _ in 0..<2 {
      var document = try Assay.run(["assess", "--json"], in: folder.url).document()
      document["time"] = nil
      documents.append(
        try JSONSerialization.data(withJSONObject: document, options: .sortedKeys))
    }
    #expect(documents[0] == documents[1])
  }

  @Test("A scoring set that moved fails parity and is NO-GO")
  func driftedScoring() throws {
    let folder = try Self.project(incomeShift: 20)
    _ = try Assay.run(Self.initArguments, in: folder.url)
    let run = try Assay.run(["assess", "--json"], in: folder.url)
    #expect(run.status == 1)
    let document = try run.document()
    #expect(document["verdict"] as? String == "NO_GO")
    #expect(try Self.status(of: "parity.inputs", in: document) == "fail")
  }

  @Test("Rows of the training set copied into the test set are found")
  func overlap() throws {
    let folder = try Self.project()
    let train = SampleData(rows: 2000, seed: 1).csv().split(separator: "\n")
    let test = SampleData(rows: 2000, seed: 2, firstDay: 90).csv().split(separator: "\n")
    let mixed = test + train[1...200]
    try folder.write(mixed.joined(separator: "\n") + "\n", to: "test.csv")
    _ = try Assay.run(Self.initArguments, in: folder.url)
    let document = try Assay.run(["assess", "--json"], in: folder.url).document()
    #expect(try Self.status(of: "benchmark.overlap", in: document) == "fail")
  }

  @Test("A column that gives the label away is found")
  func leakage() throws {
    let folder = try Self.project()
    for (name, seed, day) in [("train.csv", 1 as UInt64, 0), ("test.csv", 2, 90)] {
      let lines = SampleData(rows: 2000, seed: seed, firstDay: day).csv().split(separator: "\n")
      let leaked = lines.enumerated().map { index, line in
        index == 0 ? "\(line),reminders" : "\(line),\(line.split(separator: ",")[6])"
      }
      try folder.write(leaked.joined(separator: "\n") + "\n", to: name)
    }
    let week = SampleData(rows: 2000, seed: 3, hasLabel: false, firstDay: 180).csv()
      .split(separator: "\n")
    let filled = week.enumerated().map { "\($1),\($0 == 0 ? "reminders" : "0")" }
    try folder.write(filled.joined(separator: "\n") + "\n", to: "week.csv")
    _ = try Assay.run(Self.initArguments, in: folder.url)
    let document = try Assay.run(["assess", "--json"], in: folder.url).document()
    #expect(try Self.status(of: "parity.leakage", in: document) == "fail")
  }

  @Test("Every format is written whole", arguments: ["html", "md", "json", "junit"])
  func formats(format: String) throws {
    let folder = try Self.project(rows: 500)
    _ = try Assay.run(Self.initArguments, in: folder.url)
    let run = try Assay.run(["assess", "--format", format, "--out", "out"], in: folder.url)
    #expect([0, 1].contains(run.status), "\(run.errors)")
    let files = try FileManager.default.contentsOfDirectory(
      atPath: folder.url.appending(path: "out").path)
    #expect(files.count == 1, "\(files)")
  }

  @Test("--require go counts conditions as no; --only runs one aspect")
  func requirements() throws {
    let folder = try Self.project()
    _ = try Assay.run(Self.initArguments, in: folder.url)
    let strict = try Assay.run(["assess", "--require", "go"], in: folder.url)
    #expect(strict.status == 1)
    let one = try Assay.run(["assess", "--only", "benchmark", "--json"], in: folder.url)
    let aspects = try one.document()["aspects"] as? [[String: Any]]
    #expect(aspects?.compactMap { $0["id"] as? String } == ["benchmark"])
  }

  @Test("A wrong key is answered with file, line, column and the right key")
  func wrongKey() throws {
    let folder = try Self.project(rows: 100)
    _ = try Assay.run(Self.initArguments, in: folder.url)
    let file = folder.url.appending(path: "assay.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    try text.replacingOccurrences(of: "\n  target:", with: "\n  tarket:")
      .write(to: file, atomically: true, encoding: .utf8)
    let run = try Assay.run(["assess"], in: folder.url)
    #expect(run.status == 2)
    #expect(run.errors.contains("assay.yaml:"), "\(run.errors)")
    #expect(run.errors.contains("target"), "\(run.errors)")
    #expect(try !folder.names().contains("assay-report"))
  }

  @Test("One broken column never hides the others")
  func brokenColumn() throws {
    let folder = try Self.project(rows: 500)
    for name in ["train.csv", "test.csv", "week.csv"] {
      let file = folder.url.appending(path: name)
      let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      let text = lines.enumerated().map { "\($1),\($0 == 0 ? "void" : "")" }
      try folder.write(text.joined(separator: "\n") + "\n", to: name)
    }
    _ = try Assay.run(Self.initArguments, in: folder.url)
    let run = try Assay.run(["assess", "--json"], in: folder.url)
    #expect([0, 1].contains(run.status), "\(run.errors)")
    #expect(try Self.status(of: "baseline.constant", in: run.document()) == "pass")
  }

  @Test("Paths in assay.yaml are relative to it, whatever the working directory")
  func otherFolder() throws {
    let folder = try Self.project(rows: 500)
    _ = try Assay.run(Self.initArguments, in: folder.url)
    let file = folder.url.appending(path: "assay.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    try text.replacingOccurrences(
      of: #"test: "test.csv""#, with: #"test: "duckdb:select * from 'test.csv'""#
    ).write(to: file, atomically: true, encoding: .utf8)
    let elsewhere = try Folder()
    let run = try Assay.run(
      ["assess", "--project", file.path, "--json"], in: elsewhere.url)
    #expect([0, 1].contains(run.status), "\(run.errors)")
    let inputs = try #require(run.document()["inputs"] as? [[String: Any]])
    #expect(inputs.compactMap { $0["rows"] as? Int } == [500, 500, 500])
    #expect(try elsewhere.names() == [])
  }

  @Test("What is odd about an input is in the document with its file, line and column")
  func warnings() throws {
    let folder = try Self.project(rows: 500)
    _ = try Assay.run(Self.initArguments, in: folder.url)
    let file = folder.url.appending(path: "test.csv")
    let text = try String(contentsOf: file, encoding: .utf8)
    try folder.write(text + "c2-500,2024-06-01T00:00:00Z,44,12.5,Lima,f\n", to: "test.csv")
    let run = try Assay.run(["assess", "--json"], in: folder.url)
    let document = try run.document()
    let schema = try Assay.run(["schema", "assess"], in: folder.url).document()
    #expect(SchemaCheck(root: schema).problems(document) == [])
    let warnings = try #require(document["warnings"] as? [[String: Any]])
    let ragged = try #require(warnings.first { $0["code"] as? String == "ragged-rows" })
    #expect((ragged["file"] as? String)?.hasSuffix("test.csv") == true)
    #expect(ragged["line"] as? Int == 502)
    #expect(run.errors.contains("line 502"), "\(run.errors)")
  }

  static func status(of check: String, in document: [String: Any]) throws -> String {
    let aspects = try #require(document["aspects"] as? [[String: Any]])
    let checks = aspects.flatMap { $0["checks"] as? [[String: Any]] ?? [] }
    let found = try #require(checks.first { $0["id"] as? String == check })
    return try #require(found["status"] as? String)
  }
}

import Foundation
import Testing

@Suite struct ValidateTests {
  static let contract = """
    version: 1
    name: orders
    environments: [training, scoring]
    columns:
      id: {type: integer, required: true, not-null: true, unique: true}
      fare: {type: number, range: {min: 0, max: 500}}
      email: {personal: true, format: email, severity-free: true}
      label: {environments: [training], required: true, not-null: true}
    rows:
      ordered: [{columns: [start, end], severity: warn}]
    dataset:
      row-count: {min: 3}
    """.replacingOccurrences(of: ", severity-free: true", with: "")

  static let data = """
    id,fare,email,start,end,label
    1,10,ada@example.org,1,2,0
    2,-5,bob.example.org,3,2,1
    2,20,cy@example.org,1,2,
    4,900,di@example.org,1,2,1
    5,,,1,2,0

    """

  static func folder(_ contract: String = contract, _ data: String = data) throws -> Folder {
    let folder = try Folder()
    try folder.write(contract, to: "contract.yaml")
    try folder.write(data, to: "new.csv")
    return folder
  }

  @Test(
    "A column that is required is asked of each file of a directory", arguments: ["csv", "parquet"])
  func requiredOfEachFile(format: String) throws {
    let folder = try Self.folder("version: 1\ncolumns: {fare: {required: true}}\n")
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "new"), withIntermediateDirectories: true)
    try folder.write("version: 1\ndataset: {row-count: {min: 1}}\n", to: "any.yaml")
    for (name, text) in [("a", "fare,x\n1,2\n"), ("b", "charge,x\n3,4\n")] {
      try folder.write(text, to: "\(name).csv")
      let made = try Assay.run(
        ["validate", "\(name).csv", "--contract", "any.yaml", "--passed", "new/\(name).\(format)"],
        in: folder.url)
      #expect(made.status == 0, "\(made.errors)")
    }
    let run = try Assay.run(
      ["validate", "new", "--contract", "contract.yaml", "--json"], in: folder.url)
    #expect(run.status == 1, "\(run.errors)")
    let document = try run.document()
    #expect(document["verdict"] as? String == "blocked")
    let rules = try #require(document["constraints"] as? [[String: Any]])
    #expect(rules.first?["found"] as? String == "some files have no such column")
  }

  @Test("A row with more values than the heading is refused, since it would go on without them")
  func surplus() throws {
    let folder = try Self.folder(
      "version: 1\ncolumns: {id: {unique: true}}\n", "id,street\n1,Oak St 4\n2,Elm St 5, Apt 3\n")
    let run = try Assay.run(
      [
        "validate", "new.csv", "--contract", "contract.yaml", "--passed", "ok.csv", "--quarantine",
        "held/",
      ], in: folder.url)
    #expect(run.status == 3)
    #expect(run.errors.contains("new.csv, line 3: 1 row(s) have more values"), "\(run.errors)")
    #expect(try folder.names().sorted() == ["contract.yaml", "new.csv"])
  }

  @Test("Every row is passed on or held with its reasons, and the document says so")
  func quarantine() throws {
    let folder = try Self.folder()
    let run = try Assay.run(
      [
        "validate", "new.csv", "--contract", "contract.yaml", "--environment", "scoring",
        "--passed", "ok.csv", "--quarantine", "held.csv", "--json",
      ], in: folder.url)
    #expect(run.status == 1, "\(run.errors)")
    let document = try run.document()
    #expect(document["rows"] as? Int == 5)
    #expect(document["passed"] as? Int == 2)
    #expect(document["quarantined"] as? Int == 3)
    #expect(document["verdict"] as? String == "quarantined")
    let constraints = try #require(document["constraints"] as? [[String: Any]])
    func failed(_ id: String) -> Int? {
      constraints.first { $0["id"] as? String == id }?["failed"] as? Int
    }
    #expect(failed("fare.range") == 2)
    #expect(failed("id.unique") == 2)
    #expect(failed("email.format") == 1)
    #expect(failed("ordered") == 1)
    #expect(failed("label.not-null") == nil)
    let range = try #require(constraints.first { $0["id"] as? String == "fare.range" })
    #expect(range["examples"] as? [String] == ["-5", "900"])
    #expect((range["first"] as? [String: Any])?["row"] as? Int == 2)
    #expect(!run.output.contains("bob"))
    let passed = try String(contentsOf: folder.url.appending(path: "ok.csv"), encoding: .utf8)
    #expect(passed == "id,fare,email,start,end,label\n1,10,ada@example.org,1,2,0\n5,,,1,2,0\n")
    let held = try String(contentsOf: folder.url.appending(path: "held.csv"), encoding: .utf8)
    let lines = held.split(separator: "\n")
    #expect(
      lines[0]
        == "id,fare,email,start,end,label,assay_rules,assay_values,assay_key,assay_file,assay_row,assay_run,assay_time"
    )
    #expect(lines.count == 4)
    #expect(lines[1].contains("[\"\"id.unique\"\",\"\"fare.range\"\",\"\"email.format\"\"]"))
    #expect(lines[1].contains("\"\"fare\"\":\"\"-5\"\""))
    #expect(lines[1].contains("bob.example.org"))
    #expect(lines[1].contains("\"{\"\"id\"\":\"\"2\"\"}\""))
    #expect(lines[1].contains("new.csv,2,"))
    let schema = try Assay.run(["schema", "validate"], in: folder.url).document()
    #expect(SchemaCheck(root: schema).problems(document) == [])
  }

  @Test("A broken rule about the whole data stops the hand-over, and all rows are held")
  func blocked() throws {
    let folder = try Self.folder(
      Self.contract.replacingOccurrences(of: "min: 3", with: "min: 6"))
    let run = try Assay.run(
      [
        "validate", "new.csv", "--contract", "contract.yaml", "--environment", "scoring",
        "--passed", "ok.parquet", "--quarantine", "held.parquet", "--json",
      ], in: folder.url)
    #expect(run.status == 1, "\(run.errors)")
    let document = try run.document()
    #expect(document["verdict"] as? String == "blocked")
    #expect(document["passed"] as? Int == 0)
    #expect(document["quarantined"] as? Int == 5)
    #expect(try folder.names() == ["contract.yaml", "held.parquet", "new.csv"])
    let held = try Assay.run(
      ["profile", "held.parquet", "--json"], in: folder.url)
    #expect(try held.document()["rows"] as? Int == 5)
  }

  @Test("Data that hold go on whole, also without a row, with an empty quarantine")
  func passing() throws {
    let folder = try Self.folder("version: 1\ncolumns: {id: {not-null: true}}\n")
    for (name, query, rows) in [
      ("new", "new.csv", 5), ("none", "duckdb:select * from 'new.csv' where false", 0),
    ] {
      let run = try Assay.run(
        [
          "validate", query, "--contract", "contract.yaml", "--passed", "\(name).parquet",
          "--quarantine", "\(name)-held.csv", "--json",
        ], in: folder.url)
      #expect(run.status == 0, "\(run.errors)")
      #expect(try run.document()["passed"] as? Int == rows)
      let held = try String(
        contentsOf: folder.url.appending(path: "\(name)-held.csv"), encoding: .utf8)
      #expect(held.split(separator: "\n").count == 1)
    }
  }

  @Test("People read the verdict first, then what is broken with an example, then what holds")
  func terminal() throws {
    let folder = try Self.folder()
    let run = try Assay.run(
      ["validate", "new.csv", "--contract", "contract.yaml", "--environment", "scoring"],
      in: folder.url)
    #expect(run.status == 1, "\(run.errors)")
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(lines.first == "3 of 5 rows are held, 2 may go on")
    #expect(run.output.contains("rows  5 in = 2 passed + 3 quarantined"))
    let range = lines.first { $0.hasPrefix("fare.range") }
    #expect(range?.contains("quarantine     2") == true, "\(run.output)")
    #expect(range?.contains("-5 … 900, first row 2") == true, "\(run.output)")
    #expect(run.output.contains("[personal]"))
    #expect(!run.output.contains("bob"))
  }

  @Test(
    "Severities decide the exit code",
    arguments: [
      ("warn", "quarantine", Int32(0)), ("warn", "warn", 1), ("quarantine", "quarantine", 1),
      ("quarantine", "block", 0), ("block", "block", 1),
    ])
  func exitCodes(severity: String, failOn: String, status: Int32) throws {
    let folder = try Self.folder(
      "version: 1\ncolumns: {fare: {range: {min: 0, severity: \(severity)}}}\n")
    let run = try Assay.run(
      ["validate", "new.csv", "--contract", "contract.yaml", "--fail-on", failOn], in: folder.url)
    #expect(run.status == status, "\(run.output)\(run.errors)")
  }

  @Test(
    "What cannot be used is refused in a sentence, and nothing is written",
    arguments: [
      ("columns: {fare: {rnge: {min: 0}}}", [], Int32(2), "contract.yaml:2:18: unknown key “rnge”"),
      (
        "columns: {fair: {range: {min: 0}}}", [], 2,
        "contract.yaml:2:25: new.csv has no column “fair”"
      ),
      ("columns: {email: {range: {min: 0}}}", [], 2, "contract.yaml:2:26"),
      ("columns: {email: {pattern: '(?<=a)b'}}", [], 2, "RE2"),
      ("rows: {sql: [{predicate: fare >}]}", [], 2, "contract.yaml:2:26"),
      ("columns: {fare: {not-null: true}}", ["--environment", "prod"], 2, "prod"),
      ("columns: {fare: {not-null: true}}", ["--as-of", "soon"], 2, "soon"),
      ("columns: {fare: {not-null: true}}", ["--passed", "new.csv"], 2, "new.csv"),
      ("rows: {reference: [{columns: [id], data: gone.csv}]}", [], 3, "gone.csv"),
    ])
  func refused(contract: String, options: [String], status: Int32, says: String) throws {
    let folder = try Self.folder("version: 1\n\(contract)\n")
    let run = try Assay.run(
      ["validate", "new.csv", "--contract", "contract.yaml", "--quarantine", "held.csv"] + options,
      in: folder.url)
    #expect(run.status == status, "\(run.output)\(run.errors)")
    #expect(run.errors.contains(says), "\(run.errors)")
    #expect(try folder.names() == ["contract.yaml", "new.csv"])
  }

  @Test("An expression that fails on a value is said to, without the value")
  func failingExpression() throws {
    let folder = try Self.folder(
      "version: 1\nrows: {sql: [{predicate: 'cast(email as integer) > 0'}]}\n")
    let run = try Assay.run(
      ["validate", "new.csv", "--contract", "contract.yaml"], in: folder.url)
    #expect(run.status == 3, "\(run.output)")
    #expect(run.errors.contains("new.csv: an expression of the contract fails on a value"))
    #expect(!run.errors.contains("example.org"))
  }

  @Test("A contract is refused without the engine")
  func noEngine() throws {
    let folder = try Self.folder("version: 1\ncolums: {}\n")
    let run = try Assay.run(
      ["validate", "new.csv", "--contract", "contract.yaml"], in: folder.url,
      environment: ["ASSAY_DRIVER_PATH": "/nowhere"])
    #expect(run.status == 2)
    #expect(run.errors.contains("did you mean “columns”?"), "\(run.errors)")
  }

  @Test("What is broken fits the screen, the expectation first", arguments: [60, 80, 120])
  func terminal(width: Int) throws {
    let folder = try Self.folder(
      "version: 1\nname: orders\ncolumns: {fare: {range: {min: 0, max: 500}, mean: {max: 100.5, "
        + "severity: warn}, quantiles: {0.4: {max: 1}}}}\n",
      "fare\n10\n-5\n20\n599.85714285714283\n0.142857142857142\n3\n")
    let run = try Assay.run(
      ["validate", "new.csv", "--contract", "contract.yaml"], in: folder.url,
      environment: ["COLUMNS": "\(width)"])
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(lines.allSatisfy { $0.count <= width }, "\(run.output)")
    #expect(
      lines.contains { $0.hasSuffix("expected 0 to 500; -5 … 599.8571, first row 2") },
      "\(run.output)")
    #expect(lines.contains { $0.hasSuffix("expected at most 100.5; 104.7") }, "\(run.output)")
    #expect(lines.contains { $0.hasSuffix("expected 0.4: at most 1; [3]") }, "\(run.output)")
    #expect(lines.contains { $0.contains("found") } == (width > 80))
  }

  @Test("Rules that contradict are refused with the places of both, before any data are looked for")
  func contradiction() throws {
    let folder = try Folder()
    try folder.write(
      """
      version: 1
      columns:
        fare:
          range: {min: 0, max: 500}
          mean: {min: 600, severity: warn}

      """, to: "contract.yaml")
    let run = try Assay.run(
      ["validate", "nowhere.csv", "--contract", "contract.yaml"], in: folder.url,
      environment: ["ASSAY_DRIVER_PATH": "/nowhere"])
    #expect(run.status == 2)
    #expect(
      run.errors.contains(
        "contract.yaml:5:11: “columns.fare.mean” contradicts “columns.fare.range” (contract.yaml:4:12): "
          + "the mean is at least 600, and every value is at most 500"), "\(run.errors)")
  }

  @Test("Keys are looked up in data beside the contract")
  func reference() throws {
    let folder = try Self.folder(
      "version: 1\nrows: {reference: [{columns: [id], data: known.csv, keys: [number]}]}\n")
    try folder.write("number\n1\n2\n", to: "known.csv")
    let run = try Assay.run(
      ["validate", "new.csv", "--contract", "contract.yaml", "--json"], in: folder.url)
    #expect(run.status == 1, "\(run.errors)")
    #expect(try run.document()["quarantined"] as? Int == 2)
  }

  @Test("A quoted value of a personal column is in no warning")
  func warnings() throws {
    let folder = try Self.folder(
      "version: 1\ncolumns: {phone: {personal: true, type: integer}}\n",
      "phone\n1\n2\n3\n4\n5\n6\n7\n8\n9\nsecret-number\n")
    let run = try Assay.run(
      ["validate", "new.csv", "--contract", "contract.yaml", "--json"], in: folder.url)
    #expect(run.status == 1, "\(run.errors)")
    #expect(!run.errors.contains("secret") && !run.output.contains("secret"))
    #expect(run.errors.contains("mixed") || run.errors.contains("not numbers"))
  }

  @Test("Rows keep the number that they have in their own file")
  func severalFiles() throws {
    let folder = try Self.folder("version: 1\ncolumns: {x: {range: {min: 0}}}\n")
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "in"), withIntermediateDirectories: true)
    try folder.write("x\n1\n-1\n", to: "in/a.csv")
    try folder.write("x\n1\n2\n-3\n", to: "in/b.csv")
    let run = try Assay.run(
      ["validate", "in", "--contract", "contract.yaml", "--quarantine", "held.csv"], in: folder.url)
    #expect(run.status == 1, "\(run.errors)")
    let held = try String(contentsOf: folder.url.appending(path: "held.csv"), encoding: .utf8)
    #expect(held.contains("in/a.csv,2,"))
    #expect(held.contains("in/b.csv,3,"))
  }
}

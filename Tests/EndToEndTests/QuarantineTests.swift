import Foundation
import Testing

@Suite struct QuarantineTests {
  static let contract = """
    version: 1
    columns:
      id: {type: integer, not-null: true, unique: true}
      fare: {type: number, range: {min: 0, max: 500}}
      email: {personal: true, format: email}
    """
  static let data = """
    id,fare,email
    1,10,ada@example.org
    2,-5,bob.example.org
    2,20,cy@example.org
    4,9000,di@example.org
    5,,

    """

  /// A folder in which `new.csv` was validated into the store `held`.
  static func folder(_ name: String = "new.csv") throws -> Folder {
    let folder = try Folder()
    try folder.write(contract, to: "contract.yaml")
    try folder.write(data, to: name)
    let run = try validate(name, in: folder)
    #expect(run.status == 1, "\(run.errors)")
    return folder
  }

  static func validate(
    _ name: String, in folder: Folder, _ options: [String] = []
  ) throws -> Assay.Run {
    try Assay.run(
      [
        "validate", name, "--contract", "contract.yaml", "--passed", "ok.csv", "--quarantine",
        "held/", "--json",
      ] + options, in: folder.url)
  }

  /// Runs a subcommand on the store and holds its document against the schema.
  static func run(
    _ subcommand: String, _ options: [String], in folder: Folder, status: Int32 = 0
  ) throws -> [String: Any] {
    let run = try Assay.run(
      ["quarantine", subcommand, "held"] + options + ["--json"], in: folder.url)
    #expect(run.status == status, "\(run.errors)")
    let document = try run.document()
    let schema = try Assay.run(["schema", "quarantine-\(subcommand)"], in: folder.url).document()
    #expect(SchemaCheck(root: schema).problems(document) == [])
    #expect(!run.output.contains("bob"))
    return document
  }

  static func text(_ name: String, in folder: Folder) throws -> String {
    try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
  }

  static func text(_ name: String, bytesIn folder: Folder) throws -> Data {
    try Data(contentsOf: folder.url.appending(path: name))
  }

  @Test("A store keeps the held rows of a run as a batch, and the document names it")
  func held() throws {
    let folder = try Self.folder()
    #expect(
      try Self.text("ok.csv", in: folder) == "id,fare,email\n1,10,ada@example.org\n5,,\n")
    let second = try Self.validate("new.csv", in: folder, ["--again"])
    let document = try second.document()
    let outputs = try #require(document["outputs"] as? [String: Any])
    #expect(outputs["batch"] as? Int == 2)
    #expect(outputs["quarantine"] as? String == "held/")
    let schema = try Assay.run(["schema", "validate"], in: folder.url).document()
    #expect(SchemaCheck(root: schema).problems(document) == [])
  }

  @Test("Data that lack the column which names their rows are held under their places")
  func withoutKey() throws {
    let folder = try Folder()
    try folder.write(
      "version: 1\ncolumns: {id: {required: true, unique: true}, fare: {type: number}}\n",
      to: "contract.yaml")
    try folder.write("fare\n10\n20\n", to: "new.csv")
    let run = try Self.validate("new.csv", in: folder)
    #expect(run.status == 1, "\(run.errors)")
    #expect(try run.document()["quarantined"] as? Int == 2)
    let rows = try #require(try Self.run("show", [], in: folder)["rows"] as? [[String: Any]])
    #expect(rows.map { $0["key"] as? [String: String] } == [[:], [:]])
    #expect(rows.map { $0["row"] as? Int } == [1, 2])
  }

  @Test("The same data are not held twice unless that is asked for")
  func repetition() throws {
    let folder = try Self.folder()
    let again = try Self.validate("new.csv", in: folder)
    #expect(again.status == 2)
    #expect(again.errors.contains("is batch 1 of held/"), "\(again.errors)")
    #expect(try (Self.run("list", [], in: folder)["batches"] as? [Any])?.count == 1)
  }

  @Test("Rows are listed, shown, corrected, released and discarded, and the books balance")
  func circle() throws {
    let folder = try Self.folder()
    let listed = try Self.run("list", [], in: folder)
    let batch = try #require((listed["batches"] as? [[String: Any]])?.first)
    let rules = try #require(batch["rules"] as? [[String: Any]])
    #expect(rules.map { $0["id"] as? String } == ["fare.range", "id.unique", "email.format"])
    let shown = try Self.run("show", ["--rule", "fare.range"], in: folder)
    #expect(shown["count"] as? Int == 2)
    let corrected = try Self.run(
      "correct", ["--set", "fare = fare / 100", "--where", "fare > 1000", "--by", "Ada"],
      in: folder)
    #expect(corrected["rows"] as? Int == 1)
    let released = try Self.run("release", ["--out", "out/"], in: folder, status: 1)
    #expect(released["released"] as? Int == 1)
    let out = try #require(released["out"] as? String)
    #expect(out.hasSuffix("/out/b1-released-3.parquet"))
    let discarded = try Self.run(
      "discard", ["--id", "b1-1", "--by", "Ada", "--reason", "no address"], in: folder)
    #expect(discarded["rows"] as? Int == 1)
    _ = try Self.run("release", ["--out", "last.csv", "--key", "2"], in: folder)
    #expect(try Self.text("last.csv", in: folder) == "id,fare,email\n2,20,cy@example.org\n")
    let gone = try Self.run("show", ["--discarded", "--batch", "1"], in: folder)
    #expect(gone["count"] as? Int == 1)
    #expect((gone["rows"] as? [[String: Any]])?.map { $0["state"] as? String } == ["discarded"])
    _ = try Self.run(
      "show", ["--discarded", "--batch", "1", "--out", "gone.csv"], in: folder)
    #expect(try Self.text("gone.csv", in: folder).hasSuffix(",discarded\n"))
    let last = try Self.run("list", ["--log"], in: folder)
    let books = try #require(last["books"] as? [String: Int])
    #expect(
      books == [
        "rows": 5, "passed": 2, "held": 0, "corrected": 0, "released": 2, "discarded": 1,
      ])
    let log = try #require(last["log"] as? [[String: Any]])
    #expect(
      log.map { $0["action"] as? String } == ["hold", "correct", "release", "discard", "release"])
    #expect(log[1]["by"] as? String == "Ada")
    #expect(log[3]["reason"] as? String == "no address")
  }

  @Test("A file that was written is edited, and what differs is taken over")
  func edited() throws {
    let folder = try Self.folder()
    let shown = try Self.run("show", ["--out", "edit.csv", "--rule", "fare.range"], in: folder)
    #expect(shown["count"] as? Int == 2)
    let text = try Self.text("edit.csv", in: folder)
    #expect(text.hasPrefix("assay_id,id,fare,email,assay_rules"))
    try folder.write(text.replacingOccurrences(of: ",9000,", with: ",90,"), to: "edit.csv")
    let found = try Self.run("correct", ["--from", "edit.csv"], in: folder)
    #expect(found["rows"] as? Int == 1)
    let column = try #require((found["columns"] as? [[String: Any]])?.first)
    #expect(column["column"] as? String == "fare")
    let example = try #require(column["example"] as? [String: String])
    #expect(example == ["id": "b1-3", "before": "9000", "after": "90"])
  }

  @Test("What was in the future when it came is not released because time went by")
  func moment() throws {
    let folder = try Folder()
    try folder.write(
      "version: 1\ncolumns: {at: {type: timestamp, past: true}}\n", to: "contract.yaml")
    let soon = Date.now.addingTimeInterval(4)
    try folder.write("at\n2026-01-01T00:00:00Z\n\(soon.formatted(.iso8601))\n", to: "new.csv")
    #expect(try Self.validate("new.csv", in: folder).status == 1)
    Thread.sleep(until: soon.addingTimeInterval(1))
    let released = try Self.run("release", ["--out", "out.csv"], in: folder, status: 1)
    #expect(released["judged"] as? Int == 1)
    #expect(released["released"] as? Int == 0)
  }

  @Test("A changed contract does not judge until it is named")
  func contractChanged() throws {
    let folder = try Self.folder()
    try folder.write(
      Self.contract.replacingOccurrences(of: "max: 500", with: "max: 10000"), to: "contract.yaml")
    let refused = try Assay.run(
      ["quarantine", "release", "held", "--out", "out.csv"], in: folder.url)
    #expect(refused.status == 2)
    #expect(refused.errors.contains("--contract"), "\(refused.errors)")
    let released = try Self.run(
      "release", ["--out", "out.csv", "--contract", "contract.yaml"], in: folder, status: 1)
    #expect(released["released"] as? Int == 1)
    #expect(try Self.text("out.csv", in: folder) == "id,fare,email\n4,9000,di@example.org\n")
  }

  @Test("People see batches, reasons with examples, and the balance; personal values are hidden")
  func terminal() throws {
    let folder = try Self.folder()
    let list = try Assay.run(["quarantine", "list", "held"], in: folder.url)
    #expect(list.status == 0, "\(list.errors)")
    #expect(
      list.output.contains("rows  5 in = 2 passed + 3 held + 0 released + 0 discarded"),
      "\(list.output)")
    #expect(list.output.contains("-5 … 9000"), "\(list.output)")
    #expect(list.output.contains("[personal]"))
    let show = try Assay.run(["quarantine", "show", "held", "--limit", "1"], in: folder.url)
    #expect(show.output.contains("b1-1"))
    #expect(show.output.contains("3 rows, of which 1 shown"), "\(show.output)")
    #expect(!(list.output + show.output).contains("bob"))
    let log = try Assay.run(["quarantine", "list", "held", "--log"], in: folder.url)
    #expect(log.output.contains("hold"))
  }

  @Test(
    "What cannot be done is refused in a sentence, and nothing changes",
    arguments: [
      (["list", "nowhere"], Int32(3), "no quarantine store at nowhere"),
      (["show", "held", "--batch", "7"], 2, "no batch 7"),
      (["show", "held", "--where", "fair > 1"], 2, "--where fair > 1"),
      (["correct", "held"], 2, "--set"),
      (["correct", "held", "--set", "fare"], 2, "no assignment"),
      (["correct", "held", "--set", "fair = 1"], 2, "no column fair"),
      (["correct", "held", "--set", "fare = email"], 3, "fails on a value"),
      (["correct", "held", "--set", "fare = fare / 7.0"], 3, "which holds whole numbers"),
      (["correct", "held", "--from", "gone.csv"], 3, "gone.csv: there is no such file"),
      (["correct", "held", "--from", "empty.csv"], 3, "empty.csv: the file is empty"),
      (["correct", "held", "--from", "new.csv"], 2, "no column assay_id"),
      (["release", "held", "--out", "ok.csv"], 2, "ok.csv is there already"),
      (["release", "held", "--out", "out.txt"], 2, "out.txt"),
      (["release", "held", "--out", "held/rows/out.csv"], 2, "is in the store"),
      (["release", "held", "--out", "held"], 2, "is in the store"),
      (["show", "held", "--out", "held/rows/out.csv"], 2, "is in the store"),
      (["release", "held", "--out", "out.csv", "--rule", "none"], 2, "fits --rule none"),
      (["discard", "held", "--all", "--by", "Ada"], 2, "--reason"),
      (["discard", "held", "--by", "Ada", "--reason", "x"], 2, "say which rows"),
      (["discard", "held", "--all", "--by", " ", "--reason", "x"], 2, "--by is empty"),
    ])
  func refused(arguments: [String], status: Int32, says: String) throws {
    let folder = try Self.folder()
    try folder.write("", to: "empty.csv")
    let before = try folder.names()
    let run = try Assay.run(["quarantine"] + arguments, in: folder.url)
    #expect(run.status == status, "\(run.output)\(run.errors)")
    #expect(run.errors.contains(says), "\(run.errors)")
    #expect(!run.errors.contains("bob"))
    #expect(try folder.names() == before)
    let books = try #require(
      try Self.run("list", ["--batch", "1"], in: folder)["books"] as? [String: Int])
    #expect(books["held"] == 3)
  }

  @Test(
    "A value of an edited file that does not fit is named by file, line and column, and nothing changes",
    arguments: [
      (
        "assay_id,fare,email\nb1-1,5,x@example.org\nb1-3,9o,y@example.org\n",
        "edit.csv, line 3, column \"fare\": “9o” of row b1-3 does not fit its column"
      ),
      ("assay_id,fare\nb1-3,90.5\n", "edit.csv, line 2, column \"fare\": “90.5” of row b1-3"),
      ("assay_id,id\nb1-1,2\nb1-2,\nb1-3,four\n", "edit.csv, line 4, column \"id\": “four”"),
      (
        "assay_id,email,fare\nb1-2,\"a\nb\",\"1,5\"\n", "line 2, column \"fare\": “1,5” of row b1-2"
      ),
    ])
  func misfits(edited: String, says: String) throws {
    let folder = try Self.folder()
    try folder.write(edited, to: "edit.csv")
    let before = try Self.text("held/rows/b1-1.parquet", bytesIn: folder)
    let run = try Assay.run(
      ["quarantine", "correct", "held", "--from", "edit.csv"], in: folder.url)
    #expect(run.status == 3, "\(run.output)")
    #expect(run.errors.contains(says), "\(run.errors)")
    #expect(try Self.text("held/rows/b1-1.parquet", bytesIn: folder) == before)
    let log = try #require(try Self.run("list", ["--log"], in: folder)["log"] as? [Any])
    #expect(log.count == 1)
  }

  @Test("A personal value that does not fit is not shown")
  func personalMisfit() throws {
    let folder = try Folder()
    try folder.write(
      "version: 1\ncolumns: {born: {type: date, personal: true, range: {max: 2000-01-01}}}\n",
      to: "contract.yaml")
    try folder.write("born\n2001-02-03\n", to: "new.csv")
    #expect(try Self.validate("new.csv", in: folder).status == 1)
    try folder.write("assay_id,born\nb1-1,3.2.1999\n", to: "edit.csv")
    let run = try Assay.run(
      ["quarantine", "correct", "held", "--from", "edit.csv"], in: folder.url)
    #expect(run.status == 3)
    #expect(run.errors.contains("column \"born\": [personal] of row b1-1"), "\(run.errors)")
    #expect(!run.errors.contains("1999"))
  }

  @Test("A folder with other files is not made a store")
  func foreign() throws {
    let folder = try Folder()
    try folder.write(Self.contract, to: "contract.yaml")
    try folder.write(Self.data, to: "new.csv")
    let run = try Assay.run(
      ["validate", "new.csv", "--contract", "contract.yaml", "--quarantine", "."], in: folder.url)
    #expect(run.status == 2, "\(run.output)")
    #expect(run.errors.contains("is no quarantine store, and it is not empty"), "\(run.errors)")
    #expect(try folder.names() == ["contract.yaml", "new.csv"])
  }

  @Test("Rows that go on are not put into the store, which would remove them")
  func passedInside() throws {
    let folder = try Folder()
    try folder.write(Self.contract, to: "contract.yaml")
    try folder.write(Self.data, to: "new.csv")
    let run = try Assay.run(
      [
        "validate", "new.csv", "--contract", "contract.yaml", "--passed", "held/rows/ok.csv",
        "--quarantine", "held/",
      ], in: folder.url)
    #expect(run.status == 2, "\(run.output)")
    #expect(run.errors.contains("is in the store"), "\(run.errors)")
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "ok.csv"), withIntermediateDirectories: true)
    let over = try Self.validate("new.csv", in: folder)
    #expect(over.status == 3)
    #expect(over.errors.contains("ok.csv is a folder"), "\(over.errors)")
    #expect(try (Self.run("list", [], in: folder)["batches"] as? [Any])?.count == 0)
  }

  @Test("Of several runs at once each waits for the others, and rows are released once")
  func together() throws {
    let folder = try Self.folder()
    let run = try InterruptionTests.shell(
      """
      for i in 1 2 3 4; do
        "$ASSAY" quarantine release held --batch 1 --out out/ \
          --contract all.yaml > /dev/null 2> "errors$i" &
      done
      wait
      """, in: folder.url, writing: ["all.yaml": "version: 1\ncolumns: {id: {not-null: true}}\n"])
    #expect(run.status == 0)
    let files = try FileManager.default.contentsOfDirectory(
      atPath: folder.url.appending(path: "out").path)
    #expect(files.count == 1)
    let books = try #require(try Self.run("list", [], in: folder)["books"] as? [String: Int])
    #expect(books["released"] == 3)
    let errors = try (1...4).map { try Self.text("errors\($0)", in: folder) }
    #expect(errors.count { $0.contains("holds no rows any more") } == 3, "\(errors)")
  }

  @Test("Odd names of columns and values keep their meaning")
  func oddNames() throws {
    let folder = try Folder()
    try folder.write(
      "version: 1\ncolumns: {\"💰 'x' \\\"y\\\"\": {range: {max: 5}}, k: {unique: true}}\n",
      to: "contract.yaml")
    try folder.write(
      "k,\"💰 'x' \"\"y\"\"\",text\na'b,1e300,\"\"\n\"c,\"\"d\",9,\"1.50\"\n", to: "new.csv")
    let run = try Self.validate("new.csv", in: folder)
    #expect(run.status == 1, "\(run.errors)")
    let shown = try Self.run("show", ["--key", "a'b", "--out", "edit.csv"], in: folder)
    #expect(shown["count"] as? Int == 1)
    let untouched = try Self.run("correct", ["--from", "edit.csv"], in: folder)
    #expect(untouched["rows"] as? Int == 0)
    let corrected = try Self.run(
      "correct", ["--set", "\"💰 'x' \"\"y\"\"\" = 2", "--key", "c,\"d"], in: folder)
    #expect(corrected["rows"] as? Int == 1)
    _ = try Self.run("release", ["--out", "out.csv"], in: folder, status: 1)
    #expect(try Self.text("out.csv", in: folder).contains("\"c,\"\"d\",2.0,1.5"))
  }
}

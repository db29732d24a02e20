import Foundation
import Testing

/// Text files that are read by the types of a contract.
@Suite struct ContractTypeTests {
  static let contract = """
    version: 1
    columns:
      code: {type: text, not-null: true, unique: true, pattern: '^[0-9e+]{3}'}
      amount: {type: number, range: {min: 0}}

    """

  static let data = """
    code,amount
    1e5,1.50
    007,NA
    100000,2
    +41791234567,-3

    """

  static func text(_ name: String, in folder: Folder) throws -> String {
    try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
  }

  static func validate(
    _ data: String, _ options: [String], in folder: Folder
  ) throws -> Assay.Run {
    try Assay.run(
      ["validate", data, "--contract", "contract.yaml", "--json"] + options, in: folder.url)
  }

  @Test("Columns that the contract calls text keep their characters, also compressed")
  func characters() throws {
    let folder = try Folder()
    try folder.write(Self.contract, to: "contract.yaml")
    try folder.write(Self.data, to: "new.csv")
    let packed = try InterruptionTests.shell("gzip -k new.csv", in: folder.url)
    #expect(packed.status == 0)
    for name in ["new.csv", "new.csv.gz"] {
      let run = try Self.validate(
        name, ["--passed", "ok.csv", "--quarantine", "held.csv"], in: folder)
      #expect(run.status == 1, "\(run.errors)")
      let document = try run.document()
      #expect(document["quarantined"] as? Int == 1)
      let warnings = try #require(document["warnings"] as? [[String: Any]])
      #expect(warnings.map { $0["code"] as? String } == ["missing-token"])
      #expect(try Self.text("ok.csv", in: folder) == "code,amount\n1e5,1.5\n007,\n100000,2.0\n")
      #expect(try Self.text("held.csv", in: folder).contains("\n+41791234567,-3.0,"))
    }
  }

  @Test("A bad value of another type is held with its characters, and only that")
  func misfits() throws {
    let folder = try Folder()
    try folder.write(Self.contract, to: "contract.yaml")
    try folder.write("code,amount\n001,1.50\n002,NA\n003,1.5.0\n004,-2\n", to: "new.csv")
    let run = try Self.validate(
      "new.csv", ["--passed", "ok.csv", "--quarantine", "held.csv"], in: folder)
    #expect(run.status == 1, "\(run.errors)")
    #expect(try Self.text("ok.csv", in: folder) == "code,amount\n001,1.50\n002,\n")
    let held = try Self.text("held.csv", in: folder).split(separator: "\n")
    #expect(held.count == 3)
    #expect(held[1].hasPrefix("003,1.5.0,\"[\"\"amount.type\"\"]\""))
    #expect(held[2].hasPrefix("004,-2,\"[\"\"amount.range\"\"]\""))
  }

  @Test(
    "A contract that was inferred from a file reads it, and what comes later, by the same types")
  func inferred() throws {
    let folder = try Folder()
    let rows = (0..<300).map {
      "\($0),a\($0 % 9),0\(1 + $0 % 7)\(100 + $0),2026-01-0\(1 + $0 % 9)"
    }
    try folder.write(
      "n,t,code,day\n" + rows.joined(separator: "\n") + "\n", to: "train.csv")
    let made = try Assay.run(
      ["contract", "train.csv", "--out", "contract.yaml"], in: folder.url)
    #expect(made.status == 0, "\(made.errors)")
    #expect(try Self.validate("train.csv", [], in: folder).status == 0)
    let later = rows.prefix(290).map { $0.replacing(",0", with: ",", maxReplacements: 1) }
    try folder.write("n,t,code,day\n" + later.joined(separator: "\n") + "\n", to: "later.csv")
    let run = try Self.validate("later.csv", [], in: folder)
    let constraints = try #require(try run.document()["constraints"] as? [[String: Any]])
    let types = constraints.filter { $0["kind"] as? String == "type" }
    #expect(types.count == 4)
    #expect(types.allSatisfy { $0["ok"] as? Bool == true }, "\(run.output)")
  }

  @Test(
    "A contract that was inferred from JSON lines holds for them, whatever their texts look like")
  func inferredFromLines() throws {
    let folder = try Folder()
    let rows = (0..<300).map {
      "{\"m\":\"0\(1 + $0 % 9)-04-2024\",\"t\":\"12:\(10 + $0 % 50):00\",\"d\":\"2024-02-0\(1 + $0 % 9)\"}"
    }
    try folder.write(rows.joined(separator: "\n") + "\n", to: "train.jsonl")
    let made = try Assay.run(
      ["contract", "train.jsonl", "--out", "contract.yaml"], in: folder.url)
    #expect(made.status == 0, "\(made.errors)")
    let contract = try Self.text("contract.yaml", in: folder)
    #expect(contract.matches(of: /type: text/).count == 2, "\(contract)")
    #expect(contract.matches(of: /type: date/).count == 1)
    #expect(try Self.validate("train.jsonl", [], in: folder).status == 0)
  }

  @Test("A batch that is observed is read by the types of its contract")
  func observed() throws {
    let folder = try Folder()
    try folder.write(
      "version: 1\ncolumns: {code: {type: text, length: {min: 3, max: 3}}}\n", to: "contract.yaml")
    try folder.write("code\n1e5\n2e7\n", to: "day.csv")
    let run = try Assay.run(
      [
        "observe", "record", "day.csv", "--contract", "contract.yaml", "--at",
        "2026-01-05T00:00:00Z", "--dataset", "codes", "--store", "runs.sqlite", "--json",
      ], in: folder.url)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
  }

  @Test("Keys are compared as text with other data, and with rows that went on earlier")
  func keys() throws {
    let folder = try Folder()
    try folder.write(
      Self.contract + "rows:\n  reference: [{columns: [code], data: codes.csv, keys: [key]}]\n",
      to: "contract.yaml")
    try folder.write("key\n1e5\n007\n", to: "codes.csv")
    try folder.write("code,amount\n1e5,1\n100000,2\n", to: "new.csv")
    let run = try Self.validate(
      "new.csv", ["--passed", "ok.csv", "--quarantine", "held/"], in: folder)
    #expect(run.status == 1, "\(run.errors)")
    #expect(try Self.text("ok.csv", in: folder) == "code,amount\n1e5,1\n")
    try folder.write("key\n1e5\n100000\n", to: "codes.csv")
    let released = try Assay.run(
      ["quarantine", "release", "held", "--out", "out.csv", "--json"], in: folder.url)
    #expect(released.status == 0, "\(released.output)\(released.errors)")
    #expect(try Self.text("out.csv", in: folder) == "code,amount\n100000,2\n")
  }

  @Test("A file of JSON lines is judged as the same lines on standard input")
  func lines() throws {
    let folder = try Folder()
    try folder.write(
      """
      version: 1
      columns:
        day: {type: text, pattern: '^2026'}
        at: {type: date}
        n: {type: integer, range: {min: 1}}

      """, to: "contract.yaml")
    let lines = [
      #"{"day":"2026-01-01","at":"2026-02-01","n":1}"#,
      #"{"day":"2025-01-01","at":"03-04-2026","n":2}"#,
      #"{"day":"2026-01-03","at":"2026-02-01T08:00:00","n":0}"#,
    ]
    try folder.write(lines.joined(separator: "\n") + "\n", to: "rows.jsonl")
    let file = try Self.validate("rows.jsonl", ["--passed", "ok.csv"], in: folder)
    let stream = try InterruptionTests.shell(
      "\"$ASSAY\" validate - --contract contract.yaml --json < rows.jsonl > stream.json",
      in: folder.url)
    #expect((file.status, stream.status) == (1, 1), "\(file.errors)\(stream.errors)")
    let other = try #require(
      JSONSerialization.jsonObject(with: Data(Self.text("stream.json", in: folder).utf8))
        as? [String: Any])
    func failed(_ document: [String: Any]) -> [String: Int] {
      let constraints = document["constraints"] as? [[String: Any]] ?? []
      let pairs = constraints.filter { $0["kind"] as? String != "json" }.map {
        ($0["id"] as? String ?? "", $0["failed"] as? Int ?? -1)
      }
      return Dictionary(pairs) { first, _ in first }
    }
    #expect(
      failed(try file.document())
        == ["day.type": 0, "day.pattern": 1, "at.type": 2, "n.type": 0, "n.range": 1])
    #expect(failed(other) == failed(try file.document()))
    #expect(try Self.text("ok.csv", in: folder) == "day,at,n\n2026-01-01,2026-02-01,1\n")
  }
}

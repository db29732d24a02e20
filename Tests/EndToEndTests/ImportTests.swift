import Foundation
import Testing

@Suite struct ImportTests {
  static let rules = Assay.root.appending(path: "Tests/Fixtures/contracts/import")

  static func path(_ file: String) -> String { rules.appending(path: file).path }

  @Test("A suite becomes a contract that data are held against")
  func roundTrip() throws {
    let folder = try Folder()
    let run = try Assay.run(["import", Self.path("gx.json"), "--out", "c.yaml"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("44 rules of Great Expectations"), "\(run.output)")
    #expect(run.output.contains("expect_column_kl_divergence_to_be_less_than"), "\(run.output)")
    let rows = Self.rules.deletingLastPathComponent().appending(path: "rows.csv").path
    let held = try Assay.run(
      ["validate", rows, "--contract", "c.yaml", "--json"], in: folder.url)
    #expect(held.status == 1, "\(held.errors)")
    #expect(try held.document()["rows"] as? Int == 240)
  }

  @Test(
    "The document follows its schema, and carried + partly + listed are all rules",
    arguments: [
      ["gx-018.json"], ["pandera.yaml"], ["schema.pbtxt"], ["soda.yml"], ["soda-3.yml"],
      ["schema.json"],
      ["constraints.json", "--statistics", "statistics.json"],
      ["dbt.yml", "--table", "flights", "--reference", "airports=airports.csv"],
      ["sodacl.yml", "--table", "flights", "--from", "soda"],
    ])
  func documents(arguments: [String]) throws {
    let folder = try Folder()
    let words = arguments.map { $0.contains(".") && !$0.contains("=") ? Self.path($0) : $0 }
    let run = try Assay.run(["import"] + words + ["--json"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    let document = try run.document()
    let schema = try Assay.run(["schema", "import"], in: folder.url).document()
    #expect(SchemaCheck(root: schema).problems(document) == [])
    let summary = try #require(document["summary"] as? [String: Int])
    let parts = ["carried", "partly", "listed"].compactMap { summary[$0] }
    #expect(parts.reduce(0, +) == summary["rules"])
    #expect((document["rules"] as? [Any])?.count == summary["rules"])
    let strict = try Assay.run(["import"] + words + ["--require", "all"], in: folder.url)
    #expect(strict.status == 1)
  }

  @Test("What cannot be read is said in one sentence, and nothing is written")
  func refused() throws {
    let folder = try Folder()
    try folder.write("{\"expectations\": [\n  {\"type\" 1}]}", to: "broken.json")
    try folder.write(
      "{\"expectations\": [{\"type\": \"expect_x\", \"kwargs\": {}}]}", to: "none.json")
    for (words, status, message) in [
      (["absent.json"], 2, "cannot read absent.json"), (["."], 2, "name a file"),
      (["broken.json"], 2, "broken.json:2:11: a colon is expected"),
      (["none.json"], 1, ""), (["none.json", "--from", "gx"], 2, "gx"),
      ([Self.path("dbt.yml")], 2, "--table: flights, airports"),
      ([Self.path("dbt.yml"), "--table", "flight"], 2, "flights"),
      ([Self.path("gx.json"), "--statistics", Self.path("gx.json")], 2, "holds no statistics"),
      ([Self.path("gx.json"), "--reference", "x"], 2, "TABLE=DATA"),
    ] {
      let run = try Assay.run(["import"] + words + ["--out", "c.yaml"], in: folder.url)
      #expect(run.status == status, "\(words): \(run.output)\(run.errors)")
      #expect(message.isEmpty || run.errors.contains(message), "\(words): \(run.errors)")
      let names = try folder.names()
      #expect(!names.contains("c.yaml"), "\(words)")
    }
  }
}

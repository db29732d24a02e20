import Foundation
import Testing

/// What `assay validate` tells lineage.
@Suite struct ValidateLineageTests {
  private static func events(_ folder: Folder) throws -> [[String: Any]] {
    let text = try String(contentsOf: folder.url.appending(path: "events.jsonl"), encoding: .utf8)
    return try text.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  private static func facets(_ event: [String: Any]) throws -> [String: [String: Any]] {
    let input = try #require((event["inputs"] as? [[String: Any]])?.first)
    return try #require(input["inputFacets"] as? [String: [String: Any]])
  }

  @Test("A validation starts and completes with how every constraint fared, and what was measured")
  func completes() throws {
    let folder = try ValidateTests.folder()
    let run = try Assay.run(
      [
        "validate", "new.csv", "--contract", "contract.yaml", "--environment", "scoring",
        "--openlineage", "events.jsonl", "--upstream", "shop", "--json",
      ], in: folder.url)
    #expect(run.status == 1, "\(run.errors)")
    let events = try Self.events(folder)
    #expect(events.map { $0["eventType"] as? String } == ["START", "COMPLETE", nil])
    let id = (try run.document()["run"] as? [String: Any])?["id"] as? String
    #expect(
      events.prefix(2).allSatisfy { ($0["run"] as? [String: Any])?["runId"] as? String == id })
    let input = try #require((events[1]["inputs"] as? [[String: Any]])?.first)
    #expect(input["name"] as? String == "orders")
    let facets = try Self.facets(events[1])
    let assertions = try #require(
      facets["dataQualityAssertions"]?["assertions"] as? [[String: Any]])
    let broken = assertions.filter { $0["success"] as? Bool == false }
    #expect(
      Set(broken.compactMap { $0["name"] as? String })
        == ["fare.range", "id.unique", "email.format", "ordered"])
    #expect(
      assertions.first { $0["name"] as? String == "ordered" }?["severity"] as? String == "warn")
    #expect(facets["dataQualityMetrics"]?["rowCount"] as? Int == 5)
    let columns = try #require(
      facets["dataQualityMetrics"]?["columnMetrics"] as? [String: [String: Any]])
    #expect(columns["fare"]?["nullCount"] as? Int == 1)
    #expect(columns["email"] == nil, "a personal column is measured")
    let outputs = try #require((events[2]["outputs"] as? [[String: Any]])?.first)
    #expect(outputs["name"] as? String == "orders")
  }

  @Test("Data that cannot be read end in a failure that says why")
  func fails() throws {
    let folder = try ValidateTests.folder()
    let run = try Assay.run(
      ["validate", "gone.csv", "--contract", "contract.yaml", "--openlineage", "events.jsonl"],
      in: folder.url)
    #expect(run.status == 3)
    let events = try Self.events(folder)
    #expect(events.map { $0["eventType"] as? String } == ["START", "FAIL"])
    let message =
      ((events[1]["run"] as? [String: Any])?["facets"] as? [String: [String: Any]])?[
        "errorMessage"]?["message"] as? String
    #expect(message?.contains("gone.csv") == true)
  }

  @Test("Rows on standard input are told too, without figures of their columns")
  func stream() throws {
    let folder = try Folder()
    try folder.write(
      "version: 1\ncolumns: {a: {type: integer, range: {min: 0}}}\n", to: "contract.yaml")
    let run = try InterruptionTests.shell(
      """
      printf '{"a":1}\\n{"a":-1}\\n' | \
        "$ASSAY" validate - --contract contract.yaml --passed ok.jsonl \
        --dataset orders --openlineage events.jsonl
      """, in: folder.url)
    #expect(run.status == 1, "\(run.errors)")
    let events = try Self.events(folder)
    #expect(events.map { $0["eventType"] as? String } == ["START", "COMPLETE"])
    let facets = try Self.facets(events[1])
    #expect(facets["dataQualityMetrics"]?["rowCount"] as? Int == 2)
  }

  @Test("Events that nobody takes wait where those of observe do, and the answer stands")
  func undelivered() throws {
    let folder = try ValidateTests.folder()
    let run = try Assay.run(
      [
        "validate", "new.csv", "--contract", "contract.yaml", "--environment", "scoring",
        "--openlineage", "http://user:secret@127.0.0.1:9", "--passed", "ok.csv",
      ], in: folder.url)
    #expect(run.status == 1, "\(run.errors)")
    #expect(run.errors.contains("wait in"))
    #expect(!run.errors.contains("secret") && !run.output.contains("secret"))
    let spool = try String(
      contentsOf: folder.url.appending(path: ".assay/observations.sqlite.openlineage.jsonl"),
      encoding: .utf8)
    #expect(spool.split(separator: "\n").count == 2)
    #expect(FileManager.default.fileExists(atPath: folder.url.appending(path: "ok.csv").path))
  }

  @Test(
    "What cannot be told is refused before anything is read",
    arguments: [
      (["--dataset", "x"], Int32(2), "--openlineage"),
      (["--openlineage", "ftp://x"], 2, "--openlineage"),
      (["--openlineage", "ok.csv", "--passed", "ok.csv"], 2, "another file"),
      (["--openlineage", "new.csv"], 2, "holds no events"),
      (["--openlineage", "no/such/folder/events.jsonl"], 3, "events"),
    ])
  func refused(arguments: [String], status: Int32, says: String) throws {
    let folder = try ValidateTests.folder()
    let run = try Assay.run(
      ["validate", "new.csv", "--contract", "contract.yaml"] + arguments, in: folder.url)
    #expect(run.status == status, "\(run.output)\(run.errors)")
    #expect(run.errors.contains(says), "\(run.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "ok.csv").path))
    let data = try String(contentsOf: folder.url.appending(path: "new.csv"), encoding: .utf8)
    #expect(data == ValidateTests.data)
  }
}

import Foundation
import Testing

@Suite("What OpenLineage is told of assessments and splits")
struct LineageTests {
  private static func events(_ folder: Folder) throws -> [[String: Any]] {
    let text = try String(contentsOf: folder.url.appending(path: "events.jsonl"), encoding: .utf8)
    return try text.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  @Test("A split tells what it read, with its columns, and the files that it wrote")
  func split() throws {
    let folder = try Folder()
    let rows = (0..<60).map { "\($0),\($0 % 2)\n" }.joined()
    try folder.write("id,y\n\(rows)", to: "data.csv")
    let run = try Assay.run(
      [
        "split", "data.csv", "--fractions", "0.5,0.5", "--out", "sets", "--openlineage",
        "events.jsonl",
      ],
      in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    let events = try Self.events(folder)
    #expect(events.map { $0["eventType"] as? String } == ["START", "COMPLETE"])
    let input = try #require((events[1]["inputs"] as? [[String: Any]])?.first)
    #expect((input["name"] as? String)?.hasSuffix("/data.csv") == true)
    #expect(input["namespace"] as? String == "file")
    let facets = try #require(input["facets"] as? [String: [String: Any]])
    let fields = try #require(facets["schema"]?["fields"] as? [[String: Any]])
    #expect(fields.compactMap { $0["name"] as? String } == ["id", "y"])
    #expect((facets["dataSource"]?["uri"] as? String)?.hasPrefix("file:///") == true)
    let outputs = try #require(events[1]["outputs"] as? [[String: Any]])
    #expect(
      outputs.compactMap { ($0["name"] as? String)?.split(separator: "/").last }
        == ["train.csv", "test.csv", "manifest.json"])
  }

  @Test("A command that gives no answer tells that it failed, and why")
  func failed() throws {
    let folder = try Folder()
    let run = try Assay.run(
      [
        "split", "gone.csv", "--fractions", "0.5,0.5", "--out", "sets", "--openlineage",
        "events.jsonl",
      ],
      in: folder.url)
    #expect(run.status == 3, "\(run.errors)")
    let events = try Self.events(folder)
    #expect(events.map { $0["eventType"] as? String } == ["START", "FAIL"])
    #expect("\(events[1])".contains("gone.csv"))
  }

  @Test("An assessment tells its sets and its report, whatever its verdict")
  func assessed() throws {
    let folder = try Folder()
    let rows = (0..<80).map { "\($0),\($0 % 2),\($0 % 2 == 0 ? 0.3 : 0.6)\n" }.joined()
    try folder.write("id,y,p\n\(rows)", to: "test.csv")
    try folder.write(
      """
      version: 1
      model: {name: demo, task: binary}
      data: {test: test.csv}
      columns: {target: y, score: p, positive: "1"}
      """, to: "assay.yaml")
    let run = try Assay.run(
      ["assess", "--only", "limits", "--openlineage", "events.jsonl"], in: folder.url)
    #expect(run.status == 0 || run.status == 1, "\(run.errors)")
    let events = try Self.events(folder)
    #expect(events.map { $0["eventType"] as? String } == ["START", "COMPLETE"])
    #expect((events[1]["job"] as? [String: Any])?["name"] as? String == "demo.assess")
    let outputs = try #require(events[1]["outputs"] as? [[String: Any]])
    #expect(outputs.contains { ($0["name"] as? String)?.hasSuffix("index.html") == true })
  }
}

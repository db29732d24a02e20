import Foundation
import Testing

@Suite("Events against OpenLineage's own schemas")
struct OpenLineageSchemaTests {
  /// The schemas of OpenLineage 2-0-2 as they are published, with the facets that events have.
  private static func schemas() throws -> PublicSchemas {
    try PublicSchemas(Assay.root.appending(path: "Tests/Fixtures/observe/openlineage"))
  }

  private static func events(in folder: Folder) throws -> [[String: Any]] {
    let text = try String(contentsOf: folder.url.appending(path: "events.jsonl"), encoding: .utf8)
    return try text.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  /// All objects inside a value that say which schema they follow.
  private static func facets(_ value: Any) -> [(value: [String: Any], schema: String)] {
    if let object = value as? [String: Any] {
      let own = (object["_schemaURL"] as? String).map { [(object, $0)] } ?? []
      return own + object.values.flatMap(facets)
    }
    return (value as? [Any] ?? []).flatMap(facets)
  }

  private static func problems(_ event: [String: Any], _ schemas: PublicSchemas) -> [String] {
    let all =
      [(event, event["schemaURL"] as? String ?? "")] + facets(event).map { ($0.value, $0.schema) }
    return all.flatMap { schemas.problems($0, by: $1) }
  }

  /// A run of every command that tells lineage, good and failed ones.
  private static func told() throws -> [[String: Any]] {
    let folder = try Folder()
    let rows = (0..<80).map { "\($0),\($0 % 2),\($0 % 2 == 0 ? 0.3 : 0.6)\n" }.joined()
    try folder.write("id,y,p\n\(rows)", to: "test.csv")
    try folder.write(
      "version: 1\nname: orders\nstages: [raw, features]\ncolumns: {p: {range: {max: 0.5}}, "
        + "y: {mean: {min: 2, severity: warn}}}\n", to: "contract.yaml")
    try folder.write(
      """
      version: 1
      model: {name: demo, task: binary}
      data: {test: test.csv}
      columns: {target: y, score: p, positive: "1"}
      """, to: "assay.yaml")
    let lineage = ["--openlineage", "events.jsonl"]
    let runs: [(words: [String], statuses: Set<Int32>)] = [
      (
        ["observe", "record", "test.csv", "--contract", "contract.yaml", "--stage", "raw"], [0, 1]
      ),
      (
        ["observe", "record", "test.csv", "--contract", "contract.yaml", "--stage", "features"],
        [0, 1]
      ),
      (["observe", "record", "gone.csv"], [3]),
      (["validate", "test.csv", "--contract", "contract.yaml", "--stage", "features"], [1]),
      (["validate", "gone.csv", "--contract", "contract.yaml"], [3]),
      (["split", "test.csv", "--fractions", "0.5,0.5", "--out", "sets"], [0]),
      (["assess", "--only", "limits"], [0, 1]),
    ]
    for (words, statuses) in runs {
      let run = try Assay.run(words + lineage, in: folder.url)
      #expect(statuses.contains(run.status), "\(words): \(run.errors)")
    }
    return try events(in: folder)
  }

  @Test("Every event and every facet of every command keeps the schema that it names")
  func events() throws {
    let schemas = try Self.schemas()
    let events = try Self.told()
    #expect(events.count >= 14)
    let states = Set(events.compactMap { $0["eventType"] as? String })
    #expect(states == ["START", "COMPLETE", "FAIL"])
    let named = Set(events.flatMap { Self.facets($0).map(\.schema) })
    #expect(named.count == 6, "\(named)")
    for event in events { #expect(Self.problems(event, schemas) == []) }
  }

  @Test("What the schemas do not allow is found")
  func damaged() throws {
    let schemas = try Self.schemas()
    let event = try #require(try Self.told().first { $0["eventType"] as? String == "COMPLETE" })
    var other = event
    other["eventTime"] = nil
    #expect(Self.problems(other, schemas).contains { $0.hasSuffix("eventTime is missing") })
    other = event
    other["eventType"] = "ENDED"
    #expect(!Self.problems(other, schemas).isEmpty)
    other = event
    other["run"] = ["runId": "one"]
    #expect(Self.problems(other, schemas).contains { $0.hasSuffix("is no uuid") })
    other = event
    other["schemaURL"] = "https://openlineage.io/spec/9-9-9/OpenLineage.json#/$defs/RunEvent"
    #expect(!Self.problems(other, schemas).isEmpty)
    var input = try #require((event["inputs"] as? [[String: Any]])?.first)
    var facets = try #require(input["inputFacets"] as? [String: [String: Any]])
    facets["dataQualityAssertions"]?["assertions"] = [["assertion": "range"]]
    input["inputFacets"] = facets
    other = event
    other["inputs"] = [input]
    #expect(Self.problems(other, schemas).contains { $0.contains("success is missing") })
  }
}

import Checklist
import Testing

@Suite("Where sets come from, and what makes them alike again")
struct OriginTests {
  private func sample(_ events: String, rows: Int = 300) -> Sample {
    var sample = Sample(.binary, rows: rows)
    sample.lineage = "{source: %, by: us, licence: CC0-1.0, labelled: by us, lineage: events.jsonl}"
    sample.files["events.jsonl"] = events
    return sample
  }

  private func event(
    _ role: String, type: String = "COMPLETE", time: String = "2026-01-05T10:00:00Z",
    columns: [String]? = nil, rows: Int? = nil
  ) -> String {
    let schema =
      columns.map { names in
        ", \"facets\": {\"schema\": {\"fields\": [\(names.map { "{\"name\": \"\($0)\"}" }.joined(separator: ","))]}}"
      } ?? ""
    let count =
      rows.map { ", \"outputFacets\": {\"outputStatistics\": {\"rowCount\": \($0)}}" } ?? ""
    return """
      {"eventType": "\(type)", "eventTime": "\(time)", "job": {"namespace": "etl", "name": "daily"}, \
      "run": {"runId": "r"}, "producer": "p", "schemaURL": "s", \
      "inputs": [{"namespace": "db", "name": "public.orders"}], \
      "outputs": [{"namespace": "file", "name": "/lake/\(role).csv"\(schema)\(count)}]}
      """
  }

  private func evidence(_ sample: Sample) throws -> Evidence {
    try #require(try Assessed(sample, aspects: [.distribution])["distribution.lineage"])
  }

  private let roles = ["train", "test", "scoring"]

  @Test("events that know the sets tell which job made them, from what, and when")
  func told() throws {
    let names = Sample(.binary, rows: 1).sets["train"]?.columns.map(\.name) ?? []
    let found = try evidence(
      sample(roles.map { event($0, columns: names, rows: 300) }.joined(separator: "\n")))
    #expect(found.status == .pass, "\(found.finding)")
    #expect(
      found.finding.contains(
        "Train was made by etl.daily at 2026-01-05T10:00:00Z from public.orders."),
      "\(found.finding)")
  }

  @Test("the newest event counts, also in a list")
  func newest() throws {
    let old = roles.map { event($0, rows: 7) }
    let new = roles.map { event($0, time: "2026-02-01T00:00:00Z", rows: 300) }
    let found = try evidence(sample("[\((new + old).joined(separator: ","))]"))
    #expect(found.status == .pass, "\(found.finding)")
  }

  @Test("events that contradict the set ask for attention")
  func contradiction() throws {
    let fewer = try evidence(sample(roles.map { event($0, rows: 299) }.joined(separator: "\n")))
    #expect(fewer.status == .attention)
    #expect(
      fewer.finding.contains("The events give train 299 rows, and it has 300."), "\(fewer.finding)")
    let other = try evidence(
      sample(roles.map { event($0, columns: ["id", "fare"]) }.joined(separator: "\n")))
    #expect(other.finding.contains("the columns fare, which it does not have"), "\(other.finding)")
    let failed = try evidence(
      sample(roles.map { event($0, type: "FAIL") }.joined(separator: "\n")))
    #expect(failed.finding.contains("The run that made train failed."), "\(failed.finding)")
  }

  @Test(
    "a file that tells nothing of the set is told, and no check suffers",
    arguments: ["", "{", "[1]", "{\"outputs\": [{\"namespace\": \"a\"}]}"])
  func foreign(_ text: String) throws {
    let found = try evidence(sample(text))
    #expect(found.status == .attention && !found.isBroken, "\(found.finding)")
    #expect(found.finding.contains("lineage file"), "\(found.finding)")
    var without = sample("")
    without.files = [:]
    #expect(try evidence(without).finding.contains("no such file"))
  }

  private func remedy(_ change: (inout Sample) -> Void) throws -> Evidence {
    var sample = Sample(.binary, rows: 2_000)
    sample.columns["timestamp"] = nil
    sample.columns["ignore"] = "[at]"
    change(&sample)
    return try #require(try Assessed(sample, aspects: [.distribution])["distribution.sets"])
  }

  @Test("a shift comes with the command of a new split, what it brings, and what weights cost")
  func remedies() throws {
    let found = try remedy { sample in
      sample.sets["test"]?.change("region") { row, value in row % 3 == 0 ? "north" : value }
    }
    #expect(found.status == .fail)
    let remedy = try #require(found.remedy)
    #expect(
      remedy.contains("--method group --entity customer --ignore id --fractions 0.500,0.500"),
      "\(remedy)")
    #expect(
      remedy.contains(
        "assay split \"duckdb:select * from 'train.csv' union all by name select * from 'test.csv'\""
      ),
      "\(remedy)")
    #expect(remedy.contains("region would then differ by about"), "\(remedy)")
    // Shares of a quarter each against a half and three sixths: 2,000 / (0.5² + 3 · 0.1667²) / 4.
    let effective = try #require(
      found.measurements.first { $0.name == "effective train rows with weights by region" })
    #expect(abs((effective.value ?? 0) - 1_500) < 10)
  }

  @Test("values that train lacks are beyond any weight, numbers are weighted by tenths")
  func unreachable() throws {
    let absent = try remedy { sample in
      sample.sets["test"]?.change("region") { row, value in row % 2 == 0 ? "island" : value }
    }
    #expect(
      absent.remedy?.contains("50 % of test lie where train has no row") == true,
      "\(absent.remedy ?? "")")
    let moved = try remedy { sample in
      sample.columns["entity"] = nil
      sample.columns["identifier"] = "[id, customer]"
      sample.sets["test"]?.change("income") { Sample.number((Double($1) ?? 0) + 0.5) }
    }
    #expect(
      moved.remedy?.contains("--method stratified --stratify truth") == true,
      "\(moved.remedy ?? "")")
    let effective = moved.measurements.first {
      $0.name == "effective train rows with weights by income"
    }
    // Of a normal column moved by half a deviation the ideal weights keep exp(−0.25) of the rows.
    #expect((1_450...1_750).contains(effective?.value ?? 0), "\(effective?.value ?? 0)")
  }
}

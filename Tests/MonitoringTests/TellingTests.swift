import Foundation
import Testing

@testable import Monitoring

/// What other systems are told.
@Suite struct TellingTests {
  @Test("Labels are escaped, families come once with help and type, and numbers are plain")
  func prometheus() throws {
    let pipeline = try Pipeline()
    let run = try pipeline.record(
      Pipeline.rows(day: 0, "1 as \"a\\\"\"\n\"\"b\", 2 as c"), day: 0)
    let text = PrometheusText([
      .init(run: run, downtime: Downtime([run], until: run.at, cadence: nil, budget: 4))
    ]).text
    let lines = text.split(separator: "\n").map(String.init)
    #expect(text.hasSuffix("\n"))
    #expect(lines.contains { $0.contains("column=\"a\\\\\\\"\\n\\\"b\"") }, "\(text)")
    #expect(lines.contains("assay_observe_rows{dataset=\"orders\",stage=\"raw\"} 400"))
    let types = lines.filter { $0.hasPrefix("# TYPE") }
    #expect(Set(types).count == types.count)
    #expect(lines.filter { $0.hasPrefix("# HELP") }.count == types.count)
  }

  @Test("A lower end below zero is left out, the upper one stays")
  func lowerEnd() throws {
    let pipeline = try Pipeline()
    var run = try pipeline.record(Pipeline.rows(day: 0), day: 0)
    var delay = ObservedFigure(SeriesName(.delay), 1)
    delay.setRange(low: -0.5, high: 3)
    var rows = ObservedFigure(SeriesName(.rows), 400)
    rows.setRange(low: 0, high: 900)
    run.figures = [rows, delay]
    let text = PrometheusText([
      .init(run: run, downtime: Downtime([run], until: run.at, cadence: nil, budget: 4))
    ]).text
    let limits = text.split(separator: "\n").filter { $0.contains("_limit{") }
    #expect(
      limits == [
        "assay_observe_rows_limit{dataset=\"orders\",stage=\"raw\",bound=\"low\"} 0",
        "assay_observe_rows_limit{dataset=\"orders\",stage=\"raw\",bound=\"high\"} 900",
        "assay_observe_newest_row_age_seconds_limit{dataset=\"orders\",stage=\"raw\",bound=\"high\"} 10800",
      ])
  }

  @Test("Without stages there is nothing to tell")
  func none() {
    #expect(PrometheusText([]).text == "")
  }

  @Test("An event names its schema, and every facet its own")
  func openLineage() throws {
    let pipeline = try Pipeline()
    let run = try pipeline.record(Pipeline.rows(day: 0), day: 0)
    let telling = OpenLineageTelling(
      namespace: "shop", version: "1", dataset: "orders", stage: "raw",
      work: .observe, runID: "id")
    let profile = try #require(pipeline.profiles.first)
    let data = try JSONEncoder().encode(
      telling.completed(run, profile: profile, at: Moment(microseconds: 0)))
    let event = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(event["eventType"] as? String == "COMPLETE")
    #expect(
      event["schemaURL"] as? String
        == "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent")
    let input = try #require((event["inputs"] as? [[String: Any]])?.first)
    let facets = try #require(input["inputFacets"] as? [String: [String: Any]])
    #expect(
      facets["dataQualityAssertions"]?["_schemaURL"] as? String
        == "https://openlineage.io/spec/facets/1-1-0/DataQualityAssertionsDatasetFacet.json#/$defs/DataQualityAssertionsDatasetFacet"
    )
    let columns = facets["dataQualityMetrics"]?["columnMetrics"] as? [String: [String: Any]]
    #expect(columns?["price"]?["count"] as? Int == 400)
    #expect((columns?["price"]?["quantiles"] as? [String: Double])?["0.5"] != nil)
    #expect(telling.lineage(from: run.upstream, columns: run.columns, at: run.at) == nil)
  }

  @Test("Data without a stage are named alone, and columns that were not looked at are not told")
  func noStage() throws {
    let telling = OpenLineageTelling(
      namespace: "shop", version: "1", dataset: "orders", stage: nil, work: .validate, runID: "id")
    let told = ToldData(
      rows: 3, columns: nil,
      constraints: [
        .init(
          id: "id.unique", column: "id", kind: "unique", severity: "quarantine", ok: false,
          failed: 2)
      ], profile: nil)
    let data = try JSONEncoder().encode(telling.completed(told, at: Moment(microseconds: 0)))
    let event = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect((event["job"] as? [String: Any])?["name"] as? String == "orders.validate")
    let input = try #require((event["inputs"] as? [[String: Any]])?.first)
    #expect(input["name"] as? String == "orders")
    #expect(input["facets"] == nil)
    let facets = try #require(input["inputFacets"] as? [String: [String: Any]])
    #expect(facets["dataQualityMetrics"]?["rowCount"] as? Int == 3)
    #expect((facets["dataQualityMetrics"]?["columnMetrics"] as? [String: Any])?.isEmpty == true)
    let assertion = try #require(
      (facets["dataQualityAssertions"]?["assertions"] as? [[String: Any]])?.first)
    #expect(assertion["success"] as? Bool == false)
    #expect(assertion["severity"] as? String == "error")
    let lineage = try #require(
      telling.lineage(from: ["raw"], columns: nil, at: Moment(microseconds: 0)))
    #expect(lineage.inputs.map(\.name) == ["orders.raw"])
    #expect(lineage.outputs.map(\.name) == ["orders"])
  }

  @Test("Every cause and its sign stand on the command's page")
  func causesAreDocumented() throws {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "docs/commands/observe.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    for card in CauseCatalogue.cards + BatchCauseCatalogue.cards {
      let nature = card.nature == .error ? "error" : "real change"
      #expect(text.contains("| `\(card.id)` | \(nature) | \(card.sign) |"), "\(card.id)")
    }
  }
}

import Foundation
import Testing

/// An assessment that asks the model and judges what was measured of it.
@Suite("Assessing a model that can be asked")
struct ModelAssessmentTests {
  /// Rows whose predictions are those of Tests/Fixtures/models/model.py.
  private static func rows(_ count: Int, from first: Int) -> String {
    var text = "distance,hour,wind,p_late,late\n"
    for row in first..<(first + count) {
      let distance = Double(row * 7_919 % 2_900) + 100
      let hour = row * 31 % 24
      let wind = Double(row * 131 % 200) / 10
      let score = 0.001 * distance + 0.1 * Double(hour) - 2 + 0.05 * wind
      let probability = 1 / (1 + exp(-score))
      let draw = Double(row * 104_729 % 1_000) / 1_000
      text += "\(distance),\(hour),\(wind),\(probability),\(draw < probability ? 1 : 0)\n"
    }
    return text
  }

  private static func project(_ options: String = "") throws -> Folder {
    let folder = try Folder()
    try folder.write(rows(600, from: 0), to: "train.csv")
    try folder.write(rows(600, from: 600), to: "test.csv")
    let script = Assay.root.appending(path: "Tests/Fixtures/models/score.py").path
    try folder.write(
      """
      version: 1
      model: {name: late, task: binary, command: "python3 '\(script)' \(options)", output: p_late}
      data: {train: train.csv, test: test.csv}
      columns: {target: late, score: p_late}
      limits: {bench: bench.json, latency: {goal: 5000, limit: 10000}}
      """, to: "assay.yaml")
    let bench = try Assay.run(
      [
        "bench", "--command", "python3 '\(script)'", "--data", "test.csv", "--duration", "0.5",
        "--warm-up", "0", "--json",
      ], in: folder.url)
    #expect(bench.status == 0, "\(bench.errors)")
    try folder.write(bench.output, to: "bench.json")
    return folder
  }

  /// The checks of a report by id.
  private func checks(_ folder: Folder, _ options: [String] = []) throws -> [String: [String: Any]]
  {
    let run = try Assay.run(["assess"] + options, in: folder.url)
    #expect([0, 1].contains(run.status), "\(run.errors)")
    let report = folder.url.appending(path: "assay-report/report.json")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: report)) as? [String: Any])
    let schema = try Assay.run(["schema", "assess"], in: folder.url).document()
    #expect(SchemaCheck(root: schema).problems(document) == [])
    let aspects = try #require(document["aspects"] as? [[String: Any]])
    let checks = aspects.flatMap { $0["checks"] as? [[String: Any]] ?? [] }
    return Dictionary(
      checks.map { ($0["id"] as? String ?? "", $0) }, uniquingKeysWith: { first, _ in first })
  }

  @Test("asks it, judges its measured speed, and verify notices another measurement")
  func whole() throws {
    let folder = try Self.project()
    let checks = try checks(folder)
    for id in ["parity.predictions", "limits.latency"] {
      #expect(checks[id]?["status"] as? String == "pass", "\(checks[id] ?? [:])")
    }
    #expect(checks["responsible.importance"]?["finding"] as? String != nil)
    #expect(checks["parity.predictions"]?["data"] as? [String] == ["test", "scoring", "model"])
    let before = try Assay.run(["verify", "--json"], in: folder.url).document()
    #expect(Self.stale(before).isEmpty, "\(Self.stale(before))")
    let report = try String(
      contentsOf: folder.url.appending(path: "bench.json"), encoding: .utf8)
    try folder.write(report + "\n", to: "bench.json")
    let after = try Assay.run(["verify", "--json"], in: folder.url).document()
    #expect(Self.stale(after) == ["limits.latency"])
  }

  @Test("measured again it is the same, drills and later decisions notwithstanding")
  func measuredAgain() throws {
    let folder = try Self.project()
    let settings = try String(
      contentsOf: folder.url.appending(path: "assay.yaml"), encoding: .utf8)
    try folder.write(
      settings + """

        integration:
          fallback: {value: 0.2, within: 4 seconds}
          logged: {data: log.csv, model: model, version: version, inputs: request}
          feedback: {data: reports.csv, key: request, send: [sh, report.sh, "{key}"], within: 20 seconds}
        plan:
          canary: {command: [sh, canary.sh, "{key}"], alarms: alarms.csv, column: text, within: 20 seconds, every: 7 days}
        """, to: "assay.yaml")
    let rows = (0..<40).map { "late,1,r\($0)\n" }.joined()
    try folder.write("model,version,request\n" + rows, to: "log.csv")
    try folder.write("request\nr1\nr2\n", to: "reports.csv")
    try folder.write("echo \"$1\" >> reports.csv\n", to: "report.sh")
    try folder.write("text\nan old alarm\n", to: "alarms.csv")
    try folder.write("echo \"alarm of $1\" >> alarms.csv\n", to: "canary.sh")
    let checks = try checks(folder)
    for id in ["integration.fallback", "performance.canary", "integration.feedback"] {
      #expect(checks[id]?["status"] as? String == "pass", "\(checks[id] ?? [:])")
      let measurements = checks[id]?["measurements"] as? [[String: Any]] ?? []
      #expect(measurements.contains { $0["momentary"] as? Bool == true }, "\(measurements)")
    }
    let waive = try Assay.run(
      [
        "decide", "truth", "waive", "--by", "Ada", "--reason", "Labels in March.", "--until",
        "2999-12-31",
      ], in: folder.url)
    #expect(waive.status == 0, "\(waive.errors)")
    let run = try Assay.run(["verify", "--recompute", "--json"], in: folder.url)
    #expect(run.status == 0, "\(run.output)")
    let document = try run.document()
    #expect(
      document["notRepeated"] as? [String] == ["integration.feedback", "performance.canary"])
    let again = try #require(document["recomputed"] as? [String: Any])
    #expect(again["onlyDecisions"] as? Bool == true, "\(again)")
    let shown = try Assay.run(["verify", "--recompute"], in: folder.url)
    #expect(shown.output.contains("✓ the evidence stands"), "\(shown.output)")
    #expect(shown.output.contains("What was decided changed"), "\(shown.output)")
    let alarms = try String(
      contentsOf: folder.url.appending(path: "alarms.csv"), encoding: .utf8)
    #expect(alarms.split(separator: "\n").count == 3, "\(alarms)")
  }

  private static func stale(_ document: [String: Any]) -> [String] {
    (document["items"] as? [[String: Any]] ?? []).filter { $0["state"] as? String == "stale" }
      .compactMap { $0["id"] as? String }
  }

  @Test("tells of a model that ends, and goes on")
  func dies() throws {
    let folder = try Self.project("--die-after 3")
    let checks = try checks(folder, ["--only", "parity"])
    #expect(checks["parity.predictions"]?["status"] as? String == "attention")
    let finding = try #require(checks["parity.predictions"]?["finding"] as? String)
    #expect(finding.contains("exit status 3") && finding.contains("the model file is damaged"))
    #expect(checks["parity.leakage"]?["status"] as? String == "pass")
  }
}

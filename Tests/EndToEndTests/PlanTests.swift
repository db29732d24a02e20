import Foundation
import Testing

/// From an assessment to a production plan that lacks nothing.
@Suite("assay plan")
struct PlanTests {
  static let declared = """
    plan:
      owners: [{role: model, name: Ada}, {role: on-call, name: Ops}]
      channels: [{name: night, kind: pager}]
      rows-per-day: 200
      respond-within: 30 minutes
      quarantine: held/
      labels: {delay: 14 days}
      retraining: {every: 90 days, least-rows: 1000, cool-down: 14 days, approver: Ada}
      fallback: {kind: rule, target: the old rule}
    """

  /// A folder with data and a project file; assessed unless said otherwise.
  private static func folder(_ more: String = declared, isAssessed: Bool = true) throws -> Folder {
    let folder = try AssessmentTests.project(rows: 800)
    try folder.write("version: 1\ncolumns: {age: {not-null: true}}\n", to: "contract.yaml")
    try folder.write(
      """
      version: 1
      model: {name: late, task: binary, description: "Flags late payers: \\"soon\\""}
      data: {train: train.csv, test: test.csv, scoring: week.csv}
      contract: contract.yaml
      columns: {target: late, score: p_late, prediction: predicted, timestamp: at, identifier: [customer]}
      metrics: {window: month, smallest-drop: 0.2, goals: {rocAUC: 0.6}}
      drift: {expected: [{kind: abrupt, columns: [income], action: retrain}]}
      \(more)
      """, to: "assay.yaml")
    if isAssessed {
      let run = try Assay.run(["assess"], in: folder.url)
      #expect([0, 1].contains(run.status), "\(run.errors)")
    }
    return folder
  }

  private static func answers(_ folder: Folder) throws -> String {
    let list = try Assay.run(["checklist", "--json"], in: folder.url).document()
    let aspects = list["aspects"] as? [[String: Any]] ?? []
    let ids = aspects.flatMap { $0["questions"] as? [[String: Any]] ?? [] }
      .compactMap { $0["id"] as? String }
    return "answers:\n" + ids.map { "  \($0): As written in the wiki.\n" }.joined()
  }

  private static func gaps(_ document: [String: Any]) -> [String] {
    (document["gaps"] as? [[String: Any]] ?? []).compactMap { $0["item"] as? String }
  }

  @Test(
    "From answers and decisions to a plan that lacks nothing, and back when a decision is missing")
  func complete() throws {
    let folder = try Self.folder(isAssessed: false)
    let text = try String(contentsOf: folder.url.appending(path: "assay.yaml"), encoding: .utf8)
    try folder.write(text + "\n" + (try Self.answers(folder)), to: "assay.yaml")
    #expect([0, 1].contains(try Assay.run(["assess"], in: folder.url).status))
    let open = try Assay.run(["plan", "--check", "--json"], in: folder.url)
    #expect(open.status == 1, "\(open.errors)")
    let gaps = Self.gaps(try open.document())
    #expect(!gaps.isEmpty && gaps.allSatisfy { $0.contains(".") }, "\(gaps)")
    #expect(!gaps.contains("performance.policy") && !gaps.contains("performance.response"))
    for item in gaps {
      let decided = try Assay.run(
        [
          "decide", item, "waive", "--by", "Ada", "--reason", "Known.", "--until", "2999-12-31",
        ], in: folder.url)
      #expect(decided.status == 0, "\(item): \(decided.errors)")
    }
    let run = try Assay.run(["plan", "--check"], in: folder.url, environment: ["COLUMNS": "80"])
    #expect(run.status == 0, "\(run.output)")
    for line in run.output.split(separator: "\n") where !line.hasPrefix("Written") {
      #expect(line.count <= 80, "too wide: \(line)")
    }
    #expect(
      Set(["production-plan.html", "production-plan.md", "production-plan.yaml"])
        .isSubset(of: try folder.names()))
    let page = try String(
      contentsOf: folder.url.appending(path: "production-plan.html"), encoding: .utf8)
    #expect(page.contains("href=\"assay-report/index.html#check-performance.thresholds\""))
    let report = try String(
      contentsOf: folder.url.appending(path: "assay-report/index.html"), encoding: .utf8)
    for link in page.matches(of: /href="assay-report\/index.html#([^"]*)"/) {
      #expect(report.contains("id=\"\(link.1)\""), "\(link.1) leads nowhere")
    }
  }

  @Test("The document fits its schema, and nothing is written unless a place is named")
  func json() throws {
    let folder = try Self.folder()
    let before = try folder.names()
    let document = try Assay.run(["plan", "--json"], in: folder.url).document()
    #expect(try folder.names() == before)
    let schema = try Assay.run(["schema", "plan"], in: folder.url).document()
    #expect(SchemaCheck(root: schema).problems(document) == [])
    let monitors = document["monitors"] as? [[String: Any]] ?? []
    let promised = monitors.compactMap { $0["false-alarms"] as? Double }.reduce(0, +)
    #expect(promised > 0 && promised <= 1)
    let performance = monitors.first { $0["id"] as? String == "performance" }
    let below = try #require(performance?["below"] as? Double)
    let expected = try #require(performance?["expected"] as? Double)
    #expect(below < expected)
    let again = try Assay.run(["plan", "--json", "--out", "a b:c"], in: folder.url)
    #expect(again.status == 0, "\(again.errors)")
    let text = try String(
      contentsOf: folder.url.appending(path: "a b:c/production-plan.md"), encoding: .utf8)
    #expect(text.contains("(../assay-report/index.html#"))
  }

  @Test("Without an assessment, or with one of an aspect, it says what to run and writes nothing")
  func noAssessment() throws {
    let folder = try Self.folder(isAssessed: false)
    let none = try Assay.run(["plan"], in: folder.url)
    #expect(none.status == 2)
    #expect(none.errors.contains("`assay assess`"), "\(none.errors)")
    _ = try Assay.run(["assess", "--only", "drift"], in: folder.url)
    let part = try Assay.run(["plan"], in: folder.url)
    #expect(part.status == 2)
    #expect(part.errors.contains("covers only drift"), "\(part.errors)")
    for broken in ["", "{", "[]", "{\"verdict\": 7}", "null"] {
      try folder.write(broken, to: "broken.json")
      let run = try Assay.run(["plan", "--report", "broken.json"], in: folder.url)
      #expect(run.status == 2, "\(broken): \(run.errors)")
      #expect(run.errors.contains("broken.json is no assessment"), "\(run.errors)")
    }
    #expect(try !folder.names().contains("production-plan.yaml"))
  }

  @Test("An assessment of other data or settings is refused; an answer since is taken in")
  func stale() throws {
    let folder = try Self.folder()
    let text = try String(contentsOf: folder.url.appending(path: "assay.yaml"), encoding: .utf8)
    try folder.write(text + "\nanswers: {drift.history: Snow in winter.}\n", to: "assay.yaml")
    let answered = try Assay.run(["plan", "--json"], in: folder.url)
    #expect(answered.status == 0, "\(answered.errors)")
    #expect(answered.output.contains("Snow in winter."))
    try folder.write(
      text.replacing("rows-per-day: 200", with: "rows-per-day: 300"), to: "assay.yaml")
    let changed = try Assay.run(["plan"], in: folder.url)
    #expect(changed.status == 2)
    #expect(changed.errors.contains("plan.rows-per-day in assay.yaml changed"), "\(changed.errors)")
    try folder.write(text, to: "assay.yaml")
    try folder.write(SampleData(rows: 800, seed: 9).csv(), to: "train.csv")
    let data = try Assay.run(["plan"], in: folder.url)
    #expect(data.status == 2)
    #expect(data.errors.contains("the content of data.train changed"), "\(data.errors)")
  }

  @Test("A place that cannot be written is an error, and nothing is left half")
  func readOnly() throws {
    let folder = try Self.folder()
    try folder.write("in the way", to: "file")
    let run = try Assay.run(["plan", "--out", "file/below"], in: folder.url)
    #expect(run.status == 3, "\(run.errors)")
    #expect(run.errors.contains("Cannot create the folder"), "\(run.errors)")
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "out/production-plan.yaml"),
      withIntermediateDirectories: true)
    let blocked = try Assay.run(["plan", "--out", "out"], in: folder.url)
    #expect(blocked.status == 3, "\(blocked.errors)")
    let left = try FileManager.default.contentsOfDirectory(
      atPath: folder.url.appending(path: "out").path)
    #expect(left == ["production-plan.yaml"])
  }

  @Test("A broken decision log and wrong keys of the plan are told with their line")
  func refused() throws {
    let folder = try Self.folder()
    try folder.write("{}\n", to: "assay-decisions.jsonl")
    let log = try Assay.run(["plan"], in: folder.url)
    #expect(log.status == 2 && log.errors.contains("assay-decisions.jsonl:1:"), "\(log.errors)")
    let wrong = try Self.folder("plan: {owners: [{role: king, name: A}]}", isAssessed: false)
    let run = try Assay.run(["plan"], in: wrong.url)
    #expect(run.status == 2 && run.errors.contains("assay.yaml:8:"), "\(run.errors)")
    #expect(run.errors.contains("on-call"), "\(run.errors)")
  }

  @Test("The model card has every metric on test, in the block that the hub reads")
  func card() throws {
    let folder = try Self.folder()
    let run = try Assay.run(["plan", "--json", "--card", "README.md"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    let text = try String(contentsOf: folder.url.appending(path: "README.md"), encoding: .utf8)
    #expect(text.hasPrefix("---\n"))
    #expect(text.contains("model-index:") && text.contains("type: rocAUC"))
    #expect(text.contains("tabular-classification"))
  }
}

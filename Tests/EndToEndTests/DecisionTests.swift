import Foundation
import Testing

/// Decisions that people record, and evidence that stays bound to what it was made from.
@Suite("assay decide and verify")
struct DecisionTests {
  /// A folder that was assessed, with customers of 600 rows a set.
  private static func assessed() throws -> Folder {
    let folder = try AssessmentTests.project(rows: 600)
    _ = try Assay.run(AssessmentTests.initArguments, in: folder.url)
    let run = try Assay.run(["assess"], in: folder.url)
    #expect([0, 1].contains(run.status), "\(run.errors)")
    return folder
  }

  private static func verify(
    _ folder: Folder, _ more: [String] = [], status: Int32
  ) throws -> [String: Any] {
    let run = try Assay.run(["verify", "--json"] + more, in: folder.url)
    #expect(run.status == status, "\(run.errors)")
    let document = try run.document()
    let schema = try Assay.run(["schema", "verify"], in: folder.url).document()
    #expect(SchemaCheck(root: schema).problems(document) == [])
    return document
  }

  private static func stale(_ document: [String: Any]) -> Set<String> {
    let items = document["items"] as? [[String: Any]] ?? []
    return Set(
      items.filter { $0["state"] as? String == "stale" }.compactMap { $0["id"] as? String })
  }

  private static func edit(_ folder: Folder, _ file: String, _ old: String, _ new: String) throws {
    let url = folder.url.appending(path: file)
    let text = try String(contentsOf: url, encoding: .utf8)
    #expect(text.contains(old), "\(file) lacks \(old)")
    try folder.write(text.replacingOccurrences(of: old, with: new), to: file)
  }

  @Test("What nobody touched stands, also when it is measured again")
  func fresh() throws {
    let folder = try Self.assessed()
    let document = try Self.verify(folder, ["--recompute"], status: 0)
    #expect(document["ok"] as? Bool == true)
    #expect((document["recomputed"] as? [String: Any])?["identical"] as? Bool == true)
    #expect(Self.stale(document).isEmpty)
  }

  @Test(
    "A report with a time at which nothing can have been assessed is measured as of now",
    arguments: ["0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "292277026596-12-04T15:30:07Z"])
  func impossibleTime(time: String) throws {
    let folder = try Self.assessed()
    let report = "assay-report/report.json"
    let record = try JSONSerialization.jsonObject(
      with: Data(contentsOf: folder.url.appending(path: report)))
    let written = try #require((record as? [String: Any])?["time"] as? String)
    try Self.edit(folder, report, written, time)
    let run = try Assay.run(["verify", "--recompute", "--json"], in: folder.url)
    #expect([0, 1].contains(run.status), "\(run.errors)")
    #expect(try run.document()["recomputed"] is [String: Any])
  }

  @Test("A byte of the scoring data makes stale what is read from it, and nothing else")
  func changedData() throws {
    let folder = try Self.assessed()
    try folder.write(
      SampleData(rows: 600, seed: 4, hasLabel: false, firstDay: 180).csv(), to: "week.csv")
    let stale = Self.stale(try Self.verify(folder, status: 1))
    #expect(stale.contains("parity.inputs"))
    #expect(!stale.contains("benchmark.overlap"))
    #expect(!stale.contains("baseline.random"))
  }

  @Test("A comment in assay.yaml changes nothing; a setting or an answer changes what rests on it")
  func changedSettings() throws {
    let folder = try Self.assessed()
    try Self.edit(folder, "assay.yaml", "\nversion: 1\n", "\n# a remark\nversion: 1\n")
    #expect(Self.stale(try Self.verify(folder, status: 0)).isEmpty)
    try Self.edit(folder, "assay.yaml", "# a remark\n", "# a remark\ndrift: {effect: 0.2}\n")
    let stale = Self.stale(try Self.verify(folder, status: 1))
    #expect(stale.contains("parity.inputs"))
    #expect(!stale.contains("baseline.random"))
  }

  @Test("Data that are gone are named, not a crash")
  func missingData() throws {
    let folder = try Self.assessed()
    try FileManager.default.removeItem(at: folder.url.appending(path: "week.csv"))
    let document = try Self.verify(folder, status: 1)
    let item = (document["items"] as? [[String: Any]])?.first {
      $0["id"] as? String == "parity.inputs"
    }
    #expect((item?["reasons"] as? [String])?.contains { $0.contains("data.scoring") } == true)
  }

  @Test("Decisions are recorded, counted by assess, and open again when they are changed by hand")
  func decisions() throws {
    let folder = try Self.assessed()
    let waive = [
      "decide", "truth", "waive", "--by", "Ada Lovelace", "--reason", "Labels in March.",
      "--until", "2999-12-31", "--json",
    ]
    let run = try Assay.run(waive, in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    let schema = try Assay.run(["schema", "decide"], in: folder.url).document()
    #expect(SchemaCheck(root: schema).problems(try run.document()) == [])
    let sign = ["decide", "model", "sign-off", "--by", "Ada", "--reason", "For the pilot."]
    #expect(try Assay.run(sign, in: folder.url).status == 0)
    let document = try Assay.run(["assess", "--json"], in: folder.url).document()
    let truth = (document["aspects"] as? [[String: Any]])?.first { $0["id"] as? String == "truth" }
    #expect(truth?["status"] as? String == "waived")
    let signature = (document["signatures"] as? [[String: Any]])?.first
    #expect(signature?["current"] as? Bool == true)
    try Self.edit(folder, "assay-decisions.jsonl", "Labels in March.", "Labels in April.")
    let refused = try Assay.run(["assess"], in: folder.url)
    #expect(refused.status == 2)
    #expect(refused.errors.contains("assay-decisions.jsonl:1:"))
    let verified = try Self.verify(folder, status: 1)
    #expect((verified["decisionLog"] as? [String: Any])?["ok"] as? Bool == false)
  }

  @Test("A log whose end was cut off no longer fits the assessment that knew it")
  func cutLog() throws {
    let folder = try Self.assessed()
    let reject = ["decide", "truth", "reject", "--by", "Ada", "--reason", "No labels."]
    #expect(try Assay.run(reject, in: folder.url).status == 0)
    #expect(try Assay.run(["assess"], in: folder.url).status == 1)
    try FileManager.default.removeItem(
      at: folder.url.appending(path: "assay-decisions.jsonl"))
    let verified = try Self.verify(folder, status: 1)
    #expect((verified["decisionLog"] as? [String: Any])?["ok"] as? Bool == false)
    let again = try Assay.run(["assess", "--json"], in: folder.url)
    #expect(
      again.errors.contains("lines were removed from its end")
        || again.output.contains("lines were removed from its end"))
  }

  @Test("A signature covers the evidence that was signed, and says when it is another one")
  func signature() throws {
    let folder = try Self.assessed()
    let sign = ["decide", "model", "sign-off", "--by", "Ada", "--reason", "For the pilot."]
    #expect(try Assay.run(sign, in: folder.url).status == 0)
    try folder.write(
      SampleData(rows: 600, seed: 4, hasLabel: false, firstDay: 180).csv(), to: "week.csv")
    let document = try Assay.run(["assess", "--json"], in: folder.url).document()
    let signature = (document["signatures"] as? [[String: Any]])?.first
    #expect(signature?["current"] as? Bool == false)
  }

  @Test("Without an assessment nothing is signed")
  func nothingToSign() throws {
    let folder = try AssessmentTests.project(rows: 200)
    _ = try Assay.run(AssessmentTests.initArguments, in: folder.url)
    let run = try Assay.run(
      ["decide", "model", "sign-off", "--by", "Ada", "--reason", "Now."], in: folder.url)
    #expect(run.status == 2)
    #expect(run.errors.contains("assay assess"))
    #expect(try !folder.names().contains("assay-decisions.jsonl"))
  }

  @Test("Twenty people who decide at once leave one whole chain")
  func atOnce() async throws {
    let folder = try Self.assessed()
    let url = folder.url
    try await withThrowingTaskGroup(of: Int32.self) { group in
      for number in 0..<20 {
        group.addTask {
          try Assay.run(
            ["decide", "quality", "accept", "--by", "person \(number)", "--reason", "So."], in: url
          ).status
        }
      }
      for try await status in group { #expect(status == 0) }
    }
    let list = try Assay.run(["decide", "--list", "--json"], in: url).document()
    let decisions = try #require(list["decisions"] as? [[String: Any]])
    #expect(decisions.count == 20)
    #expect(Set(decisions.compactMap { $0["by"] as? String }).count == 20)
  }

  @Test("--against says what is new since an earlier report")
  func against() throws {
    let folder = try Self.assessed()
    try FileManager.default.copyItem(
      at: folder.url.appending(path: "assay-report/report.json"),
      to: folder.url.appending(path: "old.json"))
    let same = try Assay.run(["assess", "--against", "old.json", "--json"], in: folder.url)
      .document()
    #expect((same["against"] as? [String: Any])?["identical"] as? Bool == true)
    try folder.write(
      SampleData(rows: 600, seed: 3, incomeShift: 20, hasLabel: false, firstDay: 180).csv(),
      to: "week.csv")
    let moved = try Assay.run(["assess", "--against", "old.json", "--json"], in: folder.url)
      .document()
    let schema = try Assay.run(["schema", "assess"], in: folder.url).document()
    #expect(SchemaCheck(root: schema).problems(moved) == [])
    let difference = try #require(moved["against"] as? [String: Any])
    #expect((difference["inputs"] as? [String]) == ["scoring"])
    let checks = difference["checks"] as? [[String: Any]] ?? []
    #expect(checks.contains { $0["id"] as? String == "parity.inputs" })
    let bad = try Assay.run(["assess", "--against", "week.csv"], in: folder.url)
    #expect(bad.status == 2)
  }
}

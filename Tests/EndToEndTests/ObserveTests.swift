import Foundation
import Testing

/// Thirty days of a pipeline recorded with the built program, with faults in the last ones.
@Suite struct ObserveTests {
  /// A day's file: 200 rows on weekdays, 90 at weekends.
  ///
  /// - Parameters:
  ///   - factor: of the price.
  ///   - share: of the rows that are there.
  static func rows(day: Int, factor: Double = 1, share: Double = 1, header: String = "price")
    -> String
  {
    let monday = 1_767_571_200.0  // 2026-01-05
    let count = day % 7 >= 5 ? 90 : 200
    var text = "at,\(header),colour\n"
    var state = UInt64(day + 1) &* 0x9E37_79B9_7F4A_7C15
    func chance() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-53
    }
    for row in 0..<count {
      let price = (40 + (0..<6).reduce(0.0) { sum, _ in sum + 5 * chance() }) * factor
      let colour = ["red", "green", "blue"][Int(3 * chance())]
      guard Double(row) < share * Double(count) else { continue }
      let time = Date(
        timeIntervalSince1970: monday + Double(day) * 86_400 + Double(row) * 86_000 / Double(count))
      text += "\(time.formatted(.iso8601).dropLast()),\(price),\(colour)\n"
    }
    return text
  }

  static func moment(_ day: Int) -> String {
    Date(timeIntervalSince1970: 1_767_571_200 + Double(day + 1) * 86_400).formatted(.iso8601)
  }

  @discardableResult
  static func record(
    _ folder: Folder, _ day: Int, _ text: String? = nil, _ options: [String] = []
  ) throws -> Assay.Run {
    try folder.write(text ?? rows(day: day), to: "day-\(day).csv")
    return try Assay.run(
      [
        "observe", "record", "day-\(day).csv", "--timestamp", "at", "--at", moment(day),
        "--dataset", "orders", "--expected-every", "day", "--store", "runs.sqlite", "--json",
      ] + options, in: folder.url)
  }

  static func kinds(_ run: Assay.Run) throws -> [String] {
    let alarms = try #require(try run.document()["alarms"] as? [[String: Any]])
    return alarms.compactMap { $0["kind"] as? String }
  }

  @Test("Thirty days: a quiet past with a weekly season, then each fault is named")
  func month() throws {
    let folder = try Folder()
    for day in 0..<26 {
      let run = try Self.record(folder, day)
      #expect(run.status == 0, "day \(day): \(run.output)\(run.errors)")
    }
    let schema = try Assay.run(["schema", "observe-record"], in: folder.url).document()
    let cents = try Self.record(folder, 26, Self.rows(day: 26, factor: 100))
    #expect(cents.status == 1, "\(cents.errors)")
    let document = try cents.document()
    #expect(SchemaCheck(root: schema).problems(document) == [])
    let alarm = try #require((document["alarms"] as? [[String: Any]])?.first)
    #expect(alarm["cause"] as? String == "unit-change")
    #expect(alarm["nature"] as? String == "error")
    let cut = try Self.record(folder, 28, Self.rows(day: 28, share: 0.3))
    let kinds = try Self.kinds(cut)
    #expect(kinds.contains("late"))
    #expect(kinds.contains("volume"))
    let twice = try Self.record(folder, 29, Self.rows(day: 25))
    #expect(try Self.kinds(twice).contains("duplicated"))
    let renamed = try Self.record(folder, 30, Self.rows(day: 30, header: "cost"))
    #expect(try Self.kinds(renamed).contains("columnRenamed"))
    let empty = try Self.record(folder, 31, "at,price,colour\n")
    #expect(try Self.kinds(empty) == ["empty"])

    let shown = try Assay.run(
      [
        "observe", "show", "--store", "runs.sqlite", "--at", Self.moment(32), "--json",
        "--report", "page.html", "--downtime-budget", "4h",
      ], in: folder.url)
    #expect(shown.status == 1)
    let history = try shown.document()
    let showSchema = try Assay.run(["schema", "observe-show"], in: folder.url).document()
    #expect(SchemaCheck(root: showSchema).problems(history) == [])
    let stage = try #require((history["stages"] as? [[String: Any]])?.first)
    #expect((stage["runs"] as? [Any])?.count == 31)
    let downtime = try #require(stage["downtime"] as? [String: Any])
    #expect(downtime["wrong"] as? Double == 120)
    #expect(downtime["empty"] as? Double == 24)
    #expect(downtime["late"] as? Double == 0)
    let page = try String(contentsOf: folder.url.appending(path: "page.html"), encoding: .utf8)
    #expect(page.contains("orders · raw") && page.contains("<svg"))
    #expect(!page.contains("<script"))
    let figures = try Assay.run(
      ["observe", "export", "--store", "runs.sqlite", "--at", Self.moment(32)], in: folder.url)
    #expect(
      figures.output.contains("assay_observe_rows{dataset=\"orders\",stage=\"raw\"} 0\n"),
      "\(figures.output)")
  }

  @Test("The same batch at the same moment changes nothing, another one is refused")
  func repeated() throws {
    let folder = try Folder()
    let first = try Self.record(folder, 0)
    let again = try Self.record(folder, 0)
    #expect(again.status == 0)
    #expect(try again.document()["repeated"] as? Bool == true)
    #expect(try again.document()["run"] as? String == first.document()["run"] as? String)
    let other = try Self.record(folder, 0, Self.rows(day: 1))
    #expect(other.status == 2)
    #expect(other.errors.contains("another batch was recorded"))
  }

  @Test("An accepted run is as usual, and a run that nobody recorded cannot be accepted")
  func accepted() throws {
    let folder = try Folder()
    try Self.record(folder, 0)
    let renamed = try Self.record(folder, 1, Self.rows(day: 1, header: "cost"))
    #expect(renamed.status == 1)
    let run = try #require(try renamed.document()["run"] as? String)
    let accept = ["observe", "accept", "--store", "runs.sqlite", "--reason", "agreed"]
    #expect(try Assay.run(accept + [run], in: folder.url).status == 0)
    #expect(try Assay.run(accept + ["none"], in: folder.url).status == 2)
    let next = try Self.record(folder, 2, Self.rows(day: 2, header: "cost"))
    #expect(next.status == 0, "\(next.output)")
  }

  @Test("A contract's rules are recorded, personal columns are not, and stages follow each other")
  func contract() throws {
    let folder = try Folder()
    try folder.write(
      """
      version: 1
      name: orders
      stages: [raw, features]
      columns:
        price: {range: {max: 10}}
        colour: {personal: true}
      """, to: "contract.yaml")
    try Self.record(folder, 0)
    let run = try Self.record(
      folder, 0, nil, ["--stage", "features", "--contract", "contract.yaml"])
    #expect(run.status == 1, "\(run.errors)")
    let document = try run.document()
    #expect(document["upstream"] as? [String] == ["raw"])
    let constraints = try #require(document["constraints"] as? [[String: Any]])
    #expect(constraints.count == 1 && constraints.first?["ok"] as? Bool == false)
    #expect(try Self.kinds(run) == ["constraint"])
    let refused = try Self.record(
      folder, 1, nil, ["--stage", "scoring", "--contract", "contract.yaml"])
    #expect(refused.status == 2)
  }

  @Test("Events go to a file: started and completed, or failed, and what a stage is made from")
  func openLineage() throws {
    let folder = try Folder()
    try Self.record(
      folder, 0, nil, ["--openlineage", "events.jsonl", "--stage", "features", "--upstream", "raw"])
    let failed = try Assay.run(
      ["observe", "record", "gone.csv", "--store", "runs.sqlite", "--openlineage", "events.jsonl"],
      in: folder.url)
    #expect(failed.status == 3)
    let text = try String(contentsOf: folder.url.appending(path: "events.jsonl"), encoding: .utf8)
    let events = try text.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(
      events.map { $0["eventType"] as? String } == ["START", "COMPLETE", nil, "START", "FAIL"])
    let input = try #require((events[1]["inputs"] as? [[String: Any]])?.first)
    #expect(input["name"] as? String == "orders.features")
    let metrics = try #require(
      (input["inputFacets"] as? [String: Any])?["dataQualityMetrics"] as? [String: Any])
    #expect(metrics["rowCount"] as? Int == 200)
    let message = ((events[4]["run"] as? [String: Any])?["facets"] as? [String: Any])?[
      "errorMessage"]
    #expect(((message as? [String: Any])?["message"] as? String)?.contains("gone.csv") == true)
  }

  @Test("Events that nobody takes wait, with a warning, and the run is recorded all the same")
  func undelivered() throws {
    let folder = try Folder()
    // Port 9 of this machine: nobody listens there.
    let run = try Self.record(folder, 0, nil, ["--openlineage", "http://user:secret@127.0.0.1:9"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("wait in"))
    #expect(!run.errors.contains("secret") && !run.output.contains("secret"))
    let spool = try String(
      contentsOf: folder.url.appending(path: "runs.sqlite.openlineage.jsonl"), encoding: .utf8)
    #expect(spool.split(separator: "\n").count == 2)
  }

  @Test(
    "What cannot be used is refused in a sentence",
    arguments: [
      (["observe", "show", "--store", "none.sqlite"], Int32(2), "no run has been recorded"),
      (["observe", "record", "gone.csv", "--store", "s.sqlite"], 3, "gone.csv"),
      (
        ["observe", "record", "a.csv", "--store", "s.sqlite", "--timestamp", "x"], 2, "no column x"
      ),
      (
        ["observe", "record", "a.csv", "--store", "s.sqlite", "--timestamp", "price"], 2,
        "timestamp"
      ),
      (["observe", "record", "a.csv", "--store", "s.sqlite", "--at", "soon"], 2, "soon"),
      (["observe", "record", "a.csv", "--store", "a.csv"], 3, "a.csv"),
      (["observe", "record", "a.csv", "--store", "/proc/nowhere/s.sqlite"], 3, "folder"),
      (["observe", "record", "a.csv", "--stage", "", "--store", "s.sqlite"], 2, "--stage"),
      (
        ["observe", "record", "a.csv", "--false-alarms", "few", "--store", "s.sqlite"], 2,
        "false-alarms"
      ),
      (
        ["observe", "record", "a.csv", "--expected-every", "0h", "--store", "s.sqlite"], 2,
        "expected-every"
      ),
      (["observe", "record", "a.csv", "--store", "s.sqlite", "--report", "a.csv"], 2, "a.csv"),
      (
        ["observe", "record", "a.csv", "--store", "s.sqlite", "--openlineage", "a.csv"], 2, "a.csv"
      ),
    ])
  func refused(arguments: [String], status: Int32, says: String) throws {
    let folder = try Folder()
    try folder.write("at,price\n2026-01-05,1\n2026-01-06,2\n", to: "a.csv")
    let run = try Assay.run(arguments, in: folder.url)
    #expect(run.status == status, "\(run.output)\(run.errors)")
    #expect(run.errors.contains(says), "\(run.errors)")
  }

  @Test("Runs that are killed at any moment leave a store that is whole")
  func killed() throws {
    let folder = try Folder()
    for day in 0..<8 { try folder.write(Self.rows(day: day), to: "day-\(day).csv") }
    let killed = try InterruptionTests.shell(
      """
      for day in 0 1 2 3 4 5 6 7; do
        "$ASSAY" observe record day-$day.csv --at 2026-01-0$((day + 1)) --store runs.sqlite --json > out-$day.json & job=$!
        sleep 0.0$((day + 1)); kill -KILL $job; wait $job
      done
      exit 0
      """, in: folder.url)
    #expect(killed.status == 0)
    let whole = try Self.record(folder, 9)
    #expect(whole.status == 0, "\(whole.errors)")
    let shown = try Assay.run(
      ["observe", "show", "--store", "runs.sqlite", "--json"], in: folder.url)
    #expect(shown.status == 1, "overdue by now")
    let stages = try #require(try shown.document()["stages"] as? [[String: Any]])
    let runs = stages.flatMap { $0["runs"] as? [[String: Any]] ?? [] }
    #expect(runs.contains { $0["run"] as? String == (try? whole.document()["run"] as? String) })
    #expect(runs.allSatisfy { ($0["rows"] as? Int ?? 0) > 0 })
  }

  @Test("Hostile names are data, on the terminal, the page and for Prometheus")
  func hostile() throws {
    let folder = try Folder()
    try folder.write("\"<script>\",\"a\"\"b\\\",😀\n1,2,3\n4,5,6\n", to: "odd.csv")
    let run = try Assay.run(
      [
        "observe", "record", "odd.csv", "--stage", "<b>\u{1B}[31m", "--dataset", "x\"y\\z",
        "--store", "s.sqlite", "--report", "page.html", "--prometheus", "out.prom",
      ], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(!run.output.contains("\u{1B}"))
    let page = try String(contentsOf: folder.url.appending(path: "page.html"), encoding: .utf8)
    #expect(!page.contains("<script>") && !page.contains("<b>"))
    let metrics = try String(contentsOf: folder.url.appending(path: "out.prom"), encoding: .utf8)
    #expect(metrics.contains("dataset=\"x\\\"y\\\\z\""))
  }
}

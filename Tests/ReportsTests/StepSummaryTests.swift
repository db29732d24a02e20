import Checklist
import Foundation
import Testing

@testable import Reports

@Suite("The summary of a CI step")
struct StepSummaryTests {
  private func withFile(_ body: (URL, StepSummaryFile) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("summary-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("step.md")
    try body(file, try #require(Self.file(file.path)))
  }

  private static func file(_ path: String) -> StepSummaryFile? {
    StepSummaryFile(environment: [StepSummaryFile.variable: path])
  }

  @Test("An assessment's says the verdict first, then the aspects, then what must be done next")
  func order() throws {
    let summary = StepSummary(InventedAssessment.full, reports: ["out/index.html"])
    let text = try #require(summary.text(atMost: 1 << 20))
    let places = try [
      "NO-GO", "## The checklist", "## What must be done next", "out/index.html",
    ].map { try #require(text.range(of: $0)?.lowerBound, "no \($0)") }
    #expect(places == places.sorted())
    #expect(text.hasPrefix("# ❌ NO-GO"))
    #expect(text.split(separator: "\n").count { $0.hasPrefix("| ") } == 14)
  }

  @Test("What has passed, does not apply or was decided upon is not to be done next")
  func onlyWhatIsOpen() throws {
    let text = try #require(
      StepSummary(InventedAssessment.full, reports: []).text(atMost: 1 << 20))
    let next = try #require(text.components(separatedBy: "## What must be done next").last)
    #expect(!next.contains("**pass**") && !next.contains("**not applicable**"))
    #expect(next.contains("**fail**"))
  }

  @Test("Hostile names stay text: no tag, link, mention, further line or cell of a table")
  func hostile() throws {
    let text = try #require(
      StepSummary(InventedAssessment.withHostileNames, reports: InventedAssessment.hostile)
        .text(atMost: 1 << 20))
    #expect(!text.contains("<script") && !text.contains("<img"))
    #expect(!text.contains("@everyone") && !text.contains("http://"))
    #expect(text.firstMatch(of: /[^\\]\]\(/) == nil)
    #expect(!text.unicodeScalars.contains { $0.isInvisibleCommand && $0 != "\n" })
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| ") }
    for row in rows {
      let bars = row.replacing("\\|", with: "").filter { $0 == "|" }.count
      #expect(bars == 5, "\(row)")
    }
  }

  @Test("A plan's says whether it is complete, what is watched, and by kind what lacks")
  func plan() throws {
    let plan = try InventedPlan.full.get()
    let text = try #require(
      StepSummary(plan, written: ["production-plan.html"]).text(atMost: 1 << 20))
    #expect(text.hasPrefix("# ⚠️ The production plan is not complete"))
    #expect(text.contains("- 1 question: answer them in assay.yaml"))
    #expect(text.split(separator: "\n").count { $0.hasPrefix("| ") } == 2 + plan.monitors.count)
    let bare = try InventedPlan.bare.get()
    let closed = try #require(StepSummary(bare, written: []).text(atMost: 1 << 20))
    #expect(closed.hasPrefix("# ✅ The production plan is complete"))
    #expect(!closed.contains("## What must be done next"))
    let hostile = try #require(
      StepSummary(try InventedPlan.hostile.get(), written: []).text(atMost: 1 << 20))
    #expect(!hostile.contains("<script") && !hostile.contains("@everyone"))
  }

  @Test("It is added to what the step has said before, apart from it")
  func appends() throws {
    try withFile { url, file in
      try Data("before".utf8).write(to: url)
      try file.append(StepSummary("# one\n"))
      try file.append(StepSummary("# two\n"))
      #expect(
        try String(contentsOf: url, encoding: .utf8) == "before\n\n# one\n\n\n# two\n")
    }
  }

  @Test("A file that is not there yet is made")
  func makesTheFile() throws {
    try withFile { url, file in
      try file.append(StepSummary("# one\n"))
      #expect(try String(contentsOf: url, encoding: .utf8) == "# one\n")
    }
  }

  @Test(
    "At most a megabyte is written, cut between lines, with a word about it",
    arguments: [0, 1_000, 1_000_000])
  func limit(before: Int) throws {
    try withFile { url, file in
      try Data(repeating: UInt8(ascii: "x"), count: before).write(to: url)
      let line = "| " + String(repeating: "ü", count: 60) + " |"
      try file.append(StepSummary(Array(repeating: line, count: 20_000).joined(separator: "\n")))
      let text = try String(contentsOf: url, encoding: .utf8)
      #expect(text.utf8.count <= 1 << 20)
      #expect(text.utf8.count > (1 << 20) - 300)
      #expect(text.hasSuffix("\(line)\n\nThe summary is cut here: there is no room for more.\n"))
    }
  }

  @Test("A full file, a folder and a place that does not exist are told, and stay as they are")
  func refuses() throws {
    try withFile { url, file in
      let full = Data(repeating: UInt8(ascii: "x"), count: 1 << 20)
      try full.write(to: url)
      #expect(throws: StepSummaryError.self) { try file.append(StepSummary("# one\n")) }
      #expect(try Data(contentsOf: url) == full)
      let folder = url.deletingLastPathComponent().path
      for path in [folder, folder + "/no/such/step.md"] {
        let error = #expect(throws: StepSummaryError.self) {
          try #require(Self.file(path)).append(StepSummary("# one\n"))
        }
        #expect(error?.description.contains("GITHUB_STEP_SUMMARY") == true)
        #expect(error?.description.hasSuffix("..") == false)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["step.md"])
    }
  }

  @Test("Without the variable, or with an empty one, there is no file", arguments: [nil, ""])
  func absent(value: String?) {
    let environment = value.map { [StepSummaryFile.variable: $0] } ?? [:]
    #expect(StepSummaryFile(environment: environment) == nil)
  }
}

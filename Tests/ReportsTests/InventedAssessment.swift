import Checklist
import Foundation
import Statistics

@testable import Reports

/// An assessment that nobody made, rich enough to show every part of a report: all statuses, all
/// charts, answers, decisions, undefined values and hostile names.
enum InventedAssessment {
  /// Names that try to break out of wherever they are shown.
  static let hostile = [
    "<script>alert(1)</script>", "\"\u{301} onmouseover=\"alert(1)", "\u{600}<img src=x onerror=y>",
    "'; DROP TABLE flights; --", "a|b|c `code` [link](http://x) @everyone",
    "\u{1B}[2J\u{9B}31m\u{0}\nnew line", "\u{202E}gnp.exe", "]]></testcase>", "{{{verdict}}}",
    "漢字のとても長い列名😀", String(repeating: "x", count: 300), "", " ", "\u{FFFE}\u{FFFF}",
  ]

  static func interval(_ low: Double, _ high: Double, _ method: String = "delong") -> Interval {
    Interval(low: low, high: high, level: 0.95, method: method)
  }

  static let full = assessment(hostileNames: false)
  static let withHostileNames = assessment(hostileNames: true)

  static func assessment(hostileNames: Bool) -> Assessment {
    let bad = hostileNames ? hostile : []
    func name(_ ordinary: String, _ position: Int) -> String {
      bad.isEmpty ? ordinary : bad[position % bad.count]
    }
    let aspects = AspectID.allCases.enumerated().map { position, id in
      let checks = evidence(id, name)
      return AspectResult(
        aspect: Aspect(
          id: id, number: position + 1, title: titles[position],
          purpose:
            "A model that was good in the laboratory can fail in use without an error message. "
            + "This aspect looks for the difference before it costs anything.",
          questions: []),
        status: statuses[position], checks: checks, questions: questions(id, name),
        decision: statuses[position] == .waived
          ? Decision(
            kind: "waive", by: name("M. Ito", 1),
            reason: "The vendor measures latency; the contract names the limit.",
            until: "2027-03-01") : nil)
    }
    return Assessment(
      verdict: .noGo,
      model: Assessment.ModelSummary(
        name: name("arrival-delay", 0), version: "1.3.0", task: "binary classification",
        target: name("delayed", 2),
        description:
          "Predicts at departure time whether a flight arrives more than 15 minutes late."),
      aspects: aspects, testScore: testScore(),
      inputs: [
        Assessment.InputSummary(
          role: "train", source: name("data/train.parquet", 3), rows: 184_312, columns: 31,
          contentHash: String(repeating: "3fa9c1d2", count: 8),
          schemaHash: String(repeating: "b07e44a1", count: 8)),
        Assessment.InputSummary(
          role: "test", source: name("data/test.parquet", 4), rows: 46_020, columns: 31,
          contentHash: String(repeating: "91c0aa57", count: 8),
          schemaHash: String(repeating: "b07e44a1", count: 8)),
        Assessment.InputSummary(
          role: "scoring", source: name("postgresql:select * from week", 5), rows: 5_871,
          columns: 30, contentHash: nil, schemaHash: String(repeating: "77de1b09", count: 8)),
      ],
      warnings: [
        Assessment.Warning(
          code: "missing-token", message: "12 rows have no arrival time and were left out.",
          file: name("data/train.parquet", 6)),
        Assessment.Warning(
          code: "ragged-rows", message: "29 fields instead of 30; the row was held back.",
          file: "data/week.csv", line: 1204),
      ],
      command: "assay assess --config \(name("assay.yaml", 7)) --out assay-report",
      assayVersion: "0.1.0", time: "2026-02-03T04:05:06Z")
  }

  static let titles = [
    "Will it perform as in training?", "Is there a baseline, and is it beaten?",
    "Are the metrics defined for training and scoring?",
    "Is it measured on train and test, reproducibly?",
    "Can the ground truth be had?", "Do the data sets come from one distribution?",
    "Are goals and limits set for quality, speed and cost?", "How does it fit the larger system?",
    "How is incoming data quality monitored?", "How is drift monitored?",
    "How is performance monitored in production?", "Is it responsible?",
  ]

  static let statuses: [AspectStatus] = [
    .fail, .pass, .attention, .pass, .unanswered, .fail, .waived, .unanswered, .unanswered,
    .attention, .unanswered, .attention,
  ]

  static func questions(_ aspect: AspectID, _ name: (String, Int) -> String) -> [AnsweredQuestion] {
    let first = Question(
      id: "\(aspect.rawValue).first", text: "What would make production data differ?",
      hint: "Name the events and the months in which they happened last.")
    let second = Question(
      id: "\(aspect.rawValue).second", text: "Who acts, and how fast?", hint: "A role and hours.")
    let answer = Answer(
      text: name("Schedules change in March and October.\nHolidays shift by a week.", 5),
      by: name("R. Okafor", 1),
      evidence: aspect == .parity
        ? "https://wiki.example.org/delays" : name("docs/decisions.md", 0))
    return [
      AnsweredQuestion(question: first, answer: answer),
      AnsweredQuestion(
        question: second,
        answer: statuses[AspectID.allCases.firstIndex(of: aspect) ?? 0] == .unanswered
          ? nil : answer),
    ]
  }

  static func testScore() -> TestScore {
    let sections = ["data", "model", "infrastructure", "monitoring"].map { section in
      TestScore.Section(
        name: section,
        tests: (1...7).map {
          TestScore.Test(
            id: "\(section)-\($0)", title: "Test \($0) of \(section)",
            points: Double(($0 + section.count) % 3) / 2,
            answeredBy: ["parity.inputs", "\(section).first"],
            reason: "Checked by Assay in this run.")
        })
    }
    return TestScore(
      sections: sections, total: sections.map { $0.tests.map(\.points).reduce(0, +) }.min() ?? 0)
  }
}

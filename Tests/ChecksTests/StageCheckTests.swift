import Checklist
import Checks
import Foundation
import Testing

/// Data held against their contract at each stage of the pipeline.
@Suite struct StageCheckTests {
  private static let rows = 600
  private static let pipeline = """
    pipeline:
      - {stage: raw, data: raw.csv, contract: stages.yaml}
      - {stage: features, data: features.csv, contract: stages.yaml, from: raw, rows: same}
      - {stage: scored, data: scored.csv, contract: scored.yaml, from: [features], rows: fewer}
    """

  /// A sample with three stages: `fare` from raw on, `ratio` from features on, `p` at the end.
  private static func sample(
    raw: (Int) -> String? = { "\($0 % 50),a" }, features: (Int) -> String? = { "\($0 % 50),0.5" },
    scored: (Int) -> String? = { $0 % 3 == 0 ? nil : "\($0 % 50),0.5,0.25" }
  ) -> Sample {
    var sample = Sample(.binary, rows: 300)
    sample.extra = pipeline
    func table(_ header: String, _ row: (Int) -> String?) -> String {
      ([header] + (0..<rows).compactMap(row)).joined(separator: "\n") + "\n"
    }
    sample.files = [
      "raw.csv": table("fare,name", raw), "features.csv": table("fare,ratio", features),
      "scored.csv": table("fare,ratio,p", scored),
      "stages.yaml": """
      version: 1
      stages: [raw, features]
      environments: [training, scoring]
      columns:
        fare: {range: {min: 0, max: 100}, label-free: true}
        ratio: {not-null: {stages: [features]}}
        name: {set: {values: [a, b], stages: [raw]}}
      """.replacing(", label-free: true", with: ""),
      "scored.yaml": """
      version: 1
      columns:
        fare: {range: {min: 0, max: 100}}
        p: {range: {min: 0, max: 1}}
      """,
    ]
    return sample
  }

  private static func judged(_ sample: Sample) throws -> Evidence {
    try #require(try Assessed(sample, aspects: [.quality])["quality.stages"])
  }

  @Test("a column that the contract calls text is judged as it is written")
  func texts() throws {
    var sample = Self.sample(raw: { "\($0 % 50),1e\($0 % 9)" })
    sample.files["stages.yaml"] = """
      version: 1
      stages: [raw, features]
      columns:
        fare: {range: {min: 0, max: 100}}
        name: {type: {is: text, stages: [raw]}, length: {min: 3, max: 3, stages: [raw]}}
      """
    let found = try Self.judged(sample)
    #expect(found.status == .pass, "\(found.finding)")
  }

  @Test("stages that keep their contracts and their rows pass")
  func kept() throws {
    let found = try Self.judged(Self.sample())
    #expect(found.status == .pass, "\(found.finding)")
    #expect(
      found.finding.contains("raw (600 rows) → features (600 rows) → scored (400 rows)"),
      "\(found.finding)")
    #expect(found.measurements.count == 9)
    #expect(found.remedy == nil)
  }

  @Test("an error that goes through all stages is told to begin at the first")
  func carried() throws {
    let found = try Self.judged(
      Self.sample(
        raw: { $0 == 7 ? "900,a" : "1,a" }, features: { $0 == 7 ? "900,0.5" : "1,0.5" },
        scored: { $0 == 7 ? "900,0.5,0.25" : "1,0.5,0.25" }))
    #expect(found.status == .attention, "\(found.finding)")
    #expect(
      found.finding.contains(
        "Stage raw breaks fare.range (1 row): 1 row of 600 would be held; the error begins here."),
      "\(found.finding)")
    for stage in ["features", "scored"] {
      #expect(
        found.finding.contains(
          "Stage \(stage) breaks fare.range (1 row): 1 row of 600 would be held; the error begins at raw."
        ),
        "\(found.finding)")
    }
    #expect(found.remedy?.hasPrefix("Start at stage raw") == true)
  }

  @Test("an error that a stage makes itself begins there")
  func made() throws {
    let found = try Self.judged(Self.sample(features: { $0 == 7 ? "1," : "1,0.5" }))
    #expect(found.status == .attention)
    #expect(
      found.finding
        == "Stage features breaks ratio.not-null (1 row): 1 row of 600 would be held; the error begins here.",
      "\(found.finding)")
    #expect(found.remedy?.hasPrefix("Start at stage features") == true)
  }

  @Test(
    "rows that are lost or appear fail, against what was declared",
    arguments: [
      (1, 600, "Stage features has 599 rows of the 600 of raw, and the same number was declared."),
      (
        0, 601, "Stage scored has 601 rows of the 600 of features, and no more were declared."
      ),
    ])
  func rows(lost: Int, scored: Int, says: String) throws {
    var sample = Self.sample(features: { $0 < lost ? nil : "1,0.5" })
    if scored > Self.rows {
      sample.files["scored.csv"] =
        "fare,ratio,p\n" + String(repeating: "1,0.5,0.25\n", count: scored)
    }
    let found = try Self.judged(sample)
    #expect(found.status == .fail, "\(found.finding)")
    #expect(found.finding == says, "\(found.finding)")
  }

  @Test("a stage that cannot be read fails and leaves the others to be judged")
  func unreadable() throws {
    var sample = Self.sample(raw: { $0 == 7 ? "900,a" : "1,a" })
    sample.files["features.csv"] = nil
    let found = try Self.judged(sample)
    #expect(found.status == .fail)
    #expect(found.finding.contains("Stage raw breaks fare.range"), "\(found.finding)")
    #expect(
      found.finding.contains("Stage features could not be held against its contract"),
      "\(found.finding)")
  }

  @Test("without a pipeline the check is missing and says which line enables it")
  func missing() throws {
    let found = try Self.judged(Sample(.binary, rows: 300))
    #expect(found.status == .missing)
    #expect(found.remedy?.contains("`pipeline: [{stage: raw") == true)
  }

  @Test(
    "a pipeline that contradicts itself is refused with its line",
    arguments: [
      ("[{stage: a, data: x.csv, from: [b]}]", "no stage above “a” is called “b”"),
      ("[{stage: a, data: x.csv}, {stage: a, data: y.csv}]", "two stages are called “a”"),
      ("[{stage: a, data: x.csv, rows: same}]", "and not from what"),
      ("[{stage: a, data: x.csv, rows: some}]", "same"),
      ("[{stage: a}]", "data"),
    ])
  func refused(pipeline: String, says: String) throws {
    let yaml = """
      version: 1
      model: {name: m, task: binary}
      data: {test: t.csv}
      columns: {target: y}
      contract: c.yaml
      pipeline: \(pipeline)
      """
    let error = try #require(throws: ProjectErrors.self) {
      try Project.load(yaml, file: "assay.yaml", vocabulary: Assessed.vocabulary)
    }
    #expect(error.description.contains("assay.yaml:6:"), "\(error)")
    #expect(error.description.contains(says), "\(error)")
  }

  @Test("a stage without any contract is refused")
  func noContract() throws {
    let yaml = """
      version: 1
      model: {name: m, task: binary}
      data: {test: t.csv}
      columns: {target: y}
      pipeline: [{stage: a, data: x.csv}]
      """
    let error = try #require(throws: ProjectErrors.self) {
      try Project.load(yaml, file: "assay.yaml", vocabulary: Assessed.vocabulary)
    }
    #expect(error.description.contains("no contract says"), "\(error)")
  }
}

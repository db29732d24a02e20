import Foundation
import Testing

/// What is personal stands in no output, whichever check looks at it.
@Suite struct PersonalValuesTests {
  /// Part of every personal value.
  private static let marker = "zq9secret"

  /// Customers whose names, towns, sexes and bands are personal; towns and bands are groups.
  ///
  /// - Parameter shift: how the groups of this set differ from those of the others.
  private static func table(rows: Int, seed: Int, shift: Int) -> String {
    var lines = ["person,at,town,sex,band,income,late,p_late"]
    for row in 0..<rows {
      let mixed = (row * 7919 + seed * 104_729) % 1000
      let income = Double((row * 31 + seed * 17) % 200) / 10
      let isLate = (mixed + Int(income * 10)) % 5 < 2
      let score = isLate ? 0.55 + Double(mixed % 40) / 100 : 0.15 + Double(mixed % 45) / 100
      lines.append(
        [
          "\(marker)-person-\(seed)-\(row)@example.org", "2024-\(1 + seed)-\(1 + row * 27 / rows)",
          "\(marker)-town-\((row * row + row) % (4 + shift))",
          mixed % 3 < 1 + shift % 2 ? "\(marker)-f" : "\(marker)-m",
          "\(90_001 + (row + row / 7) % 3)", "\(income)", isLate ? "1" : "0", "\(score)",
        ].joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A folder whose assessment has something to say of every personal column.
  private static func project() throws -> Folder {
    let folder = try Folder()
    try folder.write(table(rows: 1_500, seed: 1, shift: 0), to: "train.csv")
    try folder.write(table(rows: 1_500, seed: 2, shift: 1), to: "test.csv")
    try folder.write(table(rows: 1_500, seed: 3, shift: 3), to: "week.csv")
    try folder.write(table(rows: 300, seed: 3, shift: 0), to: "offline.csv")
    try folder.write(table(rows: 300, seed: 3, shift: 3), to: "online.csv")
    try folder.write(
      """
      version: 1
      columns:
        sex: {personal: true, set: [\(marker)-f]}
        town: {set: [\(marker)-town-0, \(marker)-town-1], length: {max: 16}}
        person: {length: {max: 3}}
      """, to: "contract.yaml")
    try folder.write("encoder: {town: {\(marker)-town-0: 1}}\n", to: "training.yaml")
    try folder.write("encoder: {town: {\(marker)-town-0: 2}}\n", to: "scoring.yaml")
    try folder.write(
      """
      version: 1
      model: {name: late, task: binary}
      data: {train: train.csv, test: test.csv, scoring: week.csv}
      contract: contract.yaml
      columns:
        {target: late, score: p_late, timestamp: at, entity: person, segments: [town, band],
         protected: [sex, town], personal: [person, town, band], quasi-identifiers: [town, sex],
         sensitive: [band]}
      metrics: {goals: {rocAUC: 0.99}, window: 200}
      drift: {window: day}
      population: {town: {\(marker)-town-0: 0.5, \(marker)-town-9: 0.5}}
      parity:
        features: {offline: offline.csv, online: online.csv, key: [person]}
        transform: {training: training.yaml, scoring: scoring.yaml}
      """, to: "assay.yaml")
    return folder
  }

  @Test("A contract that is wrong ends the assessment: what is personal is not known then")
  func wrongContract() throws {
    let folder = try Self.project()
    try folder.write(
      "version: 1\ncolumns:\n  sex: {personal: true, set: [a], excluded: [a]}\n",
      to: "contract.yaml")
    let run = try Assay.run(["assess", "--out", "out"], in: folder.url)
    #expect(run.status == 2)
    #expect(
      run.errors.contains("contract.yaml:3:45: “columns.sex.excluded” contradicts"), "\(run.errors)"
    )
    #expect(!run.output.contains(Self.marker) && !run.errors.contains(Self.marker))
    let pages = folder.url.appending(path: "out/index.html").path
    #expect(!FileManager.default.fileExists(atPath: pages))
  }

  @Test("No value of a personal column stands in any output of an assessment and its plan")
  func nowhere() throws {
    let folder = try Self.project()
    let run = try Assay.run(
      ["assess", "--format", "html,md,json,junit", "--out", "out"], in: folder.url,
      environment: ["GITHUB_STEP_SUMMARY": folder.url.appending(path: "summary.md").path])
    #expect([0, 1].contains(run.status), "\(run.errors)")
    let plan = try Assay.run(
      ["plan", "--report", "out/report.json", "--out", "planned", "--card", "planned/card.md"],
      in: folder.url)
    #expect([0, 1].contains(plan.status), "\(plan.errors)")
    var told = ["standard output": run.output + plan.output, "errors": run.errors + plan.errors]
    told["summary.md"] = try String(
      contentsOf: folder.url.appending(path: "summary.md"), encoding: .utf8)
    for name in ["out", "planned"] {
      let place = folder.url.appending(path: name)
      for file in try FileManager.default.contentsOfDirectory(atPath: place.path) {
        told["\(name)/\(file)"] = try String(
          contentsOf: place.appending(path: file), encoding: .utf8)
      }
    }
    #expect(told.count >= 9, "\(told.keys)")
    for (name, text) in told {
      for line in text.split(separator: "\n") where line.contains(Self.marker) {
        Issue.record("\(name): \(line.prefix(400))")
      }
      for band in 90_001...90_003 {
        #expect(!text.contains("band = \(band)"), "\(name)")
      }
    }
    let report = try #require(told["out/report.json"])
    // The groups are still told apart, and what was compared is still told.
    #expect(report.contains("town = [personal 1]"))
    #expect(report.contains("sex = [personal 2]"))
    #expect(report.contains("band = [personal 3]"))
    #expect(report.contains("town differs in"))
  }
}

import Foundation
import Testing

/// What `assess`, `verify` and `validate` leave in the file of GITHUB_STEP_SUMMARY.
@Suite struct StepSummaryRunTests {
  private static let contract = """
    version: 1
    columns:
      age: {range: {min: 18, max: 60}}
      city: {set: [Lima, Oslo, Osaka, Lagos]}
    """

  private func summary(_ folder: Folder) throws -> String {
    try String(contentsOf: folder.url.appending(path: "step.md"), encoding: .utf8)
  }

  @Test("Three commands of one step write their answers one after the other")
  func commands() throws {
    let folder = try AssessmentTests.project(rows: 400)
    try folder.write(Self.contract, to: "rules.yaml")
    let step = ["GITHUB_STEP_SUMMARY": folder.url.appending(path: "step.md").path]
    _ = try Assay.run(AssessmentTests.initArguments, in: folder.url, environment: step)
    #expect(!(try folder.names().contains("step.md")))
    let assessed = try Assay.run(["assess"], in: folder.url, environment: step)
    #expect([0, 1].contains(assessed.status), "\(assessed.errors)")
    let first = try summary(folder)
    #expect(first.hasPrefix("# "))
    #expect(first.contains("## The checklist") && first.contains("assay-report/index.html"))

    try folder.write(SampleData(rows: 400, seed: 9).csv(), to: "train.csv")
    let verified = try Assay.run(["verify", "--json"], in: folder.url, environment: step)
    #expect(verified.status == 1, "\(verified.errors)")
    let second = try summary(folder)
    #expect(second.hasPrefix(first))
    #expect(second.contains("The evidence does not stand: stale") && second.contains("| stale |"))

    let validated = try Assay.run(
      ["validate", "week.csv", "--contract", "rules.yaml"], in: folder.url, environment: step)
    #expect(validated.status == 1, "\(validated.errors)")
    let third = try summary(folder)
    #expect(third.hasPrefix(second))
    let answer = third.dropFirst(second.count)
    #expect(answer.contains("rows are held") && answer.contains("What must be done next"))
    // Values of rows are for who may read the data, not for who may read the CI's page.
    #expect(answer.firstMatch(of: /city[^\n]*\| quarantine \| \d/) != nil, "\(answer)")
    #expect(!answer.contains("Zürich"))
  }

  @Test("A summary that cannot be written is a warning and no other exit code")
  func unwritable() throws {
    let folder = try Folder()
    try folder.write(Self.contract, to: "rules.yaml")
    try folder.write("age,city\n20,Lima\n30,Oslo\n", to: "good.csv")
    let run = try Assay.run(
      ["validate", "good.csv", "--contract", "rules.yaml", "--json"], in: folder.url,
      environment: ["GITHUB_STEP_SUMMARY": folder.url.path + "/none/step.md"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("warning: the step's summary was not written to"))
    #expect(try run.document()["verdict"] as? String == "passed")
  }
}

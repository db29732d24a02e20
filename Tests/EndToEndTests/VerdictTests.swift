import Foundation
import Testing

/// Verdicts that a person must be able to trust: what is not known is never told as good.
@Suite struct VerdictTests {
  /// A folder with an assay.yaml that says so of the sample's files.
  private func project(rows: Int = 2_000, _ metrics: String) throws -> Folder {
    let folder = try AssessmentTests.project(rows: rows)
    try folder.write(
      """
      version: 1
      model: {name: late, task: binary}
      data: {train: train.csv, test: test.csv, scoring: week.csv}
      columns: {target: late, score: p_late, prediction: predicted, timestamp: at, identifier: [customer]}
      metrics: {\(metrics)}

      """, to: "assay.yaml")
    return folder
  }

  @Test("A goal that no model can have is refused with file, line and column")
  func goalOutOfRange() throws {
    let folder = try project(rows: 50, "goals: {rocAUC: 7}")
    let run = try Assay.run(["assess"], in: folder.url)
    #expect(run.status == 2)
    #expect(run.errors.contains("assay.yaml:5:"), "\(run.errors)")
    #expect(run.errors.contains("out of the range of “rocAUC”"), "\(run.errors)")
    #expect(try !folder.names().contains("assay-report"))
  }

  @Test("Labelled files with a heading and no rows are refused, named, and nothing is written")
  func headingsOnly() throws {
    let folder = try project(rows: 0, "goals: {rocAUC: 0.7}")
    let run = try Assay.run(["assess", "--json"], in: folder.url)
    #expect(run.status == 3, "\(run.output)")
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("train.csv: the train data has no rows"), "\(run.errors)")
    #expect(try !folder.names().contains("assay-report"))
  }

  @Test("Windows of one row touch the checks of windows alone")
  func windowsOfOneRow() throws {
    let folder = try project(rows: 12_000, "window: 1, goals: {rocAUC: 0.6}, smallest-drop: 0.1")
    let document = try Assay.run(["assess", "--json"], in: folder.url).document()
    #expect(try AssessmentTests.status(of: "metrics.window", in: document) == "attention")
    #expect(try AssessmentTests.status(of: "benchmark.metrics", in: document) == "pass")
    #expect(try AssessmentTests.status(of: "benchmark.gap", in: document) == "pass")
  }

  @Test("A perfect area on three rows is undecided")
  func threeRows() throws {
    let folder = try project("goals: {rocAUC: 0.9}")
    try folder.write(
      """
      customer,at,age,income,city,sex,late,p_late,predicted
      a,2024-06-01T00:00:00Z,44,12.5,Lima,f,0,0.1,0
      b,2024-06-01T00:00:00Z,44,13.5,Lima,f,0,0.2,0
      c,2024-06-01T00:00:00Z,44,14.5,Lima,f,1,0.9,1

      """, to: "test.csv")
    let document = try Assay.run(["assess", "--json"], in: folder.url).document()
    #expect(try AssessmentTests.status(of: "benchmark.metrics", in: document) == "undecided")
  }

  @Test("A baseline that cannot be compared leaves the answer open")
  func baselineThatFails() throws {
    let folder = try Folder()
    // Every training row is newer than the test rows, so that there is no last period to learn
    // from.
    var train = "at,x,y\n"
    var test = "at,x,y,yhat\n"
    for row in 0..<200 {
      let y = row % 17
      train += "2024-05-\(10 + row % 20),\(row % 7),\(y)\n"
      test += "2024-03-\(10 + row % 20),\(row % 7),\(y),\(Double(y) + 0.01 * Double(row % 3))\n"
    }
    try folder.write(train, to: "train.csv")
    try folder.write(test, to: "test.csv")
    let arguments = [
      "baseline", "--train", "train.csv", "--test", "test.csv", "--task", "regression", "--target",
      "y", "--prediction", "yhat",
    ]
    let without = try Assay.run(arguments, in: folder.url)
    #expect(without.status == 0, "\(without.output)")
    let run = try Assay.run(arguments + ["--timestamp", "at"], in: folder.url)
    #expect(run.status == 4, "\(run.output)\(run.errors)")
    #expect(run.output.contains("could not be compared"), "\(run.output)")
    let document = try Assay.run(arguments + ["--timestamp", "at", "--json"], in: folder.url)
      .document()
    #expect(document["beatsAll"] as? Bool == false)
  }
}

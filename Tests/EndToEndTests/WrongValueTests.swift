import Foundation
import Testing

/// Values that do not fit what a column was named for.
@Suite struct WrongValueTests {
  private static func scored(_ change: (Int, String) -> String = { $1 }) throws -> Folder {
    let folder = try Folder()
    var lines = ["id,group,age,y,yhat,late,p"]
    for row in 0..<400 {
      let y = Double(row % 20)
      lines.append(
        change(
          row,
          "\(row),\(row % 2 == 0 ? "a" : "b"),\(18 + row % 60),\(y),\(y + 0.5),\(row % 3 == 0 ? 1 : 0),0.\(1 + row % 8)"
        ))
    }
    try folder.write(lines.joined(separator: "\n") + "\n", to: "scored.csv")
    return folder
  }

  @Test("A word among numbers is told with file, line and value, and exit code 3")
  func word() throws {
    let folder = try Self.scored { row, line in
      (300..<310).contains(row)
        ? line.replacingOccurrences(of: ".5,", with: ".5oops,") : line
    }
    let run = try Assay.run(
      [
        "metrics", "scored.csv", "--task", "regression", "--target", "y", "--prediction", "yhat",
      ], in: folder.url)
    #expect(run.status == 3, "\(run.errors)")
    for word in ["scored.csv", "line 302", "column \"yhat\"", "10 of 400 values", "oops"] {
      #expect(run.errors.contains(word), "\(word): \(run.errors)")
    }
  }

  @Test("A heading without rows is told as that, with exit code 3")
  func headingOnly() throws {
    let folder = try Folder()
    try folder.write("y,yhat\n", to: "empty.csv")
    let run = try Assay.run(
      ["metrics", "empty.csv", "--task", "regression", "--target", "y", "--prediction", "yhat"],
      in: folder.url)
    #expect(run.status == 3, "\(run.errors)")
    #expect(run.errors.contains("no rows"), "\(run.errors)")
  }

  @Test("A column that is nearly named so is offered, however many there are")
  func misspelt() throws {
    let folder = try Folder()
    let names = (0..<30).map { "column_\($0)" } + ["yhat", "y"]
    try folder.write(
      names.joined(separator: ",") + "\n" + names.map { _ in "1" }.joined(separator: ",") + "\n",
      to: "wide.csv")
    let run = try Assay.run(
      ["metrics", "wide.csv", "--task", "regression", "--target", "y", "--prediction", "yaht"],
      in: folder.url)
    #expect(run.status == 2)
    #expect(run.errors.contains("did you mean “yhat”?"), "\(run.errors)")
  }

  @Test("Fairness of scores that are no probabilities asks for a threshold")
  func noProbabilities() throws {
    let folder = try Self.scored()
    let arguments = [
      "fairness", "scored.csv", "--target", "late", "--score", "age", "--by", "group",
    ]
    let run = try Assay.run(arguments, in: folder.url)
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.errors.contains("holds no probabilities"), "\(run.errors)")
    #expect(run.errors.contains("--threshold"), "\(run.errors)")
    let given = try Assay.run(arguments + ["--threshold", "40"], in: folder.url)
    #expect(given.status == 0, "\(given.errors)")
    let calls = try Assay.run(
      ["fairness", "scored.csv", "--target", "late", "--score", "p", "--by", "group"],
      in: folder.url)
    #expect(calls.status == 0, "\(calls.errors)")
    #expect(calls.output.contains("assay assess"), "\(calls.output)")
  }

  @Test("A positive class that the target does not have is wrong configuration, not a bad model")
  func positive() throws {
    let folder = try AssessmentTests.project(rows: 60)
    try folder.write(
      """
      version: 1
      model: {name: late, task: binary}
      data: {train: train.csv, test: test.csv}
      columns: {target: late, score: p_late, positive: "yes"}
      """, to: "assay.yaml")
    let run = try Assay.run(["assess"], in: folder.url)
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.errors.contains("assay.yaml:4:"), "\(run.errors)")
    #expect(run.errors.contains("it holds 0, 1"), "\(run.errors)")
  }
}

/// What `init` finds by values, where names say nothing.
@Suite struct InitByValuesTests {
  private static func written(_ rows: Int, name: String) throws -> String {
    let folder = try Folder()
    for (file, seed) in [("train.csv", 1 as UInt64), ("test.csv", 2)] {
      let text = SampleData(rows: rows, seed: seed, firstDay: seed == 1 ? 0 : 90).csv()
      try folder.write(
        text.replacingOccurrences(of: "p_late", with: name)
          .replacingOccurrences(of: "predicted", with: "x9"), to: file)
    }
    let run = try Assay.run(
      ["init", "--train", "train.csv", "--test", "test.csv", "--target", "late"], in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    return try String(contentsOf: folder.url.appending(path: "assay.yaml"), encoding: .utf8)
  }

  @Test("The probabilities are found under a name that says nothing, to be checked")
  func score() throws {
    let text = try Self.written(2_000, name: "out17")
    #expect(text.contains("\n  score: out17"), "\(text)")
    #expect(text.contains("# CHECK: No name says which column holds the predictions"), "\(text)")
  }

  @Test("Windows are proposed where rows have times, to be checked")
  func window() throws {
    let text = try Self.written(4_000, name: "p_late")
    let proposed = try #require(
      text.split(separator: "\n").first { $0.hasPrefix("  window: ") }, "\(text)")
    #expect(["day", "week", "month"].contains(String(proposed.dropFirst("  window: ".count))))
    #expect(text.contains("# CHECK: a figure of production is of so many rows"), "\(text)")
  }
}

import Foundation
import Testing

/// What a person meets first: help, version, wrong words.
@Suite struct UsageTests {
  static let commands = [
    "init", "assess", "profile", "drift", "metrics", "fairness", "baseline", "estimate",
    "checklist",
    "explain", "schema",
  ]

  @Test("Every command's help shows an example that begins with assay", arguments: commands)
  func helpHasAnExample(command: String) throws {
    let folder = try Folder()
    let run = try Assay.run([command, "--help"], in: folder.url)
    #expect(run.status == 0)
    #expect(run.output.contains("assay \(command)"), "\(run.output)")
    #expect(run.output.contains("Example"), "\(run.output)")
    for line in run.output.split(separator: "\n") {
      #expect(line.count <= 80, "too long for a terminal: \(line)")
    }
  }

  @Test("The version is one line on standard output")
  func version() throws {
    let folder = try Folder()
    let run = try Assay.run(["--version"], in: folder.url)
    #expect(run.status == 0)
    #expect(run.output.split(separator: "\n").count == 1)
  }

  @Test(
    "Wrong usage exits with 2, says what is wrong on standard error and prints nothing else",
    arguments: [
      ["no-such-command"],
      ["profile"],
      ["drift", "--reference", "a.csv"],
      ["metrics", "a.csv", "--task", "telepathy", "--target", "y"],
      ["explain", "no-such-metric"],
      ["metrics", "a.csv", "--task", "binary", "--target", "y", "--window", "fortnight"],
      ["profile", "a.csv", "--no-such-option"],
      ["profile", "a.csv", "--by", "day", "--timestamp", "p"],
      ["drift", "--reference", "a.csv", "--current", "a.csv", "--threshold", "2"],
      [
        "baseline", "--train", "a.csv", "--test", "a.csv", "--task", "binary", "--target", "y",
        "--score", "p", "--human-accuracy", "3",
      ],
    ])
  func wrongUsage(arguments: [String]) throws {
    let folder = try Folder()
    try folder.write("y,p\n1,0.5\n", to: "a.csv")
    let run = try Assay.run(arguments, in: folder.url)
    #expect(run.status == 2, "\(run.errors)")
    #expect(!run.errors.isEmpty)
    #expect(run.output.isEmpty)
  }

  @Test(
    "Tables for people fit 80 columns, whatever the data are called",
    arguments: [
      ["profile", "a.csv", "--by", "day", "--timestamp", "at"],
      ["drift", "--reference", "a.csv", "--current", "b.csv", "--window", "300"],
      [
        "metrics", "a.csv", "--task", "binary", "--target", "late", "--score", "p_late", "--by",
        "city",
      ],
      [
        "baseline", "--train", "a.csv", "--test", "b.csv", "--task", "binary", "--target", "late",
        "--score", "p_late",
      ],
      ["checklist"], ["explain"], ["explain", "ml-test-score"], ["explain", "psi"],
    ])
  func width(arguments: [String]) throws {
    let folder = try Folder()
    try folder.write(SampleData(rows: 900, seed: 1).csv(), to: "a.csv")
    let moved = SampleData(rows: 900, seed: 2, incomeShift: 6, firstDay: 90).csv()
    try folder.write(
      moved.replacingOccurrences(of: "Lagos", with: "Llanfairpwllgwyngyllgogerychwyrndrobwll"),
      to: "b.csv")
    let run = try Assay.run(arguments, in: folder.url, environment: ["COLUMNS": "80"])
    #expect([0, 1, 4].contains(run.status), "\(run.errors)")
    #expect(!run.output.contains("\u{1B}"))
    for line in run.output.split(separator: "\n") {
      #expect(line.count <= 80, "too wide: \(line)")
    }
  }

  @Test("A name that is nearly right is answered with the right one")
  func didYouMean() throws {
    let folder = try Folder()
    let run = try Assay.run(["explain", "rocAUV"], in: folder.url)
    #expect(run.status == 2)
    #expect(run.errors.contains("rocAUC"), "\(run.errors)")
    let command = try Assay.run(["asess"], in: folder.url)
    #expect(command.status == 2)
    #expect(command.errors.contains("assess"), "\(command.errors)")
  }
}

import Foundation
import Testing

/// Bad files: each gets the documented exit code and one clear sentence, or works; nothing crashes
/// and nothing partial is left.
@Suite struct BadInputTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let file: String
    let bytes: Data
    /// Exit codes that are right.
    let codes: Set<Int32>
    /// Words of which one must be in what is said, in standard error or the JSON warnings.
    var says: [String] = []
    var testDescription: String { name }
  }

  static func text(_ text: String) -> Data { Data(text.utf8) }

  static let cases: [Case] = [
    Case(
      name: "ragged rows", file: "a.csv", bytes: text("a,b\n1,2\n3\n4,5,6\n"), codes: [0, 3],
      says: ["row", "line", "column"]),
    Case(
      name: "a quote that never closes", file: "a.csv", bytes: text("a,b\n1,\"2\n3,4\n"),
      codes: [0, 3]),
    Case(
      name: "byte order mark", file: "a.csv", bytes: Data([0xEF, 0xBB, 0xBF]) + text("a,b\n1,2\n"),
      codes: [0]),
    Case(
      name: "UTF-16", file: "a.csv",
      bytes: Data([0xFF, 0xFE]) + ("a,b\n1,2\n".data(using: .utf16LittleEndian) ?? Data()),
      codes: [3], says: ["UTF-16"]),
    Case(name: "NUL bytes", file: "a.csv", bytes: text("a,b\n1,\0\n2,3\n"), codes: [0, 3]),
    Case(
      name: "a field of a megabyte", file: "a.csv",
      bytes: text("a,b\n1,\(String(repeating: "x", count: 1_000_000))\n"), codes: [0, 3]),
    Case(name: "the same heading twice", file: "a.csv", bytes: text("a,a\n1,2\n"), codes: [0, 3]),
    Case(name: "mixed types", file: "a.csv", bytes: text("a\n1\n2\nthree\n4\n"), codes: [0]),
    Case(name: "nothing in it", file: "a.csv", bytes: Data(), codes: [3], says: ["empty"]),
    Case(name: "a heading only", file: "a.csv", bytes: text("a,b\n"), codes: [0]),
    Case(
      name: "a Parquet file cut short", file: "a.parquet", bytes: text("PAR1\u{1}\u{2}\u{3}"),
      codes: [3]),
    Case(name: "text named Parquet", file: "a.parquet", bytes: text("a,b\n1,2\n"), codes: [0, 3]),
    Case(
      name: "nested values beside flat ones", file: "a.jsonl",
      bytes: text("{\"a\":1,\"b\":[1,2]}\n{\"a\":2,\"b\":[]}\n"), codes: [0]),
    Case(name: "nothing but missing values", file: "a.csv", bytes: text("a,b\n,\n,\n"), codes: [0]),
    Case(
      name: "invalid UTF-8", file: "a.csv", bytes: text("a\n") + Data([0xC3, 0x28, 0x0A]),
      codes: [0, 3]),
    Case(
      name: "not-a-number and infinities", file: "a.csv", bytes: text("a\n1\nNaN\ninf\n-inf\n"),
      codes: [0]),
    Case(
      name: "a hostile column name", file: "a.csv",
      bytes: text("\"x\"\"; drop table t; --\",\"<b>\"\n1,2\n"), codes: [0]),
    Case(
      name: "a hostile file name", file: "a';--[*]?\"é😀.csv", bytes: text("a\n1\n"), codes: [0]),
    Case(
      name: "three thousand columns", file: "a.csv",
      bytes: text(
        (0..<3000).map { "c\($0)" }.joined(separator: ",") + "\n"
          + (0..<3000).map(String.init).joined(separator: ",") + "\n"), codes: [0]),
  ]

  @Test("profile answers every bad file clearly", arguments: cases)
  func profile(bad: Case) throws {
    let folder = try Folder()
    try folder.write(bad.bytes, to: bad.file)
    let run = try Assay.run(["profile", bad.file, "--json"], in: folder.url)
    #expect(bad.codes.contains(run.status), "exit \(run.status): \(run.errors)")
    if run.status == 0 {
      _ = try run.document()
    } else {
      #expect(run.output.isEmpty)
      #expect(run.errors.split(separator: "\n").count <= 3, "\(run.errors)")
    }
    if !bad.says.isEmpty {
      let said = run.errors + run.output
      #expect(bad.says.contains { said.contains($0) }, "\(said)")
    }
    #expect(try folder.names() == [bad.file])
  }

  @Test(
    "metrics refuses labels and scores that cannot be",
    arguments: [
      ("y,p\n0,0.1\n1,0.2\n2,0.3\n", 2 as Int32, "three"),
      ("y,p\n0,0.1\n1,x\n", 2, "p"),
      ("z,p\n0,0.1\n", 2, "y"),
    ])
  func metrics(text: String, status: Int32, says: String) throws {
    let folder = try Folder()
    try folder.write(text, to: "a.csv")
    let run = try Assay.run(
      ["metrics", "a.csv", "--task", "binary", "--target", "y", "--score", "p"], in: folder.url)
    #expect(run.status == status || run.status == 3, "\(run.status): \(run.errors)")
    #expect(run.output.isEmpty)
    #expect(!run.errors.isEmpty)
  }

  @Test("Labels of one class give undefined metrics with a reason, not a failure")
  func oneClass() throws {
    let folder = try Folder()
    try folder.write("y,p\n1,0.4\n1,0.7\n", to: "a.csv")
    let document = try BuildingBlockTests.document(
      "metrics", ["a.csv", "--task", "binary", "--target", "y", "--score", "p"], in: folder)
    let area = (document["metrics"] as? [String: [String: Any]])?["rocAUC"]
    #expect(area?["value"] is NSNull)
    #expect(area?["note"] is String)
  }

  @Test("Scores outside 0…1 keep the ranking metrics and say why the others are undefined")
  func scoresOutside() throws {
    let folder = try Folder()
    try folder.write("y,p\n1,4\n0,-7\n1,2\n0,1\n", to: "a.csv")
    let document = try BuildingBlockTests.document(
      "metrics",
      ["a.csv", "--task", "binary", "--target", "y", "--score", "p", "--threshold", "1.5"],
      in: folder)
    let metrics = document["metrics"] as? [String: [String: Any]]
    #expect(metrics?["rocAUC"]?["value"] as? Double == 1)
    #expect(metrics?["brier"]?["value"] is NSNull)
  }

  @Test("A missing file and a folder without data are said clearly", arguments: ["no.csv", "."])
  func absent(path: String) throws {
    let folder = try Folder()
    let run = try Assay.run(["profile", path], in: folder.url)
    #expect(run.status == 3, "\(run.errors)")
    #expect(run.errors.contains(path))
  }

  @Test(
    "Project files that nobody should write are refused with a line",
    arguments: [
      "version: 1\n\tmodel: {}\n",
      "version: 1\nversion: 1\n",
      "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b]\n",
      "version: one\n",
      "- 1\n- 2\n",
      "version: 1\nmodel: 7\n",
    ])
  func badProject(text: String) throws {
    let folder = try Folder()
    try folder.write(text, to: "assay.yaml")
    let run = try Assay.run(["assess"], in: folder.url)
    #expect(run.status == 2)
    #expect(run.errors.contains("assay.yaml:"), "\(run.errors)")
    #expect(try folder.names() == ["assay.yaml"])
  }

  @Test(
    "No output is written over a file that is read, by whatever name",
    arguments: [
      ["label", "sample", "mine.csv", "--size", "1", "--out"], ["profile", "mine.csv", "--save"],
    ])
  func outputOverInput(arguments: [String]) throws {
    let folder = try Folder()
    let text = "id,x\n1,2\n2,3\n3,4\n"
    try folder.write(text, to: "mine.csv")
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "other.csv"),
      withDestinationURL: folder.url.appending(path: "mine.csv"))
    for name in ["mine.csv", "./mine.csv", "other.csv"] {
      let run = try Assay.run(arguments + [name], in: folder.url)
      #expect(run.status == 2, "\(name): \(run.errors)")
      #expect(run.errors.contains("write to another"), "\(run.errors)")
    }
    let kept = try String(contentsOf: folder.url.appending(path: "mine.csv"), encoding: .utf8)
    #expect(kept == text)
  }

  @Test("Standard output that cannot be written is no success")
  func fullDisk() throws {
    let folder = try Folder()
    try folder.write("id,x\n1,2\n2,3\n", to: "mine.csv")
    let process = Process()
    process.executableURL = Assay.binary
    process.arguments = ["profile", "mine.csv", "--json"]
    process.currentDirectoryURL = folder.url
    var variables = ProcessInfo.processInfo.environment
    variables["ASSAY_DRIVER_PATH"] =
      variables["ASSAY_DRIVER_PATH"] ?? Assay.root.appending(path: ".assay/lib").path
    process.environment = variables
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: "/dev/full"))
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 3)
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(said.contains("standard output could not be written"), "\(said)")
  }
}

import Foundation
import Testing

/// Rows divided into sets, and divided again.
@Suite struct SplitTests {
  private static func folder(rows: Int = 400) throws -> Folder {
    let folder = try Folder()
    try folder.write(SampleData(rows: rows, seed: 5).csv(), to: "data.csv")
    return folder
  }

  private static let methods: [[String]] = [
    [], ["--method", "stratified", "--stratify", "late"],
    ["--method", "group", "--entity", "customer"],
    ["--method", "time", "--timestamp", "at", "--gap", "3d", "--target", "late"],
  ]

  private static func split(_ folder: Folder, _ options: [String] = []) throws -> Assay.Run {
    try Assay.run(
      ["split", "data.csv", "--fractions", "0.7,0.15,0.15", "--out", "splits", "--seed", "7"]
        + options, in: folder.url)
  }

  @Test("Every row is in one set or in a gap, and the split can be made again", arguments: methods)
  func again(options: [String]) throws {
    let folder = try Self.folder()
    let run = try Self.split(folder, options + ["--json"])
    #expect(run.status == 0, "\(run.errors)")
    let document = try run.document()
    let schema = try Assay.run(["schema", "split"], in: folder.url).document()
    #expect(SchemaCheck(root: schema).problems(document) == [])
    let sets = try #require(document["sets"] as? [[String: Any]])
    let placed = sets.compactMap { $0["rows"] as? Int }.reduce(0, +)
    #expect(placed + (document["leftOut"] as? Int ?? 0) == 400)
    var lines: Set<Substring> = []
    for name in ["train", "validation", "test"] {
      let file = folder.url.appending(path: "splits/\(name).csv")
      lines.formUnion(
        try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst())
    }
    #expect(lines.count == placed)
    let check = try Assay.run(
      ["split", "--verify", "splits/manifest.json", "--json"], in: folder.url)
    #expect(check.status == 0, "\(check.output)\(check.errors)")
    let found = try check.document()
    let checkSchema = try Assay.run(["schema", "split-verify"], in: folder.url).document()
    #expect(SchemaCheck(root: checkSchema).problems(found) == [])
    #expect(found["ok"] as? Bool == true)
  }

  @Test("The same command writes the same bytes, and Parquet can be asked for")
  func sameBytes() throws {
    let folder = try Self.folder()
    var manifests: [Data] = []
    for _ in 0..<2 {
      #expect(try Self.split(folder, ["--format", "parquet"]).status == 0)
      manifests.append(
        try Data(contentsOf: folder.url.appending(path: "splits/manifest.json")))
    }
    #expect(manifests[0] == manifests[1])
    #expect(
      try FileManager.default.contentsOfDirectory(
        atPath: folder.url.appending(path: "splits").path
      ).sorted() == ["manifest.json", "test.parquet", "train.parquet", "validation.parquet"])
  }

  @Test("What differs is named: the data, one of the sets, a set that is gone")
  func differences() throws {
    let folder = try Self.folder()
    #expect(try Self.split(folder).status == 0)
    func verify() throws -> Assay.Run {
      try Assay.run(["split", "--verify", "splits/manifest.json"], in: folder.url)
    }
    let test = folder.url.appending(path: "splits/test.csv")
    let whole = try String(contentsOf: test, encoding: .utf8)
    try folder.write(whole + "c,2024-01-01,1,1,Lima,f,1,0.5,1\n", to: "splits/test.csv")
    let changed = try verify()
    #expect(changed.status == 1)
    #expect(changed.output.contains("its file was changed"), "\(changed.output)")
    try FileManager.default.removeItem(at: test)
    #expect(try verify().output.contains("its file is gone"))
    try folder.write(whole, to: "splits/test.csv")
    #expect(try verify().status == 0)
    let data = SampleData(rows: 400, seed: 5).csv()
    try folder.write(data + "c,2024-01-01,1,1,Lima,f,1,0.5,1\n", to: "data.csv")
    let other = try verify()
    #expect(other.status == 1)
    #expect(other.output.contains("401 rows where there were 400"), "\(other.output)")
  }

  @Test("A folder that moves with its data still verifies, and data elsewhere can be named")
  func moved() throws {
    let folder = try Self.folder()
    #expect(try Self.split(folder).status == 0)
    let inside = try Assay.run(
      ["split", "--verify", "manifest.json"], in: folder.url.appending(path: "splits"))
    #expect(inside.status == 0, "\(inside.output)\(inside.errors)")
    try FileManager.default.moveItem(
      at: folder.url.appending(path: "data.csv"), to: folder.url.appending(path: "else.csv"))
    let gone = try Assay.run(["split", "--verify", "splits/manifest.json"], in: folder.url)
    #expect(gone.status == 3)
    let named = try Assay.run(
      ["split", "--verify", "splits/manifest.json", "else.csv"], in: folder.url)
    #expect(named.status == 0, "\(named.output)\(named.errors)")
  }

  @Test(
    "What cannot be done is one sentence on standard error, and no file appears",
    arguments: [
      (["--fractions", "0.5,0.6"], Int32(2), "sum to 1"),
      (["--fractions", "a,b"], 2, "fractions"),
      (["--method", "group"], 2, "--entity is missing"),
      (["--method", "group", "--entity", "nobody"], 2, "has no column nobody"),
      (["--method", "time", "--timestamp", "age"], 2, "holds no times"),
      (["--entity", "customer"], 2, "it is for --method group"),
      (["--method", "time", "--timestamp", "at", "--gap", "-3d"], 2, "--gap"),
      (["--method", "time", "--timestamp", "at", "--gap", "1000d"], 2, "would have no row"),
      (["--out", "data.csv"], 3, "data.csv"),
    ] as [([String], Int32, String)])
  func refused(options: [String], status: Int32, says: String) throws {
    let folder = try Self.folder(rows: 60)
    var arguments = ["split", "data.csv"] + options
    if !options.contains("--fractions") { arguments += ["--fractions", "0.8,0.2"] }
    if !options.contains("--out") { arguments += ["--out", "splits"] }
    let run = try Assay.run(arguments, in: folder.url)
    #expect(run.status == status, "\(run.errors)")
    #expect(run.errors.contains(says), "\(run.errors)")
    #expect(run.output.isEmpty)
    let files = folder.url.appending(path: "splits")
    let left = FileManager.default.subpaths(atPath: files.path) ?? []
    #expect(left.isEmpty, "\(left)")
  }

  @Test(
    "A manifest that is none, or leads elsewhere, is refused",
    arguments: ["", "{}", "[1]", "\u{0}", "nested"])
  func manifests(text: String) throws {
    let folder = try Self.folder(rows: 60)
    #expect(try Self.split(folder).status == 0)
    var bytes = text
    if text == "nested" {
      bytes = try String(
        contentsOf: folder.url.appending(path: "splits/manifest.json"), encoding: .utf8
      ).replacing("\"test.csv\"", with: "\"../data.csv\"")
    }
    try folder.write(bytes, to: "splits/manifest.json")
    let run = try Assay.run(["split", "--verify", "splits/manifest.json"], in: folder.url)
    #expect(run.status == 2)
    #expect(run.errors.contains("is no manifest"), "\(run.errors)")
  }
}

import Foundation
import Testing

@Suite("Reproducible splits")
struct SplitTests {
  /// A folder with rows of customers, some of whom occur twice, and the options of each method.
  private func folder(rows: Int = 2_000) throws -> Folder {
    let folder = try Folder()
    let lines = SampleData(rows: rows, seed: 3).csv().split(separator: "\n")
    try folder.write(
      (lines + lines.suffix(200)).joined(separator: "\n") + "\n", to: "all.csv")
    return folder
  }

  static let methods = [
    ["--method", "random"], ["--method", "stratified", "--stratify", "late"],
    ["--method", "group", "--entity", "city"],
    ["--method", "time", "--timestamp", "at", "--gap", "2d"],
  ]

  @Test("Every method loses no row, and is made again byte by byte", arguments: methods)
  func reproducible(method: [String]) throws {
    let folder = try folder()
    let made = try Assay.run(
      ["split", "all.csv", "--fractions", "0.6,0.2,0.2", "--seed", "7", "--out", "s", "--json"]
        + method, in: folder.url)
    #expect(made.status == 0, "\(made.errors)")
    let sets = try #require(made.document()["sets"] as? [[String: Any]])
    #expect(sets.map { $0["name"] as? String } == ["train", "validation", "test"])
    var lines = 0
    for name in ["train", "validation", "test"] {
      let text = try String(
        contentsOf: folder.url.appending(path: "s/\(name).csv"), encoding: .utf8)
      lines += text.split(separator: "\n").count - 1
    }
    let left = try made.document()["leftOut"] as? Int ?? 0
    #expect(lines + left == 2_200)
    #expect((left > 0) == method.contains("--gap"))
    let again = try Assay.run(["split", "--verify", "s/manifest.json"], in: folder.url)
    #expect(again.status == 0, "\(again.output)\(again.errors)")
  }

  @Test("Copies of a row, and rows of an entity, stay in one set")
  func staysTogether() throws {
    let folder = try folder()
    let base = ["split", "all.csv", "--fractions", "0.5,0.5"]
    _ = try Assay.run(base + ["--out", "a"], in: folder.url)
    _ = try Assay.run(
      base + ["--method", "group", "--entity", "city", "--out", "b"], in: folder.url)
    func values(_ file: String, _ column: Int?) throws -> Set<Substring> {
      let text = try String(contentsOf: folder.url.appending(path: file), encoding: .utf8)
      return Set(
        text.split(separator: "\n").dropFirst().map { line in
          column.map { line.split(separator: ",")[$0] } ?? line
        })
    }
    #expect(try values("a/train.csv", nil).isDisjoint(with: values("a/test.csv", nil)))
    #expect(try values("b/train.csv", 4).isDisjoint(with: values("b/test.csv", 4)))
  }

  @Test("Order of rows does not move a row; another seed does")
  func dependsOnContent() throws {
    let folder = try folder(rows: 500)
    let text = try String(contentsOf: folder.url.appending(path: "all.csv"), encoding: .utf8)
    let lines = text.split(separator: "\n")
    try folder.write(
      ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n") + "\n", to: "turned.csv")
    func fingerprints(_ data: String, seed: String, out: String) throws -> [String] {
      let run = try Assay.run(
        ["split", data, "--fractions", "0.7,0.3", "--seed", seed, "--out", out, "--json"],
        in: folder.url)
      return try #require(run.document()["sets"] as? [[String: Any]])
        .compactMap { $0["rowFingerprint"] as? String }
    }
    let first = try fingerprints("all.csv", seed: "1", out: "a")
    #expect(first.count == 2)
    #expect(try fingerprints("turned.csv", seed: "1", out: "b") == first)
    #expect(try fingerprints("all.csv", seed: "2", out: "c") != first)
  }

  @Test("A changed byte is found, and said of which set")
  func findsChange() throws {
    let folder = try folder(rows: 300)
    _ = try Assay.run(
      ["split", "all.csv", "--fractions", "0.7,0.3", "--out", "s"], in: folder.url)
    let path = folder.url.appending(path: "s/test.csv")
    try (Data(contentsOf: path) + Data("\n".utf8)).write(to: path)
    let run = try Assay.run(["split", "--verify", "s/manifest.json", "--json"], in: folder.url)
    #expect(run.status == 1)
    let sets = try #require(run.document()["sets"] as? [[String: Any]])
    #expect(
      sets.filter { $0["ok"] as? Bool == false }.compactMap { $0["name"] as? String } == ["test"])
  }

  @Test(
    "What cannot be is refused in one sentence, and nothing is written",
    arguments: [
      (["--fractions", "0.7,0.7"], "no shares"), (["--fractions", "1"], "no shares"),
      (["--fractions", "0.5,0.5", "--method", "group"], "--entity"),
      (["--fractions", "0.5,0.5", "--method", "time", "--timestamp", "city"], "no times"),
      (["--fractions", "0.5,0.5", "--method", "group", "--entity", "nobody"], "nobody"),
      (["--fractions", "0.5,0.5", "--gap", "3d"], "no meaning"),
    ])
  func refuses(options: [String], words: String) throws {
    let folder = try folder(rows: 50)
    let run = try Assay.run(["split", "all.csv", "--out", "s"] + options, in: folder.url)
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.errors.contains(words), "\(run.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "s").path))
  }

  @Test("The checklist makes the split again from the manifest that assay.yaml names")
  func check() throws {
    let folder = try folder()
    _ = try Assay.run(
      ["split", "all.csv", "--fractions", "0.7,0.3", "--seed", "5", "--out", "s"], in: folder.url)
    try folder.write(
      """
      version: 1
      model: {name: late, task: binary}
      data: {train: s/train.csv, test: s/test.csv}
      columns: {target: late, score: p_late, identifier: [customer]}
      split: {method: random, seed: 5, fractions: {train: 0.7, test: 0.3}, manifest: s/manifest.json}
      """, to: "assay.yaml")
    func found() throws -> [String: Any] {
      let run = try Assay.run(["assess", "--only", "benchmark", "--json"], in: folder.url)
      let aspects = try #require(run.document()["aspects"] as? [[String: Any]])
      let checks = aspects.flatMap { $0["checks"] as? [[String: Any]] ?? [] }
      return try #require(checks.first { $0["id"] as? String == "benchmark.split" })
    }
    #expect(try found()["status"] as? String == "pass")
    let path = folder.url.appending(path: "s/manifest.json")
    let text = try String(contentsOf: path, encoding: .utf8)
    try Data(text.replacing("\"seed\" : 5", with: "\"seed\" : 6").utf8).write(to: path)
    let changed = try found()
    #expect(changed["status"] as? String == "fail", "\(changed)")
  }
}

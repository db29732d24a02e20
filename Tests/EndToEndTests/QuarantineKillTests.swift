import Foundation
import Testing

/// A program that is killed at any moment: afterwards each row is in one place, and in one only.
@Suite struct QuarantineKillTests {
  static let rows = 60
  static let kills = 120

  /// Rows of one file: of every ten, seven are good, one can be corrected, two break the range.
  static func data(_ number: Int) -> String {
    let lines = (0..<rows).map { row in
      let fare = row % 10 == 0 ? "-\(row + 1)" : row % 10 == 5 ? "\(row + 10)000" : "\(row)"
      return "\(number * 1_000 + row),\(fare)"
    }
    return "id,fare\n" + lines.joined(separator: "\n") + "\n"
  }

  /// Runs the program and kills it after a while; answers whether it was still running, and its
  /// exit code.
  static func run(
    _ arguments: [String], in folder: Folder, killedAfter seconds: Double?
  ) throws -> (isKilled: Bool, status: Int32) {
    let process = Process()
    process.executableURL = Assay.binary
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    var variables = ProcessInfo.processInfo.environment
    variables["ASSAY_DRIVER_PATH"] =
      variables["ASSAY_DRIVER_PATH"] ?? Assay.root.appending(path: ".assay/lib").path
    process.environment = variables
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    if let seconds {
      Thread.sleep(forTimeInterval: seconds)
      kill(process.processIdentifier, SIGKILL)
    }
    process.waitUntilExit()
    return (process.terminationReason == .uncaughtSignal, process.terminationStatus)
  }

  /// The ids in a file.
  static func ids(_ name: String, in folder: Folder) throws -> [Int] {
    let text = try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
    let lines = text.split(separator: "\n")
    let heading = try #require(lines.first).split(separator: ",").map(String.init)
    let place = try #require(heading.firstIndex(of: "id"))
    return lines.dropFirst().compactMap { Int($0.split(separator: ",")[place]) }
  }

  @Test(
    "Validating, correcting, releasing and discarding are killed at random, and the books balance")
  func balance() throws {
    let folder = try Folder()
    try folder.write(
      "version: 1\ncolumns: {id: {unique: true}, fare: {range: {min: 0, max: 500}}}\n",
      to: "contract.yaml")
    var mixer = Mixer(state: 11)
    var file = 0
    var killed = 0
    var attempts = 0
    // How long an undisturbed run takes: kills are spread over that.
    var length = 0.5
    try folder.write(Self.data(0), to: "in-0.csv")
    func validation() -> [String] {
      [
        "validate", "in-\(file).csv", "--contract", "contract.yaml", "--passed", "ok-\(file).csv",
        "--quarantine", "held/",
      ]
    }
    let start = Date()
    _ = try Self.run(validation(), in: folder, killedAfter: nil)
    length = max(Date().timeIntervalSince(start), 0.02)
    file = 1
    try folder.write(Self.data(1), to: "in-1.csv")
    while killed < Self.kills, attempts < 5 * Self.kills {
      attempts += 1
      let batch = "\(1 + Int(mixer.uniform() * Double(max(file, 1))))"
      let store = ["held", "--batch", batch]
      let kind = Int(mixer.uniform() * 4)
      let arguments =
        switch kind {
        case 0: validation()
        case 1:
          ["quarantine", "correct"] + store + [
            "--set", "fare = fare / 1000", "--where", "fare > 500",
          ]
        case 2: ["quarantine", "release"] + store + ["--out", "out/"]
        default:
          ["quarantine", "discard"] + store
            + ["--where", "id % 20 = 0", "--by", "test", "--reason", "killed"]
        }
      let run = try Self.run(
        arguments, in: folder, killedAfter: mixer.uniform() * length * 1.1)
      if run.isKilled { killed += 1 }
      // 2: a killed run had held them, and the next brought that to its end.
      if kind == 0, !run.isKilled {
        #expect(run.status == 1 || run.status == 2)
        file += 1
        try folder.write(Self.data(file), to: "in-\(file).csv")
      }
    }
    #expect(killed >= Self.kills)
    let last = try Self.run(validation(), in: folder, killedAfter: nil)
    #expect(last.status == 1 || last.status == 2)
    try expectBalance(files: file + 1, in: folder)
  }

  /// Every row of the files that were read is passed, held, released or discarded, once.
  func expectBalance(files: Int, in folder: Folder) throws {
    let list = try Assay.run(["quarantine", "list", "held", "--json"], in: folder.url)
    #expect(list.status == 0, "\(list.errors)")
    let document = try list.document()
    let batches = try #require(document["batches"] as? [[String: Any]])
    #expect(batches.count == files)
    var found: [Int] = []
    for number in 0..<files { found += try Self.ids("ok-\(number).csv", in: folder) }
    var counted = 0
    for batch in batches {
      let number = try #require(batch["number"] as? Int)
      let books = try #require(batch["books"] as? [String: Int])
      counted += try #require(books["released"])
      for (word, options) in [("held", []), ("discarded", ["--discarded"])]
      where try #require(books[word]) > 0 {
        let name = "\(word)-\(number).csv"
        let run = try Assay.run(
          ["quarantine", "show", "held", "--batch", "\(number)", "--out", name, "--limit", "0"]
            + options, in: folder.url)
        #expect(run.status == 0, "\(run.errors)")
        let ids = try Self.ids(name, in: folder)
        #expect(ids.count == books[word])
        found += ids
      }
    }
    if counted > 0 {
      try folder.write("version: 1\ncolumns: {id: {required: true}}\n", to: "any.yaml")
      let run = try Assay.run(
        ["validate", "out", "--contract", "any.yaml", "--passed", "released.csv"], in: folder.url)
      #expect(run.status == 0, "\(run.errors)")
      let ids = try Self.ids("released.csv", in: folder)
      #expect(ids.count == counted)
      found += ids
    }
    let expected = (0..<files).flatMap { file in (0..<Self.rows).map { file * 1_000 + $0 } }
    #expect(found.sorted() == expected)
    let left = try FileManager.default.subpathsOfDirectory(atPath: folder.url.path)
    #expect(!left.contains { $0.hasSuffix(".partial") })
    #expect(!left.contains { $0.contains("verdicts") })
  }
}

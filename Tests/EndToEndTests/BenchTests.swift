import Foundation
import Testing

/// `assay bench` on the models of Tests/Fixtures/models.
@Suite("Measuring a model")
struct BenchTests {
  private static let models = Assay.root.appending(path: "Tests/Fixtures/models")

  private static let rows = """
    distance,hour,wind
    120.5,3,9.5
    800,17,12
    2400,23,4.25

    """

  private func bench(
    _ model: [String], _ options: [String] = [], rows: String = Self.rows,
    environment: [String: String] = [:]
  ) throws -> Assay.Run {
    let folder = try Folder()
    try folder.write(rows, to: "rows.csv")
    return try Assay.run(
      ["bench", "--data", "rows.csv", "--duration", "0.5", "--warm-up", "0.1"] + model + options,
      in: folder.url, environment: environment)
  }

  private func script(_ options: String = "") -> [String] {
    ["--command", "python3 '\(Self.models.appending(path: "score.py").path)' \(options)"]
  }

  /// The runs of a document that fits its schema.
  private func runs(_ run: Assay.Run) throws -> [[String: Any]] {
    #expect(run.status == 0, "\(run.errors)")
    let document = try run.document()
    let schema = try Assay.run(["schema", "bench"], in: Assay.root).document()
    let problems = SchemaCheck(root: schema).problems(document)
    #expect(problems.isEmpty, "\(problems)")
    return try #require(document["runs"] as? [[String: Any]])
  }

  private func value(_ run: [String: Any], _ key: String, _ part: String? = nil) -> Double? {
    let outer = run[key] as? [String: Any]
    return (part.map { outer?[$0] as? [String: Any] } ?? outer)?["value"] as? Double
  }

  @Test("a command is measured under each load, with its processor time, memory and cost")
  func command() throws {
    let found = try runs(
      bench(
        script("--child"),
        ["--batch", "1,4", "--concurrency", "1,2", "--price-per-hour", "0.4", "--json"]))
    #expect(found.map { $0["batch"] as? Int } == [1, 1, 4, 4])
    #expect(found.map { $0["concurrency"] as? Int } == [1, 2, 1, 2])
    for run in found {
      let requests = try #require(run["requests"] as? Int)
      #expect(requests > 5)
      #expect(run["predictions"] as? Int == requests * (run["batch"] as? Int ?? 0))
      #expect(run["errors"] as? Int == 0)
      let half = try #require(value(run, "latency", "p50"))
      let most = try #require((run["latency"] as? [String: Any])?["max"] as? Double)
      #expect(half > 0 && half <= most)
      // A Python process is some megabytes large.
      #expect(try #require(value(run, "peakMemory")) > 1_000_000)
      let rate = try #require(value(run, "throughput"))
      let cost = try #require(value(run, "costPer1000"))
      #expect((cost - 0.4 / 3_600 / rate * 1_000).magnitude < 1e-12)
    }
  }

  @Test("an ONNX file is measured in this process")
  func onnx() throws {
    let file = Self.models.appending(path: "matrix.onnx").path
    let found = try runs(bench(["--onnx", file], ["--batch", "1,16", "--json"]))
    #expect(found.count == 2)
    #expect(try #require(value(found[1], "throughput")) > 0)
    #expect(found[0]["costPer1000"] as? [String: Any] != nil)
    #expect(value(found[0], "costPer1000") == nil)
  }

  @Test("an endpoint's process is watched when its id is given")
  func endpoint() throws {
    let server = try Server()
    let alone = try runs(
      bench(["--url", server.address, "--protocol", "mlflow"], ["--json"]))
    #expect(value(alone[0], "peakMemory") == nil)
    let watched = try runs(
      bench(
        ["--url", server.address + "/v2/models/late", "--protocol", "oip"],
        ["--pid", "\(server.pid)", "--concurrency", "2", "--json"]))
    #expect(try #require(value(watched[0], "peakMemory")) > 1_000_000)
    #expect(value(watched[0], "cpuPer1000") != nil)
  }

  @Test("a stall is in the times of an open load, and not in those of the service alone")
  func stall() throws {
    // 100 questions a second for 2 s; from 0.5 s on nothing is answered for 0.6 s: 60 of 200
    // questions are due then, so that half of these wait 0.3 s and more, and the 95th percentile is
    // among them.
    let server = try Server(["--stall-at", "0.6", "--stall", "0.6"])
    let open = try runs(
      bench(
        ["--url", server.address, "--protocol", "mlflow"],
        ["--rate", "100", "--duration", "2", "--warm-up", "0", "--json"]))[0]
    #expect(open["mode"] as? String == "open")
    #expect(open["rate"] as? Double == 100)
    #expect(try #require(value(open, "latency", "p95")) > 250)
    #expect(try #require(value(open, "latency", "p99")) > 400)
    // Who asks one after the other meets the stall once: 1 of 200.
    #expect(try #require(value(open, "service", "p95")) < 250)
    #expect(open["unanswered"] as? Int == 0)
  }

  @Test("a rate that is not reached is told, and those that waited count")
  func overload() throws {
    let server = try Server(["--delay", "0.1"])
    let run = try bench(
      ["--url", server.address, "--protocol", "mlflow"], ["--rate", "200", "--json"])
    let found = try runs(run)[0]
    #expect(try #require(found["unanswered"] as? Int) > 10)
    #expect(try #require(value(found, "latency", "p50")) > 200)
    #expect(run.errors.contains("did not keep up with 200"), "\(run.errors)")
  }

  @Test("people see a table")
  func table() throws {
    let run = try bench(script(), ["--price-per-hour", "0.4"])
    #expect(run.status == 0, "\(run.errors)")
    for words in ["p99 ms", "rows /s", "CPU s/1,000", "cost/1,000", "started in", "3 rows of"] {
      #expect(run.output.contains(words), "\(run.output)")
    }
  }

  @Test(
    "what cannot be measured is refused",
    arguments: [
      ([], 2, "no model is named"), (["--onnx", "a.onnx", "--command", "b"], 2, "one model only"),
      (["--url", "http://h/"], 2, "--url needs --protocol"),
      (["--onnx", "nowhere.onnx"], 2, "there is no ONNX file nowhere.onnx"),
      (["--onnx", "rows.csv"], 2, "is no ONNX model"), (["--command", "''"], 2, "is empty"),
      (["--command", "./nowhere"], 3, "could not be started"),
      (["--command", "true"], 3, "ended with exit status 0"),
      (["--url", "http://127.0.0.1:9/", "--protocol", "json"], 3, "could not be asked"),
      (["--url", "http://me:secret@h/", "--protocol", "json"], 2, "holds a user name"),
      (["--url", "ftp://h/", "--protocol", "json"], 2, "begin it with http"),
      (["--command", "cat", "--batch", "0"], 2, "batch"),
      (["--command", "cat", "--batch", "1,1"], 2, "batch"),
      (["--command", "cat", "--rate", "-1"], 2, "rate"),
      (["--command", "cat", "--price-per-hour", "0"], 2, "out of range"),
      (["--command", "cat", "--columns", "colour"], 2, "no column colour"),
    ])
  func refused(_ model: [String], _ status: Int32, _ words: String) throws {
    let run = try bench(model)
    #expect(run.status == status, "\(run.errors)")
    #expect(run.errors.contains(words), "\(run.errors)")
    #expect(run.output.isEmpty && !run.errors.contains("secret"))
  }

  @Test("data without rows are refused")
  func noRows() throws {
    let run = try bench(["--command", "cat"], rows: "distance,hour\n")
    #expect(run.status == 2)
    #expect(run.errors.contains("has no rows"), "\(run.errors)")
  }

  @Test("a command that ends under the load is told with what it said")
  func dies() throws {
    let run = try bench(script("--die-after 40"))
    #expect(run.errors.contains("the model file is damaged"), "\(run.errors)")
    #expect(run.errors.contains("exit status 3"))
  }

  @Test("graphics processors are watched where nvidia-smi answers")
  func graphics() throws {
    let folder = try Folder()
    let tool = try folder.write(
      "#!/bin/sh\nwhile :; do echo '50, 1024'; sleep 0.1; done\n", to: "nvidia-smi")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: tool)
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let found = try runs(
      bench(script(), ["--json"], environment: ["PATH": folder.url.path + ":" + path]))
    #expect(value(found[0], "gpuUse") == 0.5)
    #expect(value(found[0], "gpuMemory") == 1_073_741_824)
  }
}

/// A server of server.py that runs as long as this value lives.
private final class Server {
  let address: String
  private let process = Process()

  var pid: Int32 { process.processIdentifier }

  init(_ options: [String] = []) throws {
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["python3", Assay.root.appending(path: "Tests/Fixtures/models/server.py").path] + options
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    var line = Data()
    while line.last != UInt8(ascii: "\n") {
      guard let byte = try output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty else {
        break
      }
      line += byte
    }
    let port = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    address = "http://127.0.0.1:\(port)"
  }

  deinit { process.terminate() }
}

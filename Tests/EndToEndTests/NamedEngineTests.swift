import Foundation
import Testing

/// Databases that a project names: any driver, by its manifest, with what is secret elsewhere.
@Suite("Databases with a name")
struct NamedEngineTests {
  /// A folder with a manifest that gives a driver of this machine another name, and a project that
  /// names an engine.
  private static func folder(_ engine: String, data: String = "ledger:select 1 as y") throws
    -> Folder
  {
    let folder = try Folder()
    let library = Assay.root.appending(path: ".assay/lib/libduckdb.so").path
    try folder.write(
      "[Driver]\nentrypoint = \"duckdb_adbc_init\"\n[Driver.shared]\nlinux_amd64 = \"\(library)\"\n",
      to: "acme.toml")
    try folder.write(
      """
      version: 1
      model: {name: m, task: binary}
      engines:
        ledger: \(engine)
      data: {test: "\(data)"}
      columns: {target: y, score: p}
      """, to: "assay.yaml")
    return folder
  }

  private static func run(
    _ arguments: [String], _ folder: Folder, _ environment: [String: String] = [:]
  ) throws -> Assay.Run {
    try Assay.run(
      arguments, in: folder.url,
      environment: ["ADBC_DRIVER_PATH": folder.url.path].merging(environment) { $1 })
  }

  private static let rows = """
    select i % 3 = 0 as y, (i * 37 % 100) / 100.0::double as p, concat('s', i % 4) as shop,
    timestamp '2024-01-01' + i * interval 5 hour as at from range(1200) as g(i)
    """

  @Test(
    "A driver under another name reads rows that are those of the embedded engine",
    arguments: ["standard", "duckdb"])
  func reads(dialect: String) throws {
    let folder = try Self.folder("{driver: acme, dialect: \(dialect)}")
    for command in [
      ["profile"],
      ["metrics", "--task", "binary", "--target", "y", "--score", "p", "--by", "shop"],
      ["fairness", "--target", "y", "--score", "p", "--by", "shop"],
    ] {
      let rest = Array(command.dropFirst()) + ["--json"]
      let there = try Self.run([command[0], "ledger:\(Self.rows)"] + rest, folder)
      let here = try Self.run([command[0], "duckdb:\(Self.rows)"] + rest, folder)
      #expect(there.status == 0, "\(there.errors)")
      #expect(there.output == here.output, "\(command[0])")
    }
  }

  @Test("Rows of a database whose SQL is not known are read, and counting there is refused")
  func refusesCounting() throws {
    let folder = try Self.folder("{driver: acme}")
    let run = try Self.run(["profile", "ledger:\(Self.rows)", "--count", "there"], folder)
    #expect(run.status == 2)
    #expect(run.errors.contains("dialect"), "\(run.errors)")
  }

  @Test("A project's data set is a table of a named engine, and its report holds no option")
  func assesses() throws {
    let folder = try Self.folder(
      "{driver: acme, dialect: duckdb, variables: {threads: LEDGER_THREADS}, files: {memory_limit: m.txt}}",
      data: "ledger:\(Self.rows.replacing("\n", with: " "))")
    try folder.write("777MiB\n", to: "m.txt")
    let run = try Self.run(
      ["assess", "--only", "benchmark"], folder, ["LEDGER_THREADS": "3"])
    #expect(run.status < 2, "\(run.errors)")
    for name in try FileManager.default.subpathsOfDirectory(
      atPath: folder.url.appending(path: "assay-report").path)
    {
      let text = try String(
        contentsOf: folder.url.appending(path: "assay-report/\(name)"), encoding: .utf8)
      #expect(!text.contains("777MiB"), "\(name)")
    }
  }

  /// A project whose sets, labels, judgements, log, feedback, feeds, stages and features are
  /// queries of one engine.
  private static func project(_ engine: String) -> String {
    """
    version: 1
    model: {name: m, task: binary}
    engines:
      ledger: {driver: acme, dialect: duckdb}
    data:
      train: "\(engine):select i as id, i % 3 = 0 as y, (i * 37 % 100) / 100.0::double as p, i % 7 as fare, timestamp '2024-01-01' + i * interval 1 hour as at from range(1200) as g(i)"
      test: "\(engine):select i as id, i % 3 = 0 as y, (i * 41 % 100) / 100.0::double as p, i % 7 as fare, timestamp '2024-03-01' + i * interval 1 hour as at from range(1300) as g(i)"
      scoring: "\(engine):select i as id, (i * 43 % 100) / 100.0::double as p, i % 7 as fare, timestamp '2024-05-01' + i * interval 1 hour as at from range(900) as g(i)"
    columns: {target: y, score: p, timestamp: at, entity: id}
    contract: contract.yaml
    pipeline: [{stage: raw, data: "\(engine):select i as id from range(1000) as g(i)"}, {stage: made, data: "\(engine):select i // 2 as id from range(900) as g(i)", from: raw, rows: fewer}]
    truth:
      labels: {data: "\(engine):select i as id, i % 3 = 0 as y, timestamp '2024-05-02' + i * interval 1 hour as came from range(700) as g(i)", key: id, time: came}
      delay: 3 days
      annotations: {data: "\(engine):select i // 3 as item, concat('w', i % 3) as who, (i // 3 + if(i % 29 = 0, 1, 0)) % 2 as label from range(300) as g(i)", item: item, annotator: who, label: label}
      estimate: {window: week}
    integration:
      logged: {data: "\(engine):select i as id, 'm' as name, 'v1' as version, concat('h', i) as inputs from range(900) as g(i)", model: name, version: version, inputs: inputs}
      feedback: {data: "\(engine):select i * 2 as id from range(500) as g(i)", key: id}
    drift:
      feeds: [{name: w, data: "\(engine):select i as wind, timestamp '2024-05-01' + i * interval 1 hour as at from range(400) as g(i)", columns: [wind], timestamp: at}]
    parity:
      features: {offline: "\(engine):select i as id, i % 7 as fare from range(800) as g(i)", online: "\(engine):select i as id, if(i % 50 = 0, 9, i % 7) as fare from range(800) as g(i)", key: [id], columns: [fare]}
    """
  }

  @Test(
    "Labels, logs, feedback, feeds, stages and features of a named engine are judged as files are")
  func assessesEverything() throws {
    let folder = try Self.folder("{driver: acme}")
    try folder.write("version: 1\ncolumns:\n  id: {unique: true}\n", to: "contract.yaml")
    let checks = try ["ledger", "duckdb"].map { engine in
      try folder.write(Self.project(engine), to: "assay.yaml")
      let run = try Self.run(["assess", "--json"], folder)
      #expect(run.status < 2, "\(run.errors)")
      let aspects = try #require(run.document()["aspects"] as? [[String: Any]])
      return aspects.flatMap { $0["checks"] as? [[String: Any]] ?? [] }.map { check in
        ["id", "status", "finding"].map { check[$0] as? String ?? "" }
      }
    }
    for (found, expected) in zip(checks[0], checks[1]) { #expect(found == expected) }
    #expect(checks[0].count == checks[1].count)
    let judged = Set(
      checks[0].filter { !["missing", "notApplicable"].contains($0[1]) }.map { $0[0] })
    let broken = checks[0].filter { $0[2].contains("could not be") }
    #expect(broken.isEmpty, "\(broken)")
    for id in [
      "truth.coverage", "truth.agreement", "truth.estimate", "integration.transparency",
      "integration.feedback", "drift.feeds", "parity.features", "quality.stages",
    ] {
      #expect(judged.contains(id), "\(id) among \(judged.sorted())")
    }
  }

  @Test(
    "What an engine lacks is told in one sentence, without a value",
    arguments: [
      ("{driver: acme, variables: {threads: NO_SUCH_VARIABLE}}", 2, "NO_SUCH_VARIABLE is not set"),
      ("{driver: acme, files: {threads: absent.txt}}", 2, "absent.txt cannot be read"),
      ("{driver: nowhere}", 3, "nowhere"), ("{driver: ./none.toml}", 3, "none.toml"),
      ("{driver: acme, options: {threads: hidden-word}}", 3, "engine"),
      ("{driver: acme, uri: 'x://ann:hidden-word@h/d'}", 2, "holds a password"),
    ])
  func refuses(engine: String, status: Int32, words: String) throws {
    let folder = try Self.folder(engine)
    let run = try Self.run(["profile", "ledger:select 1 as a"], folder)
    #expect(run.status == status, "\(run.errors)")
    #expect(run.errors.contains(words) || words == "engine", "\(run.errors)")
    #expect(!(run.errors + run.output).contains("hidden-word"), "\(run.errors)")
  }

  @Test("An engine may have a name of one letter")
  func oneLetter() throws {
    let folder = try Self.folder("{driver: acme}", data: "l:select 1 as y")
    let project = folder.url.appending(path: "assay.yaml")
    let text = try String(contentsOf: project, encoding: .utf8)
    try folder.write(text.replacing("ledger:", with: "l:"), to: "assay.yaml")
    let run = try Self.run(["profile", "l:\(Self.rows)", "--json"], folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try run.document()["rows"] as? Int == 1_200)
    let file = try Self.run(["profile", "c:week.csv"], folder)
    #expect(file.status == 3 && file.errors.contains("c:week.csv"), "\(file.errors)")
  }

  @Test("A name that nobody gave is a file that is not there")
  func unknown() throws {
    let folder = try Self.folder("{driver: acme}")
    let run = try Self.run(["profile", "other:t"], folder)
    #expect(run.status == 3 || run.status == 2)
    #expect(run.errors.contains("other:t"))
  }
}

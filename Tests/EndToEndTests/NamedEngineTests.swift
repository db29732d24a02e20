import Foundation
import Testing

/// Databases that a project names: any driver, by its manifest, with what is secret elsewhere.
@Suite("Databases with a name")
struct NamedEngineTests {
  /// A folder with a manifest that gives a driver of this machine another name, and a project that names an engine.
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

  @Test("A name that nobody gave is a file that is not there")
  func unknown() throws {
    let folder = try Self.folder("{driver: acme}")
    let run = try Self.run(["profile", "other:t"], folder)
    #expect(run.status == 3 || run.status == 2)
    #expect(run.errors.contains("other:t"))
  }
}

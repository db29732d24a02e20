import Foundation
import Testing

/// A server that the environment names.
struct DatabaseServer: Sendable, CustomTestStringConvertible {
  let name: String
  let variable: String
  /// What stands before the table in a `DATA` argument.
  let prefix: String
  /// Rows `i` from 1 to n, as a relation.
  let series: @Sendable (Int) -> String
  /// The types of a double, a text and a time, and not a number.
  let double: String
  let text: String
  let notANumber: String
  /// Quotes, a backslash and letters beyond ASCII, as the database writes them.
  var oddText: String {
    name == "Spark" ? #"'Ünï \'q\' \\ "x"'"# : #"'Ünï ''q'' \ "x"'"#
  }

  var testDescription: String { name }

  /// What the tables and roles of this run are told apart by: runs share a server.
  static let run = String(UInt32.random(in: 0x1000_0000...UInt32.max), radix: 16)
  var address: String? { ProcessInfo.processInfo.environment[variable] }
  var environment: [String: String] { ["SPARK_REMOTE": address ?? ""] }

  func source(_ relation: String) -> String {
    self.name == "Spark" ? "spark:\(relation)" : "\(address ?? "")#\(relation)"
  }

  static let all = [
    DatabaseServer(
      name: "PostgreSQL", variable: "ASSAY_TEST_POSTGRESQL", prefix: "",
      series: { "generate_series(1, \($0)) as g(i)" }, double: "double precision", text: "text",
      notANumber: "cast('NaN' as double precision)"),
    DatabaseServer(
      name: "Spark", variable: "ASSAY_TEST_SPARK", prefix: "spark:",
      series: { "(select cast(id as int) as i from range(1, \($0 + 1))) as g" },
      double: "double", text: "string", notANumber: "cast('NaN' as double)"),
  ]

  /// The same rows in every engine: what differs between engines is in them.
  func rows(_ count: Int) -> String {
    """
    select i as id, cast(i as \(double)) / 7 - 300 as x,
      case when i % 11 = 0 then null when i % 13 = 0 then \(notANumber)
        when i % 17 = 0 then cast('-0.0' as \(double)) else cast(i % 100 as \(double)) end as odd,
      case when i % 5 = 0 then '' when i % 7 = 0 then null when i % 3 = 0 then \(oddText)
        else concat('k', cast(i % 4 as \(text))) end as word,
      cast(cast(i as \(double)) / 8 as decimal(12, 3)) as price,
      cast(case when i % 2 = 0 then '2024-02-29' else '1969-12-31' end as date) as day,
      cast('2024-03-31 01:30:00' as timestamp) as at, i % 3 = 0 as late,
      cast(i % 89 as \(double)) / 89 as p
    from \(series(count))
    """
  }

  /// The same for the embedded engine.
  static func embedded(_ count: Int) -> String {
    let twin = DatabaseServer(
      name: "DuckDB", variable: "", prefix: "", series: { "range(1, \($0 + 1)) as g(i)" },
      double: "double", text: "varchar", notANumber: "cast('NaN' as double)")
    return "duckdb:" + twin.rows(count)
  }
}

/// The built binary on tables of real servers, which `scripts/servers` starts.
@Suite("Tables of databases", .enabled(if: DatabaseServer.all.allSatisfy { $0.address != nil }))
struct DatabaseTests {
  /// A value of a document, the same for equal values.
  private func text(_ value: Any?) -> String {
    guard let value,
      let data = try? JSONSerialization.data(withJSONObject: [value], options: .sortedKeys)
    else { return "none" }
    return String(decoding: data, as: UTF8.self)
  }

  /// The figures of a profile by column, without what depends on the order of sums.
  private func counts(_ document: [String: Any]) throws -> [String: [String: String]] {
    let columns = try #require(document["columns"] as? [[String: Any]])
    return columns.reduce(into: [:]) { found, column in
      let name = column["name"] as? String ?? ""
      let figures = ["type", "count", "missing", "distinct", "categorical"].map { ($0, column[$0]) }
      let numbers = column["numeric"] as? [String: Any] ?? [:]
      let wanted = ["histogram", "quantiles", "nan", "zeros", "mean", "min", "max"]
      found[name] = Dictionary(
        uniqueKeysWithValues: (figures + wanted.map { ($0, numbers[$0]) }).map { ($0, text($1)) })
    }
  }

  @Test(
    "A profile has the counts that the embedded engine finds in the same rows",
    arguments: DatabaseServer.all)
  func conforms(server: DatabaseServer) throws {
    let folder = try Folder()
    let here = try Assay.run(["profile", DatabaseServer.embedded(5_000), "--json"], in: folder.url)
    let there = try Assay.run(
      ["profile", server.source(server.rows(5_000)), "--json"], in: folder.url,
      environment: server.environment)
    #expect(there.status == 0, "\(there.errors)")
    let expected = try counts(here.document())
    let found = try counts(there.document())
    #expect(found.keys.sorted() == expected.keys.sorted())
    for (column, figures) in expected {
      for (figure, value) in figures {
        #expect(found[column]?[figure] == value, "\(column), \(figure)")
      }
    }
  }

  @Test(
    "A large table that is counted there has the profile of its rows",
    arguments: DatabaseServer.all)
  func countsThere(server: DatabaseServer) throws {
    let folder = try Folder()
    let data = server.source(server.rows(40_000))
    let documents = try ["here", "there"].map { place in
      let run = try Assay.run(
        ["profile", data, "--count", place, "--json"], in: folder.url,
        environment: server.environment)
      #expect(run.status == 0, "\(run.errors)")
      return try run.document()
    }
    let expected = try #require(documents[0]["columns"] as? [[String: Any]])
    let found = try #require(documents[1]["columns"] as? [[String: Any]])
    #expect(expected.count == 9)
    for (column, twin) in zip(found, expected) {
      #expect(
        NSDictionary(dictionary: column) == NSDictionary(dictionary: twin),
        "\(text(column)) instead of \(text(twin))")
    }
    #expect(documents[1]["rows"] as? Int == 40_000)
  }

  @Test(
    "In which order a database sends rows changes nothing of a profile, wherever it is counted",
    arguments: DatabaseServer.all)
  func orders(server: DatabaseServer) throws {
    let folder = try Folder()
    var files: [Data] = []
    for (place, order) in [("there", "id"), ("there", "-id"), ("here", "-id"), ("here", "x * x")] {
      let data = server.source("select * from (\(server.rows(40_000))) as t order by \(order)")
      let run = try Assay.run(
        ["profile", data, "--count", place, "--save", "p.json"], in: folder.url,
        environment: server.environment)
      #expect(run.status == 0, "\(run.errors)")
      files.append(try Data(contentsOf: folder.url.appending(path: "p.json")))
    }
    #expect(Set(files).count == 1)
  }

  /// What each database alone has, or has its own way with: special and extreme numbers, padding,
  /// infinite times, zones.
  private static func hostile(_ server: DatabaseServer) -> String {
    let special = """
      case when i % 19 = 0 then cast('Infinity' as \(server.double)) when i % 23 = 0 then \(server.notANumber)
      when i % 29 = 0 then cast('5e-324' as \(server.double)) when i % 31 = 0 then cast('-0.0' as \(server.double))
      when i % 37 = 0 then cast('1.7976931348623157e308' as \(server.double)) when i % 41 = 0 then null
      else sin(i) * power(cast(10 as \(server.double)), cast(i % 40 - 20 as int)) end as x
      """
    if server.name == "Spark" {
      return """
        select i as id, \(special), cast(i as float) / 3 as f, i * -30000000000000L as l, cast(i % 90 as tinyint) as s,
        timestamp_ntz '1969-12-31 23:59:59.999999' + i * interval '0.000007' second as at,
        timestamp '2024-01-01 00:00:00Z' + i * interval '1' second as z, date '1969-06-01' + i as d,
        cast(i / 3 as decimal(14, 4)) as n, cast(i % 700 as decimal(30, 10)) as w, array(i) as a,
        concat('t', i, ' ') as t from \(server.series(36_000))
        """
    }
    return """
      select i as id, \(special), (array['a', 'b  ', ''])[1 + i % 3]::char(5) as word,
      timestamp '1969-12-31 23:59:59.999999' + i * interval '7 us' as at,
      case when i % 1000 = 0 then 'infinity' else timestamptz '2024-01-01 00:00Z' + i * interval '1 s' end as z,
      case when i % 1000 = 0 then 'infinity' when i = 7 then '20000-01-01' else date '1970-01-01' + i end as d,
      cast(i as numeric) / 3 as n, cast(i as real) / 3 as f, i * -30000000000000 as l,
      concat('t', i) as t, time '01:00' + i * interval '1 s' as c, cast('\\x00' as bytea) as b
      from \(server.series(36_000))
      """
  }

  @Test(
    "What databases disagree about is counted there as here, to the last bit of a saved profile",
    arguments: DatabaseServer.all)
  func countsHostile(server: DatabaseServer) throws {
    let folder = try Folder()
    for place in ["here", "there"] {
      let run = try Assay.run(
        [
          "profile", server.source(Self.hostile(server)), "--count", place, "--save",
          "\(place).json",
        ],
        in: folder.url, environment: server.environment)
      #expect(run.status == 0, "\(run.errors)")
    }
    #expect(
      try Data(contentsOf: folder.url.appending(path: "here.json"))
        == Data(contentsOf: folder.url.appending(path: "there.json")))
  }

  /// Types and names that databases have beside those: with quotes, capitals and blanks, of other
  /// collations, without a measure.
  private static func typed(_ server: DatabaseServer) -> String {
    if server.name == "Spark" {
      return """
        select i as Id, i % 2 = 0 as `UPPER flag`, i as `with ``tick`, cast(i as decimal(38, 18)) / 3 as third,
        cast(i as decimal(38, 10)) * 100000000000000000 as huge, make_interval(0, 0, 0, i) as span,
        make_dt_interval(i) as days, make_ym_interval(i % 100) as months, array(i, i + 1) as list,
        named_struct('a', i) as struct, map('a', i) as map, date '0001-01-01' + i as old,
        timestamp_ntz '1883-11-18 12:03:58.123456' + make_dt_interval(i) as local,
        timestamp '1883-11-18 12:03:58.123456Z' + make_dt_interval(i) as zoned,
        case i % 3 when 0 then 'a' when 1 then 'A' else 'ä' end collate UTF8_LCASE as folded,
        cast(i % 3 as string) collate UNICODE_CI as sorted, cast('x' as binary) as bytes, cast(null as void) as nothing,
        concat('line\\nbreak\\t', i % 3) as control, cast(i as tinyint) as small from \(server.series(100))
        cross join (select id from range(360))
        """
    }
    return """
      select i as "Id", i % 2 = 0 as "UPPER flag", i as "with ""quote"" x", i::numeric / 3 as third,
      i::numeric * 1e20 as huge, case when i % 1000 = 0 then 'NaN'::numeric else i end as unknown,
      interval '1 day' * i as span, array[i, i + 1] as list, point(i, i) as place,
      int4range(i, i + 5) as range, inet '10.0.0.1' + i % 7 as address, b'101' as bits,
      json_build_object('a', i % 5) as json, jsonb_build_object('a', i % 5) as jsonb,
      date '0001-01-01' + i as old, timestamp '1883-11-18 12:03:58.123456' + i * interval '1 day' as local,
      case i % 3 when 0 then 'a' when 1 then 'A' else 'ä' end collate "de-x-icu" as sorted,
      (i % 3)::text collate "C" as bytewise, 'x'::name as name, i::oid as oid, 'a'::"char" as letter,
      E'line\\nbreak\\t' || i % 3 as control from \(server.series(36_000))
      """
  }

  @Test(
    "Names, collations and types of the database's own are counted there as here",
    arguments: DatabaseServer.all)
  func countsTypes(server: DatabaseServer) throws {
    let folder = try Folder()
    var documents: [[String: Any]] = []
    for place in ["here", "there"] {
      let run = try Assay.run(
        [
          "profile", server.source(Self.typed(server)), "--count", place, "--save",
          "\(place).json", "--json",
        ],
        in: folder.url, environment: server.environment)
      #expect(run.status == 0, "\(run.errors)")
      documents.append(try run.document())
    }
    #expect(
      try Data(contentsOf: folder.url.appending(path: "here.json"))
        == Data(contentsOf: folder.url.appending(path: "there.json")))
    let columns = try #require(documents[0]["columns"] as? [[String: Any]])
    let types = Dictionary(
      columns.map { ($0["name"] as? String ?? "", $0["type"] as? String ?? "") },
      uniquingKeysWith: { $1 })
    #expect(types["UPPER flag"] == "boolean")
    #expect(types["Id"] == "numeric" && types["third"] == "numeric" && types["huge"] == "numeric")
    #expect(types["list"] == "unmeasured" && types["span"] == "unmeasured")
    #expect(types["old"] == "timestamp" && types["local"] == "timestamp")
  }

  @Test("A number beyond the largest double is told in one sentence")
  func refusesHuge() throws {
    let address = try #require(DatabaseServer.all.first?.address)
    let folder = try Folder()
    let run = try Assay.run(["profile", "\(address)#select 1e400::numeric as x"], in: folder.url)
    #expect(run.status == 3)
    #expect(run.errors.contains("beyond the largest double"), "\(run.errors)")
  }

  @Test(
    "Drift between a file and a large table is the same wherever it is counted",
    arguments: DatabaseServer.all)
  func comparesThere(server: DatabaseServer) throws {
    let folder = try Folder()
    let documents = try ["here", "there"].map { place in
      let run = try Assay.run(
        [
          "drift", "--reference", DatabaseServer.embedded(20_000), "--current",
          server.source(server.rows(36_000)), "--no-joint", "--count", place, "--json",
        ], in: folder.url, environment: server.environment)
      #expect(run.status == 0, "\(run.errors)")
      return try run.document()
    }
    #expect(NSDictionary(dictionary: documents[0]) == NSDictionary(dictionary: documents[1]))
    let joint = try Assay.run(
      [
        "drift", "--reference", DatabaseServer.embedded(2_000), "--current",
        server.source(server.rows(36_000)), "--columns", "word,p", "--json",
      ], in: folder.url, environment: server.environment)
    #expect(joint.status == 0, "\(joint.errors)")
    #expect(try joint.document()["joint"] is [String: Any])
  }

  @Test("Metrics are the same figures wherever the rows are", arguments: DatabaseServer.all)
  func measures(server: DatabaseServer) throws {
    let folder = try Folder()
    let options = ["--task", "binary", "--target", "late", "--score", "p", "--json"]
    let here = try Assay.run(["metrics", DatabaseServer.embedded(3_000)] + options, in: folder.url)
    let there = try Assay.run(
      ["metrics", server.source(server.rows(3_000))] + options, in: folder.url,
      environment: server.environment)
    let expected = try #require(here.document()["metrics"] as? [String: Any])
    let found = try #require(there.document()["metrics"] as? [String: Any])
    #expect(expected.count > 10)
    #expect("\(found)".count == "\(expected)".count)
    #expect(NSDictionary(dictionary: found) == NSDictionary(dictionary: expected))
  }

  @Test("A file is compared with a table", arguments: DatabaseServer.all)
  func compares(server: DatabaseServer) throws {
    let folder = try Folder()
    let run = try Assay.run(
      [
        "drift", "--reference", DatabaseServer.embedded(2_000), "--current",
        server.source(server.rows(2_000)), "--columns", "x,word,late,p", "--json",
      ], in: folder.url, environment: server.environment)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try run.document()["share"] as? Double == 0)
  }

  @Test(
    "Rows of a table are held against a contract, and none is lost", arguments: DatabaseServer.all)
  func validates(server: DatabaseServer) throws {
    let folder = try Folder()
    try folder.write(
      "version: 1\ncolumns:\n  x: {range: {max: 0}}\n  id: {unique: true}\n", to: "c.yaml")
    let run = try Assay.run(
      [
        "validate", server.source(server.rows(4_000)), "--contract", "c.yaml", "--passed",
        "ok.parquet", "--quarantine", "held.parquet", "--json",
      ], in: folder.url, environment: server.environment)
    #expect(run.status == 1, "\(run.errors)")
    let document = try run.document()
    // i / 7 − 300 is above 0 from 2,101 on.
    #expect(document["quarantined"] as? Int == 1_900)
    let passed = try Assay.run(["profile", "ok.parquet", "--json"], in: folder.url)
    #expect(try passed.document()["rows"] as? Int == 2_100)
  }

  @Test(
    "What is not there, and a server that is not, end with 3 and one sentence",
    arguments: DatabaseServer.all)
  func fails(server: DatabaseServer) throws {
    let folder = try Folder()
    let absent = try Assay.run(
      ["profile", server.source("no_such_table")], in: folder.url, environment: server.environment)
    #expect(absent.status == 3)
    #expect(absent.errors.contains("not there"))
    let nobody =
      server.name == "Spark"
      ? "spark:sc://127.0.0.1:1/;token=hidden-token#t"
      : "postgresql://assay:hidden-word@127.0.0.1:1/postgres#t"
    let unreachable = try Assay.run(["profile", nobody], in: folder.url)
    #expect(unreachable.status == 3)
    #expect(unreachable.errors.contains("cannot be reached"))
    #expect(unreachable.errors.contains("127.0.0.1:1"), "\(unreachable.errors)")
    #expect(!unreachable.errors.contains("hidden"))
    // Where the environment says where the server is, only the driver's words tell it.
    let named = try Assay.run(
      ["profile", server.name == "Spark" ? "spark:t" : "postgresql:t"], in: folder.url,
      environment: ["PGHOST": "127.0.0.1", "PGPORT": "1", "PGPASSWORD": "hidden-word"].merging(
        ["SPARK_REMOTE": "sc://127.0.0.1:1/;token=hidden-token"]
      ) { $1 })
    #expect(named.status == 3)
    #expect(
      named.errors.contains(server.name == "Spark" ? "127.0.0.1:1" : "port 1"), "\(named.errors)")
    #expect(!named.errors.contains("hidden"))
  }

  @Test(
    "A password in an address is in nothing that is printed or kept",
    arguments: [
      "profile DATA --json --save p.json",
      "drift --reference DATA --current DATA --no-joint --json",
      "metrics DATA --task binary --target late --score p", "contract DATA --out inferred.yaml",
      "validate DATA --contract c.yaml --passed ok.csv --quarantine held.csv",
      "validate DATA --contract c.yaml --count there --json",
      "fairness DATA --target late --score p --by word",
      "validate DATA --contract c.yaml --quarantine held/ --openlineage run.jsonl",
      "observe record DATA --stage raw", "split DATA --fractions 0.5,0.5 --seed 7 --out parts",
      "bench DATA --command cat", "label import DATA --predictions DATA --id id --label late",
    ])
  func hidesPassword(command: String) throws {
    let server = try #require(DatabaseServer.all.first)
    let rows =
      "select i as id, i % 3 = 0 as late, i / 400.0::float8 as p, 'a' as word from \(server.series(300))"
    let folder = try Folder()
    try folder.write("version: 1\ncolumns:\n  id: {range: {max: 200}}\n", to: "c.yaml")
    let words = command.split(separator: " ").map {
      $0 == "DATA" ? server.source(rows) : String($0)
    }
    let run = try Assay.run(
      words, in: folder.url,
      environment: ["GITHUB_STEP_SUMMARY": folder.url.appending(path: "summary.md").path])
    #expect(!(run.output + run.errors).contains("correct-horse"), "\(run.output.prefix(300))")
    let kept = FileManager.default.enumerator(at: folder.url, includingPropertiesForKeys: nil)
    while let file = kept?.nextObject() as? URL {
      guard let data = try? Data(contentsOf: file) else { continue }
      #expect(data.firstRange(of: Data("correct-horse".utf8)) == nil, "\(file.lastPathComponent)")
    }
  }

  @Test("A password that is wrong is told without being shown")
  func refusesPassword() throws {
    let address = try #require(DatabaseServer.all.first?.address)
    let folder = try Folder()
    let run = try Assay.run(
      ["profile", address.replacing("correct-horse", with: "wrong-horse") + "#pg_class"],
      in: folder.url)
    #expect(run.status == 3)
    #expect(run.errors.contains("does not let this user in"))
    #expect(!(run.errors + run.output).contains("wrong-horse"))
  }

  @Test("Nothing is written in a database, whatever the query says")
  func onlyReads() throws {
    let address = try #require(DatabaseServer.all.first?.address)
    let folder = try Folder()
    let counter = "counter_\(DatabaseServer.run)"
    try psql("create sequence \(counter)", at: address)
    let made = try Assay.run(
      ["profile", address + "#select nextval('\(counter)') as made"], in: folder.url)
    #expect(made.status == 2)
    #expect(made.errors.contains("only reads"))
  }

  /// A query that takes minutes: a nap a row.
  ///
  /// Its mark finds it among those of tests that run meanwhile.
  private static func slow(_ mark: String) -> String {
    "select i as \(mark), pg_sleep(0.005) is null as y from generate_series(1, 90000) as g(i)"
  }

  @Test("A statement that runs out of its time ends with 3, told in one sentence")
  func runsOutOfTime() throws {
    let address = try #require(DatabaseServer.all.first?.address)
    let folder = try Folder()
    let run = try Assay.run(
      [
        "profile",
        "\(address)?options=-cstatement_timeout%3D300#\(Self.slow("timed_\(DatabaseServer.run)"))",
      ],
      in: folder.url)
    #expect(run.status == 3)
    #expect(run.errors.contains("time limit"), "\(run.errors)")
  }

  @Test(
    "Ctrl-C stops the statement on the server, and a server that ends it is told",
    arguments: [true, false])
  func ends(byPerson: Bool) throws {
    let address = try #require(DatabaseServer.all.first?.address)
    let folder = try Folder()
    let mark = "stopped_by_\(byPerson ? "person" : "server")_\(DatabaseServer.run)"
    let running = """
      from pg_stat_activity where query like '%\(mark)%' and state = 'active' and pid <> pg_backend_pid()
      """
    // What the server ends once is asked again: it ends each of them.
    let stop =
      byPerson
      ? "kill -INT $job; SECONDS=0"
      : """
      while kill -0 $job 2>/dev/null; do
        psql -qtA "$SERVER" -c "select pg_terminate_backend(pid) \(running)" >/dev/null; sleep 0.2
      done; SECONDS=0
      """
    let run = try InterruptionTests.shell(
      """
      export SERVER='\(address)'
      "$ASSAY" profile "$SERVER"'#\(Self.slow(mark))' >/dev/null & job=$!
      sleep 4; \(stop)
      wait $job; code=$?; sleep 1
      [ "$(psql -qtA "$SERVER" -c "select count(*) \(running)")" = 0 ] || exit 98
      [ $SECONDS -le 6 ] && exit $code || exit 99
      """, in: folder.url)
    #expect(run.status == (byPerson ? 130 : 3), "\(run.errors)")
    if !byPerson { #expect(run.errors.contains("went away"), "\(run.errors)") }
  }

  @Test(
    "A session that the server ends in the middle is asked again, and the answer is that of the rows"
  )
  func asksAgain() throws {
    let address = try #require(DatabaseServer.all.first?.address)
    let folder = try Folder()
    let mark = UInt32(DatabaseServer.run, radix: 16) ?? 0
    let rows =
      "select i % 3 = 0 as late, i % 100 / 100.0::float8 as p from generate_series(1, 20000) as g(i)"
    let slow = "\(rows) where pg_sleep(0.0001) is not null and i <> -\(mark)"
    let run = try InterruptionTests.shell(
      """
      export SERVER='\(address)'
      "$ASSAY" metrics "$SERVER"'#\(slow)' --task binary --target late --score p --json >found.json & job=$!
      ended=0
      while [ $ended = 0 ] && kill -0 $job; do
        ended=$(psql -qtA "$SERVER" -c "select count(pg_terminate_backend(pid)) from pg_stat_activity \
          where query like '%assay_rows%\(mark)%' and state = 'active' and pid <> pg_backend_pid()"); sleep 0.05
      done
      [ $ended = 1 ] || exit 97
      wait $job
      """, in: folder.url)
    #expect(run.status == 0, "\(run.status) \(run.errors)")
    let expected = try Assay.run(
      [
        "metrics", "\(address)#\(rows)", "--task", "binary", "--target", "late", "--score", "p",
        "--json",
      ],
      in: folder.url)
    let found =
      try JSONSerialization.jsonObject(
        with: Data(contentsOf: folder.url.appending(path: "found.json"))) as? NSDictionary
    #expect(
      try found?["metrics"] as? NSDictionary == expected.document()["metrics"] as? NSDictionary)
  }

  /// Runs a statement as an owner of the database would.
  private func psql(_ sql: String, at address: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["psql", "--quiet", address, "--command", sql]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}

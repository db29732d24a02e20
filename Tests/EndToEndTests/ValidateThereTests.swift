import Foundation
import Testing

/// What a database says of a contract equals what is found in its rows.
enum ThereAndHere {
  static let contract = """
    version: 1
    columns:
      id: {type: integer, not-null: true, unique: true}
      p:
        range: {min: 0, max: 1}
        finite: {severity: warn}
        mean: {min: 0, max: 1, clip: {min: 0, max: 1}}
        null-share: {max: 0.5}
        standard-deviation: {max: 3}
      few: {range: {above: 0.05, below: 0.95}, median: {min: 0.4, max: 0.6}, minimum: {min: 0}, maximum: {max: 0.9}, sum: {min: 1}}
      place:
        not-null: {mostly: 0.9}
        set: [a , "", "é"]
        pattern: ["^[a-f]? *$", "q+"]
        excluded-pattern: "[<>]|é{2}$"
        length: {max: 5}
        distinct-count: {max: 3}
        unseen-share: {values: ["a ", ""], max: 0.2}
      shop: {set: [0, 1, 2], excluded: [2], distinct-share: {max: 0.1}}
      size: {range: {max: 7.5}}
      at: {past: true, range: {min: 2023-12-01}, freshness: {max-age: 2 days}}
      day: {range: {min: 2000-01-01}}
      late: {not-null: true, set: ["true"]}
    rows:
      ordered: [{columns: [y, yhat]}]
      equal: [{columns: [shop, few]}]
      different: [{columns: [shop, id]}]
      sum-of: [{columns: [y, few], total: yhat, tolerance: 45}]
      unique-together: [{columns: [shop, size, few]}]
    dataset: {row-count: {min: 10}}
    """

  /// Rules about rows alone, so that no batch is blocked.
  static let rules = """
    version: 1
    columns:
      id: {not-null: true, unique: true}
      p: {range: {min: 0, max: 1}, finite: {severity: warn}}
      place: {not-null: {mostly: 0.9}, length: {max: 5}, excluded-pattern: "[<>]"}
      late: {not-null: true}
    rows:
      unique-together: [{columns: [shop, size, few, day, place]}]
    """

  /// The documents of both ways, without what is each run's own.
  static func both(
    _ data: String, _ options: [String] = [], in folder: Folder, environment: [String: String] = [:]
  ) throws -> [[String: Any]] {
    try ["here", "there"].map { place in
      let run = try Assay.run(
        [
          "validate", data, "--contract", "c.yaml", "--as-of", "2024-02-01T00:00:00", "--json",
          "--count", place,
        ] + options.map { $0.replacing("{place}", with: place) }, in: folder.url,
        environment: environment)
      #expect(run.status == 1, "\(run.errors)")
      #expect(!run.errors.contains("counted here"), "\(run.errors)")
      return try run.document()
    }
  }

  static func compare(_ documents: [[String: Any]]) throws {
    for key in ["rows", "passed", "quarantined"] {
      #expect(documents[0][key] as? Int == documents[1][key] as? Int, "\(key)")
    }
    let sides = try documents.map { try #require($0["constraints"] as? [[String: Any]]) }
    #expect(sides[0].count == sides[1].count)
    for (here, there) in zip(sides[0], sides[1]) {
      let id = here["id"] as? String ?? ""
      #expect(here["failed"] as? Int == there["failed"] as? Int, "\(id)")
      #expect(here["ok"] as? Bool == there["ok"] as? Bool, "\(id)")
      let isFigure = here["level"] as? String != "row"
      if !isFigure {
        #expect(here["examples"] as? [String] == there["examples"] as? [String], "\(id)")
      } else if let figure = (here["found"] as? String).flatMap(Double.init) {
        let other = try #require((there["found"] as? String).flatMap(Double.init), "\(id)")
        #expect(abs(figure - other) <= 1e-9 * max(1, abs(figure)), "\(id)")
      } else {
        #expect(here["found"] as? String == there["found"] as? String, "\(id)")
      }
    }
  }
}

@Suite("A contract that the database with the rows is asked")
struct ValidateThereTests {
  private static let rows = """
    select i as id, case when i % 53 = 0 then null when i % 59 = 0 then 'nan'::double
      when i % 61 = 0 then 'inf'::double when i % 67 = 0 then -0.0 else 0.5 + 0.51 * sin(i) end as p,
      (i * 37 % 100)::double / 100 as few,
      case when i % 13 = 0 then null when i % 3 = 0 then 'Ünï ''q'' \\ <' when i % 7 = 0 then '' else 'a ' end as place,
      (i % 4)::smallint as shop, (i % 9)::decimal(5, 2) as size,
      timestamp '2023-11-28 23:59:59.999999' + i * interval 61 minute as at,
      case when i % 2 = 0 then date '2024-02-29' else date '1969-12-31' end as day,
      case when i % 101 <> 0 then i % 5 < 2 end as late, 250 + 40 * cos(i) as y, 251 + 41 * cos(i) as yhat
    from range(1, 1601) r(i)
    """

  private static func folder(_ contract: String = ThereAndHere.contract) throws -> Folder {
    let folder = try Folder()
    try folder.write(contract, to: "c.yaml")
    try folder.write("version: 1\ndataset: {row-count: {min: 1}}\n", to: "any.yaml")
    let made = try Assay.run(
      [
        "validate", "duckdb:\(rows)", "--contract", "any.yaml", "--passed",
        "duckdb:shop.duckdb#scored",
      ], in: folder.url)
    #expect(made.status == 0, "\(made.errors)")
    return folder
  }

  @Test("Every count, figure and example equals that of the rows")
  func agrees() throws {
    let folder = try Self.folder()
    try ThereAndHere.compare(
      ThereAndHere.both("duckdb:shop.duckdb#scored", in: folder))
  }

  @Test("The rows that are held and those that go on are the same")
  func outputs() throws {
    let folder = try Self.folder(ThereAndHere.rules)
    let documents = try ThereAndHere.both(
      "duckdb:shop.duckdb#scored",
      ["--passed", "{place}-ok.csv", "--quarantine", "{place}-held.csv"], in: folder)
    try ThereAndHere.compare(documents)
    func lines(_ name: String, without own: Bool = false) throws -> [String] {
      let text = try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
      let lines = text.split(separator: "\n").map(String.init)
      // What the run adds ends each line: where the row stood, the run and the time.
      return own ? lines.map { String($0.split(separator: "}\"")[0]) }.sorted() : lines.sorted()
    }
    #expect(try lines("here-ok.csv") == lines("there-ok.csv"))
    let held = try lines("here-held.csv", without: true)
    #expect(held == (try lines("there-held.csv", without: true)))
    #expect(held.count > 1)
  }

  @Test("Lineage is told the same measurements, and no row is read for them")
  func lineage() throws {
    let folder = try Self.folder(ThereAndHere.rules)
    _ = try ThereAndHere.both(
      "duckdb:shop.duckdb#scored", ["--openlineage", "{place}.jsonl"], in: folder)
    let metrics = try ["here", "there"].map { place in
      let text = try String(
        contentsOf: folder.url.appending(path: "\(place).jsonl"), encoding: .utf8)
      let event = try #require(
        try text.split(separator: "\n").map {
          try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }.compactMap(\.self).first { $0["eventType"] as? String == "COMPLETE" })
      let input = try #require((event["inputs"] as? [[String: Any]])?.first)
      let facets = try #require(input["inputFacets"] as? [String: [String: Any]])
      return try #require(facets["dataQualityMetrics"]?["columnMetrics"] as? NSDictionary)
    }
    #expect(metrics[0] == metrics[1])
    #expect(metrics[0].count == 11)
  }

  @Test("Of a blocked batch every row is held")
  func blocked() throws {
    let folder = try Self.folder(
      ThereAndHere.contract.replacing("{min: 10}", with: "{min: 10000}"))
    let documents = try ThereAndHere.both(
      "duckdb:shop.duckdb#scored", ["--quarantine", "{place}.parquet"], in: folder)
    try ThereAndHere.compare(documents)
    #expect(documents[1]["quarantined"] as? Int == 1600)
    let held = try Assay.run(["profile", "there.parquet", "--json"], in: folder.url)
    #expect(try held.document()["rows"] as? Int == 1600)
  }

  @Test("What the database cannot be asked is said, and the rows are counted here")
  func elsewhere() throws {
    let folder = try Self.folder(
      """
      version: 1
      columns:
        id: {increasing: true}
        place: {format: email}
      rows:
        sql: [{predicate: p <= 1, columns: [p]}]
      """)
    let run = try Assay.run(
      [
        "validate", "duckdb:shop.duckdb#scored", "--contract", "c.yaml", "--count", "there",
        "--json",
      ], in: folder.url)
    #expect(run.status == 1, "\(run.errors)")
    #expect(run.errors.contains("read and counted here"), "\(run.errors)")
    let warnings = try #require(try run.document()["warnings"] as? [[String: Any]])
    #expect(warnings.contains { $0["code"] as? String == "counted-here" })
    for words in ["no order", "forms are told", "embedded engine"] {
      #expect(run.errors.contains(words), "\(words)")
    }
  }

  @Test(
    "A place where nothing can be counted is refused",
    arguments: [
      (["-"], "rows on standard input"),
      (["duckdb:shop.duckdb#scored", "--quarantine", "held/"], "a store"),
    ])
  func refuses(options: [String], words: String) throws {
    let folder = try Self.folder()
    let run = try Assay.run(
      ["validate"] + options + ["--contract", "c.yaml", "--count", "there"], in: folder.url)
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.errors.contains(words), "\(run.errors)")
  }
}

/// The same on real servers, which `scripts/servers` starts.
@Suite(
  "A contract that PostgreSQL or Spark is asked", .serialized,
  .enabled(if: DatabaseServer.all.allSatisfy { $0.address != nil }))
struct ValidateThereDatabaseTests {
  private static func rows(_ server: DatabaseServer) -> String {
    let at =
      server.name == "Spark"
      ? "timestamp '2023-11-28 23:59:59.999999' + i * interval '61' minute"
      : "timestamptz '2023-11-28 23:59:59.999999Z' + i * interval '61 minute'"
    return """
      select i as id, case when i % 53 = 0 then null when i % 59 = 0 then \(server.notANumber)
        when i % 61 = 0 then cast('Infinity' as \(server.double)) when i % 67 = 0 then cast('-0.0' as \(server.double))
        else cast(0.5 as \(server.double)) + cast(0.51 as \(server.double)) * sin(i) end as p,
        cast(i * 37 % 100 as \(server.double)) / 100 as few,
        case when i % 13 = 0 then null when i % 3 = 0 then \(server.oddText) when i % 7 = 0 then '' else 'a ' end as place,
        cast(i % 4 as smallint) as shop, cast(i % 9 as decimal(5, 2)) as size, \(at) as at,
        cast(case when i % 2 = 0 then '2024-02-29' else '1969-12-31' end as date) as day,
        case when i % 101 <> 0 then i % 5 < 2 end as late, 250 + 40 * cos(i) as y, 251 + 41 * cos(i) as yhat
      from \(server.series(1600))
      """
  }

  private static func folder(_ contract: String = ThereAndHere.contract) throws -> Folder {
    let folder = try Folder()
    try folder.write(contract, to: "c.yaml")
    return folder
  }

  @Test("Every count, figure and example equals that of the rows", arguments: DatabaseServer.all)
  func agrees(server: DatabaseServer) throws {
    try ThereAndHere.compare(
      ThereAndHere.both(
        server.source(Self.rows(server)), in: Self.folder(), environment: server.environment))
  }

  @Test(
    "No row is lost or twice between those that go on and those that are held",
    arguments: DatabaseServer.all)
  func conserves(server: DatabaseServer) throws {
    let folder = try Self.folder(ThereAndHere.rules)
    let documents = try ThereAndHere.both(
      server.source(Self.rows(server)),
      ["--passed", "{place}-ok.parquet", "--quarantine", "{place}-held.parquet"], in: folder,
      environment: server.environment)
    try ThereAndHere.compare(documents)
    for place in ["here", "there"] {
      let sum = try Assay.run(
        [
          "profile",
          "duckdb:select count(*) as n, count(distinct id) as d from (select id from '\(place)-ok.parquet' union all select id from '\(place)-held.parquet')",
          "--json",
        ], in: folder.url)
      let columns = try #require(try sum.document()["columns"] as? [[String: Any]])
      for column in columns {
        #expect((column["numeric"] as? [String: Any])?["max"] as? Double == 1600)
      }
    }
  }

  @Test(
    "Rows that go on are put into a table by the database itself", arguments: DatabaseServer.all)
  func table(server: DatabaseServer) throws {
    let folder = try Self.folder("version: 1\ncolumns:\n  few: {range: {max: 0.5}}\n")
    let table = "assay_there_\(DatabaseServer.run)"
    let target = server.source(table)
    func validate(_ options: [String]) throws -> Assay.Run {
      try Assay.run(
        [
          "validate", server.source(Self.rows(server)), "--contract", "c.yaml", "--count", "there",
          "--passed", target, "--quarantine", "held.parquet", "--json",
        ] + options, in: folder.url, environment: server.environment)
    }
    func rows() throws -> Int? {
      let run = try Assay.run(
        ["profile", server.source(table), "--json"], in: folder.url,
        environment: server.environment)
      #expect(run.status == 0, "\(run.errors)")
      return try run.document()["rows"] as? Int
    }
    let first = try validate(["--replace"])
    #expect(first.status == 1, "\(first.errors)")
    let passed = try first.document()["passed"] as? Int
    #expect(passed == 816)
    #expect(try rows() == 816)
    let refused = try validate([])
    #expect(refused.status == 2, "\(refused.errors)")
    #expect(refused.errors.contains("such a table already"), "\(refused.errors)")
    #expect(try validate(["--append"]).status == 1)
    #expect(try rows() == 1632)
    #expect(try validate(["--replace"]).status == 1)
    #expect(try rows() == 816)
  }

  /// The columns of a wide table: numbers, whole ones, texts and decimals in turn.
  private static func wideRows(_ count: Int) -> String {
    let columns = (0..<count).map { place in
      switch place % 4 {
      case 0: "cast(i * \(place + 1) as double precision) / 7 as c\(place)"
      case 1: "i % \(place + 1) as c\(place)"
      case 2: "concat('t', i % \(place + 1)) as c\(place)"
      default: "cast(i as decimal(12, 3)) / 8 as c\(place)"
      }
    }
    return "select \(columns.joined(separator: ", ")) from generate_series(1, 300) as g(i)"
  }

  /// Two rules for each of some of its columns.
  private static func wideContract(_ places: some Sequence<Int>) -> String {
    let rules = places.map { place in
      switch place % 4 {
      case 0: "  c\(place): {range: {max: \(299 * (place + 1) / 7)}, mean: {min: 0}}"
      case 1: "  c\(place): {not-null: {mostly: 0.9}, set: [0, 1, 2, 3, 4, 5, \(place)]}"
      case 2: "  c\(place): {length: {max: 3}, unique: \(place == 2)}"
      default: "  c\(place): {range: {max: 37.4}, minimum: {min: 0}}"
      }
    }
    return "version: 1\ncolumns:\n\(rules.joined(separator: "\n"))\n"
  }

  @Test("A thousand columns with two rules each are asked in parts, and no row is lost")
  func wide() throws {
    let server = try #require(DatabaseServer.all.first)
    let data = server.source(Self.wideRows(1_000))
    let folder = try Self.folder(Self.wideContract(0..<1_000))
    // So many rules on rows that are read exceed the embedded engine's memory: some are held to
    // them.
    try folder.write(
      Self.wideContract(stride(from: 2, to: 1_000, by: 53)), to: "some.yaml")
    func validate(_ options: [String]) throws -> [String: [String: Any]] {
      let run = try Assay.run(["validate", data, "--json"] + options, in: folder.url)
      #expect(run.status == 1, "\(run.errors)")
      #expect(!run.errors.contains("counted here"), "\(run.errors)")
      let rules = try #require(try run.document()["constraints"] as? [[String: Any]])
      return Dictionary(
        rules.map { ($0["id"] as? String ?? "", $0) }, uniquingKeysWith: { first, _ in first })
    }
    let there = try validate([
      "--contract", "c.yaml", "--count", "there", "--passed", "ok.parquet", "--quarantine",
      "held.parquet",
    ])
    #expect(there.count > 1_700)
    let here = try validate(["--contract", "some.yaml", "--count", "here"])
    #expect(here.count > 30)
    for (id, rule) in here {
      for key in ["failed", "ok", "examples"] {
        #expect("\(rule[key] ?? "")" == "\(there[id]?[key] ?? "")", "\(id) \(key)")
      }
      let figures = [rule, there[id]].map { ($0?["found"] as? String).flatMap(Double.init) ?? 0 }
      #expect(abs(figures[0] - figures[1]) <= 1e-9 * max(1, abs(figures[0])), "\(id)")
    }
    let rows = try ["ok", "held"].map {
      let run = try Assay.run(["profile", "\($0).parquet", "--json"], in: folder.url)
      return try run.document()["rows"] as? Int ?? 0
    }
    #expect(rows.reduce(0, +) == 300 && rows[1] > 0, "\(rows)")
  }

  @Test(
    "A table that cannot get its name in Spark leaves what was there, and says where the rows are",
    arguments: [false, true])
  func cannotRename(isReplaced: Bool) throws {
    let spark = try #require(DatabaseServer.all.first { $0.name == "Spark" })
    let log = try #require(ProcessInfo.processInfo.environment["ASSAY_TEST_SPARK_LOG"])
    let folder = try Self.folder("version: 1\ncolumns:\n  few: {range: {max: 0.5}}\n")
    let table = "assay_\(isReplaced ? "replaced" : "taken")_\(DatabaseServer.run)"
    func rows(_ table: String) throws -> Int? {
      let run = try Assay.run(
        ["profile", "spark:\(table)", "--json"], in: folder.url, environment: spark.environment)
      #expect(run.status == 0, "\(table): \(run.errors)")
      return try run.document()["rows"] as? Int
    }
    func command(_ rows: String) -> [String] {
      [
        "validate", spark.source(rows), "--contract", "c.yaml", "--count", "there", "--passed",
        "spark:\(table)", "--replace",
      ]
    }
    var before: Int?
    if isReplaced {
      let few = "select * from (\(Self.rows(spark))) as t where id <= 400"
      let first = try Assay.run(command(few), in: folder.url, environment: spark.environment)
      #expect(first.status == 1, "\(first.errors)")
      before = try rows(table)
    }
    try folder.write(command(Self.rows(spark)).joined(separator: "\u{0}"), to: "arguments")
    // A table takes no folder that somebody else has put something into: one who does so as soon as
    // it is free.
    let place = URL(filePath: log).deletingLastPathComponent().appending(
      path: "warehouse/\(table)"
    ).path
    let run = try InterruptionTests.shell(
      """
      export SPARK_REMOTE='\(spark.address ?? "")'
      while :; do mkdir '\(place)' 2>/dev/null && echo mine >'\(place)/mine.txt'; sleep 0.005; done & other=$!
      trap 'kill -KILL $other' EXIT
      xargs -0 -a arguments "$ASSAY" >/dev/null
      """, in: folder.url)
    // xargs has its own code for a command that failed.
    #expect(run.status != 0, "\(run.errors)")
    let words = isReplaced ? "give the tables their names back" : "what was there is as it was"
    #expect(run.errors.contains(words), "\(run.errors)")
    let names = run.errors.ranges(of: "\(table)_assay_").map {
      String(run.errors[$0.lowerBound...].prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    }
    let waiting = try #require(names.first { !$0.hasSuffix("_replaced") }, "\(run.errors)")
    #expect(try rows(waiting) == 816)
    guard let before else { return }
    let replaced = try #require(names.first { $0.hasSuffix("_replaced") }, "\(run.errors)")
    #expect(try rows(replaced) == before)
  }

  @Test("Rows that were read are not written to Spark")
  func readRows() throws {
    let spark = try #require(DatabaseServer.all.first { $0.name == "Spark" })
    let folder = try Self.folder("version: 1\nrows:\n  sql: [{predicate: few <= 0.5}]\n")
    let run = try Assay.run(
      [
        "validate", spark.source(Self.rows(spark)), "--contract", "c.yaml", "--count", "there",
        "--passed", "spark:assay_there_not",
      ], in: folder.url, environment: spark.environment)
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.errors.contains("its driver stores none"), "\(run.errors)")
  }
}

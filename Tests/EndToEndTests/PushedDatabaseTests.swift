import Foundation
import Testing

/// Commands on tables of real servers, counted there; `scripts/servers` starts them.
@Suite(
  "Commands counted in databases",
  .enabled(if: DatabaseServer.all.allSatisfy { $0.address != nil }))
struct PushedDatabaseTests {
  /// Labels, scores, groups and times, with what databases disagree about among them.
  private static func scored(_ server: DatabaseServer, _ rows: Int) -> String {
    let at =
      server.name == "Spark"
      ? "timestamp '2023-11-28 23:59:59.999999' + i * interval '61' minute"
      : "timestamptz '2023-11-28 23:59:59.999999Z' + i * interval '61 minute'"
    return """
      select i as id, case when i % 101 = 0 then null else (i * 7919 % 1000) < 400 end as late,
        case when i % 53 = 0 then null when i % 59 = 0 then \(server.notANumber)
          when i % 61 = 0 then cast('Infinity' as \(server.double)) when i % 67 = 0 then cast('-0.0' as \(server.double))
          when i % 71 = 0 then cast(1.25 as \(server.double)) when i % 83 = 0 then cast('1e-300' as \(server.double))
          when i % 31 = 0 then 1 - power(cast(2 as \(server.double)), cast(-(i % 50) as int))
          else cast(0.5 as \(server.double)) + cast(0.4999 as \(server.double)) * sin(i) end as p,
        cast(i * 37 % 100 as \(server.double)) / 100 as few,
        case when i % 13 = 0 then null when i % 3 = 0 then \(server.oddText) when i % 7 = 0 then '' else 'a ' end as place,
        cast(i % 4 as smallint) as shop, cast(i % 9 as decimal(5, 2)) as size,
        \(at) as at, cast(case when i % 2 = 0 then '2024-02-29' else '1969-12-31' end as date) as day,
        250 + 40 * cos(i) as y, 251 + 41 * cos(i) + sin(i * 0.5) as yhat,
        case when i % 89 < 10 then null else i - i % 10 end as query,
        cast(i * 31 % 7 as \(server.double)) / 4 as gain
      from \(server.series(rows))
      """
  }

  /// What one command answers, counted here and there.
  private static func both(
    _ command: [String], _ data: String, _ server: DatabaseServer
  ) throws -> (here: NSDictionary, there: NSDictionary) {
    let folder = try Folder()
    let documents = try ["here", "there"].map { place in
      let run = try Assay.run(
        [command[0], data] + command.dropFirst() + ["--count", place, "--json"], in: folder.url,
        environment: server.environment)
      #expect(run.status == 0, "\(run.errors)")
      return try run.document() as NSDictionary
    }
    return (documents[0], documents[1])
  }

  static let exact: [[String]] = [
    ["metrics", "--task", "binary", "--target", "late", "--score", "few"],
    ["metrics", "--task", "binary", "--target", "late", "--score", "few", "--by", "place,shop"],
    [
      "metrics", "--task", "binary", "--target", "late", "--score", "few", "--window", "week",
      "--timestamp", "at",
    ],
    [
      "metrics", "--task", "binary", "--target", "late", "--score", "few", "--window", "quarter",
      "--timestamp", "day", "--by", "size",
    ],
    ["metrics", "--task", "multiclass", "--target", "place", "--prediction", "shop"],
    ["fairness", "--target", "late", "--score", "few", "--by", "place,shop", "--intersections"],
    ["metrics", "--task", "ranking", "--entity", "query", "--target", "gain", "--score", "p"],
    [
      "metrics", "--task", "ranking", "--entity", "query", "--target", "shop", "--prediction",
      "few", "--k", "3", "--by", "place", "--window", "quarter", "--timestamp", "at",
    ],
  ]

  @Test(
    "Where few rows differ every figure is the same to its last digit",
    arguments: DatabaseServer.all, exact)
  func countsEqualRows(server: DatabaseServer, command: [String]) throws {
    let data = server.source(Self.scored(server, 40_000))
    let (here, there) = try Self.both(command, data, server)
    #expect(difference(here, there, tolerance: 0) == nil)
  }

  static let put: [(command: [String], tolerance: Double)] = [
    (["metrics", "--task", "binary", "--target", "late", "--score", "p"], 1e-3),
    (
      ["metrics", "--task", "binary", "--target", "late", "--score", "p", "--by", "shop"], 2e-3
    ),
    (["metrics", "--task", "regression", "--target", "y", "--prediction", "yhat"], 1e-3),
    (
      [
        "metrics", "--task", "regression", "--target", "y", "--prediction", "yhat", "--window",
        "month", "--timestamp", "at",
      ], 2e-3
    ),
    // Some of the scores are no probabilities.
    (
      ["fairness", "--target", "late", "--score", "p", "--threshold", "0.5", "--by", "place"], 2e-3
    ),
  ]

  @Test(
    "Where many rows differ numbers are put together, and counts are those of the rows",
    arguments: DatabaseServer.all, put)
  func putsTogether(
    server: DatabaseServer, example: (command: [String], tolerance: Double)
  ) throws {
    // Of metrics more rows than are asked for one by one; of fairness never one by one.
    let rows = example.command[0] == "metrics" ? 132_000 : 20_000
    let data = server.source(Self.scored(server, rows))
    let (here, there) = try Self.both(example.command, data, server)
    #expect(difference(here, there, tolerance: example.tolerance) == nil)
    for name in ["logLoss", "brier", "ece", "accuracy", "recall", "mae", "rmse", "r2", "bias"] {
      let values = [here, there].map {
        (($0["metrics"] as? NSDictionary)?[name] as? NSDictionary)?["value"]
      }
      #expect(difference(values[0], values[1], tolerance: 1e-11) == nil, "\(name)")
    }
  }

  /// Labels, predicted classes and a probability for each of three classes, different in nearly
  /// every row.
  private static func classed(_ server: DatabaseServer, _ rows: Int) -> String {
    let odd = """
      case when i % 101 = 0 then null when i % 103 = 0 then \(server.notANumber) when i % 109 = 0 then cast(1.25 as \(server.double))
        when i % 113 = 0 then cast(-0.5 as \(server.double)) when i % 131 = 0 then a * 0.5 else a / (a + b + c) end
      """
    return """
      select i, shop, day, \(odd) as pa, b / (a + b + c) as pb, c / (a + b + c) as pc,
        case when i % 97 = 0 then null when i % 89 = 0 then 'tram' when u < a / (a + b + c) then 'bus'
          when u < (a + b) / (a + b + c) then 'car' else \(server.oddText) end as kind,
        case when i % 83 = 0 then null when a >= b and a >= c then 'bus' when b >= c then 'car' else \(server.oddText) end as called
      from (select i, i % 3 as shop, cast(case when i % 2 = 0 then '2024-02-29' else '1969-12-31' end as date) as day,
        cast(i * 7919 % 10007 as \(server.double)) / 10007 as u, exp(1.1 * sin(i * 1.3)) as a,
        exp(0.2 + 0.9 * sin(i * 2.7 + 1)) as b, exp(1.4 * cos(i * 0.9) - 0.5) as c from \(server.series(rows))) as t
      """
  }

  /// The class' name as a list of names has it, where a backslash takes the next one as it is.
  private static let oddClass = "Ünï 'q' \\\\ \"x\""

  @Test(
    "Probabilities of several classes are counted there: losses and confusion of the rows, ranks of neighbours",
    arguments: DatabaseServer.all,
    [[], ["--by", "shop"], ["--prediction", "called", "--window", "year", "--timestamp", "day"]])
  func countsClasses(server: DatabaseServer, more: [String]) throws {
    let command =
      [
        "metrics", "--task", "multiclass", "--target", "kind", "--probabilities", "pa,pb,pc",
        "--classes", "bus,car,\(Self.oddClass)",
      ] + more
    let (here, there) = try Self.both(command, server.source(Self.classed(server, 133_000)), server)
    // The ends of intervals of areas come from another sample, and with them the power of windows.
    for key in ["rows", "metrics", "breakdowns", "groups", "warnings"] {
      #expect(difference(here[key], there[key], tolerance: 5e-3) == nil, "\(key)")
    }
    for name in ["accuracy", "macroF1", "logLoss", "brier", "ece", "topKAccuracy"] {
      let values = [here, there].map {
        (($0["metrics"] as? NSDictionary)?[name] as? NSDictionary)?["value"]
      }
      #expect(difference(values[0], values[1], tolerance: 1e-11) == nil, "\(name)")
    }
  }

  @Test(
    "Estimates of several classes are those of the rows wherever chances are added up",
    arguments: DatabaseServer.all,
    [
      [], ["--prediction", "called"], ["--window", "year", "--timestamp", "day"],
    ])
  func estimatesClasses(server: DatabaseServer, more: [String]) throws {
    let folder = try Folder()
    let reference = server.source("select * from (\(Self.classed(server, 20_000))) as r")
    let current = server.source(
      "select i, shop, day, pa, pb, pc, called from (\(Self.classed(server, 133_000))) as t")
    let documents = try ["here", "there"].map { place in
      let run = try Assay.run(
        [
          "estimate", "--reference", reference, "--current", current, "--target", "kind",
          "--probabilities", "pa,pb,pc", "--classes", "bus,car,\(Self.oddClass)", "--no-joint",
          "--count", place, "--json",
        ] + more, in: folder.url, environment: server.environment)
      #expect(run.status == 0, "\(run.errors)")
      return try run.document()
    }
    let windows = try documents.map { try #require($0["windows"] as? [[String: Any]]) }
    #expect(windows[0].count == windows[1].count)
    for (here, there) in zip(windows[0], windows[1]) {
      #expect(here["metrics"] != nil)
      for key in ["rows", "labelledRows", "metrics", "confusion"] {
        #expect(difference(here[key], there[key], tolerance: 1e-2) == nil, "\(key)")
      }
    }
  }

  /// Forty series over days: targets, predictions and quantiles.
  private static func panel(_ server: DatabaseServer, _ rows: Int) -> String {
    """
    select concat('shop \\'', i % 40) as shop, i % 2 as region, date '2024-01-01' + step as day,
      case when i % 53 = 0 then null when i % 59 = 0 then \(server.notANumber)
        else 100 + i % 40 + 10 * sin(step) + cos(i * 7) end as y,
      case when i % 47 = 0 then null else 100 + i % 40 + 11 * sin(step) end as yhat,
      90 + i % 40 + 10 * sin(step) as q10, 111 + i % 40 + 10 * sin(step) as q90
    from (select i, cast(floor(i / 40.0) as int) as step from \(server.series(rows))) as t
    """.replacing("\\'", with: server.name == "Spark" ? "\\'" : "''")
  }

  @Test(
    "Errors and scaled errors of forecasts are summed there, with the intervals of the rows",
    arguments: DatabaseServer.all,
    [
      [], ["--quantiles", "q10=0.1,q90=0.9", "--by", "region"],
      ["--window", "month", "--lower", "q10", "--upper", "q90"],
    ])
  func forecasts(server: DatabaseServer, more: [String]) throws {
    let command =
      [
        "metrics", "--task", "forecast", "--target", "y", "--prediction", "yhat", "--timestamp",
        "day", "--series", "shop", "--season", "7",
      ] + more
    let (here, there) = try Self.both(command, server.source(Self.panel(server, 12_000)), server)
    #expect(difference(here, there, tolerance: 1e-3) == nil)
    for name in ["mae", "rmse", "bias", "mase", "rmsse", "wape"] {
      let values = [here, there].map { ($0["metrics"] as? NSDictionary)?[name] }
      #expect(values[0] != nil, "\(name)")
      #expect(difference(values[0], values[1], tolerance: 1e-9) == nil, "\(name)")
    }
  }

  @Test(
    "An assessment of files and a table counts the table there, with the findings of its rows",
    arguments: DatabaseServer.all)
  func assesses(server: DatabaseServer) throws {
    let folder = try Folder()
    try folder.write(
      """
      version: 1
      model: {name: m, task: binary}
      data:
        train: "duckdb:\(Self.inline(DatabaseServer.embedded(5_000)))"
        test: "\(Self.inline(server.source(server.rows(40_000))))"
      columns: {target: late, score: p, segments: [word], timestamp: at, ignore: [day]}
      metrics: {window: month}
      """, to: "assay.yaml")
    let documents = try ["here", "there"].map { place in
      let run = try Assay.run(
        ["assess", "--only", "metrics", "--count", place, "--json"], in: folder.url,
        environment: server.environment)
      #expect(run.status < 2, "\(run.errors)")
      return try run.document()
    }
    #expect(
      difference(documents[0]["aspects"], documents[1]["aspects"], tolerance: 1e-9) == nil)
    #expect(documents[0]["verdict"] as? String == documents[1]["verdict"] as? String)
  }

  /// Labels of some of the rows: given late, corrected, contradicting, of nobody, empty.
  private static func labels(_ server: DatabaseServer, _ rows: Int) -> String {
    func at(_ minutes: String) -> String {
      server.name == "Spark"
        ? "timestamp '2026-01-05 00:00:00.5' + (\(minutes)) * interval '1' minute"
        : "timestamp '2026-01-05 00:00:00.5' + (\(minutes)) * interval '1 minute'"
    }
    let truth = "(i * 7919 % 1000) < 400"
    let parts = [
      ("i", truth, at("i"), "i % 4 <> 0"), ("i", truth, at("i + 3"), "i % 30 = 1"),
      ("i", "not (\(truth))", at("i + 10"), "i % 10 = 1"),
      ("i", "true", at("i + 20"), "i % 50 = 2"), ("i", "false", at("i + 20"), "i % 50 = 2"),
      ("i + 9000000", truth, at("i"), "i % 40 = 3"),
      ("i", "cast(null as boolean)", at("i + 30"), "i % 70 = 5"),
      ("cast(null as int)", truth, at("i"), "i % 90 = 7"),
    ]
    return parts.map {
      "select \($0.0) as ticket, \($0.1) as late, \($0.2) as came from \(server.series(rows)) where \($0.3)"
    }.joined(separator: " union all ")
  }

  @Test(
    "Labels of another table are joined there, and every metric is that of the rows joined here",
    arguments: DatabaseServer.all, [[], ["--by", "shop"]])
  func joinsLabels(server: DatabaseServer, more: [String]) throws {
    let command =
      [
        "metrics", "--labels", server.source(Self.labels(server, 40_000)), "--id", "id",
        "--label-id", "ticket", "--labelled-at", "came", "--task", "binary", "--target", "late",
        "--score", "few",
      ] + more
    let (here, there) = try Self.both(command, server.source(Self.scored(server, 40_000)), server)
    #expect(difference(here, there, tolerance: 0) == nil)
    // Of four rows at least one has no label, and of others' labels some contradict each other.
    let warnings = here["warnings"] as? [[String: Any]] ?? []
    let unlabelled = warnings.compactMap { $0["message"] as? String }
      .first { $0.contains("have no label") }?.split(separator: " ").first.flatMap { Int($0) }
    #expect((10_000..<15_000).contains(unlabelled ?? 0), "\(warnings)")
  }

  @Test(
    "How many labels came, and how late, is counted there as here", arguments: DatabaseServer.all)
  func importsLabels(server: DatabaseServer) throws {
    let rows = "select id, few, place, shop, at from (\(Self.scored(server, 5_000))) as t"
    let command = [
      "label", "import", server.source(Self.labels(server, 5_000)), "--predictions",
      server.source(rows), "--id", "id", "--label-id", "ticket", "--label", "late",
      "--labelled-at", "came", "--predicted-at", "at", "--json",
    ]
    let folder = try Folder()
    let documents = try [["--count", "here"], ["--count", "there", "--out", "joined.csv"]].map {
      let run = try Assay.run(
        command + $0, in: folder.url, environment: server.environment)
      #expect(run.status == 0, "\(run.errors)")
      return try run.document()
    }
    for key in ["labels", "predictions", "coverage", "delay", "completeness", "selection"] {
      #expect(documents[0][key] != nil, "\(key)")
      #expect(
        difference(documents[0][key], documents[1][key], tolerance: 1e-9) == nil, "\(key)")
    }
    let joined = try Assay.run(["profile", "joined.csv", "--json"], in: folder.url)
    #expect(try joined.document()["rows"] as? Int == 5_000)
  }

  @Test(
    "An assessment's labels in another table are joined there", arguments: DatabaseServer.all)
  func assessesLabels(server: DatabaseServer) throws {
    let folder = try Folder()
    let scoring = "select id, few, shop, at from (\(Self.scored(server, 5_000))) as t"
    try folder.write(
      """
      version: 1
      model: {name: m, task: binary}
      data:
        train: "duckdb:\(Self.inline(DatabaseServer.embedded(2_000)))"
        scoring: "\(Self.inline(server.source(scoring)))"
      columns: {target: late, score: few}
      truth:
        labels: {data: "\(Self.inline(server.source("select ticket as id, late, came from (\(Self.labels(server, 5_000))) as t")))", key: id, time: came, predicted-at: at}
        delay: 800 days
      """, to: "assay.yaml")
    let checks = try ["here", "there"].map { place in
      let run = try Assay.run(
        ["assess", "--only", "truth", "--count", place, "--json"], in: folder.url,
        environment: server.environment)
      #expect(run.status < 2, "\(run.errors)")
      let aspects = try #require(run.document()["aspects"] as? [[String: Any]])
      // The last digit of a quantile of delays may differ, and with it the hash of the evidence.
      return aspects.flatMap { $0["checks"] as? [[String: Any]] ?? [] }.map { check in
        var check = check.filter { $0.key != "evidence" }
        let measurements = check["measurements"] as? [[String: Any]] ?? []
        check["measurements"] = measurements.sorted {
          ($0["name"] as? String ?? "") < ($1["name"] as? String ?? "")
        }
        return check
      }
    }
    #expect(difference(checks[0], checks[1], tolerance: 1e-9) == nil)
    let coverage = checks[0].first { $0["id"] as? String == "truth.coverage" }
    #expect(["pass", "attention", "fail"].contains(coverage?["status"] as? String), "\(checks[0])")
  }

  @Test(
    "Estimates without labels are the same wherever the scores are counted",
    arguments: DatabaseServer.all,
    [
      (["--score", "few"], 0), (["--score", "few", "--window", "month", "--timestamp", "at"], 0),
      (["--score", "p"], 2e-3),
    ] as [([String], Double)])
  func estimates(server: DatabaseServer, example: ([String], Double)) throws {
    let folder = try Folder()
    let current = server.source(
      "select few, p, at from (\(Self.scored(server, 40_000))) as t where id > 4000")
    let documents = try ["here", "there"].map { place in
      let run = try Assay.run(
        [
          "estimate", "--reference", server.source(Self.scored(server, 132_000)), "--current",
          current, "--target", "late", "--no-joint", "--count", place, "--json",
        ] + example.0, in: folder.url, environment: server.environment)
      #expect(run.status == 0, "\(run.errors)")
      return try run.document()
    }
    // Where scores were put together, the ends of their range and the bins of calibrated ones hang
    // on last digits.
    guard example.1 > 0 else {
      #expect(difference(documents[0], documents[1], tolerance: 0) == nil)
      return
    }
    let windows = try documents.map { try #require($0["windows"] as? [[String: Any]]) }
    for key in ["rows", "cells", "metrics"] {
      #expect(windows[0].first?[key] != nil, "\(key)")
      #expect(
        difference(windows[0].first?[key], windows[1].first?[key], tolerance: example.1) == nil)
    }
  }

  private static func inline(_ source: String) -> String {
    var source = source
    if source.hasPrefix("duckdb:") { source = String(source.dropFirst(7)) }
    return source.replacing("\n", with: " ").replacing("\\", with: "\\\\")
      .replacing("\"", with: "\\\"")
  }

  @Test("Baselines learn from rows that the database draws", arguments: DatabaseServer.all)
  func draws(server: DatabaseServer) throws {
    let folder = try Folder()
    let table = server.source(server.rows(30_000))
    let run = try Assay.run(
      [
        "baseline", "--train", table, "--test", table, "--task", "binary", "--target", "late",
        "--score", "p", "--columns", "x,price", "--sample", "4000", "--seed", "7", "--json",
      ], in: folder.url, environment: server.environment)
    #expect(run.status == 0 || run.status == 1 || run.status == 4, "\(run.errors)")
    #expect(
      run.output.contains("random sample of 4000 of 30000 training rows was used"),
      "\(run.output.prefix(2_000))")
  }

  @Test(
    "A table of many columns is counted in questions of bounded size",
    arguments: zip(DatabaseServer.all, [1_000, 200]))
  func wide(server: DatabaseServer, count: Int) throws {
    let folder = try Folder()
    // More continuous ones than one question asks for; each of their values costs much more than
    // one of a few.
    let columns = (0..<count).map { place in
      place % (count / 50) == 0
        ? "cast(i * \(place + 1) as \(server.double)) / 7 as c\(place)"
        : "cast(i % \(place + 1) as int) as c\(place)"
    }
    let data = server.source(
      "select \(columns.joined(separator: ", ")) from \(server.series(33_000))")
    let run = try Assay.run(
      ["profile", data, "--json"], in: folder.url, environment: server.environment)
    #expect(run.status == 0, "\(run.errors)")
    let found = try #require(run.document()["columns"] as? [[String: Any]])
    #expect(found.count == count)
    #expect(found.allSatisfy { $0["count"] as? Int == 33_000 })
    let last = try #require(found.last?["numeric"] as? [String: Any])
    #expect(last["max"] as? Double == Double(count - 1))
  }

  @Test("A right that is taken away between two questions ends with 3 and one sentence")
  func losesRight() throws {
    let address = try #require(DatabaseServer.all.first?.address)
    let folder = try Folder()
    let own = DatabaseServer.run
    let run = try InterruptionTests.shell(
      """
      export SERVER='\(address)'
      psql -q "$SERVER" -c "create table guarded_\(own) as select i % 3 = 0 as late, sin(i) / 3 + 0.5 as p from generate_series(1, 40000) as g(i); create role watcher_\(own) login password 'watcher-word'; grant select on guarded_\(own) to watcher_\(own); create or replace view watched_\(own) as select late, p, pg_sleep(0.0001) is null as y from guarded_\(own); grant select on watched_\(own) to watcher_\(own)"
      watcher=$(echo "$SERVER" | sed 's#assay:correct-horse#watcher_\(own):watcher-word#')
      "$ASSAY" metrics "$watcher#watched_\(own)" --task binary --target late --score p >/dev/null & job=$!
      sleep 3; psql -q "$SERVER" -c "revoke select on watched_\(own), guarded_\(own) from watcher_\(own)"
      wait $job; exit $?
      """, in: folder.url)
    // The first question may have come too late, or all too early: then the right was there.
    #expect(run.status == 3, "\(run.errors)")
    #expect(run.errors.contains("may not read it"), "\(run.errors)")
    #expect(!run.errors.contains("watcher-word"))
  }

  @Test("A statement that runs out of its time while metrics are counted ends with 3")
  func runsOutOfTime() throws {
    let address = try #require(DatabaseServer.all.first?.address)
    let folder = try Folder()
    let rows =
      "select i % 2 = 0 as late, 0.5 as p, pg_sleep(0.005) is null as n from generate_series(1, 90000) as g(i)"
    let run = try Assay.run(
      [
        "metrics",
        "\(address)?options=-cstatement_timeout%3D300#\(rows) where pg_sleep(0.005) is not null",
        "--task", "binary", "--target", "late", "--score", "p",
      ], in: folder.url)
    #expect(run.status == 3)
    #expect(run.errors.contains("time limit"), "\(run.errors)")
  }

  @Test("Ctrl-C stops metrics on the server")
  func stops() throws {
    let address = try #require(DatabaseServer.all.first?.address)
    let folder = try Folder()
    let mark = UInt32(DatabaseServer.run, radix: 16) ?? 0
    let rows = """
      select i % 2 = 0 as late, 0.5 as p from generate_series(1, 90000) as g(i) \
      where pg_sleep(0.005) is not null and i <> -\(mark)
      """
    let running =
      "from pg_stat_activity where query like '%\(mark)%' and state = 'active' and pid <> pg_backend_pid()"
    let run = try InterruptionTests.shell(
      """
      export SERVER='\(address)'
      "$ASSAY" metrics "$SERVER"'#\(rows)' --task binary --target late --score p >/dev/null & job=$!
      sleep 4; kill -INT $job; SECONDS=0; wait $job; code=$?; sleep 1
      [ "$(psql -qtA "$SERVER" -c "select count(*) \(running)")" = 0 ] || exit 98
      [ $SECONDS -le 6 ] && exit $code || exit 99
      """, in: folder.url)
    #expect(run.status == 130, "\(run.errors)")
  }

  @Test("PostgreSQL's driver by a manifest of another name is read, or counted in its dialect")
  func named() throws {
    let server = try #require(DatabaseServer.all.first)
    let address = try #require(server.address)
    let folder = try Folder()
    let library = Assay.root.appending(path: ".assay/lib/libadbc_driver_postgresql.so").path
    try folder.write("[Driver]\nshared = '\(library)'\n", to: "acme.toml")
    for dialect in ["standard", "postgresql"] {
      try folder.write(
        """
        version: 1
        model: {name: m, task: binary}
        engines: {lake: {driver: acme, dialect: \(dialect), variables: {uri: LAKE}}}
        data: {test: "lake:t"}
        columns: {target: late, score: p}
        """, to: "assay.yaml")
      let variables = ["ADBC_DRIVER_PATH": folder.url.path, "LAKE": address]
      let rows = "select id, x, odd, word, day, late, p from (\(server.rows(3_000))) as a"
      let found = try Assay.run(
        ["profile", "lake:\(rows)", "--json"], in: folder.url, environment: variables)
      let expected = try Assay.run(
        ["profile", "\(address)#\(rows)", "--json"], in: folder.url)
      #expect(found.status == 0, "\(found.errors)")
      #expect(found.output == expected.output)
      let absent = try Assay.run(
        ["profile", "lake:no_such_table"], in: folder.url, environment: variables)
      #expect(absent.status == 3)
      #expect(!absent.errors.contains("correct-horse"))
    }
  }
}

/// Where two documents differ by more than a share of the value.
private func difference(
  _ first: Any?, _ second: Any?, tolerance: Double, at path: String = ""
) -> String? {
  switch (first, second) {
  case (let first as NSDictionary, let second as NSDictionary):
    // A note says that numbers were put together; within a tolerance they may be.
    let notes = tolerance > 0 ? ["note"] : []
    let keys = Set(first.allKeys.compactMap { $0 as? String }).subtracting(notes)
    guard keys == Set(second.allKeys.compactMap { $0 as? String }).subtracting(notes) else {
      return "\(path): \(first.allKeys) and \(second.allKeys)"
    }
    return keys.sorted().compactMap {
      difference(first[$0], second[$0], tolerance: tolerance, at: "\(path).\($0)")
    }.first
  case (let first as NSArray, let second as NSArray):
    guard first.count == second.count else {
      return "\(path): \(first.count) and \(second.count) members"
    }
    return zip(first, second).enumerated().compactMap {
      difference($0.element.0, $0.element.1, tolerance: tolerance, at: "\(path)[\($0.offset)]")
    }.first
  case (let first as NSNumber, let second as NSNumber):
    let (a, b) = (first.doubleValue, second.doubleValue)
    let size = max(abs(a), abs(b), tolerance > 0 ? 0.01 : 0)
    return abs(a - b) <= tolerance * size ? nil : "\(path): \(a) and \(b)"
  default:
    return "\(String(describing: first))" == "\(String(describing: second))"
      ? nil : "\(path): \(String(describing: first)) and \(String(describing: second))"
  }
}

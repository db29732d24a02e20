import Foundation
import Testing

/// The built binary writing into tables of a real server, which `scripts/servers` starts.
@Suite(
  "Rows that are validated into tables of PostgreSQL",
  // PostgreSQL refuses rights that two sessions grant on one schema in the same moment.
  .serialized,
  .enabled(if: ProcessInfo.processInfo.environment["ASSAY_TEST_POSTGRESQL"] != nil))
struct DatabaseOutputTests {
  private static var address: String {
    ProcessInfo.processInfo.environment["ASSAY_TEST_POSTGRESQL"] ?? ""
  }

  private static let hostile = """
    duckdb:select i as id, case when i % 7 = 0 then 'nan'::double when i % 11 = 0 then '-inf'::double
      when i % 13 = 0 then -0.0 else i / 3 end as x, case when i % 5 = 0 then '' when i % 3 = 0 then null
      else 'Ünï ''q'' \\ ' || i end as word, (i / 8)::decimal(12, 3) as price, i::ubigint + 18446744073709000000 as big,
      date '1969-12-31' + i::int as day, timestamp '1969-12-31 23:59:59.999999' + to_days(i::int) as at,
      timestamptz '2024-03-31 00:30:00+00' as z, i % 2 = 0 as late from range(3000) r(i)
    """

  /// A name that no other run on the server has.
  private static func own(_ name: String) -> String { "\(name)_\(DatabaseServer.run)" }

  private func folder() throws -> Folder {
    let folder = try Folder()
    try folder.write("version: 1\ncolumns:\n  id: {range: {max: 1999}}\n", to: "c.yaml")
    return folder
  }

  private func validate(
    _ folder: Folder, _ name: String, data: String = hostile, at address: String = address,
    _ options: [String] = []
  ) throws -> Assay.Run {
    try Assay.run(
      [
        "validate", data, "--contract", "c.yaml", "--passed",
        "\(address)#\(Self.own(name))_ok", "--quarantine",
        "\(address)#public.\(Self.own(name))_held", "--json",
      ] + options, in: folder.url)
  }

  private func state(_ table: String) throws -> String {
    try ask("select case when to_regclass('\(table)') is null then 'none' else 'there' end")
  }

  /// What an owner of the database reads.
  @discardableResult
  private func ask(_ sql: String) throws -> String {
    let folder = try Folder()
    try folder.write(sql, to: "question.sql")
    let run = try InterruptionTests.shell(
      "psql -qtA -v ON_ERROR_STOP=1 '\(Self.address)' -f question.sql > answer", in: folder.url)
    #expect(run.status == 0, "\(run.errors)")
    return try String(contentsOf: folder.url.appending(path: "answer"), encoding: .utf8)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  @Test("Odd values of every type arrive, and no row is lost or twice there")
  func conserves() throws {
    let folder = try folder()
    let run = try validate(folder, "conserved")
    #expect(run.status == 1, "\(run.errors)")
    #expect(!run.output.contains("correct-horse"))
    #expect(
      try ask("select count(*), count(distinct id) from \(Self.own("conserved"))_ok") == "2000|2000"
    )
    #expect(
      try ask("select count(*), min(id), min(assay_row) from \(Self.own("conserved"))_held")
        == "1000|2000|2001")
    #expect(
      try ask(
        """
        select count(*) filter (where x = 'NaN'), count(*) filter (where x = '-Infinity'),
        count(*) filter (where word = ''), count(*) filter (where word is null), max(price), max(big),
        min(at), max(z at time zone 'UTC') from \(Self.own("conserved"))_ok
        """)
        == "286|156|400|533|249.875|18446744073709001999|1969-12-31 23:59:59.999999|2024-03-31 00:30:00"
    )
  }

  @Test("A table that is there is refused, appended to or replaced, all in one transaction")
  func existing() throws {
    let folder = try folder()
    #expect(try validate(folder, "existing").status == 1)
    let refused = try validate(folder, "EXISTING")
    #expect(refused.status == 2)
    #expect(refused.errors.contains("such a table already"), "\(refused.errors)")
    let appended = try validate(folder, "existing", ["--append"])
    #expect(appended.status == 1, "\(appended.errors)")
    #expect(try ask("select count(*) from \(Self.own("existing"))_ok") == "4000")
    #expect(try validate(folder, "existing", ["--replace"]).status == 1)
    #expect(try ask("select count(*) from \(Self.own("existing"))_ok") == "2000")
    try ask("alter table \(Self.own("existing"))_ok rename column word to words")
    let other = try validate(folder, "existing", ["--append"])
    #expect(other.status == 3, "\(other.errors)")
    #expect(other.errors.contains("other columns or types"), "\(other.errors)")
    // The held ones were written before in the same transaction.
    #expect(try ask("select count(*) from \(Self.own("existing"))_held") == "1000")
  }

  @Test(
    "A table that the search path finds in another schema is replaced there, and none is made beside it"
  )
  func searchPath() throws {
    let folder = try folder()
    try ask(
      "create schema \(Self.own("other")); create table \(Self.own("other")).\(Self.own("placed"))_ok (x int); insert into \(Self.own("other")).\(Self.own("placed"))_ok values (1)"
    )
    let run = try validate(
      folder, "placed", at: Self.address + "?options=-csearch_path%3Dpublic%2C\(Self.own("other"))",
      ["--replace"])
    #expect(run.status == 1, "\(run.errors)")
    #expect(try ask("select count(*) from \(Self.own("other")).\(Self.own("placed"))_ok") == "2000")
    #expect(try state("public.\(Self.own("placed"))_ok") == "none")
    #expect(try ask("select count(*) from public.\(Self.own("placed"))_held") == "1000")
  }

  @Test(
    "Rows of a table are held against a contract and written beside it, which is not written to")
  func circle() throws {
    let folder = try folder()
    try ask(
      "create table \(Self.own("circle")) as select i as id, 'k' || i as word from generate_series(1, 5000) as g(i)"
    )
    let run = try validate(folder, "circle", data: "\(Self.address)#\(Self.own("circle"))")
    #expect(run.status == 1, "\(run.errors)")
    #expect(
      try ask(
        """
        select count(*), count(distinct id) from
        (select id, word from \(Self.own("circle"))_ok union all select id, word from \(Self.own("circle"))_held) as both_
        """) == "5000|5000")
    let itself = try Assay.run(
      [
        "validate", "\(Self.address)#\(Self.own("circle"))", "--contract", "c.yaml", "--append",
        "--passed",
        "\(Self.address)#public.\(Self.own("circle"))",
      ], in: folder.url)
    #expect(itself.status == 2, "\(itself.errors)")
    #expect(itself.errors.contains("is the table that is read"))
  }

  @Test("A user without the right to write is told so, and nothing is there")
  func noRight() throws {
    let folder = try folder()
    try ask(
      """
      create role \(Self.own("reader")) login password 'reader-word'; revoke create on schema public from public;
      grant usage on schema public to \(Self.own("reader"))
      """)
    let run = try validate(
      folder, "rightless",
      at: Self.address.replacing("assay:correct-horse", with: "\(Self.own("reader")):reader-word"))
    #expect(run.status == 3)
    #expect(run.errors.contains("may not write there"), "\(run.errors)")
    #expect(!run.errors.contains("reader-word"))
    #expect(try state("\(Self.own("rightless"))_held") == "none")
  }

  @Test(
    "A session that is ended, a right that is lost or a run that is killed while it writes leaves no table",
    arguments: ["terminate", "revoke", "kill"])
  func interrupted(how: String) throws {
    let folder = try folder()
    let name = Self.own("broken_\(how)")
    try ask(
      "create role \(name) login password 'broken-word'; grant create, usage on schema public to \(name)"
    )
    let end =
      switch how {
      case "terminate":
        "psql -qtA \"$OWNER\" -c \"select pg_terminate_backend(pid) from pg_stat_activity where usename = '\(name)'\" >/dev/null"
      case "revoke":
        "psql -qtA \"$OWNER\" -c 'revoke create, usage on schema public from \(name)' >/dev/null"
      default: "kill -KILL $job"
      }
    let run = try InterruptionTests.shell(
      """
      export OWNER='\(Self.address)'
      SERVER='\(Self.address.replacing("assay:correct-horse", with: "\(name):broken-word"))'
      "$ASSAY" validate 'duckdb:select i as id, md5(i::varchar) as t from range(3000000) r(i)' --contract c.yaml \
        --passed "$SERVER"'#\(name)_ok' --quarantine "$SERVER"'#\(name)_held' >/dev/null & job=$!
      for i in $(seq 600); do
        [ "$(psql -qtA "$OWNER" -c "select count(*) from pg_stat_activity where usename = '\(name)' and query ilike 'copy%' and query like '%\(name)_held%'")" = 1 ] && break
        sleep 0.05
      done
      \(end); wait $job
      """, in: folder.url)
    #expect(run.status == (how == "kill" ? 137 : 3), "\(run.errors)")
    if how != "kill" {
      #expect(
        run.errors.contains(how == "revoke" ? "may not write there" : "went away"), "\(run.errors)")
    }
    #expect(try state("\(name)_ok") == "none")
    #expect(try state("\(name)_held") == "none")
  }
}

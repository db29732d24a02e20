import Engines
import Foundation
import Testing

@testable import Contracts

/// What each kind of rule finds, and what it leaves alone: a null breaks only `not-null`.
@Suite struct RuleTests {
  /// More members of a set than are looked at one after another.
  static let members = (0..<100).map { "v\($0)" }.joined(separator: ", ")
  static let numbers = (0..<100).map { "\($0)" }.joined(separator: ", ")

  static let ofRows: [(rule: String, values: String, failed: Int)] = [
    (
      "range: {min: 0, max: 10}",
      "(0.0), (10.0), (10.5), (-1), (null), ('nan'::double), ('inf'), ('-inf')",
      5
    ),
    ("range: {min: 0}", "(1.0), ('nan'::double), ('inf'), (null)", 1),
    ("range: {above: 0, below: 3}", "(0), (1), (3), (null)", 2),
    ("range: {max: 9007199254740993}", "(9007199254740993), (9007199254740994), (null)", 1),
    ("range: {max: 99999999999999999999}", "(9223372036854775807), (-1)", 0),
    ("range: {min: 0.5}", "(170141183460469231731687303715884105727), (0), (1)", 1),
    ("range: {min: 0.1, max: 0.3}", "(0.1::decimal(9,2)), (0.3), (0.31)", 1),
    ("range: {min: 2026-01-01, max: 2026-01-31}", "(date '2026-01-31'), ('2026-02-01'), (null)", 1),
    (
      "range: {max: 2026-01-01T12:00:00}",
      "(timestamp '2026-01-01 12:00:00'), ('2026-01-01 12:00:01')", 1
    ),
    ("set: [a, b]", "('a'), ('b'), ('A'), (''), (null)", 2),
    ("set: [1, 2]", "(1), (2), (3), (null)", 1),
    ("set: [true]", "(true), (false), (null)", 1),
    ("set: [2026-01-01]", "(date '2026-01-01'), ('2026-01-02')", 1),
    (
      "set: [123e4567-e89b-12d3-a456-426614174000]",
      "('123e4567-e89b-12d3-a456-426614174000'::uuid), ('00000000-0000-0000-0000-000000000000'), (null)",
      1
    ),
    ("set: [a, b]", "('a'::enum('a', 'c')), ('c'), (null)", 1),
    (
      "set: [\(members), '', \(members)]", "('v7'), ('V7'), (''), ('v7 '), (null), ('v99'), ('it')",
      3
    ),
    ("excluded: [\(members)]", "('v7'), ('V7'), (null), ('v99')", 2),
    ("set: [\(numbers)]", "(7), (107), (null)", 1),
    ("set: [\"a\\0b\", c]", "('a' || chr(0) || 'b'), ('a'), ('c'), (null)", 1),
    ("set: [\"a\\0b\", \(members)]", "('a' || chr(0) || 'b'), ('a'), ('v7'), (null)", 1),
    ("set: [1, 99999999999999999999]", "(1::utinyint), (2), (null)", 1),
    ("excluded: [-999]", "(-999), (1), (null)", 1),
    ("excluded: ['', N/A]", "(''), ('N/A'), ('x'), (null)", 2),
    ("pattern: '^[A-Z]{3}$'", "('ABC'), ('abc'), ('ABCD'), (''), (null)", 3),
    ("pattern: ['^a', 'b$']", "('ax'), ('xb'), ('x'), (null)", 1),
    ("excluded-pattern: '[<>]'", "('a<b'), ('ab'), (null)", 1),
    ("length: {min: 1, max: 2}", "('é'), ('éa'), (''), ('abc'), (null)", 2),
    ("unique: true", "(1), (1), (2), (null), (null), (3)", 2),
    ("unique: true", "('nan'::double), ('nan'::double), (0.0)", 2),
    ("finite: true", "('nan'::double), ('inf'), (1), (null)", 2),
    ("finite: true", "(1), (2)", 0),
    ("not-null: true", "(1), (null), (2)", 1),
    ("not-null: true", "('nan'::double), (1)", 0),
    ("not-null: true", "(''), ('a')", 0),
    ("increasing: true", "(1), (1), (3), (null), (2), (5)", 1),
    ("increasing: {strictly: true}", "(1), (1), (3), (2)", 2),
    ("increasing: {falling: true}", "(3), (2), (2), (4)", 1),
    ("increasing: true", "(1.0), ('nan'::double), (0.5), (2)", 1),
    ("type: number", "('1.5'), ('1e3'), ('x'), ('nan'), (null)", 1),
    ("type: integer", "('1'), ('1.5'), ('12345678901234567890'), ('x'), (null)", 2),
    ("type: integer", "(1.0), (1.5), (null)", 1),
    ("type: date", "('2026-02-28'), ('2026-02-30'), (null)", 1),
    ("type: timestamp", "('2026-02-28T12:00:00'), ('noon')", 1),
    ("type: boolean", "('true'), ('maybe'), (null)", 1),
    ("type: number", "(true), (false), (null)", 2),
    ("type: text", "(1), (2)", 2),
    ("format: email", "('ada@example.org'), ('a@b'), ('a b@c.de'), ('@c.de'), (null)", 3),
    (
      "format: uuid",
      "('123e4567-e89b-12d3-a456-426614174000'), ('123e4567e89b12d3a456426614174000')", 1
    ),
    ("format: url", "('https://example.org/a?b=c'), ('example.org'), ('ftp://a.b')", 2),
    ("format: ipv4", "('192.0.2.1'), ('256.0.0.1'), ('1.2.3'), ('01.2.3.4')", 3),
    (
      "format: ipv6",
      "('2001:db8::1'), ('::'), ('1:2:3:4:5:6:7:8'), ('1:2:3:4:5:6:7'), ('1::2::3'), (':::')", 3
    ),
    ("format: ip", "('192.0.2.1'), ('::1'), ('x')", 1),
    ("format: date", "('2026-02-28'), ('2026-02-30'), ('28.2.2026')", 2),
    (
      "format: timestamp",
      "('2026-02-28T12:00:00Z'), ('2026-02-28 12:00+02'), ('2026-02-30T12:00:00'), ('2026-02-28')",
      2
    ),
    ("format: time", "('23:59'), ('24:00'), ('12:00:59.5')", 1),
    ("format: phone", "('+49 30 123456'), ('030 123456'), ('+1')", 2),
    ("format: country", "('DE'), ('de'), ('DEU')", 2),
    ("format: currency", "('EUR'), ('€')", 1),
    ("format: json", "('{\"a\": 1}'), ('{a}'), ('1')", 1),
    ("past: true", "(timestamp '2026-03-31 12:00:00'), ('2026-03-31 12:00:01'), (null)", 1),
    ("past: {ahead: 2 hours}", "(timestamp '2026-03-31 14:00:00'), ('2026-03-31 14:00:01')", 1),
    ("past: true", "(date '2026-03-31'), ('2026-04-01')", 1),
    ("set: [a], type: text", "('a')", 0),
  ]

  @Test("A rule finds the rows that break it, whatever the value", arguments: ofRows.indices)
  func rows(index: Int) throws {
    let (rule, values, failed) = Self.ofRows[index]
    let held = try Held("columns: {x: {\(rule)}}", values: values)
    #expect(held.report.constraints.map(\.failed).reduce(0, +) == failed, "\(rule)")
    #expect(held.report.quarantined == failed, "\(rule)")
    #expect(held.report.rows == held.report.passed + held.report.quarantined)
  }

  @Test("With a stated type, other rules are asked of the values that have it")
  func statedType() throws {
    let held = try Held(
      "columns: {x: {type: number, range: {max: 10}}}", values: "('5'), ('50'), ('x'), (null)")
    #expect(held.report.constraints.map(\.failed) == [1, 1])
    #expect(held.report.quarantined == 2)
  }

  static let ofFigures: [(rule: String, values: String, ok: Bool, found: String?)] = [
    ("null-share: {max: 0.5}", "(1), (null)", true, "0.5"),
    ("null-share: {max: 0.4}", "(1), (null)", false, "0.5"),
    ("mean: {min: 1, max: 2}", "(1), (2), (null)", true, "1.5"),
    ("mean: {min: 0}", "(1.0), ('nan'::double)", false, "nan"),
    ("mean: {min: 0}", "(null::double)", false, nil),
    ("mean: {max: 2, clip: {min: 0, max: 3}}", "(1), (100)", true, "2.0"),
    ("mean: {max: 2, clip: {min: 0, max: 3}}", "(-7.0), ('nan'::double), (null)", true, "1.5"),
    ("mean: {max: 2, clip: {max: 3}}", "(5), (5)", false, "3.0"),
    (
      "standard-deviation: {max: 3, clip: {min: 0, max: 4}}", "(0.0), (1e200)", true,
      "2.8284271247461903"
    ),
    ("standard-deviation: {max: 1, clip: {min: 0}}", "(-9), (4)", false, "2.8284271247461903"),
    ("mean: {min: 9, from-rows: 3}", "(1), (2)", true, "1.5"),
    ("mean: {min: 9, from-rows: 2}", "(1), (2)", false, "1.5"),
    ("mean: {min: 9, from-rows: 1}", "(null::double)", false, nil),
    ("median: {min: 2, max: 2}", "(1), (2), (9)", true, "2.0"),
    ("quantiles: {0.5: {min: 2}, 1: {max: 9}}", "(1), (2), (9)", true, "[2.0, 9.0]"),
    ("quantiles: {0.5: {min: 3}}", "(1), (2), (9)", false, "[2.0]"),
    ("standard-deviation: {min: 1, max: 1}", "(1), (2), (3)", true, "1.0"),
    ("standard-deviation: {min: 0}", "(1)", false, nil),
    ("standard-deviation: {min: 0}", "(1e300), (-1e300)", false, nil),
    ("minimum: {min: 0}", "(0), (5)", true, "0"),
    ("maximum: {max: 5}", "(0.0), ('nan'::double)", false, "nan"),
    ("maximum: {max: 2026-01-31}", "(date '2026-01-31')", true, "2026-01-31"),
    ("sum: {max: 3}", "(1), (2)", true, "3.0"),
    ("distinct-count: {max: 2}", "('a'), ('a'), ('b'), (null)", true, "2"),
    ("distinct-share: {min: 1}", "(1), (2), (2)", false, nil),
    ("contains: [a, b]", "('a'), ('b'), ('c')", true, nil),
    ("contains: {values: [a, b], only: true}", "('a'), ('b'), ('c')", false, nil),
    ("contains: [a, z]", "('a'), ('b')", false, nil),
    (
      "minimum: {min: 9007199254740993}", "(9007199254740992), (9007199254740995)", false,
      "9007199254740992"
    ),
    (
      "maximum: {below: 9007199254740993}", "(9007199254740992), (1)", true, "9007199254740992"
    ),
    ("maximum: {max: 2.5}", "(1), (2)", true, "2"),
    ("maximum: {max: 2.5}", "(1), (3)", false, "3"),
    ("most-common: [a]", "('a'), ('a'), ('b')", true, "a"),
    ("unseen-share: {values: [a], max: 0.5}", "('a'), ('b'), (null)", true, "0.5"),
    ("unseen-share: {values: [a], max: 0.4}", "('a'), ('b'), (null)", false, "0.5"),
    ("freshness: 2 hours", "(timestamp '2026-03-31 10:30:00'), ('2020-01-01 00:00:00')", true, nil),
    ("freshness: 1 hour", "(timestamp '2026-03-31 10:30:00')", false, nil),
    ("freshness: 1 hour", "(timestamp '2026-03-31 13:00:00')", false, nil),
    (
      "freshness: {max-age: 1 hour, max-ahead: 2 hours}", "(timestamp '2026-03-31 13:00:00')", true,
      nil
    ),
    ("freshness: 1 day", "(date '2026-03-31')", true, nil),
    ("freshness: 1 day", "(null::timestamp)", false, nil),
  ]

  @Test("A figure is measured over the values that are there", arguments: ofFigures.indices)
  func figures(index: Int) throws {
    let (rule, values, ok, found) = Self.ofFigures[index]
    let result = try #require(
      try Held("columns: {x: {\(rule)}}", values: values).report.constraints.first)
    #expect(result.ok == ok, "\(rule): \(result.found ?? "nothing")")
    if let found { #expect(result.found == found, "\(rule)") }
    #expect(result.failed == (ok ? 0 : 1))
  }

  @Test("A figure of too few rows is not evaluated, and neither holds nor fails")
  func tooFew() throws {
    let result = try #require(
      try Held("columns: {x: {mean: {min: 9, from-rows: 3}}}", values: "(1), (2)")
        .report.constraints.first)
    #expect(result.isSkipped)
    #expect(result.reasonOfSkipping == "it is judged from 3 rows on, and there are 2")
    #expect(result.note == "not evaluated: it is judged from 3 rows on, and there are 2")
  }

  @Test(
    "Whether a rule was evaluated stands in the document as a value of its own",
    arguments: [("from-rows: 3", false), ("from-rows: 2", true), ("min: 0", true)])
  func evaluated(end: String, isEvaluated: Bool) throws {
    let contract = "columns: {x: {mean: {max: 9, \(end)}}}"
    let held = try #require(try Held(contract, values: "(1), (2)").report.constraints.first)
    let streamed = try #require(
      try Streamed(
        contract.replacing("mean:", with: "type: number, mean:"), "{\"x\":1}\n{\"x\":2}\n"
      ).report.constraints.last)
    for result in [held, streamed] {
      let document = try JSONSerialization.jsonObject(with: try JSONEncoder().encode(result))
      #expect((document as? [String: Any])?["evaluated"] as? Bool == isEvaluated)
    }
  }

  static let betweenColumns: [(rule: String, failed: Int)] = [
    ("ordered: [{columns: [a, b]}]", 1),
    ("ordered: [{columns: [a, b], strictly: true}]", 2),
    ("equal: [{columns: [a, b]}]", 2),
    ("different: [{columns: [a, b]}]", 1),
    ("sum-of: [{columns: [a, b], total: c}]", 1),
    ("sum-of: [{columns: [a, b], total: c, tolerance: 10}]", 0),
    ("sum-of: [{columns: [a, b], equals: 4}]", 1),
    ("unique-together: [{columns: [a, t]}]", 0),
    ("unique-together: [{columns: [g, t]}]", 2),
    ("reference: [{columns: [t], data: other, keys: [k]}]", 1),
    ("reference: [{columns: [a], data: other, keys: [n]}]", 1),
    ("reference: [{columns: [t, a], data: other, keys: [k, n]}]", 2),
    ("when: [{if: a > 1, then: b > 2}]", 2),
    ("sql: [{predicate: a + b = c}]", 1),
    ("sql: [{predicate: \"t <> 'y' -- the rest\"}]", 1),
  ]

  @Test(
    "A rule between columns judges the rows in which all of them have a value",
    arguments: betweenColumns.indices)
  func columns(index: Int) throws {
    let (rule, failed) = Self.betweenColumns[index]
    let held = try Held(
      "rows: {\(rule)}",
      .query(
        "select * from (values (1, 3, 4, 'x', 1), (2, 2, 9, 'x', 1), (5, 1, 6, 'y', 1), "
          + "(null, 1, 1, null, 1)) as v(a, b, c, t, g)"),
      others: ["other": "select * from (values ('x', 1), (null, 2), ('z', 9)) as o(k, n)"])
    #expect(held.failed == failed, "\(rule)")
    #expect(held.report.rows == 4)
  }

  @Test("Of keys, a number and its text are one")
  func keysOfTypes() throws {
    let held = try Held(
      "rows: {reference: [{columns: [a], data: other, keys: [k]}]}",
      .query("select * from (values (17), (18)) as v(a)"),
      others: ["other": "select '17' as k"])
    #expect(held.failed == 1)
  }

  @Test("Rows of each entity are looked at by themselves")
  func groups() throws {
    let held = try Held(
      "columns: {x: {increasing: {by: [g]}}}",
      .query("select * from (values (1, 'a'), (9, 'b'), (2, 'a'), (8, 'b')) as v(x, g)"))
    #expect(held.failed == 1)
    #expect(try held.quarantined() == [4])
  }

  static let ofData: [(rule: String, ok: Bool)] = [
    ("row-count: {min: 1, max: 2}", true), ("row-count: {min: 3}", false),
    ("columns: [a, b]", true), ("columns: [b, a]", true),
    ("columns: {names: [b, a], in-order: true}", false), ("columns: [a]", false),
    ("columns: {names: [a], others: true}", true), ("columns: [a, b, c]", false),
    ("aggregate: [{expression: sum(a) / sum(b), min: 0.4, max: 0.6}]", true),
    ("aggregate: [{expression: sum(a), max: 1}]", false),
  ]

  @Test("A rule about the data as a whole holds or does not", arguments: ofData.indices)
  func data(index: Int) throws {
    let (rule, ok) = Self.ofData[index]
    let held = try Held(
      "dataset: {\(rule)}", .query("select * from (values (1, 2), (2, 4)) as v(a, b)"))
    #expect(held.report.constraints.first?.ok == ok, "\(rule)")
    #expect(held.report.verdict == (ok ? .passed : .blocked))
    #expect(held.report.quarantined == (ok ? 0 : 2))
  }

  @Test("Up to the tolerance, rows that break a rule go on; beyond it all of them are held")
  func mostly() throws {
    let values = "(1), (2), (3), (-1), (null)"
    let tolerated = try Held("columns: {x: {range: {min: 0, mostly: 0.75}}}", values: values)
    #expect(tolerated.report.constraints.first?.ok == true)
    #expect(tolerated.failed == 1)
    #expect(tolerated.report.quarantined == 0)
    let exceeded = try Held("columns: {x: {range: {min: 0, mostly: 0.76}}}", values: values)
    #expect(exceeded.report.constraints.first?.ok == false)
    #expect(exceeded.report.quarantined == 1)
  }

  @Test("Severity decides what is held: nothing, the row, the batch")
  func severity() throws {
    for (severity, quarantined, verdict) in [
      ("warn", 0, ValidationReport.Verdict.passed), ("quarantine", 1, .quarantined),
      ("block", 3, .blocked),
    ] {
      let held = try Held(
        "columns: {x: {range: {min: 0, severity: \(severity)}}}", values: "(1), (-1), (2)")
      #expect(held.report.quarantined == quarantined)
      #expect(held.report.verdict == verdict)
      #expect(held.report.constraints.first?.ok == false)
    }
  }

  @Test("A text that was decoded wrongly shows it, a text of another language does not")
  func encodingDamage() throws {
    let pattern = EncodingDamage.pattern.replacing("\\", with: "\\\\")
    let held = try Held(
      "columns: {x: {excluded-pattern: \"\(pattern)\"}}",
      values:
        "('SÃ£o'), ('ZÃ¼rich'), ('caf�'), ('â€œa'), ('São Paulo'), ('Zürich'), ('Ñandú'), ('Âge'), "
        + "('Ω'), ('日本'), (''), (null)")
    #expect(held.failed == 4)
  }

  @Test("Rules hold where they are said to hold")
  func environments() throws {
    let contract =
      "environments: [training, scoring]\n"
      + "columns: {x: {not-null: true}, label: {environments: [training], required: true, not-null: true}}"
    let scoring = try Held(contract, values: "(1)", environment: "scoring")
    #expect(scoring.report.constraints.map(\.id) == ["x.not-null"])
    #expect(scoring.report.verdict == .passed)
    let training = try Held(contract, values: "(1)", environment: "training")
    #expect(training.report.verdict == .blocked)
    let absent = try #require(training.report.constraints.first { $0.id == "label.required" })
    #expect(!absent.ok)
    #expect(training.report.constraints.first { $0.id == "label.not-null" }?.isSkipped == true)
  }

  @Test("Data without rows break no rule about rows, and have no figures")
  func noRows() throws {
    let held = try Held(
      "columns: {x: {not-null: true, unique: true, mean: {min: 0}}}\ndataset: {row-count: {min: 1}}",
      .query("select 1 as x where false"))
    #expect(held.report.constraints.map(\.ok) == [true, true, false, false])
    #expect(held.report.rows == 0)
  }

  @Test(
    "A sum is shown with what it adds up to and its room",
    arguments: [
      ("columns: [a, b], total: c", "a + b = c"),
      ("columns: [a, b], equals: 100, tolerance: 0.5", "a + b = 100 ± 0.5"),
    ])
  func sum(rule: String, words: String) throws {
    let held = try Held(
      "rows: {sum-of: [{\(rule)}]}", .query("select 1 as a, 2 as b, 4 as c"))
    #expect(held.report.constraints[0].expected == words)
  }

  @Test(
    "A list of values is shown by its first ones, and not of a personal column",
    arguments: [
      ("set: [a, 'b c', d]", "a, “b c”, d"),
      ("set: [a, b, c, d, e, f, g]", "a, b, c, d, e and 2 more"),
      ("excluded: [x]", "none of x"), ("contains: [x, y]", "x, y"),
      ("contains: {values: [x], only: true}", "only x"), ("most-common: [a]", "a"),
      ("unseen-share: {values: [a, b], max: 0.05}", "at most 5 % besides a, b"),
    ])
  func lists(rule: String, words: String) throws {
    let values = "('x'), ('x'), ('a')"
    let held = try Held("columns: {x: {\(rule)}}", values: values)
    #expect(held.report.constraints[0].expected == words)
    let personal = "columns: {x: {personal: true, \(rule)}}"
    #expect(try Held(personal, values: values).report.constraints[0].expected == nil)
    guard !rule.contains("most-common") else { return }
    let streamed = try Streamed(
      "columns: {x: {personal: true, type: text, \(rule)}}", "{\"x\":\"x\"}\n")
    #expect(streamed.report.constraints.last?.expected == nil)
  }

  @Test("Values of personal columns are in no example and no figure")
  func personal() throws {
    let held = try Held(
      """
      columns: {x: {personal: true, pattern: '^a', most-common: [a]}}
      rows: {sql: [{predicate: "x = 'a'", columns: [x]}]}
      """,
      values: "('secret'), ('secret'), ('a')")
    for result in held.report.constraints {
      #expect(!result.ok)
      #expect(result.examples == ["[personal]"], "\(result.id)")
      #expect(result.found == nil || result.found == "[personal]")
    }
  }
}

import Checklist
import Engines
import Testing

@testable import Contracts

/// What is wrong with a contract is said with its place, before any data is read.
@Suite struct ContractRefusalTests {
  static let broken: [(text: String, line: Int, column: Int, says: String)] = [
    (
      "columns:\n  a: {rnage: {min: 0}}", 3, 7,
      "unknown key “rnage” in “columns.a”; did you mean “range”?"
    ),
    ("colums: {}", 2, 1, "did you mean “columns”?"),
    ("columns: {a: {range: {min: soon}}}", 2, 28, "must be a number, a date or a time"),
    ("columns: {a: {range: {min: 5, max: 1}}}", 2, 36, "nothing is from 5 to 1; swap the two"),
    ("columns: {a: {range: {min: 0, max: 2026-01-01}}}", 2, 36, "one end is a number"),
    ("columns: {a: {range: {above: 3, below: 3}}}", 2, 40, "nothing is from 3 to 3"),
    ("columns: {a: {range: {min: 1, above: 0}}}", 2, 38, "“min” and “above” are both given"),
    ("columns: {a: {range: {}}}", 2, 22, "neither end is given"),
    ("columns: {a: {range: 5}}", 2, 22, "must be a mapping"),
    ("columns: {a: {set: []}}", 2, 20, "the list is empty"),
    ("columns: {a: {not-null: yes}}", 2, 25, "must be true or false"),
    ("columns: {a: {type: text, range: {min: 0}}}", 2, 34, "“a” is text"),
    ("columns: {a: {type: number, pattern: x}}", 2, 38, "for values that are text"),
    ("columns: {a: {type: integer, set: [1, two]}}", 2, 35, "“two” is no integer"),
    (
      "columns: {a: {type: date, range: {min: 0}}}", 2, 40,
      "“columns.a.range”: 0 is a number, and “a” is date; write a date or a time such as"
    ),
    (
      "columns: {a: {type: number, range: {below: 2026-01-01}}}", 2, 44,
      "“columns.a.range”: 2026-01-01 is a time, and “a” is number; write a number, or state"
    ),
    ("columns: {a: {type: text, maximum: {max: 2}}}", 2, 36, "“a” is text"),
    ("columns: {a: {type: string}}", 2, 21, "not “string”; write `text`"),
    ("columns: {a: {type: int}}", 2, 21, "not “int”; write `integer`"),
    ("columns: {a: {type: float}}", 2, 21, "not “float”; write `number`"),
    ("columns: {a: {type: bool}}", 2, 21, "not “bool”; write `boolean`"),
    ("columns: {a: {type: str}}", 2, 21, "not “str”; write `text`"),
    ("columns: {a: {type: Datetime}}", 2, 21, "not “Datetime”; write `timestamp`"),
    ("columns: {a: {type: varchar(20)}}", 2, 21, "not “varchar(20)”; write `text`"),
    ("columns: {a: {type: numbr}}", 2, 21, "not “numbr”; did you mean “number”?"),
    (
      "columns: {a: {range: {min: '2026-03-31T12:00:00+02:00'}}}", 2, 28,
      "times are in UTC, and an offset is not read: write 2026-03-31T10:00:00Z"
    ),
    (
      "columns: {a: {range: {max: '2026-01-01 00:30-0130'}}}", 2, 28, "write 2026-01-01T02:00:00Z"
    ),
    ("columns: {a: {range: {min: 31.3.2026}}}", 2, 28, "; write 2026-03-31"),
    ("columns: {a: {range: {min: 2026/3/31}}}", 2, 28, "; write 2026-03-31"),
    ("columns: {a: {range: {min: 03/04/2026}}}", 2, 28, "as in 2026-03-31"),
    ("columns: {a: {range: {max: inf}}}", 2, 28, "leave this end out"),
    ("columns: {a: {range: {max: now}}}", 2, 28, "`past: true` and `freshness` know the time"),
    ("columns: {a: {range: {max: 5%}}}", 2, 28, "; write 0.05"),
    ("columns: {a: {range: {max: '1,000'}}}", 2, 28, "nothing between thousands"),
    ("columns: {a: {range: {max: 1_000}}}", 2, 28, "; write 1000"),
    ("columns: {a: {row-count: {min: 1}}}", 2, 15, "it belongs to “dataset.row-count”"),
    ("columns: {a: unique}", 2, 14, "not “unique”; write for example {unique: true}"),
    ("columns: {a: {length: 3}}", 2, 23, "not “3”; write for example {min: 3}"),
    ("dataset: {row-count: 5}", 2, 22, "not “5”; write for example {min: 1000}"),
    ("rows: {ordered: [a, b]}", 2, 18, "write for example {columns: [departure, arrival]}"),
    ("rows: {sql: ['a > 0']}", 2, 14, "write for example {predicate: "),
    ("columns: {a: {quantiles: {50: {min: 0}}}}", 2, 26, "; write 0.5"),
    ("columns: {a: {quantiles: {p95: {min: 0}}}}", 2, 26, "; write 0.95"),
    ("columns: {a: {unique: {severity: error}}}", 2, 34, "not “error”; write `block`"),
    ("columns: {a: {pattern: \"\\d\"}}", 2, 25, "put the text in single quotes"),
    ("columns: \(String(repeating: "[", count: 5000))", 2, 11, "nested more deeply"),
    ("columns: {a: {unique: true}, a: {unique: true}}", 2, 11, "“a” is given twice"),
    ("columns:\n  a: {unique: true}\n  a: {past: true}", 4, 3, "“a” is given twice"),
    ("columns:\n\ta: {unique: true}", 3, 1, "a tab is used to indent"),
    ("columns: {a: &x {unique: true}, b: *x}", 2, 36, "aliases are not read"),
    ("range: {min: 1}", 2, 1, "it belongs to “columns.COLUMN.range”"),
    ("columns: {a: {min: 1}}", 2, 15, "to others, such as “columns.COLUMN.range.min”"),
    ("columns: [a, b]", 2, 10, "not a list; write “COLUMN: …” without “- ”"),
    ("columns: {a: [unique]}", 2, 14, "must be a mapping, not a list; write “key: value”"),
    (
      "rows: {ordered: {columns: [a, b]}}", 2, 17,
      "must be a list of mappings, not a mapping; begin it with “- ”, or put it in brackets"
    ),
    ("columns: {a: {null-share: {max: 2}}}", 2, 33, "a share is a number from 0 to 1"),
    ("columns: {a: {length: {min: 5, max: 2}}}", 2, 37, "nothing is from 5 to 2"),
    ("columns: {a: {mean: {min: 0, severity: quarantine}}}", 2, 40, "is about rows"),
    ("columns: {a: {mean: {min: 0, mostly: 0.5}}}", 2, 30, "unknown key “mostly”"),
    ("columns: {a: {unique: {mostly: 2}}}", 2, 32, "above 0, at most 1"),
    ("columns: {a: {unique: {environments: [prod]}}}", 2, 38, "there is no environment “prod”"),
    ("columns: {a: {freshness: soon}}", 2, 26, "a length of time such as"),
    ("columns: {a: {quantiles: {2: {min: 0}}}}", 2, 26, "is no share of values"),
    ("columns: {a: {format: e-mail}}", 2, 23, "did you mean “email”?"),
    ("rows: {ordered: [{columns: [a]}]}", 2, 28, "at least two columns"),
    (
      "rows: {reference: [{columns: [a, b], data: x.csv, keys: [c]}]}", 2, 57,
      "2 column(s) point to 1 key(s)"
    ),
    ("rows: {sum-of: [{columns: [a, b]}]}", 2, 17, "the sum is not said"),
    ("columns: {a: {unique: {id: u}}, b: {unique: {id: u}}}", 2, 50, "two rules have the id “u”"),
    ("name: empty", 1, 1, "the contract holds no rule"),
  ]

  @Test("A bad contract is refused with line and column", arguments: broken.indices)
  func refused(index: Int) {
    let (text, line, column, says) = Self.broken[index]
    let errors = #expect(throws: ProjectErrors.self) {
      try Contract.load("version: 1\n" + text, file: "contract.yaml")
    }
    let error = errors?.errors.first { $0.description.contains(says) }
    #expect(error != nil, "\(text): \(errors?.description ?? "")")
    #expect(error?.line == line, "\(errors?.description ?? "")")
    #expect(error?.column == column, "\(errors?.description ?? "")")
  }

  @Test(
    "A regular expression that RE2 cannot run in linear time, or SQL that is none, is refused",
    arguments: [
      ("columns: {x: {pattern: '(?=a)b'}}", "RE2"),
      ("columns: {x: {pattern: '(a)\\1'}}", "invalid escape sequence"),
      ("columns: {x: {pattern: '((a{1000}){1000})'}}", "repetition"),
      ("columns: {x: {pattern: '[a'}}", "missing ]"),
      ("rows: {sql: [{predicate: 'x >'}]}", "syntax error"),
      ("rows: {sql: [{predicate: 'x > 1) or (true'}]}", "no expression"),
      ("rows: {sql: [{predicate: 'x > 1, x'}]}", "more than one expression"),
      ("rows: {sql: [{predicate: '1 from t'}]}", "no expression"),
      ("rows: {sql: [{predicate: 'x > 1; drop table t'}]}", "there is another statement in it"),
      ("rows: {sql: [{predicate: 'y > 1'}]}", "y"),
      ("rows: {sql: [{predicate: 'x + 1'}]}", "not true or false"),
      ("rows: {sql: [{predicate: 'max(x) > 1'}]}", "aggregate"),
      ("rows: {when: [{if: 'x > 0', then: 'nonsense(x)'}]}", "nonsense"),
      ("dataset: {aggregate: [{expression: x, min: 0}]}", "GROUP BY"),
      ("dataset: {aggregate: [{expression: \"'a'\", min: 0}]}", "not a number"),
    ])
  func expressions(contract: String, says: String) {
    let errors = #expect(throws: ProjectErrors.self) {
      try Held(contract, values: "(1), (2)")
    }
    #expect(errors?.description.contains(says) == true, "\(errors?.description ?? "")")
    #expect(errors?.errors.first?.line == 2)
  }

  @Test("A rule on a column that the data lack is refused, with the one that was meant")
  func absent() {
    let errors = #expect(throws: ProjectErrors.self) {
      try Held("columns: {xs: {unique: true}}", values: "(1)")
    }
    #expect(
      errors?.description.contains("contract.yaml:2:24: data has no column “xs”; did you mean “x”?")
        == true, "\(errors?.description ?? "")")
  }

  @Test("A rule that does not fit the stored type is refused when the contract states none")
  func misfit() {
    let errors = #expect(throws: ProjectErrors.self) {
      try Held("columns: {x: {mean: {min: 0}}}", values: "('a')")
    }
    #expect(errors?.description.contains("“x” is text") == true, "\(errors?.description ?? "")")
  }

  @Test(
    "The text of no contract is refused by crashing: hostile names and nesting are read or refused")
  func hostile() throws {
    for name in ["a\"b", "a'; drop table t; --", "sélect", "c0", "assay s0", "x y.z[0]", "🙂"] {
      let key = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      let identifier = "\"" + name.replacing("\"", with: "\"\"") + "\""
      let held = try Held(
        "columns: {\"\(key)\": {not-null: true, range: {min: 2}, unique: true}}",
        .query("select x as \(identifier) from (values (1), (null), (3)) as t(x)"))
      #expect(held.report.constraints.map(\.failed) == [1, 1, 0], "\(name)")
      #expect(try held.quarantined() == [1, 2], "\(name)")
    }
  }
}

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
    ("columns: {a: {type: date, range: {min: 0}}}", 2, 34, "“a” is date"),
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
      ("rows: {sql: [{predicate: 'x > 1; drop table t'}]}", "no expression"),
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

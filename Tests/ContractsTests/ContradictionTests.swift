import Checklist
import Testing

@testable import Contracts

/// Rules that no data can hold together are refused before any data are read; all others are not.
@Suite struct ContradictionTests {
  static let contradicting: [(text: String, rules: [String], says: String)] = [
    // Values.
    (
      "set: [a, b], excluded: [b, a, c]", ["set", "excluded"],
      "every value of “set” breaks “excluded”"
    ),
    ("set: [a, b], length: {min: 2}", ["set", "length"], "every value of “set” breaks “length”"),
    ("set: [a, b], pattern: '^[A-Z]$'", ["set", "pattern"], "breaks “pattern”"),
    ("set: [a, b], excluded-pattern: '[a-z]'", ["set", "excluded-pattern"], "breaks"),
    ("set: [a, b], format: email", ["set", "format"], "breaks “format”"),
    ("set: [1, 2], range: {min: 3}", ["set", "range"], "at most 2"),
    ("set: [0, 9], range: {min: 3, max: 5}", ["set", "range"], "breaks “range”"),
    (
      "set: [0, 4, 9], range: {min: 3, max: 5}, excluded: [4]", ["set", "range", "excluded"],
      "one of"
    ),
    ("type: integer, set: [1.5, 2.5]", ["type", "set"], "breaks “type”"),
    ("type: date, set: ['2026-01-01T12:00:00']", ["type", "set"], "breaks “type”"),
    ("type: number, set: [1.0], excluded: [1]", ["set", "excluded"], "breaks “excluded”"),
    ("type: boolean, excluded: ['true', 'false']", ["type", "excluded"], "either truth value"),
    ("type: integer, range: {above: 0, below: 1}", ["type", "range"], "no whole number"),
    (
      "type: integer, range: {min: 0, max: 2}, excluded: [0, 1, 2]", ["type", "range", "excluded"],
      "whole number"
    ),
    ("range: {min: 3, max: 3}, excluded: [3]", ["range", "excluded"], "the only value 3"),
    (
      "type: integer, range: {min: 5.2, max: 5.8}", ["type", "range"],
      "there is no whole number from 5.2 to 5.8;"
    ),
    (
      "type: date, range: {above: 2026-01-01, below: 2026-01-02}", ["type", "range"],
      "there is no day above 2026-01-01 and below 2026-01-02;"
    ),
    (
      "type: date, range: {min: '2026-01-01T00:00:01', max: '2026-01-01T23:59:59'}",
      ["type", "range"], "there is no day from"
    ),
    (
      "type: date, range: {min: 2025-12-31, below: 2026-01-02}, excluded: [2025-12-31, 2026-01-01]",
      ["type", "range", "excluded"], "every day from 2025-12-31 to 2026-01-01 breaks “excluded”"
    ),
    (
      "type: date, range: {min: 2026-01-01, max: 2026-01-02}, distinct-count: {min: 3}",
      ["type", "range", "distinct-count"], "3 different values at least, and 2"
    ),
    (
      "range: {min: 2026-01-01, max: 2026-01-01}, excluded: [2026-01-01]", ["range", "excluded"],
      "the only value 2026-01-01"
    ),
    // The smallest and the largest value are values.
    (
      "type: integer, minimum: {min: 5.2, max: 5.8}", ["type", "minimum"],
      "there is no whole number from 5.2 to 5.8, where the smallest value lies"
    ),
    (
      "type: integer, range: {min: 5}, minimum: {below: 6}, excluded: [5]",
      ["type", "range", "minimum", "excluded"],
      "every value that may be the smallest breaks “excluded”"
    ),
    (
      "minimum: {min: 5, max: 5}, excluded: [5]", ["minimum", "excluded"],
      "every value that may be the smallest breaks “excluded”"
    ),
    (
      "type: integer, maximum: {above: 5, below: 8}, excluded: [6, 7]",
      ["type", "maximum", "excluded"], "every value that may be the largest breaks “excluded”"
    ),
    (
      "set: [1, 9], minimum: {min: 3, max: 5}", ["set", "minimum"],
      "there is no value of “set” from 3 to 5, where the smallest value lies"
    ),
    (
      "set: [1, 9], maximum: {above: 1, max: 8}", ["set", "maximum"],
      "there is no value of “set” above 1 to 8, where the largest value lies"
    ),
    (
      "type: date, minimum: {above: 2026-01-01, below: 2026-01-02}", ["type", "minimum"],
      "no day above 2026-01-01 and below 2026-01-02, where the smallest value lies"
    ),
    // Sums.
    (
      "range: {min: 5}, sum: {max: 4}", ["range", "sum"],
      "the sum is at most 4 and each value is at least 5"
    ),
    (
      "range: {max: -1}, sum: {min: 0}", ["range", "sum"],
      "the sum is at least 0 and each value is at most -1"
    ),
    ("set: [2, 3], sum: {max: 1}", ["set", "sum"], "each value is at least 2"),
    ("mean: {min: 5}, sum: {max: 4}", ["mean", "sum"], "the mean is at least 5"),
    ("null-share: {min: 1}, sum: {min: 0}", ["null-share", "sum"], "needs 1 value"),
    ("set: [a], contains: [a, b]", ["set", "contains"], "must occur"),
    ("excluded: [a], contains: [a, b]", ["excluded", "contains"], "must occur"),
    ("range: {max: 5}, contains: [1, 6]", ["range", "contains"], "must occur"),
    ("set: [a], most-common: [b]", ["set", "most-common"], "most common"),
    ("set: [a], contains: {values: [b], only: true}", ["set", "contains"], "breaks"),
    ("unseen-share: {values: [a], max: 0.4}, set: [b]", ["set", "unseen-share"], "breaks"),
    (
      "set: {values: [a], mostly: 0.7}, excluded: {values: [a], mostly: 0.7}", ["set", "excluded"],
      "breaks"
    ),
    // Types.
    ("range: {min: 0}, pattern: a", ["range", "pattern"], "the other for values that are text"),
    ("range: {min: 0}, minimum: {max: 2026-01-01}", ["range", "minimum"], "integer or number"),
    ("set: [a, b], range: {min: 0}", ["set", "range"], "one is for values that are"),
    ("past: true, mean: {min: 0}", ["past", "mean"], "date or timestamp"),
    // Ends.
    (
      "range: {min: 0, max: 500}, mean: {min: 600}", ["range", "mean"],
      "the mean is at least 600, and every value is at most 500"
    ),
    ("range: {min: 0, max: 500}, mean: {max: -1}", ["range", "mean"], "every value is at least 0"),
    (
      "range: {max: 500}, mean: {min: 600, clip: {min: 0, max: 1000}}", ["range", "mean"],
      "the mean"
    ),
    (
      "range: {min: 0}, minimum: {max: -1}", ["range", "minimum"],
      "the smallest value is at most -1"
    ),
    (
      "range: {max: 9}, minimum: {min: 10}", ["range", "minimum"],
      "the smallest value is at least 10"
    ),
    (
      "range: {below: 9}, maximum: {min: 9}", ["range", "maximum"],
      "the largest value is at least 9"
    ),
    ("range: {max: 9}, median: {min: 10}", ["range", "median"], "the median is at least 10"),
    (
      "range: {max: 9, mostly: 0.9}, median: {min: 10}", ["range", "median"],
      "90 % of the values are"
    ),
    ("range: {max: 9, mostly: 0.9}, minimum: {min: 10}", ["range", "minimum"], "the smallest"),
    (
      "range: {max: 9}, quantiles: {0.9: {min: 10}}", ["range", "quantiles"], "the quantile 0.9 is"
    ),
    (
      "quantiles: {0.25: {min: 5}, 0.75: {max: 4}}", ["quantiles"],
      "quantile 0.25 is at least 5, and quantile 0.75 at most 4"
    ),
    ("mean: {min: 5, clip: {max: 4}}", ["mean"], "values count as 4 at most"),
    (
      "median: {min: 5}, quantiles: {0.75: {max: 4}}", ["median", "quantiles"], "the quantile 0.75"
    ),
    ("minimum: {min: 5}, maximum: {max: 4}", ["minimum", "maximum"], "the smallest value"),
    ("minimum: {min: 5}, median: {max: 4}", ["minimum", "median"], "the median"),
    ("mean: {min: 5}, maximum: {max: 4}", ["mean", "maximum"], "the largest value"),
    ("mean: {max: 5}, minimum: {min: 6}", ["mean", "minimum"], "the smallest value"),
    ("set: [1, 2], mean: {min: 3}", ["set", "mean"], "every value is at most 2"),
    (
      "range: {min: 2026-03-01}, maximum: {max: '2026-02-28T23:59:59'}", ["range", "maximum"],
      "the largest"
    ),
    (
      "range: {min: 9007199254740993}, maximum: {max: 9007199254740992}", ["range", "maximum"],
      "largest"
    ),
    (
      "range: {min: 0, max: 10}, standard-deviation: {min: 8}", ["range", "standard-deviation"],
      "deviate by"
    ),
    (
      "range: {min: 5, max: 5}, standard-deviation: {above: 0}", ["range", "standard-deviation"],
      "deviate by"
    ),
    // Texts.
    (
      "pattern: '^a', excluded-pattern: '^[a-c]'", ["pattern", "excluded-pattern"],
      "no text fulfils"
    ),
    ("pattern: '^[A-Z]{3}$', length: {min: 4}", ["pattern", "length"], "no text fulfils"),
    ("pattern: '^é{3}$', length: {max: 2}", ["pattern", "length"], "no text fulfils"),
    ("format: uuid, length: {max: 30}", ["format", "length"], "no text fulfils"),
    ("format: email, pattern: '^[0-9]+$'", ["format", "pattern"], "no text fulfils"),
    (
      "pattern: '^(a|bb)$', length: {max: 1}, excluded-pattern: a",
      ["pattern", "length", "excluded-pattern"], "no text"
    ),
    // Numbers of rows and values.
    ("not-null: true, null-share: {min: 0.1}", ["not-null", "null-share"], "have no value"),
    (
      "not-null: true, null-share: {above: 0}", ["not-null", "null-share"],
      "more than 0 % of the rows have no value"
    ),
    (
      "not-null: {mostly: 0.9}, null-share: {min: 0.2}", ["not-null", "null-share"],
      "10 % may have none"
    ),
    ("null-share: {min: 1}, mean: {min: 0}", ["null-share", "mean"], "needs 1 value"),
    (
      "set: [a, b], distinct-count: {min: 3}", ["set", "distinct-count"],
      "3 different values at least, and 2"
    ),
    (
      "set: [a, b, c], excluded: [c], distinct-count: {min: 3}",
      ["set", "excluded", "distinct-count"], "at most"
    ),
    ("contains: [a, b, c], distinct-count: {max: 2}", ["contains", "distinct-count"], "at least"),
    ("type: boolean, distinct-count: {above: 2}", ["type", "distinct-count"], "at most"),
    ("unique: true, distinct-share: {max: 0.9}", ["unique", "distinct-share"], "are different"),
  ]

  @Test(
    "Rules of a column that contradict are refused, both with their places",
    arguments: contradicting.indices)
  func refused(index: Int) throws {
    let (text, rules, says) = Self.contradicting[index]
    let errors = #expect(throws: ProjectErrors.self, "\(text)") {
      try Contract.load("version: 1\ncolumns: {x: {\(text)}}", file: "contract.yaml")
    }
    let all = errors?.description ?? ""
    #expect(all.contains(says), "\(all)")
    for rule in rules { #expect(all.contains("“columns.x.\(rule)”"), "\(rule): \(all)") }
  }

  static let withOthers: [(text: String, line: Int, says: String)] = [
    (
      "columns: {x: {unique: true, not-null: true, set: [1, 2]}}\ndataset: {row-count: {min: 3}}",
      3,
      "“dataset.row-count” contradicts"
    ),
    (
      "columns: {x: {unique: true, null-share: {max: 0.5}, distinct-count: {max: 4}}}\n"
        + "dataset: {row-count: {min: 10}}", 3, "5 different values at least, and 4 at most"
    ),
    (
      "columns: {x: {distinct-count: {min: 11}}}\ndataset: {row-count: {max: 10}}", 3,
      "“columns.x.distinct-count” (contract.yaml:2:"
    ),
    (
      "columns: {x: {standard-deviation: {min: 1}}}\ndataset: {row-count: {max: 1}}", 3,
      "needs 2 value(s)"
    ),
    (
      "columns: {x: {required: true}}\ndataset: {columns: [a, b]}", 3,
      "“dataset.columns” contradicts “columns.x.required” (contract.yaml:2:"
    ),
    (
      "columns: {x: {range: {max: 10}, sum: {min: 101}}}\ndataset: {row-count: {max: 10}}", 3,
      "the sum is at least 101, each value is at most 10 and there are at most 10 values"
    ),
    (
      "columns: {x: {mean: {max: 2}, sum: {min: 21}}}\ndataset: {row-count: {max: 10}}", 3,
      "the mean is at most 2, the sum is at least 21 and there are at most 10 values"
    ),
    (
      "columns: {x: {not-null: true, range: {min: 1}, sum: {max: 9}}}\n"
        + "dataset: {row-count: {min: 10}}", 3, "there are at least 10 values"
    ),
    (
      "columns: {x: {range: {max: 10}, minimum: {max: 0}, mean: {min: 6}}}\n"
        + "dataset: {row-count: {max: 2}}", 3,
      "one value is at most 0 and each at most 10 and there are at most 2 values"
    ),
    (
      "columns: {x: {range: {min: 0}, maximum: {min: 30}, mean: {max: 9}, sum: {max: 40}}}\n"
        + "dataset: {row-count: {max: 3}}", 3, "one value is at least 30 and each at least 0"
    ),
    (
      "columns: {x: {mean: {min: 2, max: 3}, sum: {min: 13, max: 13}, not-null: true}}\n"
        + "dataset: {row-count: {min: 7, max: 9}}", 3, "the mean is at least 2"
    ),
    (
      "columns: {x: {not-null: true, range: {min: 0, max: 10}, standard-deviation: {min: 6}}}\n"
        + "dataset: {row-count: {min: 4}}", 3, "4 or more values from 0 to 10 deviate by 5.774"
    ),
    (
      "rows:\n  ordered: [{columns: [a, b], strictly: true}, {columns: [b, a]}]", 3,
      "“rows.ordered[1]” contradicts “rows.ordered[0]” (contract.yaml:3:13): "
        + "“a” would be less than “b” and not less"
    ),
    (
      "rows:\n  ordered: [{columns: [a, b], strictly: true}, {columns: [b, c]}, {columns: [c, a]}]",
      3,
      "contradicts “rows.ordered[0]” (contract.yaml:3:13) and “rows.ordered[1]”"
    ),
    (
      "rows:\n  equal: [{columns: [a, b, c]}]\n  ordered: [{columns: [c, a], strictly: true}]", 4,
      "“rows.ordered[0]” contradicts “rows.equal[0]”"
    ),
    (
      "rows:\n  equal: [{columns: [a, b]}]\n  different: [{columns: [b, c, a]}]", 4,
      "would be equal and different"
    ),
    (
      "rows:\n  ordered: [{columns: [a, b]}, {columns: [b, a]}]\n  different: [{columns: [a, b]}]",
      4,
      "“rows.different[0]” contradicts “rows.ordered[0]”"
    ),
    (
      "columns: {a: {range: {min: 5}}, b: {range: {max: 4}}}\nrows: {ordered: [{columns: [a, b]}]}",
      3,
      "“a” would be at most “b”"
    ),
  ]

  @Test(
    "Rules about rows and about all data contradict rules of columns", arguments: withOthers.indices
  )
  func refusedTogether(index: Int) {
    let (text, line, says) = Self.withOthers[index]
    let errors = #expect(throws: ProjectErrors.self, "\(text)") {
      try Contract.load("version: 1\n" + text, file: "contract.yaml")
    }
    let error = errors?.errors.first { $0.description.contains(says) }
    #expect(error != nil, "\(text): \(errors?.description ?? "")")
    #expect(error?.line == line, "\(errors?.description ?? "")")
  }

  @Test("Line and column of both rules are said, and what to do")
  func places() {
    let errors = #expect(throws: ProjectErrors.self) {
      try Contract.load(
        "version: 1\ncolumns:\n  city:\n    excluded: [ATL, BOS]\n    set: [BOS]\n",
        file: "orders.yaml")
    }
    #expect(
      errors?.description
        == "orders.yaml:5:10: “columns.city.set” contradicts “columns.city.excluded” "
        + "(orders.yaml:4:15): every value of “set” breaks “excluded”; change or remove one, or "
        + "give them different `environments` or `stages`")
  }

  @Test("A long circle of orders is one contradiction, of which some places are said")
  func longCircle() {
    let pairs = (0..<1_000).map { "{columns: [c\($0), c\(($0 + 1) % 1_000)], strictly: true}" }
    let errors = #expect(throws: ProjectErrors.self) {
      try Contract.load(
        "version: 1\nrows:\n  ordered: [\(pairs.joined(separator: ", "))]\n", file: "c.yaml")
    }
    #expect(errors?.errors.count == 1)
    #expect(errors?.description.contains("and 994 more rules: ") == true)
  }

  static let holding = [
    "columns: {x: {set: [a, b], excluded: [b]}}",
    "columns: {x: {set: [a, b], pattern: '^a'}}",
    "columns: {x: {set: {values: [a], mostly: 0.5}, excluded: {values: [a], mostly: 0.5}}}",
    "columns: {x: {set: {values: [a], mostly: 0.9}, excluded: {values: [a], mostly: 0.1}}}",
    "columns: {x: {set: [1, 2], length: {min: 1}}}",
    "columns: {x: {unseen-share: {values: [a], max: 0.5}, set: {values: [b], mostly: 0.5}}}",
    "columns: {x: {range: {max: 500, mostly: 0.999}, mean: {min: 600}}}",
    "columns: {x: {range: {max: 9, mostly: 0.5}, median: {min: 10}}}",
    "columns: {x: {range: {max: 9, mostly: 0.99}, maximum: {min: 10}}}",
    "columns: {x: {range: {max: 9}, maximum: {min: 9}}}",
    "columns: {x: {range: {above: 0}, mean: {max: 0.1}}}",
    "columns: {x: {range: {max: 5}, mean: {min: 6, max: 9, clip: {min: 6}}}}",
    "columns: {x: {median: {min: 5}, quantiles: {0.25: {max: 4}}}}",
    "columns: {x: {mean: {min: 5}, median: {max: 4}}}",
    "columns: {x: {quantiles: {0.25: {min: 4, max: 6}, 0.75: {min: 5, max: 5}}}}",
    "columns: {x: {range: {min: 0, max: 10}, standard-deviation: {min: 7}}}",
    "columns: {x: {type: integer, range: {above: 0, below: 2}}}",
    "columns: {x: {type: number, range: {above: 0, below: 1}}}",
    "columns: {x: {type: integer, range: {min: 5.2, max: 6.1}}}",
    "columns: {x: {type: timestamp, range: {above: 2026-01-01, below: 2026-01-02}}}",
    "columns: {x: {type: date, range: {above: 2026-01-01, max: 2026-01-02}}}",
    "columns: {x: {type: date, range: {min: '2026-01-01T12:00:00', below: 2026-01-03}}}",
    "columns: {x: {type: {is: integer, mostly: 0.9}, minimum: {min: 5.2, max: 5.8}}}",
    "columns: {x: {minimum: {min: 5, max: 6}, excluded: [5]}}",
    "columns: {x: {minimum: {min: 5, max: 5}, excluded: {values: [5], mostly: 0.5}}}",
    "columns: {x: {minimum: {max: 5}, excluded: [5]}}",
    "columns: {x: {set: [1, 4, 9], minimum: {min: 3, max: 5}, maximum: {min: 9}}}",
    "columns: {x: {set: {values: [1, 9], mostly: 0.9}, minimum: {min: 3, max: 5}}}",
    "columns: {x: {range: {min: 5}, sum: {max: 5}}}",
    "columns: {x: {range: {min: -5}, sum: {max: -100}}}",
    "columns: {x: {range: {min: 5, mostly: 0.9}, sum: {max: 4}}}",
    "columns: {x: {mean: {min: 5, clip: {min: 5}}, sum: {max: 1}}}",
    "columns: {x: {mean: {min: 1, max: 2}, sum: {min: 1000000}}}",
    "columns: {x: {range: {max: 10}, sum: {min: 100}}}\ndataset: {row-count: {max: 10}}",
    "columns: {x: {range: {min: 1}, sum: {max: 9}}}\ndataset: {row-count: {min: 10}}",
    "columns: {x: {range: {max: 10}, minimum: {max: 0}, mean: {min: 5}}}\ndataset: {row-count: {max: 2}}",
    "columns: {x: {range: {min: 0, max: 10}, not-null: true, standard-deviation: {min: 5.7}}}\n"
      + "dataset: {row-count: {min: 4}}",
    "columns: {x: {pattern: '^a', excluded-pattern: 'b$'}}",
    "columns: {x: {pattern: '^[A-Z]{3}$', length: {min: 3, max: 3}}}",
    "columns: {x: {format: email, pattern: '@example[.]org$', length: {max: 20}}}",
    "columns: {x: {format: json, pattern: '^\\d+$'}}",
    "columns: {x: {pattern: '\\bword\\b', excluded-pattern: '\\bword\\b'}}",
    "columns: {x: {not-null: {mostly: 0.9}, null-share: {min: 0.1}}}",
    "columns: {x: {not-null: true, null-share: {max: 0}}}",
    "columns: {x: {set: [a, b], distinct-count: {min: 2}}}",
    "columns: {x: {unique: true, distinct-share: {min: 1}}}",
    "columns: {x: {unique: true, set: [a, b]}}\ndataset: {row-count: {min: 3}}",
    "columns: {x: {required: true}}\ndataset: {columns: {names: [a], others: true}}",
    "columns: {x: {range: {min: 2999-01-01}, past: true}}",
    "columns: {x: {type: text, set: ['10', '9'], excluded: ['9.0', '10.0']}}",
    "rows: {ordered: [{columns: [a, b]}, {columns: [b, a]}]}",
    "rows: {ordered: [{columns: [a, b], strictly: true, mostly: 0.5}, {columns: [b, a], mostly: 0.5}]}",
    "columns: {a: {range: {min: 4}}, b: {range: {max: 4}}}\nrows: {ordered: [{columns: [a, b]}]}",
    "environments: [training, scoring]\ncolumns: {x: {set: {values: [a], environments: [training]}, "
      + "excluded: {values: [a], environments: [scoring]}}}",
    "stages: [raw, features]\ncolumns: {x: {range: {max: 9, stages: [raw]}, "
      + "mean: {min: 10, stages: [features]}}}",
    "environments: [training, scoring]\ncolumns: {x: {required: true, environments: [training]}}\n"
      + "dataset: {columns: {names: [a], environments: [scoring]}}",
  ]

  @Test("Rules that some data can hold together are not refused", arguments: holding)
  func accepted(text: String) throws {
    _ = try Contract.load("version: 1\n" + text, file: "contract.yaml")
  }

  @Test("Rules of one environment that both hold there contradict, whatever else they hold in")
  func environments() {
    #expect(throws: ProjectErrors.self) {
      try Contract.load(
        "version: 1\nenvironments: [training, scoring]\ncolumns: {x: {set: {values: [a], "
          + "environments: [training]}, excluded: [a]}}", file: "contract.yaml")
    }
    #expect(throws: ProjectErrors.self) {
      try Contract.load(
        "version: 1\nstages: [raw, features, out]\ncolumns: {x: {set: {values: [a], stages: [raw, out]}, "
          + "excluded: {values: [a], stages: [features, out]}}}", file: "contract.yaml")
    }
  }

  @Test("What is refused of small contracts holds for no small data", arguments: 0..<8)
  func sound(part: Int) throws {
    var random = SmallContract.Random(seed: UInt64(part + 1))
    let tables = SmallContract.tables
    var (refused, kept) = (0, 0)
    for _ in 0..<400 {
      let contract = SmallContract(&random)
      do throws(ProjectErrors) {
        _ = try Contract.load(contract.text, file: "contract.yaml")
        kept += 1
      } catch {
        refused += 1
        let table = tables.first(where: contract.holds)
        #expect(table == nil, "\(contract.text)\n\(error)\nholds for \(table ?? [])")
      }
    }
    #expect(refused > 40 && kept > 40)
  }

  @Test("What two rules of imported files contradict in is said of the later one")
  func imported() throws {
    let suite = """
      {"name": "s", "expectations": [
        {"type": "expect_column_values_to_be_in_set", "kwargs": {"column": "a", "value_set": [1, 2]}},
        {"type": "expect_column_mean_to_be_between", "kwargs": {"column": "a", "min_value": 5}}]}
      """
    let found = try ContractImport(
      bytes: Array(suite.utf8), file: "suite.json", name: "suite"
    ) { _ in nil }
    #expect(found.constraints == 1)
    #expect(found.rules.map(\.outcome) == [.carried, .listed])
    #expect(found.rules.last?.reason?.contains("`mean` contradicts `set`") == true)
  }
}

/// A contract of a few rules about whole numbers from 0 to 3, or as many days, and what they mean,
/// said once more.
private struct SmallContract {
  /// Numbers that are the same in every run.
  struct Random: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }
    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
  }

  /// All tables of up to five rows, in any order, with one value at least.
  static let tables: [[Int?]] = {
    var tables: [[Int?]] = []
    func extend(_ table: [Int?], from least: Int) {
      if table.contains(where: { $0 != nil }) { tables.append(table) }
      guard table.count < 5 else { return }
      for value in least...3 { extend(table + [value < 0 ? nil : value], from: value) }
    }
    extend([], from: -1)
    return tables
  }()

  /// Ends at wholes and halves, each with or without itself.
  private struct Ends {
    let low: Double
    let high: Double
    let isOpenLow: Bool
    let isOpenHigh: Bool

    init(_ random: inout Random) {
      low = Double(Int.random(in: 0...6, using: &random)) / 2
      high = min(low + Double(Int.random(in: 0...3, using: &random)) / 2, 3)
      isOpenLow = Int.random(in: 0...2, using: &random) == 0
      isOpenHigh = Int.random(in: 0...2, using: &random) == 0
    }

    func contains(_ value: Double) -> Bool {
      (isOpenLow ? value > low : value >= low) && (isOpenHigh ? value < high : value <= high)
    }

    func text(_ written: (Double) -> String) -> String {
      "\(isOpenLow ? "above" : "min"): \(written(low)), \(isOpenHigh ? "below" : "max"): \(written(high))"
    }
  }

  private static let ofAnyValue = [
    "range", "range", "set", "excluded", "minimum", "maximum", "unique", "not-null", "null-share",
    "distinct-count", "distinct-share", "contains", "row-count", "unseen-share",
  ]
  private static let ofNumbers = [
    "mean", "median", "quantiles", "standard-deviation", "sum", "sum", "mean",
  ]

  let text: String
  private let rules: [@Sendable ([Int?]) -> Bool]

  init(_ random: inout Random) {
    let isOfDays = Int.random(in: 0...3, using: &random) == 0
    let kinds = isOfDays ? Self.ofAnyValue : Self.ofAnyValue + Self.ofNumbers
    func written(_ value: Double) -> String {
      guard isOfDays else { return value == value.rounded() ? "\(Int(value))" : "\(value)" }
      let day = "2026-02-0\(Int(value) + 1)"
      return value == value.rounded(.down) ? day : "'\(day)T12:00:00'"
    }
    var texts: [String: String] = [:]
    var rules: [@Sendable ([Int?]) -> Bool] = []
    var rows = ""
    func each(_ mostly: Double, _ holds: @escaping @Sendable (Int) -> Bool) {
      rules.append { table in
        let values = table.compactMap { $0 }
        return Double(values.count(where: holds)) >= mostly * Double(values.count)
      }
    }
    func figure(_ ends: Ends, _ figure: @escaping @Sendable ([Double]) -> Double) {
      rules.append { table in
        ends.contains(figure(table.compactMap { $0.map(Double.init) }.sorted()))
      }
    }
    for _ in 0..<Int.random(in: 2...4, using: &random) {
      let first = Int.random(in: 0...3, using: &random)
      let second = Int.random(in: first...3, using: &random)
      let between = Ends(&random)
      let mostly: Double = [1, 1, 0.75, 0.5].randomElement(using: &random) ?? 1
      let share = Double(Int.random(in: 0...4, using: &random)) / 4
      let total = Int.random(in: 0...9, using: &random)
      let (counts, ends) = ("{min: \(first), max: \(second)}", "{\(between.text(written))}")
      let members = "\(written(Double(first))), \(written(Double(second)))"
      let tolerant = "mostly: \(mostly)"
      let kind = kinds.randomElement(using: &random) ?? "range"
      guard texts[kind] == nil, kind != "row-count" || rows.isEmpty else { continue }
      switch kind {
      case "range":
        texts[kind] = "{\(between.text(written)), \(tolerant)}"
        each(mostly) { between.contains(Double($0)) }
      case "set":
        texts[kind] = "{values: [\(members)], \(tolerant)}"
        each(mostly) { $0 == first || $0 == second }
      case "excluded":
        texts[kind] = "{values: [\(members)], \(tolerant)}"
        each(mostly) { $0 != first && $0 != second }
      case "unseen-share":
        texts[kind] = "{values: [\(members)], max: \(share)}"
        rules.append { table in
          let values = table.compactMap { $0 }
          let outside = values.count { $0 != first && $0 != second }
          return Double(outside) <= share * Double(values.count)
        }
      case "contains":
        texts[kind] = "[\(members)]"
        rules.append { table in table.contains(first) && table.contains(second) }
      case "minimum":
        texts[kind] = ends
        figure(between) { $0[0] }
      case "maximum":
        texts[kind] = ends
        figure(between) { $0[$0.count - 1] }
      case "mean":
        texts[kind] = ends
        figure(between) { $0.reduce(0, +) / Double($0.count) }
      case "sum":
        texts[kind] = "{min: \(total), max: \(total + second - first)}"
        rules.append { table in
          (total...(total + second - first)).contains(table.compactMap { $0 }.reduce(0, +))
        }
      case "median":
        texts[kind] = ends
        figure(between) { Self.quantile($0, 0.5) }
      case "quantiles":
        texts[kind] = "{\(share): \(counts)}"
        rules.append { table in
          let quantile = Self.quantile(table.compactMap { $0.map(Double.init) }.sorted(), share)
          return (Double(first)...Double(second)).contains(quantile)
        }
      case "standard-deviation":
        texts[kind] = "{min: \(share * 2)}"
        rules.append { table in
          let values = table.compactMap { $0.map(Double.init) }
          guard values.count > 1 else { return false }
          let mean = values.reduce(0, +) / Double(values.count)
          let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
          return (squares / Double(values.count - 1)).squareRoot() >= share * 2
        }
      case "unique":
        texts[kind] = "{\(tolerant)}"
        rules.append { table in
          let values = table.compactMap { $0 }
          let once = values.count { value in values.count { $0 == value } == 1 }
          return Double(once) >= mostly * Double(values.count)
        }
      case "not-null":
        texts[kind] = "{\(tolerant)}"
        rules.append { table in
          Double(table.compactMap { $0 }.count) >= mostly * Double(table.count)
        }
      case "null-share":
        texts[kind] = "{min: \(share)}"
        rules.append { table in
          Double(table.count { $0 == nil }) >= share * Double(table.count)
        }
      case "distinct-count":
        texts[kind] = counts
        rules.append { table in (first...second).contains(Set(table.compactMap { $0 }).count) }
      case "distinct-share":
        texts[kind] = "{max: \(share)}"
        rules.append { table in
          let values = table.compactMap { $0 }
          return Double(Set(values).count) <= share * Double(values.count)
        }
      default:
        rows = "\ndataset: {row-count: \(counts)}"
        rules.append { table in (first...second).contains(table.count) }
      }
    }
    let listed = texts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    let type = "type: \(isOfDays ? "date" : "integer")"
    text = "version: 1\ncolumns: {x: {\(([type] + listed).joined(separator: ", "))}}" + rows
    self.rules = rules
  }

  func holds(_ table: [Int?]) -> Bool { rules.allSatisfy { $0(table) } }

  private static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    let place = share * Double(sorted.count - 1)
    let first = sorted[Int(place)]
    let second = sorted[min(Int(place) + 1, sorted.count - 1)]
    return first + (second - first) * (place - place.rounded(.down))
  }
}

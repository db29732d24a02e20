import Checklist
import Contracts
import Engines
import Foundation
import Testing

/// Rules of other tools as contracts.
@Suite struct ImportTests {
  /// A file of rules, whose it is, and how many rules a person counts in it.
  struct Source: Sendable, CustomTestStringConvertible {
    let file: String
    let format: ImportFormat
    let rules: Int
    var table: String?
    var statistics: String?

    var testDescription: String { file }
  }

  static let sources = [
    Source(file: "gx.json", format: .greatExpectations, rules: 44),
    Source(file: "gx-018.json", format: .greatExpectations, rules: 42),
    Source(file: "pandera.yaml", format: .pandera, rules: 40),
    Source(file: "schema.pbtxt", format: .tfdv, rules: 40),
    Source(file: "schema-by-hand.pbtxt", format: .tfdv, rules: 40),
    Source(file: "constraints.json", format: .sagemaker, rules: 21),
    Source(
      file: "constraints.json", format: .sagemaker, rules: 25, statistics: "statistics.json"),
    Source(file: "soda.yml", format: .soda, rules: 26),
    Source(file: "soda-3.yml", format: .soda, rules: 19),
    Source(file: "sodacl.yml", format: .soda, rules: 28, table: "flights"),
    Source(file: "dbt.yml", format: .dbt, rules: 28, table: "flights"),
    Source(file: "schema.json", format: .jsonSchema, rules: 41),
  ]

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/contracts/import")

  static func bytes(_ file: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: file)))
  }

  static func imported(_ source: Source) throws -> ContractImport {
    let engine = try DuckDBEngine()
    return try ContractImport(
      bytes: try bytes(source.file), file: source.file, name: "rules",
      options: ImportOptions(
        table: source.table, references: ["airports": "airports.csv"]),
      statistics: source.statistics.map { (try Self.bytes($0), $0) }
    ) { expression in
      try engine.flaw(
        in: expression.kind == .pattern ? .pattern(expression.text) : .expression(expression.text))
    }
  }

  @Test("Every rule is carried over or listed with a reason", arguments: sources)
  func account(source: Source) throws {
    let found = try Self.imported(source)
    #expect(found.format == source.format)
    #expect(found.rules.count == source.rules, "\(found.rules.map { "\($0.path) \($0.name)" })")
    let outcomes = ImportedRule.Outcome.allCases.map(found.count)
    #expect(outcomes.reduce(0, +) == source.rules)
    for rule in found.rules {
      #expect((rule.outcome == .carried) == (rule.reason == nil), "\(rule)")
      #expect(rule.outcome != .listed || rule.constraints.isEmpty, "\(rule)")
      #expect(rule.outcome != .partly || !rule.constraints.isEmpty, "\(rule)")
    }
  }

  @Test("The contract loads, and its rules are those that were told", arguments: sources)
  func loads(source: Source) throws {
    let found = try Self.imported(source)
    let text = try #require(found.contract)
    let contract = try Contract.load(text, file: "contract.yaml")
    #expect(contract.rules.count == found.constraints)
    #expect(Set(contract.rules.map(\.id)) == Set(found.rules.flatMap(\.constraints)))
    for rule in found.rules where rule.outcome != .carried {
      #expect(text.contains("\(source.file):\(rule.place.line):\(rule.place.column) "), "\(rule)")
    }
    try contract.refuseFlawedExpressions(try DuckDBEngine())
  }

  @Test(
    "A key that nobody knows is listed, wherever it stands",
    arguments: sources.filter { $0.format != .tfdv && $0.statistics == nil })
  func unknownKeys(source: Source) throws {
    let bytes = try Self.bytes(source.file)
    let tree: PlacedValue
    if source.file.hasSuffix(".json") {
      tree = PlacedValue(json: try JSONSerialization.jsonObject(with: Data(bytes)))
    } else {
      tree = try PlacedValue(yaml: bytes, file: source.file, start: "")
    }
    let count = tree.mappingCount
    #expect(count > 1)
    for place in 0..<count {
      var number = place
      var path = ""
      let changed = tree.json(adding: "zz-unknown", at: &number, path: "", found: &path)
      if Self.ignored.contains(where: path.contains) { continue }
      let found = try ContractImport(
        bytes: Array(changed.utf8), file: source.file, name: "rules", format: source.format,
        options: ImportOptions(table: source.table)
      ) { _ in nil }
      let isTold = found.rules.contains {
        $0.name.contains("zz-unknown") || $0.reason?.contains("zz-unknown") == true
          || $0.path.contains("zz-unknown")
          || $0.outcome == .listed && path.hasPrefix("/") && $0.path.isInside(path)
      }
      #expect(isTold, "\(path) of \(source.file)")
    }
  }

  /// Mappings that hold no rules: notes, other tables, and definitions that nothing refers to by
  /// themselves.
  static let ignored = [
    "/meta", "/notes", "/$defs", "/distribution_constraints", "/checks for airports", "/models[1]",
    "/column", "/partition_object", "/index[0]", "/row_condition", "/quantile_ranges",
    "/valid_format", "/valid_reference_data", "/must_be_between", "/monitoringConfigOverrides",
  ]

  @Test(
    "What is no file of rules is refused with its place",
    arguments: [
      ("", "rules:1:1: the file is empty"),
      (" \n\t", "the file is empty"),
      ("{", "rules:1:2: a key in double quotes is expected, not the end of the file"),
      ("{\"a\": 1,}", "rules:1:9: a key in double quotes is expected, not “}”"),
      ("{\"a\": 1, \"a\": 2}", "rules:1:10: “a” is given twice; the first is on line 1"),
      ("{\"expectations\": [01x]}", "rules:1:19: “01x” is no JSON"),
      ("{\"expectations\": [\"\\ud800\"]}", "half of a pair of surrogates"),
      ("{\"expectations\": [\"é\\q\"]}", "rules:1:22: there is no such escape"),
      ("{\"expectations\": [\"a", "text in quotes does not end"),
      ("{\"a\": 1}", "the content is none of the tools' that are read"),
      ("[1, 2]", "the file is no mapping"),
      ("{\"expectations\": []}", "holds no rule of Great Expectations"),
      ("{\"expectations\": [], \"properties\": {}}", "Great Expectations or of JSON Schema"),
      ("feature {\n  name: \"a\n}", "rules:2:9: text in quotes does not end on its line"),
      ("feature {\n  name \"a\"\n}", "rules:2:8: a colon or { is expected"),
      ("feature { name: \"a\" ", "rules:1:10: the message that starts here does not end"),
      ("feature { name: \"\\777\" }", "there is no such byte"),
      ("a: [1\n", "rules:2:1: this is not YAML"),
      ("a: &x 1\nb: *x\n", "aliases are not read"),
      ("models:\n  - name: a\n  - name: b\n", "name one with --table: a, b"),
    ])
  func refused(text: String, message: String) throws {
    let error = #expect(throws: ProjectErrors.self) {
      try ContractImport(bytes: Array(text.utf8), file: "rules", name: "rules") { _ in nil }
    }
    #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
  }

  @Test("Nesting as deep as a file can have it is refused, not followed")
  func deep() throws {
    for text in [
      "{\"expectations\": " + String(repeating: "[", count: 100_000),
      String(repeating: "feature { struct_domain {", count: 50_000),
    ] {
      let error = #expect(throws: ProjectErrors.self) {
        try ContractImport(bytes: Array(text.utf8), file: "rules", name: "rules") { _ in nil }
      }
      #expect(error?.description.contains("nested too deeply") == true)
    }
    #expect(throws: ProjectErrors.self) {
      try ContractImport(bytes: [0x7B, 0xFF, 0x7D], file: "rules", name: "rules") { _ in nil }
    }
  }

  @Test("Names and values that mean something in YAML or SQL stay what they are")
  func names() throws {
    let column = "a \"b\" 'c' 🚀: # \u{202E}\n-"
    let suite: [String: Any] = [
      "name": "x",
      "expectations": [
        [
          "type": "expect_column_values_to_be_in_set",
          "kwargs": ["column": column, "value_set": ["no", "null", "it's", "1.10", "\u{0}"]],
        ],
        [
          "type": "expect_column_values_to_be_in_set",
          "kwargs": ["column": column, "value_set": ["other"]],
        ],
      ],
    ]
    let bytes = Array(try JSONSerialization.data(withJSONObject: suite))
    let found = try ContractImport(bytes: bytes, file: "a\nb.json", name: "x") { _ in nil }
    let contract = try Contract.load(try #require(found.contract), file: "c")
    #expect(contract.columns.map(\.name) == [column])
    let set = try #require(contract.rules.first?.constraint as? ValueSet)
    #expect(set.members == ["no", "null", "it's", "1.10", "\u{0}"])
    #expect(contract.rules.last?.card.name == "sql")
    #expect(found.count(.carried) == 2)
  }

  @Test("A rule that contradicts itself or the column's type is listed, and the others are not")
  func contradictions() throws {
    let found = try ContractImport(
      bytes: Array(
        """
        schema_type: dataframe
        columns:
          a: {dtype: int64, nullable: true, required: false, in_range: {min_value: 5, max_value: 1}}
          b: {dtype: str, nullable: true, required: false, greater_than: 3, str_length: {max_value: 2}}
          c: {dtype: int64, nullable: true, required: false, isin: [a, b], notin: []}
        """.utf8), file: "p.yaml", name: "x"
    ) { _ in nil }
    #expect(
      found.rules.map(\.outcome) == [
        .carried, .listed, .carried, .listed, .carried, .carried, .listed, .listed,
      ])
    #expect(found.rules[1].reason == "nothing is from 5 to 1")
    #expect(found.rules[3].reason?.contains("`range` is for values that are") == true)
  }

  @Test(
    "A rule whose arguments nothing can hold is listed, and no contract is refused for it",
    arguments: [
      #"{"type": "expect_column_values_to_not_be_null", "kwargs": {"column": ""}}"#,
      #"{"type": "expect_column_values_to_not_be_null", "kwargs": {"column": "a", "mostly": 2}}"#,
      #"{"type": "expect_column_values_to_not_be_null", "kwargs": {"column": "a", "mostly": -1}}"#,
      #"{"type": "expect_column_values_to_match_regex", "kwargs": {"column": "a", "regex": " "}}"#,
      #"{"type": "expect_column_value_lengths_to_equal", "kwargs": {"column": "a", "value": -3}}"#,
      #"{"type": "expect_table_row_count_to_equal", "kwargs": {"value": 1e300}}"#,
      #"{"type": "expect_column_values_to_be_between", "kwargs": {"column": "a", "min_value": 1e400}}"#,
      #"{"type": "expect_column_mean_to_be_between", "kwargs": {"column": "a", "min_value": {}}}"#,
      #"{"type": "expect_column_values_to_be_in_set", "kwargs": {"column": "a", "value_set": [[1]]}}"#,
      #"{"type": "expect_multicolumn_sum_to_equal", "kwargs": {"column_list": ["a", "a"], "sum_total": 1}}"#,
      #"{"type": "expect_column_values_to_be_between", "kwargs": {"column": "a", "min_value": "2020-01-01", "max_value": 5}}"#,
      #"{"type": 5, "kwargs": [1]}"#, "7", "null", "[]",
    ])
  func unusable(expectation: String) throws {
    let good = #"{"type": "expect_column_to_exist", "kwargs": {"column": "b"}}"#
    let found = try ContractImport(
      bytes: Array("{\"name\": \" \", \"expectations\": [\(expectation), \(good)]}".utf8),
      file: "odd.json", name: "odd"
    ) { _ in nil }
    #expect(found.rules.map(\.outcome) == [.listed, .carried])
    #expect(found.contract != nil)
  }

  @Test("Two conditions of one kind in one rule are both in the contract")
  func twice() throws {
    let found = try ContractImport(
      bytes: Array(
        """
        dataset: a/b
        columns:
          - name: code
            checks:
              - invalid: {valid_format: {regex: "^A", name: x}, valid_regex: "Z$"}
        """.utf8), file: "soda.yml", name: "x"
    ) { _ in nil }
    #expect(found.rules.map(\.constraints) == [["code.pattern", "sql"]])
  }

  @Test(
    "A check of SodaCL says what it said there",
    arguments: [
      (
        "schema: {fail: {when required column missing: [fare]}}", ["fare.required"], nil
      ),
      (
        "schema: {warn: {when wrong column type: {fare: double}}}", ["fare.type"], nil
      ),
      ("values in (origin) must exist in airports (code)", ["reference"], nil),
      (
        "values in (a, b) must exist in airports (x, y)", ["reference"],
        "a row that lacks one of the values, and not all, is not judged here"
      ),
      (
        "values in (origin) must exist in elsewhere (code)", [],
        "where the data of “elsewhere” are is not said: `--reference elsewhere=DATA`"
      ),
      (
        "values in (origin) must not exist in airports (code)", [],
        "values that must not be in another table cannot be said"
      ),
      ("freshness(at) < 1d6h", ["at.freshness"], nil),
      ("avg(fare) between (40 and 100]", ["fare.mean"], nil),
      ("percentile(fare, 0.95) < 300", ["aggregate"], nil),
      ("late < 0.4: {late expression: avg(net)}", ["aggregate"], nil),
      ("late < 0.4: {late query: select 1}", [], "a query of other data is no figure of these"),
      ("change for row_count < 5", [], "changes from run to run are what `assay observe` tells"),
      (
        "schema: {fail: {when schema changes: any}}", [],
        "changes from run to run are what `assay observe` tells"
      ),
      ("nonsense", [], "it is no check that is known"),
    ] as [(String, [String], String?)])
  func sodaChecks(check: String, constraints: [String], reason: String?) throws {
    let found = try ContractImport(
      bytes: Array("checks for flights:\n  - \(check)\n".utf8), file: "soda.yml", name: "x",
      options: ImportOptions(references: ["airports": "airports.csv"])
    ) { _ in nil }
    #expect(found.rules.map(\.constraints) == [constraints], "\(found.rules)")
    #expect(found.rules.first?.reason == reason)
  }

  @Test("Ages of several units, ends that are left out, and columns of version 3 keep their values")
  func sodaValues() throws {
    let aged = try ContractImport(
      bytes: Array("checks for t:\n  - freshness(at) < 1d6h\n".utf8), file: "s.yml", name: "x"
    ) { _ in nil }
    #expect(aged.contract?.contains("30 hours") == true)
    let ends = try ContractImport(
      bytes: Array("checks for t:\n  - avg(fare) between (40 and 100]\n".utf8), file: "s.yml",
      name: "x"
    ) { _ in nil }
    let mean = try Contract.load(try #require(ends.contract), file: "c").rules.first?.constraint
    let bounds = try #require(mean as? MeanValue).bounds
    #expect(bounds.words == "above 40 and at most 100")
    #expect(bounds.excludesLeast && !bounds.excludesGreatest)
    let third = try Self.imported(Source(file: "soda-3.yml", format: .soda, rules: 0))
    let contract = try Contract.load(try #require(third.contract), file: "c")
    let columns = contract.rules.compactMap { $0.constraint as? TableColumns }.first
    #expect(columns != nil)
    #expect(third.rules.first { $0.name == "freshness_in_hours" }?.constraints == ["at.freshness"])
    #expect(
      third.rules.filter { $0.outcome == .listed }.map(\.name) == [
        "sql_filter", "sum", "no_missing_values", "user_defined_sql", "group_by",
      ])
  }

  @Test("A file of many columns is read in a time that grows with them")
  func wide() throws {
    let features = (0..<3_000).map {
      "feature { name: \"f\($0)\" type: FLOAT presence { min_fraction: 1 } float_domain { min: 0 max: 1 } }"
    }
    let found = try ContractImport(
      bytes: Array(features.joined(separator: "\n").utf8), file: "wide.pbtxt", name: "wide"
    ) { _ in nil }
    #expect(found.constraints == 3_000 * 4 + 1)
  }

  @Test("Escapes, lists, brackets and comments of the text format are read")
  func textFormat() throws {
    let found = try ContractImport(
      bytes: Array(
        #"""
        # a comment { with braces
        feature < name: "a\tb\x41\101\u00e9" 'c' type: BYTES; string_domain { value: ["x\"", 'y'] } >
        feature: { name: "n", type: INT, int_domain { min: -5 max: 0x10 } [ext.name] { a: 1 } }
        """#.utf8), file: "s.pbtxt", name: "x"
    ) { _ in nil }
    let contract = try Contract.load(try #require(found.contract), file: "c")
    #expect(contract.columns.map(\.name) == ["a\tbAAéc", "n"])
    #expect(contract.rules.compactMap { ($0.constraint as? ValueSet)?.members } == [["x\"", "y"]])
    #expect(
      contract.rules.compactMap { ($0.constraint as? ValueRange)?.bounds.words } == ["-5 to 16"])
    #expect(found.rules.contains { $0.name == "[ext.name]" && $0.outcome == .listed })
  }
}

extension String {
  /// Whether a rule's path, `columns[0].checks[1]`, is that of a value's path,
  /// `/columns[0]/checks[1]/…`.
  fileprivate func isInside(_ other: String) -> Bool {
    let own = "/" + replacing(".", with: "/")
    return own.count > 1
      && (other == own || other.hasPrefix(own + "/") || other.hasPrefix(own + "["))
  }
}

extension PlacedValue {
  /// A tree as `JSONSerialization` reads it; places are of no matter.
  fileprivate init(json value: Any) {
    let place = Place(line: 1, column: 1)
    switch value {
    case let object as [String: Any]:
      self.init(
        .mapping(
          object.sorted { $0.key < $1.key }.map {
            Entry(key: $0.key, place: place, value: PlacedValue(json: $0.value))
          }), at: place)
    case let list as [Any]: self.init(.list(list.map { PlacedValue(json: $0) }), at: place)
    case let text as String: self.init(.quoted(text), at: place)
    case is NSNull: self.init(.nothing, at: place)
    case let number as NSNumber: self.init(.plain("\(number)"), at: place)
    default: self.init(.nothing, at: place)
    }
  }

  /// Mappings in the tree.
  fileprivate var mappingCount: Int {
    if let entries { return 1 + entries.map(\.value.mappingCount).reduce(0, +) }
    return (members ?? []).map(\.mappingCount).reduce(0, +)
  }

  /// The tree as JSON, with a key more in the mapping of that number; `found` is its path.
  fileprivate func json(
    adding key: String, at number: inout Int, path: String, found: inout String
  ) -> String {
    switch content {
    case .nothing: return "null"
    case .quoted(let text): return Self.quoted(text)
    case .plain(let text):
      return Double(text) != nil || text == "true" || text == "false" ? text : Self.quoted(text)
    case .list(let members):
      let parts = members.enumerated().map { index, member in
        member.json(adding: key, at: &number, path: "\(path)[\(index)]", found: &found)
      }
      return "[\(parts.joined(separator: ", "))]"
    case .mapping(let entries):
      let isHere = number == 0
      if isHere { found = path }
      number -= 1
      var parts = entries.map { entry in
        Self.quoted(entry.key) + ": "
          + entry.value.json(
            adding: key, at: &number, path: "\(path)/\(entry.key)", found: &found)
      }
      if isHere { parts.append("\(Self.quoted(key)): 1") }
      return "{\(parts.joined(separator: ", "))}"
    }
  }

  private static func quoted(_ text: String) -> String {
    let encoded = try? JSONEncoder().encode(text)
    return encoded.map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}

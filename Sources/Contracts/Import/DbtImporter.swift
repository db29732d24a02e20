internal import Checklist

/// Tests of dbt: the `schema.yml` of a project, its generic tests, those of dbt_utils and those of
/// dbt_expectations.
enum DbtImporter: ContractImporter {
  static let format = ImportFormat.dbt
  private static let kinds = ["models", "seeds", "snapshots"]

  static func recognises(_ source: PlacedValue) -> Bool {
    (kinds + ["sources"]).contains { source[$0]?.members != nil }
  }

  static func read(_ source: PlacedValue, into draft: inout ImportDraft) throws(ProjectError) {
    var tables: [(name: String, path: String, value: PlacedValue)] = []
    func add(_ members: [PlacedValue]?, _ path: String) {
      for (index, member) in (members ?? []).enumerated() {
        tables.append((member["name"]?.text ?? "", "\(path)[\(index)]", member))
      }
    }
    for kind in kinds { add(source[kind]?.members, kind) }
    for (index, group) in (source["sources"]?.members ?? []).enumerated() {
      add(group["tables"]?.members, "sources[\(index)].tables")
    }
    let table = try draft.table(among: tables.map(\.name), at: source.place)
    if var file = SourceMapping(source, path: "") {
      file.skip(
        "version", "models", "seeds", "snapshots", "sources", "exposures", "macros", "metrics",
        "groups", "semantic_models", "analyses", "saved_queries")
      draft.listRest(of: file)
    }
    for (name, path, value) in tables where name == table {
      guard var given = SourceMapping(value, path: path) else { continue }
      self.table(&given, into: &draft)
    }
  }

  private static func table(_ given: inout SourceMapping, into draft: inout ImportDraft) {
    if let name = given.take("name")?.text { draft.name = name }
    given.skip(
      "description", "docs", "meta", "config", "tags", "latest_version", "versions", "access",
      "group", "deprecation_date", "loaded_at_field", "identifier", "quoting", "external",
      "time_spine", "primary_entity", "semantic_model")
    if given.take("freshness") != nil {
      draft.list(
        SourceRule(
          name: "freshness", path: given.path("freshness"), place: given.place("freshness")),
        because: "state `freshness` of the column that holds the times")
    }
    tests(&given, of: nil, into: &draft)
    for (index, column) in (given.take("columns")?.members ?? []).enumerated() {
      let path = "\(given.path("columns"))[\(index)]"
      guard var entries = SourceMapping(column, path: path), let name = entries.take("name")?.text
      else {
        draft.list(
          SourceRule(name: "column", path: path, place: column.place), because: "it has no name")
        continue
      }
      entries.skip(
        "description", "meta", "tags", "quote", "config", "docs", "policy_tags", "granularity")
      if let type = entries.take("data_type") {
        let rule = SourceRule(
          name: "data_type", column: name, path: entries.path("data_type"),
          place: entries.place("data_type"))
        draft.note(rule) { (_) throws(NotCarried) in
          [try ImportedType.constraint(type.texts ?? [], of: name)]
        }
      }
      tests(&entries, of: name, into: &draft)
      draft.listRest(of: entries, column: name)
    }
    draft.listRest(of: given)
  }

  /// Tests and constraints of a table or a column.
  private static func tests(
    _ given: inout SourceMapping, of column: String?, into draft: inout ImportDraft
  ) {
    for key in ["tests", "data_tests"] {
      for (index, test) in (given.take(key)?.members ?? []).enumerated() {
        let path = "\(given.path(key))[\(index)]"
        self.test(test, of: column, path: path, into: &draft)
      }
    }
    for (index, constraint) in (given.take("constraints")?.members ?? []).enumerated() {
      let rule = SourceRule(
        name: constraint["type"]?.text ?? "constraint", column: column,
        path: "\(given.path("constraints"))[\(index)]", place: constraint.place)
      draft.note(rule) { (_) throws(NotCarried) in
        try DbtTest.constraints(ofConstraint: constraint, of: column)
      }
    }
  }

  private static func test(
    _ test: PlacedValue, of column: String?, path: String, into draft: inout ImportDraft
  ) {
    // A name, or one key with its arguments; beside the key the configuration may stand.
    var name = test.text
    var arguments = PlacedValue(.mapping([]), at: test.place)
    var besides: [PlacedValue.Entry] = []
    if let entries = test.entries {
      let outer = ["config", "name", "description", "tags", "meta", "severity", "arguments"]
      if let own = entries.first(where: { !outer.contains($0.key) }), own.key != "test_name" {
        name = own.key
        if own.value.entries != nil { arguments = own.value }
        besides = entries.filter { $0.key != own.key }
      } else if let own = test["test_name"]?.text {
        name = own
        arguments = PlacedValue(.mapping(entries.filter { $0.key != "test_name" }), at: test.place)
      }
    }
    var rule = SourceRule(name: name ?? "test", column: column, path: path, place: test.place)
    // Newer files put the arguments below a key of their own.
    let nested = arguments["arguments"]?.entries ?? []
    let all = (arguments.entries ?? []).filter { $0.key != "arguments" } + nested + besides
    guard name != nil,
      var given = SourceMapping(PlacedValue(.mapping(all), at: test.place), path: path)
    else {
      draft.list(rule, because: "it is no test")
      return
    }
    if let own = given.take("column_name")?.text { rule.column = own }
    draft.dbtTest(rule, &given)
  }
}

extension ImportDraft {
  /// Notes a test of dbt with its configuration.
  fileprivate mutating func dbtTest(_ rule: SourceRule, _ given: inout SourceMapping) {
    var config = SourceMapping(given.take("config"), path: given.path("config"))
    func option(_ key: String) -> PlacedValue? { given.take(key) ?? config?.take(key) }
    _ = given.take("name")
    given.skip("description", "tags", "meta")
    _ = config?.take("tags")
    _ = config?.take("meta")
    for key in ["limit", "store_failures", "store_failures_as", "fail_calc", "group"] {
      _ = option(key)
    }
    let (enabled, severity, filter) = (option("enabled"), option("severity"), option("where"))
    let limits = [option("error_if"), option("warn_if")].compactMap { $0?.text }
    let unknown = config?.unknown
    let references = options.references
    read(rule, &given) { (rule, given, differences) throws(NotCarried) in
      if enabled?.flag == false { throw NotCarried("it is switched off") }
      switch severity?.text?.lowercased() {
      case nil, "error": break
      case "warn": rule.severity = .warn
      default: throw NotCarried("its severity is neither error nor warn")
      }
      rule.condition = try DbtTest.sql(filter, "where")
      if !limits.isEmpty {
        differences.append(
          "how many rows may fail (\(limits.joined(separator: ", "))) is not carried over")
      }
      if let unknown { differences.append(unknown) }
      return try DbtTest.constraints(
        rule.name, of: rule.column, &given, references: references, &rule, &differences)
    }
  }
}

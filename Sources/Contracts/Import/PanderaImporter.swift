internal import Checklist

/// Schemas of Pandera, as its `to_yaml` and `to_json` write them.
enum PanderaImporter: ContractImporter {
  static let format = ImportFormat.pandera

  static func recognises(_ source: PlacedValue) -> Bool {
    source["schema_type"]?.text != nil
      || (source["columns"]?.entries?.contains { $0.value["dtype"] != nil } ?? false)
  }

  static func read(_ source: PlacedValue, into draft: inout ImportDraft) throws(ProjectError) {
    guard var schema = SourceMapping(source, path: "") else { return }
    schema.skip(
      "schema_type", "version", "api", "title", "description", "metadata", "report_duplicates")
    if let name = schema.take("name")?.text { draft.name = name }
    let columns = schema.take("columns")?.entries ?? []
    for entry in columns {
      guard var given = SourceMapping(entry.value, path: "columns.\(entry.key)") else {
        draft.list(
          SourceRule(
            name: "column", column: entry.key, path: "columns.\(entry.key)", place: entry.place),
          because: "nothing is said of it")
        continue
      }
      column(entry.key, &given, into: &draft)
    }
    table(&schema, columns: columns.map(\.key), into: &draft)
    for (key, reason) in notJudged {
      if let value = schema.take(key), value.flag != false {
        let rule = SourceRule(name: key, path: key, place: schema.place(key))
        draft.list(rule, because: reason)
      }
    }
    draft.listRest(of: schema)
  }

  private static let coercion =
    "a contract changes no data; values that are stored as text are judged as what they read as"
  private static let notJudged: KeyValuePairs = [
    "coerce": coercion, "dtype": "a type for all columns is not stated; state each column's",
    "add_missing_columns": "a contract adds no columns",
    "drop_invalid_rows": "`assay validate --quarantine` holds the rows back instead",
    "unique_column_names": "the engine itself refuses columns of one name",
  ]

  // MARK: Columns

  private static func column(
    _ name: String, _ given: inout SourceMapping, into draft: inout ImportDraft
  ) {
    given.skip("title", "description", "metadata")
    func rule(_ key: String) -> SourceRule {
      SourceRule(
        name: key, column: name, path: given.path(key), place: given.place(key))
    }
    if given.flag("regex") {
      draft.list(
        rule("regex"),
        because: "the name is a pattern of names; name each column: nothing of it is read")
      for entry in given.takeRest() {
        draft.list(rule(entry.key), because: "it is about columns that match a pattern")
      }
      return
    }
    // What is not written has a meaning too: a column is there and has values.
    if given.take("required")?.flag != false {
      draft.carry(rule("required"), [ImportedConstraint(RequiredColumn.self, of: name)])
    }
    if let type = given.take("dtype") {
      draft.note(rule("dtype")) { (_) throws(NotCarried) in
        [try ImportedType.constraint(type.texts ?? [], of: name)]
      }
    }
    if given.take("nullable")?.flag != true {
      draft.carry(rule("nullable"), [ImportedConstraint(NoNulls.self, of: name)])
    }
    if given.flag("unique") {
      draft.carry(rule("unique"), [ImportedConstraint(UniqueValues.self, of: name)])
    }
    for (key, reason) in [
      ("coerce", coercion), ("default", "a contract fills in no values"),
      ("drop_invalid_rows", "`assay validate --quarantine` holds the rows back instead"),
      ("parsers", "a contract changes no data"),
    ] {
      if let value = given.take(key), value.flag != false { draft.list(rule(key), because: reason) }
    }
    if let checks = given.take("checks") {
      read(checks, of: name, path: given.path("checks"), into: &draft)
    }
    for entry in given.takeRest() {
      check(
        entry.key, entry.value, rule(entry.key), into: &draft)
    }
  }

  /// Checks below `checks:`, as a mapping by name or a list with the name among the options.
  private static func read(
    _ checks: PlacedValue, of column: String, path: String, into draft: inout ImportDraft
  ) {
    for entry in checks.entries ?? [] {
      let rule = SourceRule(
        name: entry.key, column: column, path: "\(path).\(entry.key)", place: entry.place)
      check(entry.key, entry.value, rule, into: &draft)
    }
    for (index, member) in (checks.members ?? []).enumerated() {
      let name = member["options"]?["check_name"]?.text ?? "check"
      let rule = SourceRule(
        name: name, column: column, path: "\(path)[\(index)]", place: member.place)
      check(name, member, rule, into: &draft)
    }
  }

  private static func check(
    _ name: String, _ value: PlacedValue, _ rule: SourceRule, into draft: inout ImportDraft
  ) {
    let entries =
      value.entries ?? [PlacedValue.Entry(key: "value", place: value.place, value: value)]
    guard
      var parameters = SourceMapping(
        PlacedValue(.mapping(entries), at: value.place), path: rule.path)
    else { return }
    draft.read(rule, &parameters) { (rule, parameters, differences) throws(NotCarried) in
      var options = SourceMapping(parameters.take("options"), path: rule.path)
      func option(_ key: String) -> PlacedValue? { options?.take(key) ?? parameters.take(key) }
      for key in [
        "n_failure_cases", "name", "error", "title", "description", "statistics_args",
        "determined_by_unique", "element_wise", "check_name",
      ] {
        _ = option(key)
      }
      if option("raise_warning")?.flag == true { rule.severity = .warn }
      if option("ignore_na")?.flag == false {
        differences.append("a missing value breaks only `not-null` here")
      }
      guard option("groupby") == nil, option("groups") == nil else {
        throw NotCarried("checks by group are not judged")
      }
      if let unknown = options?.unknown { differences.append(unknown) }
      return [try PanderaCheck.constraint(name, of: rule.column ?? "", &parameters)]
    }
  }

  // MARK: The table

  private static func table(
    _ schema: inout SourceMapping, columns: [String], into draft: inout ImportDraft
  ) {
    func rule(_ key: String) -> SourceRule {
      SourceRule(name: key, path: key, place: schema.place(key))
    }
    let strict = schema.take("strict")
    let isStrict = strict?.flag == true
    let isOrdered = schema.flag("ordered")
    if strict?.text == "filter" {
      draft.list(
        rule("strict"), because: "a contract removes no columns; `strict: true` is carried over")
    }
    let names = ImportedConstraint(
      TableColumns.self,
      [
        TableColumns.names.name: .texts(columns),
        TableColumns.others.name: isStrict ? nil : .flag(true),
        TableColumns.inOrder.name: isOrdered ? .flag(true) : nil,
      ])
    if isStrict { draft.carry(rule("strict"), [names]) }
    if isOrdered { draft.carry(rule("ordered"), [names]) }
    if let unique = schema.take("unique") {
      let lists =
        unique.members?.allSatisfy { $0.members != nil } == true
        ? unique.members ?? [] : [unique]
      for list in lists {
        let columns = list.texts ?? []
        draft.carry(
          rule("unique"),
          [
            columns.count == 1
              ? ImportedConstraint(UniqueValues.self, of: columns.first)
              : ImportedConstraint(
                UniqueTogether.self, [OrderedColumns.columns.name: .texts(columns)])
          ],
          difference: columns.count == 1
            ? nil : "a row that lacks one of the values is not judged here")
      }
    }
    for (key, value) in [("checks", schema.take("checks")), ("index", schema.take("index"))] {
      let reason =
        key == "index"
        ? "rows have no index here; where it is a column of the file, state rules of that column"
        : "a check of all columns at once has no counterpart; state it of each column"
      let members = value?.members ?? value?.entries?.map(\.value) ?? []
      for (index, member) in members.enumerated() {
        draft.list(
          SourceRule(
            name: member["options"]?["check_name"]?.text ?? key, path: "\(key)[\(index)]",
            place: member.place), because: reason)
      }
    }
  }
}

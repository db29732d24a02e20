internal import Checklist
internal import Engines

/// Contracts of Soda 3 and 4, and checks in SodaCL.
enum SodaImporter: ContractImporter {
  static let format = ImportFormat.soda

  static func recognises(_ source: PlacedValue) -> Bool {
    (source["dataset"]?.text != nil && (source["columns"] ?? source["checks"])?.members != nil)
      || source.entries?.contains { SodaCheckLanguage.table(of: $0.key) != nil } == true
  }

  static func read(_ source: PlacedValue, into draft: inout ImportDraft) throws(ProjectError) {
    guard var contract = SourceMapping(source, path: "") else { return }
    guard source["dataset"] != nil else {
      try SodaCheckLanguage.read(&contract, at: source.place, into: &draft)
      return
    }
    if let dataset = contract.take("dataset")?.text {
      draft.name = dataset.split(separator: "/").last.map(String.init) ?? dataset
    }
    contract.skip(
      "description", "variables", "soda_agent", "soda_runner", "owner", "attributes",
      "data_source", "datasource", "schema", "database", "warehouse")
    for (key, reason) in [
      (
        "filter",
        "the rules hold for all rows here; validate a part with a query: \"duckdb:select … where …\""
      ),
      ("scopes", "validate a part of the rows with a query of its own"),
      ("filter_sql", "the rules hold for all rows here; validate a part with a query"),
      ("sql_filter", "the rules hold for all rows here; validate a part with a query"),
    ] {
      if contract.take(key) != nil {
        draft.list(
          SourceRule(name: key, path: key, place: contract.place(key)), because: reason)
      }
    }
    let columns = contract.take("columns")?.members ?? []
    let checks = contract.take("checks")?.members ?? []
    let isTyped = SodaTypedCheck.isUsed(in: source)
    let hasSchema =
      isTyped
      || checks.contains { check in
        check.entries?.contains { $0.key == "schema" } == true
      }
    var names: [(name: String, isOptional: Bool)] = []
    for (index, column) in columns.enumerated() {
      let path = "columns[\(index)]"
      guard var given = SourceMapping(column, path: path), let name = given.take("name")?.text
      else {
        draft.list(
          SourceRule(name: "column", path: path, place: column.place), because: "it has no name")
        continue
      }
      let isOptional = given.flag("optional")
      names.append((name, isOptional))
      stored(name, &given, isJudged: hasSchema, isOptional: isOptional, into: &draft)
      for (number, check) in (given.take("checks")?.members ?? []).enumerated() {
        self.check(
          check, of: name, path: "\(given.path("checks"))[\(number)]", names: [], into: &draft)
      }
      given.skip("description", "attributes")
      draft.listRest(of: given, column: name)
    }
    for (index, check) in checks.enumerated() {
      self.check(check, of: nil, path: "checks[\(index)]", names: names, into: &draft)
    }
    if isTyped, !columns.isEmpty { implied(&contract, names, into: &draft) }
    draft.listRest(of: contract)
  }

  /// Version 3 always asks for the columns of a contract, in any order.
  private static func implied(
    _ contract: inout SourceMapping, _ names: [(name: String, isOptional: Bool)],
    into draft: inout ImportDraft
  ) {
    let rule = SourceRule(name: "schema", path: "columns", place: contract.place("columns"))
    let allowsOthers = contract.take("extra_columns")?.text == "allowed"
    draft.carry(
      rule, [self.columns(names, allowsOthers: allowsOthers, allowsOrder: true)])
  }

  /// What a contract says of how a column is stored; only the check `schema` judges it.
  private static func stored(
    _ name: String, _ given: inout SourceMapping, isJudged: Bool, isOptional: Bool,
    into draft: inout ImportDraft
  ) {
    for key in ["data_type", "character_maximum_length"] {
      guard let value = given.take(key) else { continue }
      let rule = SourceRule(
        name: key, column: name, path: given.path(key), place: given.place(key))
      draft.note(rule) { (_) throws(NotCarried) in
        guard isJudged else { throw NotCarried("without a check `schema` nothing judges it there") }
        guard key == "data_type" else {
          guard let length = value.whole, length >= 0 else {
            throw NotCarried("it is no number of characters")
          }
          return [ImportedConstraint(TextLength.self, of: name, ["max": .whole(length)])]
        }
        return (isOptional ? [] : [ImportedConstraint(RequiredColumn.self, of: name)])
          + [try ImportedType.constraint([value.text ?? ""], of: name)]
      }
    }
  }

  /// One check: a key with what it asks.
  private static func check(
    _ check: PlacedValue, of column: String?, path: String,
    names: [(name: String, isOptional: Bool)], into draft: inout ImportDraft
  ) {
    let references = draft.options.references
    if let type = check["type"]?.text, var given = SourceMapping(check, path: path) {
      let rule = SourceRule(name: type.shortened, column: column, path: path, place: check.place)
      draft.read(rule, &given) { (rule, given, _) throws(NotCarried) in
        try SodaTypedCheck.constraints(type, of: column, &given, &rule, references)
      }
      return
    }
    // `- missing:` alone asks with its defaults.
    let key = check.entries?.first?.key ?? check.text ?? "check"
    let rule = SourceRule(name: key, column: column, path: path, place: check.place)
    let entries = check.entries ?? []
    guard entries.count <= 1 else {
      draft.list(rule, because: "a check has one key")
      return
    }
    let value = entries.first?.value.entries ?? []
    guard
      var given = SourceMapping(
        PlacedValue(.mapping(value), at: check.place), path: "\(path).\(key)")
    else { return }
    draft.read(rule, &given) { (rule, given, differences) throws(NotCarried) in
      given.skip("name", "qualifier", "attributes", "description")
      let threshold = try SodaThreshold(&given)
      rule.severity = threshold.severity
      if let difference = threshold.difference { differences.append(difference) }
      let filter = try DbtTest.sql(given.take("filter"), "filter")
      if given.take("scope") != nil { differences.append("its `scope` is all rows here") }
      if key == "schema" { return [schema(&given, names)] }
      return try SodaCheck(
        column: column, threshold: threshold, filter: filter, references: references
      ).constraints(key, &given, &rule)
    }
  }

  private static func schema(
    _ given: inout SourceMapping, _ names: [(name: String, isOptional: Bool)]
  ) -> ImportedConstraint {
    let allowsOthers = given.flag("allow_extra_columns")
    let allowsOrder = given.flag("allow_other_column_order")
    return columns(names, allowsOthers: allowsOthers, allowsOrder: allowsOrder)
  }

  /// The columns of a contract as those of the table.
  private static func columns(
    _ names: [(name: String, isOptional: Bool)], allowsOthers: Bool, allowsOrder: Bool
  ) -> ImportedConstraint {
    let hasOptional = names.contains(where: \.isOptional)
    return ImportedConstraint(
      TableColumns.self,
      [
        TableColumns.names.name: .texts(names.filter { !$0.isOptional }.map(\.name)),
        TableColumns.others.name: allowsOthers || hasOptional ? .flag(true) : nil,
        TableColumns.inOrder.name: allowsOrder ? nil : .flag(true),
      ])
  }
}

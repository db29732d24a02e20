internal import Checklist
internal import Engines

/// Suites of Great Expectations, as 0.18 and 1.x write them.
enum GreatExpectationsImporter: ContractImporter {
  static let format = ImportFormat.greatExpectations

  static func recognises(_ source: PlacedValue) -> Bool {
    source["expectations"]?.members != nil
  }

  static func read(_ source: PlacedValue, into draft: inout ImportDraft) throws(ProjectError) {
    guard var suite = SourceMapping(source, path: ""),
      let expectations = suite.take("expectations")?.members
    else {
      throw ProjectError(
        message: "there is no list `expectations`", file: draft.file, line: source.place.line,
        column: source.place.column, remedy: "name a suite of Great Expectations")
    }
    for key in ["name", "expectation_suite_name"] {
      if let name = suite.take(key)?.text { draft.name = name }
    }
    suite.skip(
      "data_asset_type", "ge_cloud_id", "id", "meta", "notes", "suite_parameters",
      "evaluation_parameters")
    for (index, expectation) in expectations.enumerated() {
      let path = "expectations[\(index)]"
      guard var entries = SourceMapping(expectation, path: path) else {
        draft.list(
          SourceRule(name: "expectation", path: path, place: expectation.place),
          because: "it is no mapping")
        continue
      }
      read(&entries, into: &draft)
    }
    draft.listRest(of: suite)
  }

  private static func read(_ entries: inout SourceMapping, into draft: inout ImportDraft) {
    let name = (entries.take("type") ?? entries.take("expectation_type"))?.text
    var rule = SourceRule(name: name ?? "expectation", path: entries.path, place: entries.place)
    let severity = entries.take("severity")
    entries.skip(
      "id", "meta", "notes", "description", "rendered_content", "expectation_context", "kwargs",
      "expectation_type", "success_on_last_run")
    guard name != nil else {
      draft.list(rule, because: "it says no type")
      return
    }
    var given = SourceMapping(entries.take("kwargs"), path: entries.path("kwargs"))
    if given == nil { given = SourceMapping(PlacedValue(.mapping([]), at: rule.place), path: "") }
    guard var kwargs = given else { return }
    rule.column = kwargs.take("column")?.text
    let unknown = entries.unknown
    draft.read(rule, &kwargs) { (rule, kwargs, differences) throws(NotCarried) in
      if let unknown { differences.append(unknown) }
      rule.severity = try self.severity(severity ?? kwargs.take("severity"))
      rule.condition = try condition(&kwargs)
      rule.mostly = try kwargs.number("mostly")
      kwargs.skip(
        "result_format", "catch_exceptions", "include_config", "batch_id", "auto",
        "profiler_config", "meta", "notes", "description")
      return try Expectation.constraints(rule.name, of: rule.column, &kwargs, &differences)
    }
  }

  private static func severity(_ value: PlacedValue?) throws(NotCarried) -> Severity? {
    guard let value else { return nil }
    switch value.text {
    case "critical": return nil
    case "warning", "info": return .warn
    default: throw NotCarried("its severity is none of critical, warning and info")
    }
  }

  private static func condition(_ kwargs: inout SourceMapping) throws(NotCarried) -> String? {
    let parser = kwargs.take("condition_parser")?.text
    guard let value = kwargs.take("row_condition") else { return nil }
    if let text = value.text, parser == "spark" || parser == "sql" { return text }
    guard let condition = RowCondition.sql(value) else {
      throw NotCarried("its `row_condition` is none that can be translated")
    }
    return condition
  }
}

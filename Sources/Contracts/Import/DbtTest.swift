internal import Checklist
internal import Engines

/// What each generic test of dbt says, as constraints.
enum DbtTest {
  /// The constraints of a test.
  ///
  /// - Parameters:
  ///   - references: data by the names of tables.
  ///   - rule: what the test holds for besides is filled in.
  static func constraints(
    _ name: String, of column: String?, _ given: inout SourceMapping,
    references: [String: String], _ rule: inout SourceRule, _ differences: inout [String]
  ) throws(NotCarried) -> [ImportedConstraint] {
    if name.hasPrefix("dbt_expectations.") {
      let own = String(name.dropFirst("dbt_expectations.".count))
      rule.mostly = try given.number("mostly")
      if let condition = try sql(given.take("row_condition"), "row_condition") {
        rule.condition = rule.condition.map { "(\($0)) and (\(condition))" } ?? condition
      }
      if own == "expect_row_values_to_have_recent_data" { return try recency(&given, of: column) }
      given.skip("is_raw", "flags")
      return try Expectation.constraints(own, of: column, &given, &differences)
    }
    let test = name.split(separator: ".").last.map(String.init) ?? name
    guard ["", "dbt", "dbt_utils"].contains(name.dropLast(test.count).replacing(".", with: ""))
    else { throw NotCarried("it is a test of a package that is not known") }
    if let found = try ofTable(test, &given, of: column) { return found }
    guard let column else { throw NotCarried("it names no column") }
    return try ofColumn(test, column, &given, references: references, &rule)
  }

  private static func ofColumn(
    _ test: String, _ column: String, _ given: inout SourceMapping,
    references: [String: String], _ rule: inout SourceRule
  ) throws(NotCarried) -> [ImportedConstraint] {
    let value = SQLText.identifier(column)
    switch test {
    case "not_null": return [ImportedConstraint(NoNulls.self, of: column)]
    case "unique": return [ImportedConstraint(UniqueValues.self, of: column)]
    case "accepted_values":
      given.skip("quote")
      return [
        ImportedConstraint(
          ValueSet.self, of: column,
          [ValueSet.values.name: .texts(try given.requiredTexts("values"))])
      ]
    case "not_accepted_values":
      given.skip("quote")
      return [
        ImportedConstraint(
          ExcludedValues.self, of: column,
          [ValueSet.values.name: .texts(try given.requiredTexts("values"))])
      ]
    case "relationships":
      return [
        try reference(
          [column], to: try given.requiredText("to"), keys: [try given.requiredText("field")],
          references)
      ]
    case "not_null_proportion":
      let range = ConfigurationMapping([
        "min": try given.bound("at_least").map { .text($0) },
        "max": try given.bound("at_most").map { .text($0) },
      ])
      return [
        ImportedConstraint(NullShare.self, of: column, try ImportedBounds.complement(range))
      ]
    case "accepted_range":
      let isClosed = given.take("inclusive")?.flag ?? true
      let least = try given.bound("min_value")
      let greatest = try given.bound("max_value")
      return [
        ImportedConstraint(
          ValueRange.self, of: column,
          [
            isClosed ? "min" : "above": least.map { .text($0) },
            isClosed ? "max" : "below": greatest.map { .text($0) },
          ])
      ]
    case "not_constant":
      return [ImportedConstraint(DistinctCount.self, of: column, ["min": .text("2")])]
    case "at_least_one":
      return [.aggregate("count(\(value))", ConfigurationMapping(["min": .text("1")]))]
    case "not_empty_string":
      let isTrimmed = given.take("trim_whitespace")?.flag ?? true
      return [.predicate("\(isTrimmed ? "trim(\(value))" : value) <> ''", shows: [column])]
    case "sequential_values", "cardinality_equality", "relationships_where":
      throw NotCarried("it compares rows with one another or with other data")
    default: throw NotCarried("it is a test that is not known")
    }
  }

  private static func ofTable(
    _ test: String, _ given: inout SourceMapping, of column: String?
  ) throws(NotCarried) -> [ImportedConstraint]? {
    switch test {
    case "expression_is_true":
      guard let expression = try sql(given.take("expression"), "expression") else {
        throw NotCarried("`expression` is not given")
      }
      // Below a column the expression goes on from the column's name.
      let whole = column.map { "\(SQLText.identifier($0)) \(expression)" } ?? expression
      return [.predicate(whole, shows: column.map { [$0] } ?? [])]
    case "unique_combination_of_columns":
      given.skip("quote_columns")
      return [
        ImportedConstraint(
          UniqueTogether.self,
          [
            OrderedColumns.columns.name: .texts(
              try given.requiredTexts("combination_of_columns"))
          ])
      ]
    case "recency": return try recency(&given, of: column)
    case "equal_rowcount", "fewer_rows_than", "equality", "mutually_exclusive_ranges":
      throw NotCarried("it compares rows with one another or with other data")
    default: return nil
    }
  }

  private static func recency(
    _ given: inout SourceMapping, of column: String?
  ) throws(NotCarried) -> [ImportedConstraint] {
    given.skip("ignore_time_component")
    let field = try given.text("field")
    guard let name = column ?? field else { throw NotCarried("it names no column") }
    let part = try given.requiredText("datepart")
    guard let count = try given.whole("interval"), count > 0,
      ["minute", "hour", "day", "week"].contains(part)
    else { throw NotCarried("its length of time is none of minutes, hours, days and weeks") }
    return [
      ImportedConstraint(
        Freshness.self, of: name,
        [Freshness.age.name: .text("\(count) \(part)\(count == 1 ? "" : "s")")])
    ]
  }

  /// A key to a table whose data a person has named.
  static func reference(
    _ columns: [String], to table: String, keys: [String], _ references: [String: String]
  ) throws(NotCarried) -> ImportedConstraint {
    // `ref('customers')`, `source('shop', 'customers')`: the last name in quotes.
    let parts = table.split { $0 == "'" || $0 == "\"" }
    let name = parts.count > 1 ? String(parts[parts.count - 2]) : table
    guard let data = references[name] ?? references[table] else {
      throw NotCarried(
        "where the data of “\(name.shortened)” are is not said: `--reference \(name.shortened)=DATA`"
      )
    }
    return ImportedConstraint(
      ForeignKey.self,
      [
        ForeignKey.columns.name: .texts(columns), ForeignKey.data.name: .text(data),
        ForeignKey.keys.name: .texts(keys),
      ])
  }

  /// SQL that a person wrote; refused where it holds a template.
  static func sql(_ value: PlacedValue?, _ key: String) throws(NotCarried) -> String? {
    guard let value else { return nil }
    guard let text = value.text else { throw NotCarried("`\(key)` is no text") }
    guard !text.contains("{{"), !text.contains("{%"), !text.contains("${") else {
      throw NotCarried("`\(key)` holds a template, which only its own tool fills in")
    }
    return text
  }

  /// What a column's `constraints:` say.
  static func constraints(
    ofConstraint given: PlacedValue, of column: String?
  ) throws(NotCarried) -> [ImportedConstraint] {
    let columns = given["columns"]?.texts ?? [column].compactMap(\.self)
    switch given["type"]?.text {
    case "not_null": return columns.map { ImportedConstraint(NoNulls.self, of: $0) }
    case "unique", "primary_key":
      guard let first = columns.first else { throw NotCarried("it names no column") }
      let unique =
        columns.count == 1
        ? ImportedConstraint(UniqueValues.self, of: first)
        : ImportedConstraint(
          UniqueTogether.self, [OrderedColumns.columns.name: .texts(columns)])
      let isKey = given["type"]?.text == "primary_key"
      return (isKey ? columns.map { ImportedConstraint(NoNulls.self, of: $0) } : []) + [unique]
    case "check":
      guard let expression = try sql(given["expression"], "expression") else {
        throw NotCarried("`expression` is not given")
      }
      return [.predicate(expression, shows: columns)]
    case "foreign_key":
      throw NotCarried("keys to other tables need their data: write a `reference`")
    default: throw NotCarried("it is a constraint of a database that is not known")
    }
  }
}

internal import Checklist

/// A check as contracts of version 3 have it: its kind as `type`, its threshold beside it.
enum SodaTypedCheck {
  /// Whether a contract has such checks, or a key that only version 3 has.
  static func isUsed(in contract: PlacedValue) -> Bool {
    if contract["extra_columns"] != nil { return true }
    let columns = contract["columns"]?.members ?? []
    let checks = ([contract] + columns).flatMap { $0["checks"]?.members ?? [] }
    return checks.contains { $0["type"]?.text != nil }
  }

  /// The constraints that say the same.
  static func constraints(
    _ type: String, of column: String?, _ given: inout SourceMapping, _ rule: inout SourceRule,
    _ references: [String: String]
  ) throws(NotCarried) -> [ImportedConstraint] {
    given.skip("type", "name", "name_was", "attributes", "description", "identity")
    var threshold = try SodaThreshold(besides: &given)
    threshold.isPercent = type.hasSuffix("_percent")
    if type.hasPrefix("no_"), threshold.bounds != nil {
      throw NotCarried("`\(type.shortened)` takes no threshold")
    }
    var filter: String?
    for key in ["filter", "filter_sql"] {
      if let sql = try DbtTest.sql(given.take(key), key) { filter = sql }
    }
    if let unit = ages[type] { threshold.unit = unit }
    let soda = SodaCheck(
      column: column, threshold: threshold, filter: filter, references: references)
    switch type {
    case "no_missing_values", "missing_count", "missing_percent":
      return try soda.failing(try soda.missing(&given), &rule)
    case "no_invalid_values", "invalid_count", "invalid_percent":
      return try soda.failing(try soda.invalid(&given), &rule)
    case "no_duplicate_values", "duplicate_count", "duplicate_percent":
      let columns =
        try given.take("columns") == nil ? [soda.named()] : given.requiredTexts("columns")
      return try soda.duplicate(columns)
    case "rows_exist", "row_count": return [try soda.rowCount()]
    case "avg", "sum", "min", "max", "stddev": return [try soda.aggregate(type)]
    case "metric_expression", "sql_expression", "user_defined_sql":
      return [try metric(&given, threshold, filter)]
    default:
      guard ages[type] != nil else { throw NotCarried("it is no check that is known") }
      return [try soda.freshness(try soda.named())]
    }
  }

  /// What an age is counted in, by the check.
  private static let ages = [
    "freshness_in_days": "day", "freshness_in_hours": "hour", "freshness_in_minutes": "minute",
  ]

  /// A figure in SQL.
  private static func metric(
    _ given: inout SourceMapping, _ threshold: SodaThreshold, _ filter: String?
  ) throws(NotCarried) -> ImportedConstraint {
    given.skip("metric")
    var expression: String?
    for key in ["expression_sql", "metric_expression", "metric_sql_expression", "sql_expression"] {
      if let sql = try DbtTest.sql(given.take(key), key) { expression = sql }
    }
    guard let expression else { throw NotCarried("a query of other data is no figure of these") }
    guard filter == nil else {
      throw NotCarried("a figure of a part of the rows has no counterpart")
    }
    guard let bounds = threshold.bounds else { throw NotCarried("it has no threshold") }
    return .aggregate(expression, bounds)
  }
}

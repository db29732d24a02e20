internal import Checklist
internal import Engines

/// What each check of Soda says, as constraints.
///
/// Where no row may fail, a rule on rows says it; where some may, a figure counts them as Soda
/// does.
struct SodaCheck {
  let column: String?
  let threshold: SodaThreshold
  /// The rows that it is about, in SQL.
  let filter: String?
  /// Data by the names of data sets.
  let references: [String: String]

  /// The constraints of a check of version 4.
  func constraints(
    _ key: String, _ given: inout SourceMapping, _ rule: inout SourceRule
  ) throws(NotCarried) -> [ImportedConstraint] {
    switch key {
    case "missing": return try failing(try missing(&given), &rule)
    case "invalid": return try failing(try invalid(&given), &rule)
    case "duplicate":
      let columns = try given.take("columns") == nil ? [named()] : given.requiredTexts("columns")
      return try duplicate(columns)
    case "aggregate":
      return [try aggregate(try given.requiredText("function"))]
    case "failed_rows":
      guard let expression = try DbtTest.sql(given.take("expression"), "expression") else {
        throw NotCarried("a query of other data is no rule on rows")
      }
      return try failing(
        [.predicate("not (\(expression))", shows: column.map { [$0] } ?? [])], &rule)
    case "metric":
      guard let expression = try DbtTest.sql(given.take("expression"), "expression") else {
        throw NotCarried("a query of other data is no figure of these")
      }
      guard filter == nil else {
        throw NotCarried("a figure of a part of the rows has no counterpart")
      }
      guard let bounds = threshold.bounds else { throw NotCarried("it has no threshold") }
      return [.aggregate(expression, bounds)]
    case "row_count": return [try rowCount()]
    case "freshness":
      return [try freshness(try given.requiredText("column"))]
    default: throw NotCarried("it is no check that is known")
    }
  }

  func named() throws(NotCarried) -> String {
    guard let column else { throw NotCarried("it names no column") }
    return column
  }

  // MARK: Rows that fail

  /// Rules that no row may break, or the figure of the rows that break one.
  func failing(
    _ constraints: [ImportedConstraint], _ rule: inout SourceRule
  ) throws(NotCarried) -> [ImportedConstraint] {
    if threshold.isZero {
      rule.condition = filter
      return constraints
    }
    var conditions: [String] = []
    let patterns = constraints.flatMap(\.expressions).filter { $0.kind == .pattern }.map(\.text)
    for constraint in constraints {
      let predicate = constraint.kind.init(constraint.parameters).predicate(of: constraint.column)
      guard let predicate else {
        throw NotCarried("some rows may break it, which `\(constraint.kind.card.name)` cannot say")
      }
      conditions.append("(\(predicate))")
    }
    let good = conditions.joined(separator: " and ")
    let rows = filter.map { "case when (\($0)) then 1 end" } ?? "*"
    let failed = "count(case when \(filter.map { "(\($0)) and " } ?? "")not (\(good)) then 1 end)"
    return [
      .aggregate(
        threshold.isPercent ? "100.0 * \(failed) / nullif(count(\(rows)), 0)" : failed,
        threshold.ofFailures, patterns: patterns)
    ]
  }

  func missing(_ given: inout SourceMapping) throws(NotCarried) -> [ImportedConstraint] {
    let column = try named()
    var constraints = [ImportedConstraint(NoNulls.self, of: column)]
    if given.take("missing_values") != nil {
      let values = try given.requiredTexts("missing_values")
      constraints.append(
        ImportedConstraint(
          ExcludedValues.self, of: column, [ValueSet.values.name: .texts(values)]))
    }
    for key in ["missing_format", "missing_regex", "missing_regex_sql"] {
      guard let regex = given.take(key) else { continue }
      constraints.append(
        ImportedConstraint(
          ExcludedPattern.self, of: column,
          [TextPattern.matches.name: .texts([try pattern(regex)])]))
    }
    return constraints
  }

  private func pattern(_ format: PlacedValue) throws(NotCarried) -> String {
    guard let regex = format.text ?? format["regex"]?.text else {
      throw NotCarried("the form has no regular expression")
    }
    return regex
  }

  func invalid(_ given: inout SourceMapping) throws(NotCarried) -> [ImportedConstraint] {
    let column = try named()
    var constraints: [ImportedConstraint] = []
    func add(_ kind: any Constraint.Type, _ parameters: ConfigurationMapping) {
      constraints.append(ImportedConstraint(kind, of: column, parameters))
    }
    for (key, kind) in [
      ("valid_values", ValueSet.self as any Constraint.Type),
      ("invalid_values", ExcludedValues.self),
    ] where given.take(key) != nil {
      add(kind, ConfigurationMapping([ValueSet.values.name: .texts(try given.requiredTexts(key))]))
    }
    for (key, kind) in [
      ("valid_format", TextPattern.self as any Constraint.Type),
      ("valid_regex", TextPattern.self), ("valid_regex_sql", TextPattern.self),
      ("invalid_format", ExcludedPattern.self), ("invalid_regex", ExcludedPattern.self),
      ("invalid_regex_sql", ExcludedPattern.self),
    ] {
      guard let value = given.take(key) else { continue }
      if let name = value.text, key == "valid_format" {
        constraints.append(try Self.form(name, of: column))
      } else {
        add(kind, ConfigurationMapping([TextPattern.matches.name: .texts([try pattern(value)])]))
      }
    }
    let (least, greatest) = (try given.bound("valid_min"), try given.bound("valid_max"))
    if least != nil || greatest != nil {
      add(
        ValueRange.self,
        ConfigurationMapping([
          "min": least.map { .text($0) }, "max": greatest.map { .text($0) },
        ]))
    }
    let exact = try given.whole("valid_length")
    let shortest = try given.whole("valid_min_length") ?? exact
    let longest = try given.whole("valid_max_length") ?? exact
    if shortest != nil || longest != nil {
      add(
        TextLength.self,
        ConfigurationMapping([
          "min": shortest.map { .whole($0) }, "max": longest.map { .whole($0) },
        ]))
    }
    for key in ["valid_reference_data", "valid_values_reference_data"] {
      guard let other = given.take(key) else { continue }
      constraints.append(
        try DbtTest.reference(
          [column], to: other["dataset"]?.text ?? "", keys: [other["column"]?.text ?? ""],
          references))
    }
    guard !constraints.isEmpty else { throw NotCarried("it does not say what is valid") }
    return constraints
  }

  /// Forms that SodaCL knows by name.
  private static func form(_ name: String, of column: String) throws(NotCarried)
    -> ImportedConstraint
  {
    let forms: [String: TextFormat.Form] = [
      "email": .email, "uuid": .uuid, "ip address": .ip, "ipv4 address": .ipv4,
      "ipv6 address": .ipv6, "phone number": .phone, "date iso 8601": .date, "date inverse": .date,
      "timestamp 24h": .timestamp, "time 24h": .time,
    ]
    guard let form = forms[name] else {
      throw NotCarried("the form “\(name.shortened)” is not known: write a `pattern`")
    }
    return ImportedConstraint(
      TextFormat.self, of: column, [TextFormat.form.name: .text(form.rawValue)])
  }

  func duplicate(_ columns: [String]) throws(NotCarried) -> [ImportedConstraint] {
    guard let first = columns.first else { throw NotCarried("it names no column") }
    if threshold.isZero {
      guard filter == nil else {
        throw NotCarried("values that are unique in a part of the rows have no counterpart")
      }
      return [
        columns.count == 1
          ? ImportedConstraint(UniqueValues.self, of: first)
          : ImportedConstraint(
            UniqueTogether.self, [OrderedColumns.columns.name: .texts(columns)])
      ]
    }
    let names = columns.map(SQLText.identifier)
    let present = names.map { "\($0) is not null" } + (filter.map { ["(\($0))"] } ?? [])
    let value = names.count == 1 ? names[0] : "(\(names.joined(separator: ", ")))"
    let judged = "case when \(present.joined(separator: " and ")) then \(value) end"
    let twice = "count(\(judged)) - count(distinct \(judged))"
    return [
      .aggregate(
        threshold.isPercent ? "100.0 * (\(twice)) / nullif(count(\(judged)), 0)" : twice,
        threshold.ofFailures)
    ]
  }

  // MARK: Figures

  func aggregate(_ function: String) throws(NotCarried) -> ImportedConstraint {
    let column = try named()
    guard let bounds = threshold.bounds else { throw NotCarried("it has no threshold") }
    let kinds: [String: any Constraint.Type] = [
      "avg": MeanValue.self, "sum": ValueSum.self, "min": SmallestValue.self,
      "max": LargestValue.self, "stddev": StandardDeviation.self,
      "stddev_samp": StandardDeviation.self,
    ]
    if let kind = kinds[function], filter == nil {
      return ImportedConstraint(kind, of: column, bounds)
    }
    let own = SQLText.identifier(column)
    let value = filter.map { "case when (\($0)) then \(own) end" } ?? own
    let functions = [
      "avg": "avg(\(value))", "sum": "sum(\(value))", "min": "min(\(value))",
      "max": "max(\(value))", "minLength": "min(length(\(value)))",
      "maxLength": "max(length(\(value)))", "avgLength": "avg(length(\(value)))",
      "min_length": "min(length(\(value)))", "max_length": "max(length(\(value)))",
      "avg_length": "avg(length(\(value)))", "stddev": "stddev_samp(\(value))",
      "stddev_samp": "stddev_samp(\(value))", "stddev_pop": "stddev_pop(\(value))",
      "variance": "var_samp(\(value))", "var_samp": "var_samp(\(value))",
      "var_pop": "var_pop(\(value))",
    ]
    guard let sql = functions[function] else {
      throw NotCarried("the function “\(function.shortened)” is not known")
    }
    return .aggregate(sql, bounds)
  }

  func rowCount() throws(NotCarried) -> ImportedConstraint {
    let bounds = threshold.bounds ?? ConfigurationMapping(["above": .text("0")])
    let rows = filter.map { "case when (\($0)) then 1 end" } ?? "*"
    if filter == nil, let counts = ImportedBounds.wholeCounts(bounds) {
      return ImportedConstraint(RowCount.self, counts)
    }
    return .aggregate("count(\(rows))", bounds)
  }

  func freshness(_ column: String) throws(NotCarried) -> ImportedConstraint {
    guard filter == nil else { throw NotCarried("a part of the rows has no age of its own") }
    guard let bounds = threshold.bounds, bounds.entries.count == 1,
      case .text(let text)? = bounds["below"] ?? bounds["max"], let count = Double(text), count > 0
    else { throw NotCarried("it gives no greatest age") }
    let unit = count == 1 ? threshold.unit : threshold.unit + "s"
    return ImportedConstraint(
      Freshness.self, of: column, [Freshness.age.name: .text("\(text) \(unit)")])
  }
}

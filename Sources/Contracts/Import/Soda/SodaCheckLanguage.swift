internal import Checklist
internal import Engines

/// Checks in SodaCL: `checks for orders:` with lines such as `missing_percent(fare) < 5`.
enum SodaCheckLanguage {
  /// The table of a key `checks for TABLE`; nil for another key.
  static func table(of key: String) -> String? {
    guard key.hasPrefix("checks for ") else { return nil }
    let name = key.dropFirst("checks for ".count).split(separator: " ").first
    return name.map(String.init)
  }

  static func read(
    _ file: inout SourceMapping, at place: Place, into draft: inout ImportDraft
  ) throws(ProjectError) {
    let keys = file.rest.map(\.key)
    let name = try draft.table(among: keys.compactMap(table), at: place)
    draft.name = name
    for key in keys where table(of: key) != nil {
      let checks = file.take(key)
      guard table(of: key) == name else { continue }
      if key != "checks for \(name)" {
        draft.list(
          SourceRule(name: key, path: key, place: file.place(key)),
          because: "the rules hold for all rows here; validate a part with a query")
      }
      for (index, check) in (checks?.members ?? []).enumerated() {
        self.check(check, path: "\(key)[\(index)]", into: &draft)
      }
    }
    file.skip("variables")
    for entry in file.takeRest() {
      let rule = SourceRule(name: entry.key.shortened, path: entry.key, place: entry.place)
      draft.list(rule, because: reason(against: entry.key))
    }
  }

  /// Why a key of a file that is no list of checks is not carried over.
  private static func reason(against key: String) -> String {
    switch key.split(separator: " ").first {
    case "filter": "the rules hold for all rows here; validate a part with a query"
    case "for": "a contract is of one table: write the checks as `checks for TABLE`"
    case "configurations": "what is valid or missing is read where a check says it"
    case "discover", "profile", "automated", "sample", "reconciliation":
      "it is no rule on the rows of one table"
    default: "nothing is known of this key"
    }
  }

  private static func check(_ check: PlacedValue, path: String, into draft: inout ImportDraft) {
    let line = check.entries?.first?.key ?? check.text ?? ""
    // SodaCL writes `valid values`, contracts `valid_values`.
    let entries = (check.entries?.first?.value.entries ?? []).map {
      PlacedValue.Entry(
        key: $0.key.replacing(" ", with: "_"), place: $0.place, value: $0.value)
    }
    let rule = SourceRule(
      name: line.isEmpty ? "check" : line.shortened, column: nil, path: path, place: check.place)
    guard
      var given = SourceMapping(
        PlacedValue(.mapping(entries), at: check.place), path: "\(path).\(line)")
    else { return }
    guard (check.entries?.count ?? 1) == 1 else {
      draft.list(
        rule,
        because:
          "a check has one key, not \((check.entries ?? []).map { "`\($0.key.shortened)`" }.joined(separator: ", "))"
      )
      return
    }
    let references = draft.options.references
    draft.read(rule, &given) { (rule, given, differences) throws(NotCarried) in
      given.skip(
        "name", "attributes", "samples_limit", "samples_columns", "identity", "title",
        "attribute", "collect_failed_rows")
      if line == "schema" {
        return try SodaSchemaCheck.constraints(&given, &rule, &differences)
      }
      if let reference = SodaReferenceCheck(line) {
        rule.column = reference.columns.count == 1 ? reference.columns[0] : nil
        return try reference.constraints(references, &differences)
      }
      guard let check = try CheckLine(line, &given) else {
        throw NotCarried("it is no check that is known")
      }
      rule.column = check.columns.count == 1 ? check.columns[0] : nil
      var threshold = check.threshold
      for (key, level) in [("warn", Severity.warn), ("fail", nil)] {
        guard let text = given.take(key)?.text, text.hasPrefix("when ") else { continue }
        if threshold.bounds != nil {
          differences.append("of its two thresholds only that of `fail` is carried over")
          continue
        }
        // Soda says when it fails, a contract what must hold.
        threshold.bounds = try CheckLine.failing(String(text.dropFirst(5)))
        threshold.severity = level
      }
      rule.severity = threshold.severity
      let filter = try DbtTest.sql(given.take("filter"), "filter")
      let soda = SodaCheck(
        column: check.columns.first, threshold: threshold, filter: filter, references: references)
      return try check.constraints(soda, &given, &rule)
    }
  }
}

/// A line such as `invalid_percent(email) < 5 %`.
private struct CheckLine {
  let metric: String
  let columns: [String]
  var threshold = SodaThreshold()
  /// The figure in SQL that a person gave a name.
  private var expression: String?

  init?(_ line: String, _ given: inout SourceMapping) throws(NotCarried) {
    var rest = Substring(line)
    metric = String(rest.prefix { $0.isLetter || $0 == "_" })
    rest = rest.dropFirst(metric.count)
    var columns: [String] = []
    if rest.first == "(", let end = rest.firstIndex(of: ")") {
      columns = rest[rest.index(after: rest.startIndex)..<end].split(separator: ",").map {
        String($0).trimmed.unquoted
      }
      rest = rest[rest.index(after: end)...]
    }
    self.columns = columns
    guard !metric.isEmpty else { return nil }
    if let reason = Self.reasons[metric] { throw NotCarried(reason) }
    if metric == "failed" { return }
    expression = try DbtTest.sql(given.take("\(metric)_expression"), "\(metric) expression")
    if given.take("\(metric)_query") != nil {
      throw NotCarried("a query of other data is no figure of these")
    }
    guard Self.metrics.contains(metric) || expression != nil else { return nil }
    var condition = String(rest).trimmed
    if metric == "freshness" { condition = Self.inOneUnit(condition) }
    if !condition.isEmpty { threshold.bounds = try Self.bounds(condition) }
    threshold.isPercent = metric.hasSuffix("_percent")
    if metric == "freshness" { threshold.unit = Self.unit(condition) }
  }

  private static let metrics: Set = [
    "row_count", "missing_count", "missing_percent", "invalid_count", "invalid_percent",
    "duplicate_count", "duplicate_percent", "freshness", "avg", "sum", "min", "max", "stddev",
    "stddev_samp", "stddev_pop", "variance", "var_samp", "var_pop", "min_length", "max_length",
    "avg_length", "percentile",
  ]

  /// Why checks that compare with runs before, or with other data, are not carried over.
  private static let reasons = [
    "anomaly": "what is unusual against runs before is what `assay observe` tells",
    "change": "changes from run to run are what `assay observe` tells",
    "distribution": "a distribution is judged by `assay drift`",
    "group": "groups are judged one by one: validate each with a query",
    "reconciliation": "two tables are not compared by a contract of one",
  ]

  /// `< 1d6h` as `< 30h`: an age of several units in the smallest of them.
  private static func inOneUnit(_ condition: String) -> String {
    guard let start = condition.lastIndex(of: " ") else { return condition }
    var minutes = 0
    var digits = ""
    var units: [Character] = []
    let lengths: [Character: Int] = ["d": 1_440, "h": 60, "m": 1]
    for letter in condition[condition.index(after: start)...] {
      if letter.isNumber {
        digits.append(letter)
      } else if let length = lengths[letter], let count = Int(digits), count < 100_000 {
        minutes += count * length
        units.append(letter)
        digits = ""
      } else {
        return condition
      }
    }
    guard units.count > 1, digits.isEmpty, let last = units.last, let length = lengths[last] else {
      return condition
    }
    return "\(condition[...start])\(minutes / length)\(last)"
  }

  /// `> 5`, `between 1 and 10`, `= 0`.
  static func bounds(_ condition: String) throws(NotCarried) -> ConfigurationMapping {
    let words = condition.replacing("%", with: "").split(separator: " ").map(String.init)
    if words.count == 4, words[0] == "between", words[2] == "and" {
      // A round bracket leaves its end out.
      let least = words[1].hasPrefix("(") ? "above" : "min"
      let greatest = words[3].hasSuffix(")") ? "below" : "max"
      return ConfigurationMapping([
        least: .text(try number(words[1].filter { !"([".contains($0) })),
        greatest: .text(try number(words[3].filter { !")]".contains($0) })),
      ])
    }
    guard words.count == 2 else {
      throw NotCarried("“\(condition.shortened)” is no threshold that is known")
    }
    let end = ConfigurationValue.text(try number(words[1]))
    switch words[0] {
    case "=": return ConfigurationMapping(["min": end, "max": end])
    case "<": return ConfigurationMapping(["below": end])
    case "<=": return ConfigurationMapping(["max": end])
    case ">": return ConfigurationMapping(["above": end])
    case ">=": return ConfigurationMapping(["min": end])
    default: throw NotCarried("“\(condition.shortened)” is no threshold that is known")
    }
  }

  /// What must hold where a check fails when the condition does.
  static func failing(_ condition: String) throws(NotCarried) -> ConfigurationMapping {
    let bounds = try bounds(condition)
    let opposites = ["below": "min", "max": "above", "above": "max", "min": "below"]
    guard bounds.entries.count == 1, let entry = bounds.entries.first,
      let key = opposites[entry.key]
    else { throw NotCarried("the opposite of “\(condition.shortened)” is no range") }
    return ConfigurationMapping([key: entry.value])
  }

  private static func number(_ text: String) throws(NotCarried) -> String {
    let digits = text.last.map { "dhm".contains($0) } == true ? String(text.dropLast()) : text
    guard ConfigurationBound(digits) != nil else {
      throw NotCarried("“\(text.shortened)” is no number")
    }
    return digits
  }

  /// `< 1d` is counted in days.
  private static func unit(_ condition: String) -> String {
    switch condition.last {
    case "d": "day"
    case "m": "minute"
    default: "hour"
    }
  }

  func constraints(
    _ soda: SodaCheck, _ given: inout SourceMapping, _ rule: inout SourceRule
  ) throws(NotCarried) -> [ImportedConstraint] {
    switch metric {
    case "row_count": return [try soda.rowCount()]
    case "missing_count", "missing_percent":
      return try soda.failing(try soda.missing(&given), &rule)
    case "invalid_count", "invalid_percent":
      return try soda.failing(try soda.invalid(&given), &rule)
    case "duplicate_count", "duplicate_percent": return try soda.duplicate(columns)
    case "freshness":
      guard let column = columns.first else { throw NotCarried("it names no column") }
      return [try soda.freshness(column)]
    case "failed":
      guard let condition = try DbtTest.sql(given.take("fail_condition"), "fail condition") else {
        throw NotCarried("a query of other data is no rule on rows")
      }
      return try soda.failing([.predicate("not (\(condition))", shows: [])], &rule)
    case "avg", "sum", "min", "max", "stddev", "stddev_samp", "stddev_pop", "variance", "var_samp",
      "var_pop", "min_length", "max_length", "avg_length":
      return [try soda.aggregate(metric)]
    case "percentile":
      guard columns.count == 2, let share = Double(columns[1]), (0...1).contains(share) else {
        throw NotCarried("it names no column with a share from 0 to 1")
      }
      guard let bounds = threshold.bounds else { throw NotCarried("it has no threshold") }
      let own = SQLText.identifier(columns[0])
      let value = soda.filter.map { "case when (\($0)) then \(own) end" } ?? own
      return [.aggregate("quantile_disc(\(value), \(columns[1]))", bounds)]
    default:
      guard let expression else { throw NotCarried("it is no check that is known") }
      guard soda.filter == nil else {
        throw NotCarried("a figure of a part of the rows has no counterpart")
      }
      guard let bounds = threshold.bounds else { throw NotCarried("it has no threshold") }
      return [.aggregate(expression, bounds)]
    }
  }
}

extension String {
  var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }

  /// Without the double quotes around it.
  var unquoted: String {
    count >= 2 && hasPrefix("\"") && hasSuffix("\"") ? String(dropFirst().dropLast()) : self
  }
}

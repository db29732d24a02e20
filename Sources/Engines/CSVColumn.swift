/// The types that a CSV column is read as.
enum CSVType: String, Sendable, Hashable {
  case text = "varchar"
  case integer = "bigint"
  case number = "double"
  case boolean = "boolean"
  case date = "date"
  case timestamp = "timestamp"
  case zonedTimestamp = "timestamptz"
}

/// How many values of a CSV column have which form: exact counts over the whole file.
///
/// The type follows from these counts, never from a sample alone: a column whose millionth row
/// holds a word is text with a warning, it does not fail in the middle of a scan.
struct CSVTally: Sendable, Hashable {
  /// What is counted; the raw value names it in the statement.
  enum Form: String, CaseIterable, Sendable {
    /// Values that are there.
    case present
    /// A number, with NaN and infinities.
    case number
    /// A number without a fraction that fits 64 bits.
    case integer
    /// A whole number, in digits alone, that 64 bits do not hold.
    case longInteger
    /// A number that begins with 0 and another digit.
    case leadingZero
    /// A text that begins with `+`.
    case plus
    /// A token of ``missingTokens``.
    case missing
    /// `true` or `false` in any case.
    case boolean
    /// `2024-02-29` and its like, year first.
    case date
    /// A date, or a date and a time.
    case timestamp
    /// A date and a time with `Z` or an offset from UTC.
    case zoned
    /// `29/2/2024` and its like, year last.
    case dayOrMonthFirst
    /// `1.234,5`, `1,234` and their like.
    case separated
  }

  var counts: [Form: Int] = [:]

  subscript(_ form: Form) -> Int { counts[form] ?? 0 }

  /// Spellings that tools write for a missing value, in lower case and trimmed.
  ///
  /// Not `nan`, which is a number, and not words such as `unknown`, which may be a category.
  static let missingTokens = [
    "", "na", "n/a", "#n/a", "null", "none", "nil", "-", "--", "?", ".", "missing", "<na>",
  ]

  /// The condition under which the value of `column` has a form.
  static func condition(_ form: Form, _ column: String) -> String {
    switch form {
    case .present: return "\(column) is not null"
    // The engine takes `2024_01` for a number.
    case .number:
      return "(try_cast(\(column) as double) is not null and not contains(\(column), '_'))"
    // A cast to an integer would round 2.5 to 3 without a word.
    case .integer:
      let number = "try_cast(\(column) as double)"
      return "(\(number) = trunc(\(number)) and abs(\(number)) < 9223372036854775807)"
    case .longInteger:
      return "(length(\(column)) >= 19 and regexp_full_match(\(column), '[+-]?[0-9]+') "
        + "and try_cast(\(column) as bigint) is null)"
    // In byte order, `:` follows `9` and `.` precedes `0`, so that 0.5 is not among them.
    case .leadingZero:
      return
        "((\(column) >= '00' and \(column) < '0:') or (\(column) >= '-00' and \(column) < '-0:'))"
    case .plus: return "(\(column) >= '+' and \(column) < ',')"
    case .missing:
      let tokens = missingTokens.map(SQLText.literal).joined(separator: ", ")
      return "(length(\(column)) <= 12 and lower(trim(\(column))) in (\(tokens)))"
    case .boolean: return "lower(\(column)) in ('true', 'false')"
    // The engine takes `31/1/24` for a day of the year 31.
    case .date:
      return "(length(\(column)) <= 10 and \(isOfYear(column, "date")))"
    case .timestamp: return isOfYear(column, "timestamp")
    case .zoned:
      return "regexp_matches(\(column), ':[0-9.]+\\s*(Z|z|UTC|[+-][0-9]{2}(:?[0-9]{2})?)$')"
    case .dayOrMonthFirst:
      return "regexp_full_match(\(column), '[0-9]{1,2}[-/.][0-9]{1,2}[-/.]([0-9]{2}|[0-9]{4})')"
    case .separated:
      return
        "regexp_full_match(\(column), '[+-]?([0-9]{1,3}([., ][0-9]{3})+([.,][0-9]+)?|[0-9]+,[0-9]+)')"
    }
  }

  /// Whether a text is a moment whose year has four digits; only early ones are looked at for that.
  private static func isOfYear(_ column: String, _ type: String) -> String {
    let moment = "try_cast(\(column) as \(type))"
    return "(\(moment) >= \(type) '1000-01-01' or "
      + "(\(moment) is not null and regexp_matches(\(column), '^\\s*[0-9]{4}')))"
  }

  /// The forms that are worth counting over the whole file after `self` was counted in a sample.
  ///
  /// Missing tokens are left out where ``needsMissing`` can tell that there are none.
  var formsToVerify: [Form] {
    let values = self[.present] - self[.missing]
    if values <= 0 { return Form.allCases }
    if self[.number] * 2 >= values {
      let isInteger = self[.integer] + self[.longInteger] == self[.number]
      return [.present, .number, .longInteger, .leadingZero] + (isInteger ? [.integer] : [])
        + (self[.plus] > 0 ? [.plus] : [])
    }
    if self[.boolean] * 2 >= values { return [.present, .boolean] }
    if self[.timestamp] * 2 >= values { return [.present, .date, .timestamp, .zoned] }
    if self[.dayOrMonthFirst] == values { return [.present, .dayOrMonthFirst, .missing] }
    if self[.separated] * 2 >= values { return [.present, .separated, .missing] }
    return [.present, .missing]
  }

  /// Whether missing tokens were not counted and there may be some: no number, truth or time is
  /// one, so a column of these alone has none.
  var needsMissing: Bool {
    guard counts[.missing] == nil else { return false }
    return ![.number, .boolean, .timestamp].contains { self[$0] == self[.present] }
  }

  /// Whether all values are whole numbers that begin with `+`, which a number would lose: telephone
  /// numbers.
  var isDialled: Bool {
    let values = self[.present] - self[.missing]
    return values > 0 && self[.plus] == values && self[.integer] == values
  }

  /// Whether all values are whole numbers and 64 bits do not hold one: a number with a fraction,
  /// which does, would not tell it from its neighbours.
  var isLong: Bool {
    let values = self[.present] - self[.missing]
    return self[.longInteger] > 0 && self[.integer] + self[.longInteger] == values
  }

  /// The type of numbers that all values read as, also such as are rather codes; nil where one is
  /// no number.
  var numbers: CSVType? {
    let values = self[.present] - self[.missing]
    guard values > 0, self[.number] == values else { return nil }
    return self[.integer] == values ? .integer : .number
  }

  /// The type of all values that are there, and what the values of a mixed column mostly are.
  ///
  /// A type is given only when every value has it, tokens that look missing aside; a column in
  /// which nine of ten values have one is text that is `mostly` it.
  var decision: (type: CSVType, mostly: Form?) {
    let values = self[.present] - self[.missing]
    guard values > 0 else { return (.text, nil) }
    if let numbers {
      return (self[.leadingZero] > 0 || isDialled || isLong ? .text : numbers, nil)
    }
    if self[.boolean] == values { return (.boolean, nil) }
    if self[.date] == values { return (.date, nil) }
    if self[.timestamp] == values { return (self[.zoned] > 0 ? .zonedTimestamp : .timestamp, nil) }
    for form in [Form.number, .timestamp, .boolean] where self[form] * 10 >= values * 9 {
      return (.text, form)
    }
    // Between a tenth and nine tenths of numbers, few rows cannot tell codes from damage.
    if self[.number] * 2 >= values { return (.text, .number) }
    if self[.timestamp] * 2 >= values { return (.text, .timestamp) }
    return (.text, nil)
  }
}

/// A column of one CSV file.
struct CSVColumn: Sendable, Hashable {
  /// The name in the file's header, made unique.
  let name: String
  /// The name inside statements: `c0`, `c1`, …, so that no header can break one.
  let alias: String
  /// What the values shall be, whatever they read as; nil where they decide.
  let stated: StatedType?
  var tally = CSVTally()

  /// The type that its values are given: what they all read as where nothing is stated, what is
  /// stated where they all read as it, else text, so that each value can be judged by itself.
  var type: CSVType {
    let found = tally.decision.type
    switch stated {
    case nil: return found
    case .text: return .text
    case .integer: return tally.isLong ? .text : tally.numbers ?? .text
    case .number: return tally.numbers ?? .text
    case .boolean: return found == .boolean ? found : .text
    case .date, .timestamp:
      return [.date, .timestamp, .zonedTimestamp].contains(found) ? found : .text
    }
  }

  /// Whether tokens that look missing are text like any other, where the column is read as text.
  var keepsMissingTokens: Bool { stated == nil || stated == .text }

  /// The forms that decide about it.
  var forms: [CSVTally.Form] {
    stated == .text ? [.present, .missing] : CSVTally.Form.allCases
  }

  /// The column's values as a type.
  ///
  /// A plain cast, so that a file that changes between two readings fails loudly.
  func expression(as type: CSVType) -> String {
    let value =
      tally[.missing] > 0 && !(type == .text && keepsMissingTokens)
      ? "case when \(CSVTally.condition(.missing, alias)) then null else \(alias) end" : alias
    return type == .text ? value : "cast(\(value) as \(type.rawValue))"
  }
}

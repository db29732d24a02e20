/// What is doubtful about a column's values, and how its first case is found.
struct CSVDoubt {
  let column: CSVColumn
  let code: InputWarning.Code
  /// True for the doubtful values.
  let condition: String
  private let sentence: String

  /// The gravest doubt about a column, or nil when there is none.
  init?(_ column: CSVColumn) {
    self.column = column
    let tally = column.tally
    let values = tally[.present] - tally[.missing]
    let type = column.type
    // What is stated to be text is nothing else, whatever it reads as.
    let mostly = column.stated == .text ? nil : tally.decision.mostly
    let isUnstatedText = type == .text && column.stated != .text
    let missing = CSVTally.condition(.missing, column.alias)
    func has(_ form: CSVTally.Form) -> String { CSVTally.condition(form, column.alias) }
    if let mostly {
      code = .mixedTypes
      condition =
        "\(column.alias) is not null and not \(missing) and not coalesce(\(has(mostly)), false)"
      let name = mostly == .number ? "numbers" : mostly == .boolean ? "true or false" : "times"
      sentence =
        "\(values - tally[mostly]) of \(values) values are not \(name) as the others are, "
        + "so the column was read as text"
    } else if isUnstatedText, tally[.number] == values, tally[.leadingZero] > 0 {
      code = .leadingZeros
      condition = has(.leadingZero)
      sentence =
        "\(tally[.leadingZero]) of \(values) numbers begin with 0, so the column was read as text"
    } else if isUnstatedText, tally.isDialled {
      code = .plusSigns
      condition = has(.plus)
      sentence = "all \(values) numbers begin with +, so the column was read as text"
    } else if isUnstatedText, tally.isLong {
      code = .longIntegers
      condition = has(.longInteger)
      sentence =
        "\(tally[.longInteger]) of \(values) whole numbers need more than 64 bits, so the column was read as text"
    } else if isUnstatedText, values > 0, tally[.dayOrMonthFirst] == values {
      code = .ambiguousDates
      condition = has(.dayOrMonthFirst)
      sentence =
        "the dates do not tell day from month, so the column was read as text: write 2024-02-29"
    } else if isUnstatedText, tally[.separated] * 2 >= max(values, 1) {
      code = .numberFormat
      condition = has(.separated)
      sentence =
        "\(tally[.separated]) numbers have separators, so the column was read as text: "
        + "write 1234.5"
    } else if type == .zonedTimestamp, tally[.zoned] < values {
      code = .mixedZones
      condition =
        "\(column.alias) is not null and not \(missing) and not \(has(.zoned))"
      sentence = "\(values - tally[.zoned]) of \(values) times have no zone and were taken as UTC"
    } else if tally[.missing] > 0 {
      code = .missingToken
      condition = missing
      sentence =
        type == .text && column.keepsMissingTokens
        ? "\(tally[.missing]) value(s) look missing and were counted as text"
        : "\(tally[.missing]) value(s) look missing and were read as missing"
    } else {
      return nil
    }
  }

  /// The warning, with the first doubtful value.
  func warning(token: String, file: String, line: Int?) -> InputWarning {
    let shown = String(token.prefix(40)).shownOnOneLine
    return InputWarning(
      code, "\(sentence); the first is \"\(shown)\"", file: file, line: line, column: column.name)
  }
}

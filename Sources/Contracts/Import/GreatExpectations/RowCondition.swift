internal import Checklist
internal import Engines

/// Conditions on rows as Great Expectations and pandas write them, in the SQL of the engine.
enum RowCondition {
  /// The condition of a mapping or of a text; nil for one that cannot be translated.
  static func sql(_ value: PlacedValue) -> String? {
    value.text.map(sql(ofText:)) ?? sql(ofMapping: value)
  }

  private static let comparisons = [
    "==": "=", "=": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">=", "IN": "in",
    "NOT_IN": "not in", "NOT IN": "not in",
  ]

  private static func sql(ofMapping value: PlacedValue) -> String? {
    let column = (value["column"]?["name"] ?? value["column"])?.text.map(SQLText.identifier)
    switch value["type"]?.text {
    case "nullity":
      guard let column, let isNull = value["is_null"]?.flag else { return nil }
      return "\(column) is \(isNull ? "" : "not ")null"
    case "comparison":
      guard let column, let word = value["operator"]?.text?.uppercased(),
        let comparison = comparisons[word], let parameter = value["parameter"]
      else { return nil }
      if comparison.hasSuffix("in") {
        guard let members = parameter.members else { return nil }
        let literals = members.compactMap(literal)
        guard literals.count == members.count, !literals.isEmpty else { return nil }
        return "\(column) \(comparison) (\(literals.joined(separator: ", ")))"
      }
      return literal(parameter).map { "\(column) \(comparison) \($0)" }
    case "and", "or":
      guard let type = value["type"]?.text, let conditions = value["conditions"]?.members else {
        return nil
      }
      let parts = conditions.compactMap { sql(ofMapping: $0) }
      guard parts.count == conditions.count, !parts.isEmpty else { return nil }
      return parts.map { "(\($0))" }.joined(separator: " \(type) ")
    case "pass_through": return value["pass_through_filter"]?.text.flatMap(sql(ofText:))
    default: return nil
    }
  }

  private static func literal(_ value: PlacedValue) -> String? {
    if value.number != nil || value.flag != nil { return value.text }
    if case .quoted(let text) = value.content { return SQLText.literal(text) }
    return nil
  }

  /// What a query of the form `select * from {batch} where …` asks.
  static func condition(ofQuery query: String) -> String? {
    let words = query.split { $0.isWhitespace }.map(String.init)
    guard words.count > 5, words[0].lowercased() == "select", words[1] == "*",
      words[2].lowercased() == "from", words[3] == "{batch}", words[4].lowercased() == "where"
    else { return nil }
    let condition = words.dropFirst(5).joined(separator: " ")
    return condition.contains("{")
      ? nil : condition.hasSuffix(";") ? String(condition.dropLast()) : condition
  }

  // MARK: Text

  /// Translates `col("a") > 5`, `a > 5 and b == "x"`, `col("a").notNull()` word by word.
  private static func sql(ofText text: String) -> String? {
    var words: [String] = []
    var rest = Array(text.unicodeScalars)[...]
    while let first = rest.first {
      if first.properties.isWhitespace {
        rest = rest.dropFirst()
      } else if let word = word(&rest) {
        words.append(word)
      } else {
        return nil
      }
    }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  private static func word(_ rest: inout ArraySlice<Unicode.Scalar>) -> String? {
    for (sign, sql) in signs where rest.starts(with: sign.unicodeScalars) {
      rest = rest.dropFirst(sign.unicodeScalars.count)
      return sql
    }
    guard let first = rest.first else { return nil }
    if first == "\"" || first == "'" { return quoted(&rest).map(SQLText.literal) }
    if first == "`" { return quoted(&rest).map(SQLText.identifier) }
    let isNumber = ("0"..."9").contains(first) || first == "-"
    let word = String(
      String.UnicodeScalarView(
        rest.prefix {
          $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_"
            || (isNumber && ($0 == "." || $0 == "-"))
        }))
    guard !word.isEmpty else { return nil }
    rest = rest.dropFirst(word.unicodeScalars.count)
    if isNumber { return Double(word) == nil ? nil : word }
    switch word {
    case "and", "or", "not", "in": return word
    case "True", "true": return "true"
    case "False", "false": return "false"
    case "col":
      guard rest.first == "(" else { return SQLText.identifier(word) }
      rest = rest.dropFirst()
      guard let name = quoted(&rest), rest.first == ")" else { return nil }
      rest = rest.dropFirst()
      return SQLText.identifier(name)
    default: return rest.first == "(" ? nil : SQLText.identifier(word)
    }
  }

  /// Signs and endings with what they are in SQL, the longer before the shorter.
  private static let signs: [(String, String)] = [
    (".notNull()", "is not null"), (".notnull()", "is not null"), (".notna()", "is not null"),
    (".isNull()", "is null"), (".isnull()", "is null"), (".isna()", "is null"),
    ("==", "="), ("!=", "<>"), ("<=", "<="), (">=", ">="), ("<", "<"), (">", ">"),
    ("&", "and"), ("|", "or"), ("~", "not"), ("(", "("), (")", ")"), ("[", "("), ("]", ")"),
    (",", ","),
  ]

  /// Text in the quotes that it starts with, without escapes.
  private static func quoted(_ rest: inout ArraySlice<Unicode.Scalar>) -> String? {
    guard let quote = rest.first, quote == "\"" || quote == "'" || quote == "`" else { return nil }
    let inner = rest.dropFirst().prefix { $0 != quote && $0 != "\\" }
    guard rest.dropFirst(inner.count + 1).first == quote else { return nil }
    rest = rest.dropFirst(inner.count + 2)
    return String(String.UnicodeScalarView(inner))
  }
}

internal import ADBC

/// Names and values from outside as SQL text: the only place where they enter a statement.
package enum SQLText {
  /// A name of a column or table, quoted.
  ///
  ///     SQLText.identifier("a\"b")   // "a""b"
  package static func identifier(_ name: String) -> String {
    "\"" + doubled(name, "\"") + "\""
  }

  /// A text value, quoted; an expression where it holds U+0000, at which a statement would end.
  ///
  ///     SQLText.literal("it's")   // 'it''s'
  package static func literal(_ text: String) -> String {
    let parts = text.unicodeScalars.split(separator: "\0", omittingEmptySubsequences: false)
    let literals = parts.map { "'" + doubled(String($0), "'") + "'" }
    return literals.count == 1 ? literals[0] : "(\(literals.joined(separator: " || chr(0) || ")))"
  }

  /// The path of one existing file, quoted, with pattern characters escaped so that a file named
  /// `a[1]*.csv` is that file and no pattern.
  static func path(_ path: String) -> String {
    var escaped = ""
    for scalar in path.unicodeScalars {
      switch scalar {
      case "*", "?", "[": escaped += "[\(scalar)]"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return literal(escaped)
  }

  /// The rows of one Parquet file, whatever its folders are called.
  package static func parquet(_ path: String) -> String {
    "read_parquet(\(self.path(path)), hive_partitioning = false)"
  }

  /// The rows of one CSV file with a heading, every value as the text that it is; nothing between
  /// two commas is missing.
  package static func textCSV(_ path: String) -> String {
    "read_csv(\(self.path(path)), all_varchar = true, header = true, nullstr = '', "
      + "allow_quoted_nulls = false, hive_partitioning = false)"
  }

  /// Paths as a list literal.
  static func paths(_ paths: [String]) -> String {
    "[" + paths.map(path).joined(separator: ", ") + "]"
  }

  /// Whether a semicolon outside of quotes and comments ends a statement before the text ends.
  static func holdsSeveralStatements(_ sql: String) -> Bool {
    var isQuoted = false
    for character in Redaction.redact(sql) {
      if character == "\"" { isQuoted.toggle() }
      if character == ";", !isQuoted { return true }
    }
    return false
  }

  private static func doubled(_ text: String, _ quote: Unicode.Scalar) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      result.unicodeScalars.append(scalar)
      if scalar == quote { result.unicodeScalars.append(scalar) }
    }
    return result
  }
}

/// Patterns of SQL's `like` as regular expressions.
enum LikePattern {
  /// The same as a regular expression for the whole value.
  ///
  ///     LikePattern.regex("A_%")   // "(?s)^A..*$"
  static func regex(_ pattern: String) -> String {
    var regex = "(?s)^"
    for scalar in pattern.unicodeScalars {
      switch scalar {
      case "%": regex += ".*"
      case "_": regex += "."
      default: regex += literal(String(scalar))
      }
    }
    return regex + "$"
  }

  /// Text that matches itself alone.
  static func literal(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      "\\.+*?()|[]{}^$".unicodeScalars.contains(scalar) ? "\\\(scalar)" : String(scalar)
    }.joined()
  }
}

internal import Checklist

extension [String] {
  /// `a, b, c and 4 more`: names from data or configuration, made safe to show.
  func listed(_ most: Int = 4) -> String {
    let shown = prefix(most).map(\.visible).joined(separator: ", ")
    return count > most ? "\(shown) and \(count - most) more" : shown
  }
}

extension String {
  /// The text with its first letter in upper case.
  var capitalizedFirst: String {
    prefix(1).uppercased() + dropFirst()
  }

  /// The text as a clause inside a sentence: no full stop, no capital unless its first word is a
  /// name of its own (`LightGBM`).
  var asClause: String {
    let text = hasSuffix(".") ? String(dropLast()) : self
    let rest = text.dropFirst().prefix { $0 != " " }
    guard rest.contains(where: \.isLowercase), !rest.contains(where: \.isUppercase) else {
      return text
    }
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}

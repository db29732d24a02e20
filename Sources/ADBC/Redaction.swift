/// Takes the values out of a text that is about to be shown or logged.
package enum Redaction {
  /// The SQL with each quoted string replaced by `'…'` and each number by `0`.
  ///
  /// Identifiers, quoted or not, and key words stay, so that the statement can still be
  /// recognized. An unfinished string is redacted to the end of the text. Comments are dropped.
  /// A `$tag$…$tag$` string is redacted too.
  ///
  ///     Redaction.redact("select * from t where name = 'Ann' and age > 41")
  ///     // select * from t where name = '…' and age > 0
  ///
  /// - Complexity: O(length).
  package static func redact(_ sql: String) -> String {
    var result = ""
    var rest = Substring(sql)
    var previous: Character = " "
    while let character = rest.first {
      if character == "'" {
        rest = afterQuoted(rest, by: "'")
        result += "'…'"
      } else if character == "\"" {
        let after = afterQuoted(rest, by: "\"")
        result += rest[rest.startIndex..<after.startIndex]
        rest = after
      } else if rest.hasPrefix("--") {
        rest = rest.drop { !$0.isNewline }
      } else if rest.hasPrefix("/*") {
        rest = after("*/", in: rest.dropFirst(2))
      } else if character == "$", !isWord(previous), let tag = dollarTag(rest) {
        rest = after(tag, in: rest.dropFirst(tag.count))
        result += "'…'"
      } else if character.isASCII, character.isNumber, !isWord(previous) {
        rest = rest.drop { isWord($0) || $0 == "." }
        result += "0"
      } else {
        result.append(character)
        rest = rest.dropFirst()
      }
      previous = result.last ?? " "
    }
    return result
  }

  private static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  /// What follows the quoted text that `text` begins with; a doubled quote does not end it.
  private static func afterQuoted(_ text: Substring, by quote: Character) -> Substring {
    var rest = text.dropFirst()
    while let character = rest.first {
      rest = rest.dropFirst()
      guard character == quote else { continue }
      guard rest.first == quote else { return rest }
      rest = rest.dropFirst()
    }
    return rest
  }

  private static func after(_ end: String, in text: Substring) -> Substring {
    var rest = text
    while !rest.isEmpty {
      if rest.hasPrefix(end) { return rest.dropFirst(end.count) }
      rest = rest.dropFirst()
    }
    return rest
  }

  /// The `$$` or `$name$` that begins the text, if one does.
  private static func dollarTag(_ text: Substring) -> String? {
    let name = text.dropFirst().prefix { isWord($0) }
    guard text.dropFirst(1 + name.count).first == "$" else { return nil }
    return "$\(name)$"
  }
}

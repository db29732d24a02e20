/// What is read in a database: a table by its name, or a query.
package struct DatabaseRelation: Sendable, Hashable {
  /// The table's name as it was written, or the query without its end.
  package let text: String
  package let isQuery: Bool

  /// Reads the part of a `DATA` argument behind the database.
  ///
  ///     try DatabaseRelation("sales.orders")           // a table
  ///     try DatabaseRelation("select 1 as a")          // a query
  ///
  /// - Throws: ``EngineError`` of kind `usage`.
  package init(_ written: String) throws(EngineError) {
    var text = Substring(written)
    while let first = text.first, first.isWhitespace { text = text.dropFirst() }
    while let last = text.last, last == ";" || last.isWhitespace { text = text.dropLast() }
    guard !text.isEmpty else {
      throw EngineError(
        .usage, "no table or query is named behind the database",
        remedy: "write one, such as \"postgresql://host/db#sales.orders\" or \"spark:select …\"")
    }
    let start = text.prefix { $0.isLetter }.lowercased()
    isQuery =
      text.first == "("
      || ["select", "with", "values", "from", "table"].contains(start)
        && text.contains(where: \.isWhitespace)
    self.text = String(text)
    if isQuery {
      guard !SQLText.holdsSeveralStatements(self.text) else {
        throw EngineError(.usage, "there is more than one statement", remedy: "write one query")
      }
    } else if let odd = Self.oddity(in: self.text) {
      throw EngineError(
        .usage, "“\(String(odd).shownOnOneLine)” cannot stand in the name of a table",
        remedy: "quote the name as the database does, or write a query that begins with select")
    }
  }

  /// The relation behind `from`.
  package var inFrom: String {
    // The line break ends a trailing comment.
    isQuery ? "(\(text)\n) as assay_rows" : text
  }

  /// The first character outside of quotes that is no part of a table's name.
  private static func oddity(in name: String) -> Character? {
    var quote: Character?
    for character in name {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "`" {
        quote = character
      } else if !(character.isLetter || character.isNumber || "_.$-".contains(character)) {
        return character
      }
    }
    return quote
  }
}

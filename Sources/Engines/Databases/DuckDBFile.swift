internal import Foundation

/// A database of DuckDB in a file, and what is read in it: what stands behind `duckdb:` when it is
/// no query.
///
///     try DuckDBFile("shop.duckdb#orders")   // path: shop.duckdb, relation: orders
///     try DuckDBFile("select 1 as a")        // nil: a query of the embedded engine
struct DuckDBFile {
  let path: String
  let relation: DatabaseRelation

  /// Nil for a query of the embedded engine.
  ///
  /// - Throws: ``EngineError`` for a file that is not there, or behind which nothing is named.
  init?(_ text: String) throws(EngineError) {
    let marks = text.indices.filter { text[$0] == "#" }
    // A file's own name may hold the mark.
    let found = marks.last { FileManager.default.fileExists(atPath: String(text[..<$0])) }
    guard let mark = found ?? marks.first else {
      guard Self.isName(text) else { return nil }
      guard FileManager.default.fileExists(atPath: text) else { throw Self.absent(text) }
      throw Self.unnamed(text)
    }
    path = String(text[..<mark])
    guard found != nil else {
      guard Self.isName(path) else { return nil }
      throw Self.absent(path)
    }
    let rest = text[text.index(after: mark)...]
    guard !rest.allSatisfy(\.isWhitespace) else { throw Self.unnamed(path) }
    relation = try DatabaseRelation(String(rest))
  }

  /// Whether a text is no query: one word, or a file that is there or is called as a database is.
  private static func isName(_ text: String) -> Bool {
    guard !text.isEmpty else { return false }
    if !text.contains(where: { $0.isWhitespace || "'\"();".contains($0) }) { return true }
    if FileManager.default.fileExists(atPath: text) { return true }
    let isQuery = (try? DatabaseRelation(text))?.isQuery ?? false
    return !isQuery && [".duckdb", ".ddb", ".db"].contains { text.lowercased().hasSuffix($0) }
  }

  private static func absent(_ path: String) -> EngineError {
    EngineError(
      .unreadable, PlainFile.absent,
      remedy:
        "check the spelling and the folder; a query of the embedded engine begins with select",
      file: path)
  }

  private static func unnamed(_ path: String) -> EngineError {
    EngineError(
      .usage, "no table or query is named behind the database",
      remedy: "end it with # and one, such as \"duckdb:\(path.shownOnOneLine)#orders\"; "
        + "a file of data stands by itself, without duckdb:", file: path)
  }
}

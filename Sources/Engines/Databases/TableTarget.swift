/// A table of a database that rows are written to.
///
///     try TableTarget(argument: "duckdb:shop.duckdb#held")               // held of the file try
///     TableTarget(argument: "postgresql://ann@db/sales#raw.held")    // held of the schema raw try
///     TableTarget(argument: "spark:held")                            // throws: only Spark's own
///     rows go there
package struct TableTarget: Sendable, Hashable {
  package let address: DatabaseAddress
  /// The schema as the database stores its name; nil where the session makes its tables.
  let schema: String?
  /// The table as the database stores its name.
  let table: String

  private static let schemes = ["duckdb", "postgresql", "postgres", "spark"]

  /// Whether an argument can only be meant as a table.
  package static func isMeant(_ argument: String) -> Bool {
    guard let colon = argument.firstIndex(of: ":") else { return false }
    return schemes.contains(argument[..<colon].lowercased())
  }

  private init(address: DatabaseAddress, schema: String?, table: String) {
    self.address = address
    self.schema = schema
    self.table = table
  }

  /// Reads an argument: `duckdb:FILE#TABLE`, or a table of PostgreSQL as ``DataSource`` reads one.
  ///
  /// - Parameter isWrittenThere: whether its database may write its own rows to it: then it may be
  ///   one of Spark.
  /// - Throws: ``EngineError`` of kind `usage`.
  package init(argument: String, isWrittenThere: Bool = false) throws(EngineError) {
    guard let colon = argument.firstIndex(of: ":") else { throw Self.noTable(argument) }
    let rest = argument[argument.index(after: colon)...]
    switch argument[..<colon].lowercased() {
    case "duckdb":
      guard let mark = rest.lastIndex(of: "#"), mark > rest.startIndex else {
        throw EngineError(
          .usage, "no table is named behind a file of DuckDB",
          remedy: "write both, such as \"duckdb:shop.duckdb#held\"",
          file: argument.shownOnOneLine)
      }
      address = .duckdb(file: String(rest[..<mark]))
      (schema, table) = try Self.names(rest[rest.index(after: mark)...], .duckdb)
    case "spark" where isWrittenThere:
      guard case .table(let address, let relation) = try DataSource(argument: argument),
        !relation.isQuery
      else { throw Self.noTable(argument) }
      self.address = address
      (schema, table) = try Self.names(relation.text[...], .spark)
    case "postgresql", "postgres":
      guard case .table(let address, let relation) = try DataSource(argument: argument),
        !relation.isQuery
      else { throw Self.noTable(argument) }
      self.address = address
      (schema, table) = try Self.names(relation.text[...], .postgresql)
    default:
      throw Self.isStoredBySparkAlone(DataSource.open(argument))
    }
  }

  /// The refusal of rows that would have to be brought to Spark.
  static func isStoredBySparkAlone(_ shown: String) -> EngineError {
    EngineError(
      .usage, "rows that were read are not written to tables of Spark: its driver stores none",
      remedy:
        "write a file of Parquet where Spark reads it; rows of a table of Spark that go on are "
        + "written by itself with --count there", file: shown)
  }

  /// The same table with its schema said.
  func inSchema(_ schema: String) -> TableTarget {
    TableTarget(address: address, schema: schema, table: table)
  }

  /// Another table beside it, named for it: `held_assay_3f2a9c1e`.
  func beside(_ suffix: String) -> TableTarget {
    TableTarget(address: address, schema: schema, table: "\(table)_assay_\(suffix)")
  }

  /// The table in a message.
  package var shown: String {
    "\([schema, table].compactMap(\.self).joined(separator: ".").shownOnOneLine) of \(address.shown)"
  }

  /// The table's name in SQL.
  var name: String {
    [schema, table].compactMap(\.self).map(address.dialect.identifier).joined(separator: ".")
  }

  /// The file of a database that is one.
  var file: String? { address.options["path"] }

  /// Whether a source is this table, as far as its name says.
  package func isSame(as source: DataSource) -> Bool {
    guard case .table(address, let relation) = source, !relation.isQuery,
      let names = try? Self.names(relation.text[...], address.dialect)
    else { return false }
    // DuckDB tells no capital from a small letter, in double quotes either.
    let folded: (String?) -> String? = { [dialect = address.dialect] name in
      dialect == .duckdb ? name?.lowercased() : name
    }
    return folded(names.table) == folded(table)
      && (names.schema == nil || schema == nil || folded(names.schema) == folded(schema))
  }

  private static func noTable(_ argument: String) -> EngineError {
    EngineError(
      .usage, "rows are written to a table, not to a query",
      remedy: "name one, such as \"postgresql://host/db#sales.held\"",
      file: DataSource.open(argument).shownOnOneLine)
  }

  /// Schema and table of a name: parts in double quotes as they are, others as the database folds
  /// them.
  private static func names(
    _ written: Substring, _ dialect: Dialect
  ) throws(EngineError) -> (schema: String?, table: String) {
    var parts: [String] = []
    var part = ""
    var isQuoted = false
    var wasQuoted = false
    func fold() -> String { dialect == .postgresql && !wasQuoted ? part.lowercased() : part }
    var isSound = true
    for character in written {
      switch (character, isQuoted) {
      case ("\"", true): isQuoted = false
      case ("\"", false):
        isSound = isSound && part.isEmpty
        (isQuoted, wasQuoted) = (true, true)
      case (".", false):
        parts.append(fold())
        (part, wasQuoted) = ("", false)
      case (_, true): part.append(character)
      default:
        isSound =
          isSound && !wasQuoted
          && (character.isLetter || character.isNumber || character == "_" || character == "$")
        part.append(character)
      }
    }
    parts.append(fold())
    guard isSound, !isQuoted, parts.count <= 2, !parts.contains(""), let table = parts.last else {
      throw EngineError(
        .usage, "\(String(written).shownOnOneLine) is no name of a table",
        remedy: "write TABLE or SCHEMA.TABLE, odd names in double quotes")
    }
    return (parts.count == 2 ? parts[0] : nil, table)
  }
}

extension DatabaseRelation {
  /// The relation that a target is.
  init(table: TableTarget) {
    text = table.name
    isQuery = false
  }
}

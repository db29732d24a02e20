internal import ADBC

/// How a database's SQL differs where Assay asks it something.
package enum Dialect: String, Sendable, Hashable, CaseIterable {
  case duckdb
  case postgresql
  case spark

  /// A name of a column, quoted.
  package func identifier(_ name: String) -> String {
    switch self {
    case .duckdb, .postgresql: SQLText.identifier(name)
    case .spark: "`" + name.replacing("`", with: "``") + "`"
    }
  }

  /// A text value, quoted.
  package func literal(_ text: String) -> String {
    switch self {
    case .duckdb, .postgresql: SQLText.literal(text)
    case .spark:
      // Spark reads a backslash in a text as the beginning of an escape.
      "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
    }
  }

  /// What is run when a session begins: times mean the same everywhere, and nothing is written.
  var preamble: [String] {
    switch self {
    case .postgresql: ["set time zone 'UTC'", "set default_transaction_read_only = on"]
    case .duckdb:
      [
        "set timezone = 'UTC'", "set autoinstall_known_extensions = false",
        "set autoload_known_extensions = false",
      ]
    case .spark: ["set time zone 'UTC'"]
    }
  }

  /// What is run so that all questions of a session see the same rows, where the database can
  /// promise that.
  var snapshot: [String] {
    self == .postgresql ? ["begin transaction isolation level repeatable read, read only"] : []
  }

  /// The expression that reads a column in a type that can be measured.
  ///
  /// PostgreSQL's `numeric` and `uuid` have no counterpart in its driver: they would come as text
  /// of the database's own and as raw bytes.
  func expression(_ field: ArrowField) -> String {
    let name = identifier(field.name)
    guard self == .postgresql else { return name }
    switch (field.databaseType, field.type) {
    case ("numeric", _): return "cast(\(name) as double precision)"
    case (_, .fixedSizeBinary(byteWidth: 16)): return "cast(\(name) as text)"
    default: return name
    }
  }

  /// The type in which text of a column is compared.
  package var textType: String {
    switch self {
    case .duckdb: "varchar"
    case .postgresql: "text"
    case .spark: "string"
    }
  }
}

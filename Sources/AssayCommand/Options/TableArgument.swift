internal import ArgumentParser
internal import Engines

/// A table of a database that a command writes: `duckdb:FILE#TABLE` or
/// `postgresql://host/db#TABLE`.
struct TableArgument: PathArgument {
  private let argument: String

  init?(argument: String) {
    guard TableTarget.isMeant(argument) else { return nil }
    self.argument = argument
  }

  /// The argument as it may be shown: without a password.
  var path: String { DataSource.open(argument) }

  /// The table that is meant.
  ///
  /// - Throws: ``EngineError`` for an argument that names none.
  ///
  /// - Parameter isWrittenThere: whether its database may write its own rows to it.
  func target(isWrittenThere: Bool = false) throws(EngineError) -> TableTarget {
    try TableTarget(argument: argument, isWrittenThere: isWrittenThere)
  }
}

/// What becomes of tables that are there, as `--append` or `--replace`.
enum ExistingOption: String, EnumerableFlag, Sendable {
  case append
  case replace

  /// The same, as the engine is told.
  var existing: ExistingTable {
    switch self {
    case .append: .append
    case .replace: .replace
    }
  }

  static func help(for value: ExistingOption) -> ArgumentHelp? {
    switch value {
    case .append: "Put the rows to those of a table that is there."
    case .replace: "Put a new table in the place of one that is there."
    }
  }
}

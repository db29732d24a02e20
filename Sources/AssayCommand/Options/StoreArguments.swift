internal import ArgumentParser
internal import Engines
internal import Foundation
internal import Quarantine

/// Which quarantine store, and which of its batches.
struct StoreArguments: ParsableArguments {
  @Argument(help: "The folder of the quarantine store.")
  var store: String

  @Option(
    help: ArgumentHelp(
      "The batch, by its number; else the only one that holds rows.", valueName: "number"))
  var batch: Int?

  /// Opens the store, alone.
  func open(_ engine: any Engine) throws -> QuarantineStore {
    try Self.open(store, engine, isMade: false)
  }

  /// Opens a store; says so when it waits for another run.
  static func open(
    _ folder: String, _ engine: any Engine, isMade: Bool
  ) throws -> QuarantineStore {
    try QuarantineStore(folder, engine: engine, isMade: isMade) {
      Console.standard.say(
        "waiting for another run that works on \(folder.shownOnOneLine) …")
    }
  }
}

/// Which held rows are meant; rows that fit all of it.
struct RowArguments: ParsableArguments {
  @Option(help: ArgumentHelp("Rows by their names, such as b3-17.", valueName: "id,…"))
  var id: ColumnList?

  @Option(help: ArgumentHelp("Rows that broke this rule.", valueName: "rule"))
  var rule: String?

  @Option(
    help: ArgumentHelp("Rows that broke a rule about this column.", valueName: "col"))
  var column: String?

  @Option(
    help: ArgumentHelp("Rows with this value in a column that names them.", valueName: "value"))
  var key: String?

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Rows for which an SQL expression over their columns is true.", valueName: "sql"))
  var condition: String?

  var selection: RowSelection {
    RowSelection(
      ids: id?.names ?? [], rule: rule, column: column, key: key, condition: condition)
  }
}

extension QuarantineStore {
  /// What killed runs had begun, as warnings.
  var warnings: [WarningDocument] {
    completed.map { change in
      let target = change.move.map { "; their file is \($0.target.shownOnOneLine)" } ?? ""
      return WarningDocument(
        code: "interrupted-run",
        message:
          "a run that was interrupted has been brought to its end: \(change.action.rawValue) "
          + "of \(change.rows) row(s) of batch \(change.batchNumber)\(target)")
    }
  }

  /// The time of a change.
  static var now: String { Date.now.formatted(.iso8601) }
}

extension Account {
  /// What is said of a change, by the user as whom the program runs.
  static func current(by name: String? = nil, reason: String? = nil) -> Account {
    let user = NSUserName()
    return Account(by: name, user: user.isEmpty ? nil : user, reason: reason)
  }
}

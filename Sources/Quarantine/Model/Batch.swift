/// The rows that one run held back, and where each of them is now.
///
/// `rowsIn = passed + held + released + discarded`, always: the ledger's table refuses anything
/// else.
package struct Batch: Sendable, Hashable, Codable {
  /// From 1, in the order of the runs.
  package let number: Int
  /// Where the rows came from.
  package let origin: Origin
  /// Rows that the run read.
  package let rowsIn: Int
  /// Rows that went on at once.
  package let passed: Int
  /// Rows that are still held, corrected ones among them.
  package var held: Int
  /// Of the held rows, those that were corrected.
  package var corrected = 0
  /// Rows handed on since.
  package var released = 0
  /// Rows given up.
  package var discarded = 0
  /// Rules for which all rows are held; empty when each is held for its own sake.
  package var blocking: [String]
  /// The file of the held rows in the store; nil when none is left.
  var rows: String?
  /// Files of rows that are no longer held.
  var apart: [Apart] = []
  /// The files, outside of the store, of the rows that passed or were released.
  var handedOn: [HandedOn] = []

  /// Rows that left, and the file in the store that remembers them.
  struct Apart: Sendable, Hashable, Codable {
    let action: AuditEntry.Action
    let file: String
  }

  /// Whether every row is in one place.
  package var isConserved: Bool { rowsIn == passed + held + released + discarded }

  /// Files in the store that it needs.
  var files: [String] { [rows].compactMap(\.self) + apart.map(\.file) }
}

extension Batch {
  /// The run that held the rows, and what is needed to judge them again.
  package struct Origin: Sendable, Hashable, Codable {
    package let run: String
    /// When, as `2026-03-31T12:00:00Z`.
    package let time: String
    /// The data as they were named.
    package let source: String
    package let contract: ContractCopy
    package let environment: String?
    package let stage: String?
    /// Whether the values were text whose types were told from it.
    package let isText: Bool
    /// The rows' own columns, in their order.
    package let columns: [String]
    /// Columns whose values are never shown.
    package let personal: [String]
    /// By rule about rows, the columns that explain a row which breaks it.
    package let rules: [String: [String]]
    /// Equal for runs over the same files with the same contract; nil for a query.
    package let identity: String?
    /// The file of the rows that went on.
    package let passedTo: String?

    /// Describes a run.
    package init(
      run: String, time: String, source: String, contract: ContractCopy, environment: String?,
      stage: String?, isText: Bool, columns: [String], personal: [String],
      rules: [String: [String]], identity: String?, passedTo: String?
    ) {
      self.run = run
      self.time = time
      self.source = source
      self.contract = contract
      self.environment = environment
      self.stage = stage
      self.isText = isText
      self.columns = columns
      self.personal = personal
      self.rules = rules
      self.identity = identity
      self.passedTo = passedTo
    }
  }

  /// Which contract it was: its file, and what was in it.
  package struct ContractCopy: Sendable, Hashable, Codable {
    package let path: String
    package let sha256: String

    /// Names a contract.
    package init(path: String, sha256: String) {
      self.path = path
      self.sha256 = sha256
    }
  }
}

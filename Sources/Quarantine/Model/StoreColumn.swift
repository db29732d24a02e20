internal import Contracts
internal import Engines

/// The columns that a row in a store has besides its own and those of every quarantine file.
package enum StoreColumn: String, Sendable, CaseIterable {
  /// The row's name, for ever: `b3-17`, the 17th row of batch 3.
  case id = "assay_id"
  /// ``RowState``.
  case state = "assay_state"

  /// Names that no column of the data may have, in lower case.
  package static let reserved =
    QuarantineColumn.allCases.map(\.rawValue) + allCases.map(\.rawValue)

  /// The row's number in its batch, from its id.
  static let number = "cast(split_part(\(id.rawValue), '-', 2) as bigint)"
}

/// What became of a row that was held.
package enum RowState: String, Sendable, CaseIterable {
  /// As it came.
  case held
  /// Changed since, and still held.
  case corrected
  /// Given up.
  case discarded
}

extension SQLText {
  /// Names as a list of columns.
  static func list(_ names: [String]) -> String {
    names.map(identifier).joined(separator: ", ")
  }
}

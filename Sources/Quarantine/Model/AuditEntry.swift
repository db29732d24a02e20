internal import Checklist
internal import Foundation

/// One line of the audit log: what was done to which rows, by whom and why, chained to the line
/// before.
///
/// Its `hash` is the SHA-256 of its canonical JSON without the hash, `previous` the hash of the
/// line before, so that no line can be changed, removed or put between others without breaking
/// every hash after it.
package struct AuditEntry: Sendable, Hashable, Codable {
  /// What can be done to rows.
  package enum Action: String, Sendable, Hashable, Codable, CaseIterable {
    case hold, correct, release, discard
  }

  /// Its place in the log, from 1.
  package let number: Int
  /// When, ISO 8601 in UTC.
  package let time: String
  package let action: Action
  package let batch: Int
  /// Rows that it was done to.
  package let rows: Int
  /// Rows of the batch that are held afterwards.
  package let held: Int
  /// Who, where that was said.
  package let by: String?
  /// The user of the operating system as whom the program ran; nil in lines of earlier versions.
  package let user: String?
  package let reason: String?
  /// Which rows were chosen, and what was done to their columns, in the person's words.
  package let how: [String]
  /// The file that rows were handed on to.
  package let to: String?
  /// SHA-256 of the contract that judged them.
  package let contract: String?
  /// The hash of the line before; 64 zeros in the first.
  package let previous: String
  /// The hash of this line.
  package private(set) var hash = ""

  /// What the first line follows.
  static let beginning = String(repeating: "0", count: 64)

  init(_ change: Change, batch: Batch, previous: String) throws {
    number = change.number
    time = change.time
    action = change.action
    self.batch = batch.number
    rows = change.rows
    held = batch.held
    by = change.account.by
    user = change.account.user
    reason = change.account.reason
    how = change.account.how
    to = change.move?.target
    contract = change.contract
    self.previous = previous
    hash = try hashed()
  }

  /// The hash that the other members have.
  private func hashed() throws -> String {
    var bare = self
    bare.hash = ""
    return EvidenceHash.of(try LedgerDocument.encode(bare))
  }

  /// Follows the chain.
  ///
  /// - Throws: ``QuarantineError`` naming the first line that is not what was once written.
  static func verify(_ entries: [AuditEntry], in file: String) throws {
    var previous = beginning
    for (index, entry) in entries.enumerated() {
      guard entry.number == index + 1, entry.previous == previous, try entry.hashed() == entry.hash
      else {
        throw QuarantineError(
          .broken, "\(file): line \(index + 1) of the audit log is not as it was written",
          remedy: "put back a copy of the store; what happened since cannot be vouched for")
      }
      previous = entry.hash
    }
  }
}

/// JSON as the ledger keeps it: keys in order, no spaces.
enum LedgerDocument {
  static func encode(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(value)
  }

  static func text(_ value: some Encodable) throws -> String {
    String(decoding: try encode(value), as: UTF8.self)
  }

  static func decode<Value: Decodable>(_ text: String) throws -> Value {
    try JSONDecoder().decode(Value.self, from: Data(text.utf8))
  }
}

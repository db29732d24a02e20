internal import Foundation

/// A change of the store, written down before it happens.
///
/// 1. ``batch`` is nil: files are being written. A run that is killed here has done nothing; what
///   it wrote is removed.
/// 2. ``batch`` is set: all files are written and on the disk. From here on the change happens: a
///    run that is killed is brought to its end by the next that opens the store.
///
/// So whether rows left the store is decided by one transaction of the ledger, never by which file
/// was renamed first.
package struct Change: Sendable, Hashable, Codable {
  /// The number that its line in the audit log will have.
  package let number: Int
  package let action: AuditEntry.Action
  /// When, as `2026-03-31T12:00:00Z`.
  package let time: String
  /// The batch that it is about.
  package let batchNumber: Int
  /// A file outside of the store that appears with it.
  package var move: Move?
  var account = Account()
  /// SHA-256 of the contract that judged the rows.
  var contract: String?
  /// Rows that it was done to.
  package var rows = 0
  /// The batch as it will be.
  package var batch: Batch?

  /// A file that was written beside its target and takes its place.
  package struct Move: Sendable, Hashable, Codable {
    package let target: String
    let partial: String
    /// Whether what is at the target gives way.
    let replaces: Bool

    /// A file that is to be written.
    init(target: URL, replaces: Bool) {
      self.target = target.path
      partial =
        target.deletingLastPathComponent()
        .appending(path: ".\(target.lastPathComponent).\(UUID().uuidString).partial").path
      self.replaces = replaces
    }

    /// Whether the partial file is one that a run would have named.
    var isOwn: Bool {
      let target = URL(filePath: target)
      let partial = URL(filePath: partial)
      let name = partial.lastPathComponent
      let start = ".\(target.lastPathComponent)."
      let end = ".partial"
      guard name.hasPrefix(start), name.hasSuffix(end),
        name.count > start.count + end.count,
        partial.deletingLastPathComponent().path == target.deletingLastPathComponent().path
      else { return false }
      return UUID(uuidString: String(name.dropFirst(start.count).dropLast(end.count))) != nil
    }
  }
}

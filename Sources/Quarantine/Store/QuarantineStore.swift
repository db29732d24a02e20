package import Engines
internal import Foundation
internal import Storage

/// A folder in which rows wait for a person: `ledger.sqlite`, and their Parquet files in `rows/`.
///
/// Whoever opens it is alone with it until it is let go, and first brings to its end what a killed
/// run had begun; see ``Change`` for how each row is in one place only, whenever a run is killed.
package struct QuarantineStore: Sendable {
  /// The folder as it was named.
  package let folder: String
  /// What killed runs had begun and this opening has ended.
  package let completed: [Change]
  let ledger: Ledger
  let engine: any Engine
  private let root: URL
  /// Held as long as the store.
  private let lock: StoreLock

  private static let rowsFolder = "rows"

  /// Opens a store.
  ///
  /// - Parameters:
  ///   - isMade: whether the folder is made when there is none, and taken when it is empty.
  ///   - waiting: called once, when another process works on the store, before it is waited for.
  /// - Throws: ``QuarantineError``, ``StorageError``.
  package init(
    _ folder: String, engine: any Engine, isMade: Bool, waiting: () -> Void
  ) throws {
    self.folder = folder
    self.engine = engine
    root = URL(fileURLWithPath: folder, isDirectory: true)
    try Self.require(root, named: folder, isMade: isMade)
    lock = try StoreLock(root.appending(path: StoreLock.fileName).path, waiting: waiting)
    ledger = try Ledger(path: root.appending(path: Ledger.fileName).path)
    try DurableFile.makeFolder(root.appending(path: Self.rowsFolder).path)
    let pending = try ledger.pending()
    completed = pending.filter { $0.batch != nil }
    try refuseForeignFiles(of: try ledger.batches())
    for change in pending { try refuseForeign(change) }
    for change in pending {
      if let batch = change.batch {
        try finish(change, batch)
      } else {
        try abandon(change)
      }
    }
    try sweep()
  }

  /// Refuses a folder that is something else.
  private static func require(_ root: URL, named folder: String, isMade: Bool) throws {
    let hasLedger = DurableFile.exists(root.appending(path: Ledger.fileName).path)
    guard !hasLedger else { return }
    guard isMade else {
      throw QuarantineError(
        .broken, "there is no quarantine store at \(folder.shownOnOneLine)",
        remedy: "name the folder that was given to `assay validate --quarantine`")
    }
    try DurableFile.makeFolder(root.path)
    let own = [StoreLock.fileName, Self.rowsFolder]
    let others = try FileManager.default.contentsOfDirectory(atPath: root.path)
      .filter { !own.contains($0) && !$0.hasPrefix(Ledger.fileName) }
    guard others.isEmpty else {
      throw QuarantineError(
        .refused, "\(folder.shownOnOneLine) is no quarantine store, and it is not empty",
        remedy: "name a folder of its own, such as \(folder.shownOnOneLine)/held/")
    }
  }

  /// All batches, oldest first.
  package func batches() throws -> [Batch] { try ledger.batches() }

  /// The audit log, oldest first.
  ///
  /// - Throws: ``QuarantineError`` when a line is not as it was written.
  package func log() throws -> [AuditEntry] { try ledger.entries() }

  /// The batch of a number; without one, the only batch that holds rows.
  package func batch(_ number: Int?) throws -> Batch {
    let batches = try ledger.batches()
    if let number {
      guard let batch = batches.first(where: { $0.number == number }) else {
        throw QuarantineError(
          .refused, "\(folder.shownOnOneLine) has no batch \(number)",
          remedy: "`assay quarantine list` shows them")
      }
      return batch
    }
    let holding = batches.filter { $0.held > 0 }
    guard let only = holding.first, holding.count == 1 else {
      throw QuarantineError(
        .refused,
        holding.isEmpty
          ? "\(folder.shownOnOneLine) holds no rows" : "\(holding.count) batches hold rows",
        remedy: holding.isEmpty
          ? "`assay quarantine list` shows what became of them" : "name one with --batch")
    }
    return only
  }

  /// The batch of an earlier run over the same files with the same contract.
  package func repetition(of identity: String) throws -> Batch? {
    try ledger.batches().last { $0.origin.identity == identity }
  }

  /// The path of a file of rows.
  func path(_ name: String) -> String {
    root.appending(path: Self.rowsFolder).appending(path: name).path
  }

  /// The held rows of a batch, in SQL.
  func relation(_ batch: Batch) throws(QuarantineError) -> String {
    guard let rows = batch.rows else {
      throw QuarantineError(
        .refused, "batch \(batch.number) holds no rows any more",
        remedy: "`assay quarantine list` shows what became of them")
    }
    return SQLText.parquet(path(rows))
  }

  /// Makes a change: all of it, or nothing.
  ///
  /// - Parameters:
  ///   - begun: what is known of it.
  ///   - write: writes its files, completes what is said of it, and answers the batch as it will
  ///     be.
  /// - Returns: the batch as it is.
  func perform(
    _ begun: Change, _ write: (inout Change) throws -> Batch
  ) throws -> Batch {
    var change = begun
    try ledger.note(change)
    var batch: Batch
    do {
      batch = try write(&change)
      guard batch.isConserved else {
        throw QuarantineError(
          .broken,
          "of \(batch.rowsIn) rows, \(batch.passed) would have passed, \(batch.held) be held, "
            + "\(batch.released) released and \(batch.discarded) discarded",
          remedy: "nothing was changed: a file of the store was written to by something else")
      }
      for file in batch.files { try DurableFile.sync(path(file)) }
      if let move = change.move {
        try DurableFile.sync(move.partial)
        batch.handedOn += [HandedOn(move)].compactMap(\.self)
      }
      DurableFile.syncFolder(of: path("any"))
    } catch {
      try? abandon(begun)
      try? sweep()
      throw error
    }
    change.batch = batch
    // From here on it happens, now or when the store is opened next.
    try ledger.note(change)
    try finish(change, batch)
    try sweep()
    return batch
  }

  private func finish(_ change: Change, _ batch: Batch) throws {
    if let move = change.move { try DurableFile.put(move) }
    try ledger.complete(change, batch)
  }

  private func abandon(_ change: Change) throws {
    if let move = change.move { DurableFile.remove(move.partial) }
    try ledger.forget(change)
  }

  /// Refuses to write a file of somebody's into the store.
  package func refuse(output path: String) throws(QuarantineError) {
    let inside = root.resolvingSymlinksInPath().standardizedFileURL.path
    let file = URL(fileURLWithPath: path)
    let folder = file.deletingLastPathComponent().resolvingSymlinksInPath().standardizedFileURL.path
    guard folder == inside || folder.hasPrefix(inside + "/") else { return }
    throw QuarantineError(
      .refused, "\(path.shownOnOneLine) is in the store, which keeps only its own files",
      remedy: "write to another folder")
  }

  /// Refuses a begun change that would touch other files than those that a run writes.
  ///
  /// A store may come from somebody else, and what it says was begun is carried out when it is
  /// opened.
  private func refuseForeign(_ change: Change) throws(QuarantineError) {
    if let batch = change.batch { try refuseForeignFiles(of: [batch]) }
    guard let move = change.move else { return }
    try refuse(output: move.target)
    guard move.isOwn else {
      throw QuarantineError(
        .broken,
        "\(folder.shownOnOneLine) says that a run had begun to write \(move.partial.shownOnOneLine)",
        remedy:
          "no run writes such a file, so the store was changed by something else: do not use it")
    }
  }

  /// Refuses batches whose rows would lie outside of the store.
  private func refuseForeignFiles(of batches: [Batch]) throws(QuarantineError) {
    guard let name = batches.flatMap(\.files).first(where: { $0.contains("/") }) else { return }
    throw QuarantineError(
      .broken, "\(folder.shownOnOneLine) says that its rows are in \(name.shownOnOneLine)",
      remedy: "rows lie in the store, so it was changed by something else: do not use it")
  }

  /// Removes files of rows that no batch needs.
  private func sweep() throws {
    let needed = Set(try ledger.batches().flatMap(\.files))
    let folder = root.appending(path: Self.rowsFolder).path
    for name in try FileManager.default.contentsOfDirectory(atPath: folder)
    where name.hasPrefix("b") && name.hasSuffix(".parquet") && !needed.contains(name) {
      DurableFile.remove(path(name))
    }
  }

  /// Begins a change: its number, and the file that appears with it.
  func begin(
    _ action: AuditEntry.Action, batch: Int, time: String, account: Account,
    target: String? = nil, replaces: Bool = false
  ) throws -> Change {
    var move: Change.Move?
    if let target {
      let file = try DurableFile.target(target)
      try refuse(output: file.path)
      move = Change.Move(target: file, replaces: replaces)
    }
    return Change(
      number: try ledger.next().entry, action: action, time: time, batchNumber: batch, move: move,
      account: account)
  }
}

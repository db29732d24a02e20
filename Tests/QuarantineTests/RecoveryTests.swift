import Contracts
import Engines
import Foundation
import GRDB
import Testing

@testable import Quarantine

/// A run that was killed: the next that opens the store ends or undoes what it had begun.
@Suite struct RecoveryTests {
  /// A release of the first row, written down as far as a killed run came.
  private func pending(
    _ kept: Kept, _ store: QuarantineStore, _ batch: Batch, isDecided: Bool
  ) throws -> Change {
    var change = try store.begin(
      .release, batch: 1, time: Kept.run.time, account: Account(), target: kept.path("out.csv"))
    let partial = try #require(change.move?.partial)
    try "released".write(toFile: partial, atomically: true, encoding: .utf8)
    if isDecided {
      var after = batch
      after.held -= 1
      after.released += 1
      change.rows = 1
      change.batch = after
    }
    try store.ledger.note(change)
    return change
  }

  @Test("What was not decided has not happened, and leaves nothing behind")
  func undecided() throws {
    let kept = try Kept()
    var store: QuarantineStore? = try kept.store()
    let batch = try kept.hold(in: #require(store))
    let change = try pending(kept, #require(store), batch, isDecided: false)
    try "rest".write(toFile: kept.path("held/rows/b1-2.parquet"), atomically: true, encoding: .utf8)
    store = nil
    let next = try kept.store()
    #expect(next.completed.isEmpty)
    #expect(try next.batch(1) == batch)
    #expect(try kept.files() == batch.files)
    #expect(!FileManager.default.fileExists(atPath: try #require(change.move?.partial)))
    #expect(!FileManager.default.fileExists(atPath: kept.path("out.csv")))
  }

  @Test(
    "What was decided happens once, whether its file was renamed or not", arguments: [false, true])
  func decided(isRenamed: Bool) throws {
    let kept = try Kept()
    var store: QuarantineStore? = try kept.store()
    let batch = try kept.hold(in: #require(store))
    let change = try pending(kept, #require(store), batch, isDecided: true)
    if isRenamed {
      try FileManager.default.moveItem(
        atPath: #require(change.move?.partial), toPath: kept.path("out.csv"))
    }
    store = nil
    for completed in [1, 0] {
      let next = try kept.store()
      #expect(next.completed.count == completed)
      #expect(try next.batch(1).released == 1)
      #expect(try next.log().map(\.action) == [.hold, .release])
      #expect(try kept.lines("out.csv") == ["released"])
    }
  }

  @Test(
    "A store that says it had begun to write a file of somebody's is refused, and the file stays")
  func foreignFile() throws {
    let kept = try Kept()
    var store: QuarantineStore? = try kept.store()
    _ = try kept.hold(in: #require(store))
    var change = try #require(store).begin(
      .release, batch: 1, time: Kept.run.time, account: Account(), target: kept.path("out.csv"))
    try "mine".write(toFile: kept.path("mine.txt"), atomically: true, encoding: .utf8)
    let move = ["target": kept.path("out.csv"), "partial": kept.path("mine.txt")]
    let json = try JSONSerialization.data(
      withJSONObject: move.merging(["replaces": "false"]) { $1 })
    let text = String(decoding: json, as: UTF8.self).replacing("\"false\"", with: "false")
    change.move = try JSONDecoder().decode(Change.Move.self, from: Data(text.utf8))
    try #require(store).ledger.note(change)
    store = nil
    #expect(throws: QuarantineError.self) { try kept.store() }
    #expect(try kept.lines("mine.txt") == ["mine"])
  }

  @Test("A file in the way of decided rows is left alone until it is moved")
  func inTheWay() throws {
    let kept = try Kept()
    var store: QuarantineStore? = try kept.store()
    let batch = try kept.hold(in: #require(store))
    _ = try pending(kept, #require(store), batch, isDecided: true)
    store = nil
    try "mine".write(toFile: kept.path("out.csv"), atomically: true, encoding: .utf8)
    #expect(throws: QuarantineError.self) { try kept.store() }
    #expect(try kept.lines("out.csv") == ["mine"])
    try FileManager.default.removeItem(atPath: kept.path("out.csv"))
    #expect(try kept.store().batch(1).released == 1)
    #expect(try kept.lines("out.csv") == ["released"])
  }

  @Test("The ledger refuses books that do not balance and changes of its log")
  func ledger() throws {
    let kept = try Kept()
    let store = try kept.store()
    let batch = try kept.hold(in: store)
    var wrong = batch
    wrong.held += 1
    let change = try store.begin(.correct, batch: 1, time: Kept.run.time, account: Account())
    #expect(throws: (any Error).self) { try store.ledger.complete(change, wrong) }
    let queue = try DatabaseQueue(path: kept.path("held/ledger.sqlite"))
    for sql in ["UPDATE entry SET document = '{}'", "DELETE FROM entry"] {
      #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
    }
    #expect(try store.log().count == 1)
  }

  @Test("A changed line of the log is named")
  func tampered() throws {
    let kept = try Kept()
    let store = try kept.store()
    _ = try kept.hold(in: store)
    let queue = try DatabaseQueue(path: kept.path("held/ledger.sqlite"))
    try queue.write {
      try $0.execute(
        sql: """
          DROP TRIGGER entry_stays;
          UPDATE entry SET document = replace(document, '"rows":3', '"rows":2');
          """)
    }
    let error = #expect(throws: QuarantineError.self) { try store.log() }
    #expect(error?.problem.contains("line 1 of the audit log") == true)
  }

  @Test("A folder that is something else is not made a store")
  func foreign() throws {
    let kept = try Kept()
    #expect(throws: QuarantineError.self) {
      try QuarantineStore(kept.path("none"), engine: kept.engine, isMade: false) {}
    }
    try "x".write(toFile: kept.path("notes.txt"), atomically: true, encoding: .utf8)
    let error = #expect(throws: QuarantineError.self) {
      try QuarantineStore(kept.folder.path, engine: kept.engine, isMade: true) {}
    }
    #expect(error?.kind == .refused)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: kept.folder.path) == ["notes.txt"])
  }
}

import Contracts
import Engines
import Foundation
import Testing

@testable import Quarantine

@Suite struct BooksTests {
  @Test("Rows are held with their names and reasons, and the others go on")
  func hold() throws {
    let kept = try Kept()
    let store = try kept.store()
    let batch = try kept.hold(in: store)
    #expect(batch.isConserved)
    #expect((batch.rowsIn, batch.passed, batch.held) == (5, 2, 3))
    #expect(try kept.lines("passed.csv").dropFirst() == ["1,10.0,ada@example.org", "5,,"])
    let (count, rows) = try store.show(RowSelection(), of: batch, on: .held, limit: 10)
    #expect(count == 3)
    #expect(rows.map(\.id) == ["b1-1", "b1-2", "b1-3"])
    #expect(rows[0].key == ["id": "2"])
    #expect(rows[0].rules == ["id.unique", "fare.range", "email.format"])
    #expect(rows[0].values == ["id": "2", "fare": "-5.0", "email": "[personal]"])
    let summary = try store.summary(of: batch)
    #expect(summary.rules.map(\.id) == ["fare.range", "id.unique", "email.format"])
    #expect(summary.rules.map(\.rows) == [2, 2, 1])
    #expect(summary.rules[2].example?.values == ["email": "[personal]"])
    #expect(summary.columns.first { $0.column == "fare" }?.examples == ["-5.0", "90000.0"])
  }

  @Test("Of rows that came twice the first stays, and is released when the others are gone")
  func keepFirst() throws {
    let kept = try Kept()
    let store = try kept.store()
    let batch = try kept.hold(
      in: store,
      "(1, 1.0, null::varchar), (2, 2.0, null), (2, 3.0, null), (3, 4.0, null), (2, 5.0, null), (3, -1.0, null), (4, -2.0, null)"
    )
    #expect(batch.held == 6)
    let account = Account(by: "Ada", reason: "sent twice")
    #expect(throws: QuarantineError.self) {
      try store.discard(
        RowSelection(ids: ["b1-1"]), keepsFirst: true, of: batch, account: account,
        time: Kept.run.time)
    }
    let done = try store.discard(
      RowSelection(rule: "id.unique"), keepsFirst: true, of: batch, account: account,
      time: Kept.run.time)
    let after = done.batch
    #expect((done.rows, done.spoiled) == (3, 0))
    #expect(after.isConserved)
    let (_, left) = try store.show(RowSelection(), of: after, on: .held, limit: 10)
    #expect(left.map(\.id) == ["b1-1", "b1-3", "b1-6"])
    #expect(try store.log().last?.how == ["--rule id.unique", "--keep-first"])
    let release = try kept.release(after, in: store, to: "first.csv")
    #expect((release.judged, release.released) == (3, 2))
    #expect(try kept.lines("first.csv").dropFirst() == ["2,2.0,", "3,4.0,"])
    #expect(throws: QuarantineError.self) {
      try store.discard(
        RowSelection(rule: "id.unique"), keepsFirst: true, of: release.batch, account: account,
        time: Kept.run.time)
    }
  }

  @Test(
    "Of rows that came twice the one stays that breaks nothing else, and it is said where none is so"
  )
  func keepUnbroken() throws {
    let kept = try Kept()
    let store = try kept.store()
    let batch = try kept.hold(
      in: store,
      "(2, -1.0, null::varchar), (2, 3.0, null), (2, 4.0, null), (3, -1.0, null), (3, -2.0, null), (4, -5.0, null)"
    )
    #expect(batch.held == 6)
    let done = try store.discard(
      RowSelection(rule: "id.unique"), keepsFirst: true, of: batch,
      account: Account(by: "Ada", reason: "sent twice"), time: Kept.run.time)
    #expect((done.rows, done.spoiled) == (3, 1))
    #expect(done.batch.isConserved)
    let (_, left) = try store.show(RowSelection(), of: done.batch, on: .held, limit: 10)
    #expect(left.map(\.id) == ["b1-2", "b1-4", "b1-6"])
    let release = try kept.release(done.batch, in: store, to: "first.csv")
    #expect(try kept.lines("first.csv").dropFirst() == ["2,3.0,"])
    #expect(release.released == 1)
  }

  @Test("A corrected row is released once; what still breaks a rule stays with the reason of today")
  func release() throws {
    let kept = try Kept()
    let store = try kept.store()
    var batch = try kept.hold(in: store)
    let scale = try #require(QuarantineStore.Assignment("fare = fare / 1000"))
    let correction = try store.correct(
      RowSelection(condition: "fare > 1000"), of: batch, setting: [scale], account: Account(),
      time: Kept.run.time)
    #expect(correction.rows == 1)
    #expect(correction.columns.map(\.column) == ["fare"])
    #expect(correction.columns[0].example.before == "90000.0")
    #expect(correction.columns[0].example.after == "90.0")
    batch = correction.batch
    #expect(batch.corrected == 1)
    let first = try kept.release(batch, in: store, to: "first.csv")
    #expect((first.judged, first.released) == (3, 1))
    #expect(try kept.lines("first.csv") == ["id,fare,email", "4,90.0,di@example.org"])
    // Each of two rows of one id waits for the other to go.
    let discarded = try store.discard(
      RowSelection(rule: "email.format"), of: first.batch,
      account: Account(by: "Ada", reason: "no address"), time: Kept.run.time)
    #expect(discarded.rows == 1)
    let after = discarded.batch
    let second = try kept.release(after, in: store, to: "second.csv")
    #expect(try kept.lines("second.csv").dropFirst() == ["2,20.0,cy@example.org"])
    let books = Books([second.batch])
    #expect((books.rows, books.passed, books.held) == (5, 2, 0))
    #expect((books.released, books.discarded, books.corrected) == (2, 1, 0))
    #expect(throws: QuarantineError.self) { try store.data(second.batch) }
    let log = try store.log()
    #expect(log.map(\.action) == [.hold, .correct, .release, .discard, .release])
    #expect(log.map(\.rows) == [3, 1, 1, 1, 1])
    #expect(log[1].how == ["--set fare = fare / 1000", "--where fare > 1000"])
    #expect(log[3].reason == "no address")
  }

  @Test(
    "A value that should occur once is looked for among the rows that went on, while their file is as it was"
  )
  func repeatedEarlier() throws {
    let kept = try Kept()
    let store = try kept.store()
    let batch = try kept.hold(in: store)
    let changes = try ["id = 1", "fare = 90"].map {
      try #require(QuarantineStore.Assignment($0))
    }
    let corrected = try store.correct(
      RowSelection(ids: ["b1-3"]), of: batch, setting: changes, account: Account(),
      time: Kept.run.time)
    let first = try kept.release(corrected.batch, in: store, to: "first.csv")
    #expect(first.released == 0)
    let (_, rows) = try store.show(
      RowSelection(ids: ["b1-3"]), of: first.batch, on: .held, limit: 1)
    #expect(rows.first?.rules == ["id.unique"])
    #expect(try store.earlier(first.batch).lost.isEmpty)
    try "id,fare,email\n".write(
      toFile: kept.path("passed.csv"), atomically: true, encoding: .utf8)
    #expect(try store.earlier(first.batch).lost.map(\.path) == [kept.path("passed.csv")])
    let second = try kept.release(first.batch, in: store, to: "second.csv")
    #expect(second.released == 1)
  }

  @Test("What was handed on is never written over")
  func once() throws {
    let kept = try Kept()
    let store = try kept.store()
    let batch = try kept.hold(in: store)
    try "mine".write(toFile: kept.path("there.csv"), atomically: true, encoding: .utf8)
    #expect(throws: QuarantineError.self) {
      try kept.release(batch, in: store, to: "there.csv")
    }
    #expect(try kept.lines("there.csv") == ["mine"])
    #expect(try store.batch(1) == batch)
  }

  @Test(
    "An edited file changes what differs, by the rows' names; strangers and repetitions are refused"
  )
  func edited() throws {
    let kept = try Kept()
    let store = try kept.store()
    let batch = try kept.hold(in: store)
    _ = try store.export(
      RowSelection(), of: batch, on: .held, to: kept.path("edit.csv"), format: .csv)
    let untouched = try store.correct(
      batch, from: kept.path("edit.csv"), format: .csv, account: Account(), time: Kept.run.time)
    #expect(untouched.rows == 0)
    #expect(try store.log().count == 1)
    try "assay_id,fare\nb1-1,5\nb1-3,\n".write(
      toFile: kept.path("less.csv"), atomically: true, encoding: .utf8)
    let found = try store.correct(
      batch, from: kept.path("less.csv"), format: .csv, account: Account(), time: Kept.run.time)
    #expect(found.rows == 2)
    #expect(found.columns.map(\.rows) == [2])
    for text in [
      "assay_id,fare\nb1-9,5\n", "assay_id,fare\nb1-1,5\nb1-1,6\n", "fare\n5\n",
      "assay_id,fair\nb1-1,5\n",
    ] {
      try text.write(toFile: kept.path("bad.csv"), atomically: true, encoding: .utf8)
      #expect(throws: QuarantineError.self) {
        try store.correct(
          found.batch, from: kept.path("bad.csv"), format: .csv, account: Account(),
          time: Kept.run.time)
      }
    }
    #expect(try store.batch(1) == found.batch)
  }

  @Test("A blocked batch waits as a whole until what blocked it holds")
  func blocked() throws {
    let kept = try Kept()
    let store = try kept.store()
    let strict = Kept.contract + "\ndataset: {row-count: {min: 6}}\n"
    let batch = try kept.hold(in: store, Kept.values, strict)
    #expect(batch.blocking == ["row-count"])
    #expect((batch.passed, batch.held) == (0, 5))
    let still = try kept.release(batch, in: store, to: "still.csv", strict)
    #expect((still.released, still.batch.held) == (0, 5))
    #expect(!FileManager.default.fileExists(atPath: kept.path("still.csv")))
    let freed = try kept.release(still.batch, in: store, to: "freed.csv", Kept.contract)
    #expect((freed.released, freed.batch.held) == (2, 3))
    #expect(freed.batch.blocking.isEmpty)
    let rules = try store.summary(of: freed.batch).rules.map(\.id)
    #expect(!rules.contains("row-count"))
  }

  @Test(
    "What is no expression over the rows is refused, and nothing changes",
    arguments: [
      ("fare = fare >", "true"), ("fare = fair", "true"), ("fare = 1", "fare >"),
      ("fare = 1", "fare"), ("fare = 1) --", "true"), ("fair = 1", "true"), ("fare = 1", "id = 77"),
    ])
  func expressions(set: String, condition: String) throws {
    let kept = try Kept()
    let store = try kept.store()
    let batch = try kept.hold(in: store)
    let assignment = try #require(QuarantineStore.Assignment(set))
    #expect(throws: QuarantineError.self) {
      try store.correct(
        RowSelection(condition: condition), of: batch, setting: [assignment], account: Account(),
        time: Kept.run.time)
    }
    #expect(try store.batch(1) == batch)
    #expect(try kept.files() == batch.files)
  }

  @Test("A clean batch is in the books without a file")
  func clean() throws {
    let kept = try Kept()
    let store = try kept.store()
    let batch = try kept.hold(in: store, "(1, 10.0, 'ada@example.org')")
    #expect((batch.rowsIn, batch.passed, batch.held) == (1, 1, 0))
    #expect(try kept.files().isEmpty)
    #expect(try store.show(RowSelection(), of: batch, on: .held, limit: 5).count == 0)
  }
}

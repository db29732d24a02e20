import Foundation
import GRDB
import Storage
import Testing

@Suite("Stores")
struct StoreTests {
  let settings = Store.Settings(
    application: 0x4153_5954, name: "the test's store", patience: .milliseconds(50))

  var migrations: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("notes") { database in
      try database.execute(sql: "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")
    }
    return migrator
  }

  func path(_ name: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.appending(path: name).path
  }

  @Test("What was written is there when it is opened again")
  func keeps() throws {
    let path = try path("a.sqlite")
    try Store(path: path, settings: settings, migrations: migrations).write {
      try $0.execute(sql: "INSERT INTO note (text) VALUES ('kept')")
    }
    let texts = try Store(path: path, settings: settings, migrations: migrations).read {
      try String.fetchAll($0, sql: "SELECT text FROM note")
    }
    #expect(texts == ["kept"])
  }

  @Test("A write that throws leaves nothing")
  func rollsBack() throws {
    let store = try Store(path: path("b.sqlite"), settings: settings, migrations: migrations)
    #expect(throws: StorageError.self) {
      try store.write { database in
        try database.execute(sql: "INSERT INTO note (text) VALUES ('lost')")
        try database.execute(sql: "INSERT INTO absent VALUES (1)")
      }
    }
    let rows = try store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM note") }
    #expect(rows == 0)
  }

  @Test("A file of another kind is refused and left as it is", arguments: ["text", "sqlite"])
  func foreign(kind: String) throws {
    let path = try path("c.sqlite")
    if kind == "text" {
      try Data("a,b\n1,2\n".utf8).write(to: URL(filePath: path))
    } else {
      try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE other (x)") }
    }
    let before = try Data(contentsOf: URL(filePath: path))
    let error = #expect(throws: StorageError.self) {
      try Store(path: path, settings: settings, migrations: migrations)
    }
    #expect(error?.reason == .foreign)
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
  }

  @Test("A store of a newer program is refused")
  func newer() throws {
    let path = try path("d.sqlite")
    var later = migrations
    later.registerMigration("more") { try $0.execute(sql: "CREATE TABLE more (x)") }
    _ = try Store(path: path, settings: settings, migrations: later)
    let error = #expect(throws: StorageError.self) {
      try Store(path: path, settings: settings, migrations: migrations)
    }
    #expect(error?.reason == .foreign)
  }

  @Test("A second writer waits, then says who is in the way")
  func busy() throws {
    let path = try path("e.sqlite")
    let first = try Store(path: path, settings: settings, migrations: migrations)
    let second = try Store(path: path, settings: settings, migrations: migrations)
    try first.write { database in
      try database.execute(sql: "INSERT INTO note (text) VALUES ('first')")
      let error = #expect(throws: StorageError.self) {
        try second.write { try $0.execute(sql: "INSERT INTO note (text) VALUES ('second')") }
      }
      #expect(error?.reason == .busy)
    }
  }

  @Test("A folder that is absent is said to be")
  func absent() throws {
    let error = #expect(throws: StorageError.self) {
      try Store(path: "/nowhere/at/all.sqlite", settings: settings, migrations: migrations)
    }
    #expect(error?.reason == .broken)
  }
}

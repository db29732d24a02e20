import ADBC
import Engines
import Foundation
import Synchronization
import Testing

/// A socket of this machine that counts who connects to it, and hangs up.
final class LoopbackListener: Sendable {
  struct Refused: Error {}

  let port: UInt16
  private let descriptor: Int32
  private let connections = Mutex(0)
  private let isStopped = Mutex(false)

  init() throws {
    descriptor = Self.stream()
    var address = Self.address(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = self.descriptor
    let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
        unsafe bind(descriptor, raw, length) == 0 && listen(descriptor, 16) == 0
          && getsockname(descriptor, raw, &length) == 0
      }
    }
    guard isBound else { throw Refused() }
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread { [self] in
      while true {
        let connection = accept(descriptor, nil, nil)
        if connection < 0 || isStopped.withLock({ $0 }) {
          // Whoever accepts closes: a number given back too early would be another socket's.
          if connection >= 0 { close(connection) }
          close(descriptor)
          return
        }
        connections.withLock { $0 += 1 }
        close(connection)
      }
    }
  }

  /// Hangs up for good; a last connection wakes the thread that accepts.
  func stop() {
    isStopped.withLock { $0 = true }
    let mine = Self.stream()
    _ = connects(mine)
    close(mine)
  }

  /// Connects to the listener itself and waits until it was counted: connections are taken in the
  /// order of their coming, so all earlier ones are counted by then.
  func connectionsUpToMine() throws -> Int {
    let before = connections.withLock { $0 }
    let mine = Self.stream()
    defer { close(mine) }
    guard connects(mine) else { throw Refused() }
    // The listener hangs up after it counted: an end of the stream says so.
    var byte: UInt8 = 0
    _ = unsafe recv(mine, &byte, 1, 0)
    let after = connections.withLock { $0 }
    guard after > before else { throw Refused() }
    return after
  }

  private func connects(_ socket: Int32) -> Bool {
    var address = Self.address(port: port)
    let length = socklen_t(MemoryLayout<sockaddr_in>.size)
    return unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
        unsafe connect(socket, raw, length) == 0
      }
    }
  }

  private static func stream() -> Int32 {
    #if os(Linux)
    socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
    socket(AF_INET, SOCK_STREAM, 0)
    #endif
  }

  private static func address(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }
}

@Suite("Nothing connects to a network unasked", .serialized)
struct NoConnectionTests {
  @Test(
    "what lies on a network, or wants an extension, is refused before any connection",
    arguments: [
      ("http://127.0.0.1:PORT/x.parquet", "opens no connection"),
      ("https://127.0.0.1:PORT/x.csv", "opens no connection"),
      ("s3://127.0.0.1:PORT/x.parquet", "opens no connection"),
      ("duckdb:select * from 'http://127.0.0.1:PORT/x.parquet'", "not installed"),
      ("duckdb:select * from read_csv('http://127.0.0.1:PORT/x.csv')", "not installed"),
      ("duckdb:select * from read_parquet('s3://127.0.0.1:PORT/x.parquet')", "not installed"),
      ("duckdb:select * from read_json('https://127.0.0.1:PORT/x.json')", "not installed"),
      ("duckdb:select content from read_text('http://127.0.0.1:PORT/x')", "not installed"),
      ("duckdb:select * from glob('s3://127.0.0.1:PORT/*')", "not installed"),
      ("duckdb:install httpfs from 'http://127.0.0.1:PORT'", "not SQL"),
      ("duckdb:load httpfs", "not SQL"),
      ("duckdb:attach 'http://127.0.0.1:PORT/x.db' as x", "not SQL"),
      (
        "duckdb:create secret s (type s3, endpoint '127.0.0.1:PORT'); "
          + "select * from 's3://bucket/x.parquet'",
        "more than one statement"
      ),
      (
        "duckdb:set custom_extension_repository='http://127.0.0.1:PORT'; select 1",
        "more than one statement"
      ),
      ("duckdb:select * from st_read('places.shp')", "does not exist"),
    ])
  func refused(argument: String, sentence: String) throws {
    let listener = try LoopbackListener()
    defer { listener.stop() }
    let argument = argument.replacingOccurrences(of: "PORT", with: "\(listener.port)")
    let error = try #require(throws: EngineError.self) { try Reading(argument) }
    #expect(error.exitCode == 2)
    #expect(error.description.contains(sentence), "\(error)")
    #expect(try listener.connectionsUpToMine() == 1)
  }

  @Test(
    "files of kinds that want an extension are not opened",
    arguments: ["places.xlsx", "places.shp"])
  func files(name: String) throws {
    let folder = try InputFolder()
    let path = try folder.write(name, text: "PK\u{3}\u{4}")
    let error = try #require(throws: EngineError.self) { try Reading(path) }
    #expect(error.exitCode == 3)
  }

  @Test("the engine may neither install nor load an extension by itself")
  func settings() throws {
    let reading = try Reading(
      "duckdb:select current_setting('autoinstall_known_extensions')::varchar as a, "
        + "current_setting('autoload_known_extensions')::varchar as b")
    #expect(reading.rows == [["false", "false"]])
  }

  @Test(
    "the engine's library connects when nobody forbids it, and the listener notices",
    arguments: [
      "force install httpfs from 'http://127.0.0.1:PORT'",
      "select * from 'http://127.0.0.1:PORT/x.parquet'",
    ])
  func theTestCanFail(sql: String) throws {
    let listener = try LoopbackListener()
    defer { listener.stop() }
    let folder = try InputFolder()
    let driver = try DriverLocation.standard().load(library: "duckdb", entry: "duckdb_adbc_init")
    let connection = try Database(driver: driver, options: [:]).connect()
    try connection.run("set extension_directory = '\(folder.path)'")
    try connection.run("set autoinstall_known_extensions = true")
    try connection.run("set autoload_known_extensions = true")
    try connection.run("set custom_extension_repository = 'http://127.0.0.1:\(listener.port)'")
    #expect(throws: ADBCError.self) {
      try connection.run(sql.replacingOccurrences(of: "PORT", with: "\(listener.port)"))
    }
    #expect(try listener.connectionsUpToMine() > 1)
  }
}

import Foundation
import Testing

/// A socket of this machine on which connections wait to be counted; nobody answers them.
private final class WaitingRoom {
  struct Refused: Error {}

  let port: UInt16
  private let descriptor: Int32

  init() throws {
    descriptor = Self.stream()
    var address = Self.address(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = self.descriptor
    let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
        unsafe bind(descriptor, raw, length) == 0 && listen(descriptor, 64) == 0
          && getsockname(descriptor, raw, &length) == 0
      }
    }
    guard isBound, fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0 else { throw Refused() }
    port = UInt16(bigEndian: address.sin_port)
  }

  deinit { close(descriptor) }

  /// Connections since the last count.
  func count() -> Int {
    var count = 0
    while true {
      let connection = accept(descriptor, nil, nil)
      guard connection >= 0 else { return count }
      close(connection)
      count += 1
    }
  }

  /// Connects as any program may.
  func enter() throws {
    let visitor = Self.stream()
    defer { close(visitor) }
    var address = Self.address(port: port)
    let length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isConnected = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
        unsafe connect(visitor, raw, length) == 0
      }
    }
    guard isConnected else { throw Refused() }
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

@Suite("The program connects to no network")
struct NoConnectionTests {
  /// Wherever a library that asks the environment would go, it would come by.
  private func environment(_ room: WaitingRoom) -> [String: String] {
    let proxy = "http://127.0.0.1:\(room.port)"
    let names = [
      "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy",
    ]
    return Dictionary(uniqueKeysWithValues: names.map { ($0, proxy) })
  }

  @Test("a connection that is made is counted")
  func theTestCanFail() throws {
    let room = try WaitingRoom()
    #expect(room.count() == 0)
    try room.enter()
    try room.enter()
    #expect(room.count() == 2)
  }

  @Test(
    "data on a network is refused in one sentence, before any connection",
    arguments: [
      ["profile", "http://127.0.0.1:PORT/x.parquet"],
      ["profile", "s3://127.0.0.1:PORT/x.parquet"],
      ["profile", "duckdb:select * from 'http://127.0.0.1:PORT/x.csv'"],
      ["drift", "--reference", "a.csv", "--current", "https://127.0.0.1:PORT/x.csv"],
      [
        "metrics", "duckdb:from read_parquet('http://127.0.0.1:PORT/x.parquet')", "--task",
        "binary",
        "--target", "y", "--score", "p",
      ],
    ])
  func refused(arguments: [String]) throws {
    let room = try WaitingRoom()
    let folder = try Folder()
    try folder.write("y,p\n1,0.5\n0,0.25\n", to: "a.csv")
    let run = try Assay.run(
      arguments.map { $0.replacingOccurrences(of: "PORT", with: "\(room.port)") },
      in: folder.url, environment: environment(room))
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.errors.contains("opens no connection"), "\(run.errors)")
    #expect(room.count() == 0)
  }

  @Test("work on local files asks nothing of a network either, from a project to its report")
  func local() throws {
    let room = try WaitingRoom()
    let folder = try Folder()
    let rows = (0..<400).map { "\($0 % 2),0.\(10 + $0 * 7 % 80),\($0 * 13 % 97)" }
    let text = "y,p,x\n" + rows.joined(separator: "\n") + "\n"
    for name in ["train.csv", "test.csv", "scoring.csv"] { try folder.write(text, to: name) }
    let scores = ["--task", "binary", "--target", "y", "--score", "p"]
    for arguments in [
      ["--version"], ["profile", "test.csv"], ["metrics", "test.csv"] + scores,
      ["drift", "--reference", "train.csv", "--current", "scoring.csv"],
      [
        "init", "--train", "train.csv", "--test", "test.csv", "--scoring", "scoring.csv",
        "--target", "y", "--prediction", "p",
      ], ["assess"],
    ] {
      let run = try Assay.run(arguments, in: folder.url, environment: environment(room))
      #expect([0, 1].contains(run.status), "\(arguments): \(run.errors)")
    }
    #expect(room.count() == 0)
  }
}

import Foundation
import Monitoring
import Testing

@Suite struct DeliveryTests {
  static func spool() -> String {
    FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).jsonl").path
  }

  static func events(_ names: String...) -> [Data] { names.map { Data($0.utf8) } }

  @Test("Events arrive in their order, with the token, at the usual path or the one that was named")
  func order() async throws {
    for (suffix, path) in [
      ("", "/api/v1/lineage"), ("/", "/api/v1/lineage"), ("/events?x=1", "/events?x=1"),
    ] {
      let collector = Collector(statuses: [])
      try await collector.serving { address in
        let delivery = OpenLineageDelivery(
          url: address + suffix, token: "secret", spool: Self.spool())
        let problem = try await delivery.send(Self.events("a", "b"))
        #expect(problem == nil)
      }
      #expect(collector.received.map(\.body) == ["a", "b"])
      #expect(collector.received.map(\.path) == [path, path])
      #expect(collector.received.map(\.token) == ["Bearer secret", "Bearer secret"])
    }
  }

  @Test("A collector that is busy is asked again, and what it never takes waits for the next run")
  func spooled() async throws {
    let spool = Self.spool()
    defer { try? FileManager.default.removeItem(atPath: spool) }
    let busy = Collector(statuses: [503, 201, 500, 500, 500])
    try await busy.serving { address in
      let delivery = OpenLineageDelivery(url: address, token: nil, spool: spool)
      let problem = try #require(try await delivery.send(Self.events("a", "b", "c")))
      #expect(problem.contains("answered 500") && problem.contains("2 events wait"))
    }
    #expect(busy.received.map(\.body) == ["a", "a", "b", "b", "b"])
    let left = try String(contentsOfFile: spool, encoding: .utf8)
    #expect(left == "b\nc\n")
    let ready = Collector(statuses: [])
    try await ready.serving { address in
      let delivery = OpenLineageDelivery(url: address, token: nil, spool: spool)
      let problem = try await delivery.send(Self.events("d"))
      #expect(problem == nil)
    }
    #expect(ready.received.map(\.body) == ["b", "c", "d"])
    #expect(!FileManager.default.fileExists(atPath: spool))
  }

  @Test("What a collector refuses is told and dropped, so that it does not hold up the rest")
  func refused() async throws {
    let spool = Self.spool()
    let collector = Collector(statuses: [422])
    try await collector.serving { address in
      let delivery = OpenLineageDelivery(url: address, token: nil, spool: spool)
      let problem = try #require(try await delivery.send(Self.events("a", "b")))
      #expect(problem.contains("answered 422") && problem.contains("not sent again"))
    }
    #expect(collector.received.map(\.body) == ["a", "b"])
    #expect(!FileManager.default.fileExists(atPath: spool))
  }
}

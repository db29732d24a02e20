package import Foundation
internal import HTTP

/// Brings events to a collector over HTTP, and keeps those that could not be brought.
///
/// An event is sent again when nobody answered, or with a status of 429 or from 500 on: a collector
/// that gets one twice takes it for the same. What was not taken is appended to a spool, which the
/// next delivery sends first, so that events arrive in their order.
package struct OpenLineageDelivery: Sendable {
  private static let pauses: [Duration] = [.milliseconds(300), .seconds(1)]
  /// Events sent from the spool at a time: a collector that was away for long is not flooded.
  private static let mostSpooled = 1_000

  private let url: String
  private let token: String?
  private let spool: URL

  /// Delivers to a collector.
  ///
  /// - Parameters:
  ///   - url: of the collector; without a path, `/api/v1/lineage` is asked.
  ///   - token: sent as a bearer; never told.
  ///   - spool: the file of undelivered events.
  package init(url: String, token: String?, spool: String) {
    let rest = url.drop { $0 != ":" }.dropFirst(3)
    let path = rest.drop { $0 != "/" }
    self.url =
      path.isEmpty || path == "/"
      ? (path == "/" ? String(url.dropLast()) : url) + "/api/v1/lineage"
      : url
    self.token = token
    self.spool = URL(fileURLWithPath: spool)
  }

  /// Sends events in their order, after those of the spool.
  ///
  /// - Returns: why some are kept in the spool instead; nil when all were taken.
  package func send(_ events: [Data]) async throws -> String? {
    let waiting = try spooled() + events
    var left = waiting[...]
    let problem: String? = try await HTTPSession.with(
      .init(timeout: .seconds(5), connectTimeout: .seconds(3), bodyBytes: 1 << 20, connections: 1)
    ) { session in
      var refusal: String?
      while let event = left.first, waiting.count - left.count < Self.mostSpooled {
        switch await send(event, session) {
        case .taken: break
        case .refused(let problem): refusal = problem + ", and is not sent again"
        case .later(let problem): return problem
        }
        left.removeFirst()
      }
      return refusal
    }
    try keep(Array(left))
    guard let problem, !left.isEmpty else { return problem }
    return "\(problem); \(left.count) events wait in \(spool.path) and go with the next run"
  }

  /// What became of one event.
  private enum Outcome {
    case taken
    /// The collector will never take it.
    case refused(String)
    case later(String)
  }

  /// Sends one event, again where that is safe.
  private func send(_ event: Data, _ session: HTTPSession) async -> Outcome {
    var headers = [("Content-Type", "application/json")]
    if let token { headers.append(("Authorization", "Bearer \(token)")) }
    let request = HTTPRequest(
      .post, url, headers: headers.map { (name: $0.0, value: $0.1) }, body: Array(event))
    var problem = ""
    for pause in Self.pauses + [.zero] {
      do throws(HTTPFailure) {
        let answer = try await session.send(request)
        if answer.isSuccess { return .taken }
        problem =
          "\(HTTPSession.shown(url)) answered \(answer.status)"
          + (answer.body.isEmpty ? "" : ": \(answer.excerpt(characters: 120))")
        guard answer.status == 429 || answer.status >= 500 else { return .refused(problem) }
      } catch {
        problem = error.description
        guard error.reason == .unreachable || error.reason == .timeout else {
          return .refused(problem)
        }
      }
      guard pause > .zero else { break }
      do { try await Task.sleep(for: pause) } catch { return .later(problem) }
    }
    return .later(problem)
  }

  private func spooled() throws -> [Data] {
    guard FileManager.default.fileExists(atPath: spool.path) else { return [] }
    return try Data(contentsOf: spool).split(separator: UInt8(ascii: "\n")).map { Data($0) }
  }

  private func keep(_ events: [Data]) throws {
    guard !events.isEmpty else {
      if FileManager.default.fileExists(atPath: spool.path) {
        try FileManager.default.removeItem(at: spool)
      }
      return
    }
    var bytes = Data()
    for event in events { bytes += event + [UInt8(ascii: "\n")] }
    try FileManager.default.createDirectory(
      at: spool.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: spool, options: .atomic)
  }
}

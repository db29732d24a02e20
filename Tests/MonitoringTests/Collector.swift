import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// A collector of events on a port of this machine that answers as it is told.
final class Collector: Sendable {
  /// A request as it came.
  struct Received: Sendable, Hashable {
    let path: String
    let token: String?
    let body: String
  }

  private struct State {
    var statuses: [Int]
    var received: [Received] = []
  }

  private let state: Mutex<State>

  /// Answers with these statuses in turn, then with 201.
  init(statuses: [Int]) {
    state = Mutex(State(statuses: statuses))
  }

  var received: [Received] { state.withLock(\.received) }

  /// Serves while `body` runs, which gets the address.
  func serving(_ body: (String) async throws -> Void) async throws {
    let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(Handler(self))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    let port = server.localAddress?.port ?? 0
    do { try await body("http://127.0.0.1:\(port)") } catch {
      try await server.close()
      throw error
    }
    try await server.close()
  }

  private func take(_ received: Received) -> Int {
    state.withLock { state in
      state.received.append(received)
      return state.statuses.isEmpty ? 201 : state.statuses.removeFirst()
    }
  }

  private final class Handler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart
    private let collector: Collector
    private var head: HTTPRequestHead?
    private var body = ""

    init(_ collector: Collector) {
      self.collector = collector
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      switch unwrapInboundIn(data) {
      case .head(let head): (self.head, body) = (head, "")
      case .body(let part): body += String(buffer: part)
      case .end:
        guard let head else { return }
        let status = collector.take(
          Received(
            path: head.uri, token: head.headers.first(name: "authorization"), body: body))
        let headers = HTTPHeaders([("content-length", "0")])
        context.write(
          wrapOutboundOut(
            .head(
              .init(
                version: .http1_1, status: HTTPResponseStatus(statusCode: status), headers: headers)
            )),
          promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
      }
    }
  }
}

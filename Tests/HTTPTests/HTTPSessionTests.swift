import HTTP
import NIOCore
import NIOHTTP1
import NIOPosix
import Testing

@Suite("Requests")
struct HTTPSessionTests {
  /// Answers by path: `/echo`, `/slow` (never), `/large` (2 MB), `/moved` (to `/echo`).
  final class Answering: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart
    private var head: HTTPRequestHead?
    private var body = ByteBuffer()

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      switch unwrapInboundIn(data) {
      case .head(let head): self.head = head
      case .body(let part):
        var part = part
        body.writeBuffer(&part)
      case .end: answer(context)
      }
    }

    private func answer(_ context: ChannelHandlerContext) {
      guard let head else { return }
      var status = HTTPResponseStatus.ok
      var headers = HTTPHeaders()
      switch head.uri {
      case "/slow": return
      case "/large": body = ByteBuffer(repeating: 0x61, count: 2 << 20)
      case "/moved":
        status = .found
        headers.add(name: "location", value: "/echo")
      default: headers.add(name: "x-method", value: head.method.rawValue)
      }
      headers.add(name: "content-length", value: "\(body.readableBytes)")
      context.write(
        wrapOutboundOut(.head(.init(version: .http1_1, status: status, headers: headers))),
        promise: nil)
      context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
  }

  func serving(_ body: (String) async throws -> Void) async throws {
    let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline()
          try channel.pipeline.syncOperations.addHandler(Answering())
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

  @Test("A body comes back as it was sent, with its headers")
  func echoes() async throws {
    try await serving { address in
      let answer = try await HTTPSession.with { session in
        try await session.send(
          HTTPRequest(.post, address + "/echo", body: Array("a\nb".utf8)))
      }
      #expect(answer.isSuccess)
      #expect(answer.body == Array("a\nb".utf8))
      #expect(answer.excerpt() == "a b")
      #expect(answer.headers.contains { $0.name == "x-method" && $0.value == "POST" })
    }
  }

  @Test("A redirect is an answer, not a second request")
  func keepsToAddress() async throws {
    try await serving { address in
      let answer = try await HTTPSession.with { try await $0.send(.init(.get, address + "/moved")) }
      #expect(answer.status == 302)
    }
  }

  @Test("Slow and large answers are cut off")
  func limits() async throws {
    try await serving { address in
      let limits = HTTPSession.Limits(timeout: .milliseconds(200), bodyBytes: 1 << 20)
      try await HTTPSession.with(limits) { session in
        let slow = await #expect(throws: HTTPFailure.self) {
          try await session.send(.init(.get, address + "/slow"))
        }
        #expect(slow?.reason == .timeout)
        let large = await #expect(throws: HTTPFailure.self) {
          try await session.send(.init(.get, address + "/large"))
        }
        #expect(large?.reason == .tooLarge)
      }
    }
  }

  @Test(
    "What is no address, and where nobody listens, is said in one sentence without secrets",
    arguments: [
      ("file:///etc/passwd", HTTPFailure.Reason.address), ("http://", .address),
      ("http://user:secret@127.0.0.1:1/x?token=secret", .unreachable),
    ])
  func refuses(url: String, reason: HTTPFailure.Reason) async throws {
    let error = await #expect(throws: HTTPFailure.self) {
      try await HTTPSession.with { try await $0.send(.init(.get, url)) }
    }
    #expect(error?.reason == reason)
    #expect(error?.description.contains("secret") == false)
  }
}

import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Connections that are kept open between requests, with limits on time and size.
///
/// Redirects are not followed: a request with credentials goes where the person sent it, or
/// nowhere.
package struct HTTPSession: Sendable {
  /// How long and how large an answer may be.
  package struct Limits: Sendable {
    /// From the first byte sent to the last byte read.
    package var timeout: Duration
    package var connectTimeout: Duration
    /// Bytes of an answer's body.
    package var bodyBytes: Int
    /// Connections to one host at a time.
    package var connections: Int

    /// Ten seconds, as long as a person waits for one request; 64 MB, more than a batch of
    /// predictions.
    package init(
      timeout: Duration = .seconds(10), connectTimeout: Duration = .seconds(5),
      bodyBytes: Int = 64 << 20, connections: Int = 8
    ) {
      self.timeout = timeout
      self.connectTimeout = connectTimeout
      self.bodyBytes = bodyBytes
      self.connections = connections
    }
  }

  let client: HTTPClient
  let limits: Limits

  /// Runs `body` with a session and closes its connections afterwards, whatever happened.
  package static func with<Value: Sendable>(
    _ limits: Limits = Limits(), _ body: (HTTPSession) async throws -> Value
  ) async throws -> Value {
    let client = client(limits)
    let session = HTTPSession(client: client, limits: limits)
    let outcome: Result<Value, any Error>
    do { outcome = .success(try await body(session)) } catch { outcome = .failure(error) }
    // A task that was cancelled meanwhile ends the client at once.
    try? await Task.sleep(for: .seconds(lull))
    try await client.shutdown()
    return try outcome.get()
  }

  /// Seconds between the last answer and the end of a client.
  ///
  /// An answer is there a moment before its connection is given back to the client's pool, and the
  /// pool traps when it meanwhile has let go of all connections.
  static let lull = 0.05

  /// A client with the limits, to be shut down by its owner.
  static func client(_ limits: Limits) -> HTTPClient {
    var configuration = HTTPClient.Configuration()
    configuration.redirectConfiguration = .disallow
    configuration.timeout.connect = TimeAmount(limits.connectTimeout)
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = limits.connections
    configuration.httpVersion = .http1Only
    // Who refuses a connection is told at once, and not asked again until the time is over.
    configuration.connectionPool.retryConnectionEstablishment = false
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  /// Sends a request and reads its whole answer, whatever its status.
  ///
  /// - Throws: ``HTTPFailure`` when there is no whole answer within the limits.
  package func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPAnswer {
    let shown = try Self.requireScheme(request.url)
    var message = HTTPClientRequest(url: request.url)
    message.method = HTTPMethod(rawValue: request.method.rawValue)
    for header in request.headers { message.headers.add(name: header.name, value: header.value) }
    if request.method != .get { message.body = .bytes(ByteBuffer(bytes: request.body)) }
    do {
      let response = try await client.execute(
        message, deadline: .now() + TimeAmount(limits.timeout))
      let body = try await response.body.collect(upTo: limits.bodyBytes)
      return HTTPAnswer(
        status: Int(response.status.code),
        headers: response.headers.map { (name: $0.name, value: $0.value) },
        body: Array(body.readableBytesView))
    } catch {
      throw failure(error, shown: shown)
    }
  }

  /// The address as it may be shown.
  ///
  /// - Throws: ``HTTPFailure`` for another scheme than http and https.
  static func requireScheme(_ url: String) throws(HTTPFailure) -> String {
    let shown = shown(url)
    guard url.hasPrefix("http://") || url.hasPrefix("https://") else {
      throw HTTPFailure(
        .address, "“\(shown)” is no address", remedy: "begin it with http:// or https://")
    }
    return shown
  }

  /// What went wrong, in words.
  func failure(_ error: any Error, shown: String) -> HTTPFailure {
    switch error {
    case is CancellationError:
      HTTPFailure(.cancelled, "the request to \(shown) was stopped", remedy: "run it again")
    case is NIOTooManyBytesError, is ResponseAccumulator.ResponseTooBigError:
      HTTPFailure(
        .tooLarge, "\(shown) answered with more than \(limits.bodyBytes) bytes",
        remedy: "ask for fewer rows at a time")
    case let known as HTTPClientError where known == .deadlineExceeded || known == .readTimeout:
      HTTPFailure(
        .timeout, "\(shown) gave no whole answer within \(limits.timeout)",
        remedy: "look whether it is overloaded, or allow more time")
    case let known as HTTPClientError where known == .connectTimeout:
      HTTPFailure(
        .timeout, "\(shown) could not be reached within \(limits.connectTimeout)",
        remedy: "check the address and that the service runs")
    case let known as HTTPClientError where known == .cancelled:
      HTTPFailure(.cancelled, "the request to \(shown) was stopped", remedy: "run it again")
    case let known as HTTPClientError where Self.addressErrors.contains(known):
      HTTPFailure(
        .address, "“\(shown)” is no address that can be asked",
        remedy: "give a whole address such as http://127.0.0.1:8080/predict")
    default:
      HTTPFailure(
        .unreachable, "\(shown) could not be asked (\(error))",
        remedy: "check the address and that the service runs")
    }
  }

  private static let addressErrors: [HTTPClientError] = [
    .invalidURL, .emptyHost, .emptyScheme, .missingSocketPath,
  ]

  /// The address without what may be secret: user, password, query and fragment.
  package static func shown(_ url: String) -> String {
    let bare = url.prefix { $0 != "?" && $0 != "#" }
    guard let scheme = bare.firstRange(of: "://") else { return String(bare) }
    let rest = bare[scheme.upperBound...]
    let host = rest.prefix { $0 != "/" }
    let withoutUser = host.lastIndex(of: "@").map { rest[rest.index(after: $0)...] } ?? rest
    return String(bare[..<scheme.upperBound]) + withoutUser
  }
}

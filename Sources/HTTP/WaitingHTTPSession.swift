import AsyncHTTPClient
import Dispatch
import NIOCore
import NIOHTTP1

/// Connections for threads that wait for each answer.
///
/// Who measures how long an answer takes, or asks from code that is not asynchronous, waits on its
/// own thread. Connections stay open until the last reference is gone.
package final class WaitingHTTPSession: Sendable {
  private let session: HTTPSession

  /// Opens no connection before the first request.
  package init(_ limits: HTTPSession.Limits = HTTPSession.Limits()) {
    session = HTTPSession(client: HTTPSession.client(limits), limits: limits)
  }

  deinit {
    // What closing may fail with leaves nothing behind that could be mended.
    let client = session.client
    DispatchQueue.global().asyncAfter(deadline: .now() + HTTPSession.lull) {
      client.shutdown { _ in }
    }
  }

  /// Sends a request and waits for its whole answer, whatever its status.
  ///
  /// - Throws: ``HTTPFailure`` when there is no whole answer within the limits.
  package func send(_ request: HTTPRequest) throws(HTTPFailure) -> HTTPAnswer {
    let shown = try HTTPSession.requireScheme(request.url)
    do {
      var message = try HTTPClient.Request(
        url: request.url, method: HTTPMethod(rawValue: request.method.rawValue))
      for header in request.headers { message.headers.add(name: header.name, value: header.value) }
      if request.method != .get { message.body = .bytes(request.body) }
      let answer = try session.client.execute(
        request: message,
        delegate: ResponseAccumulator(request: message, maxBodySize: session.limits.bodyBytes),
        deadline: .now() + TimeAmount(session.limits.timeout)
      ).wait()
      return HTTPAnswer(
        status: Int(answer.status.code),
        headers: answer.headers.map { (name: $0.name, value: $0.value) },
        body: answer.body.map { Array($0.readableBytesView) } ?? [])
    } catch {
      throw session.failure(error, shown: shown)
    }
  }
}

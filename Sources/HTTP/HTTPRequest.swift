/// What is sent: a method, an address, headers and a body that is held in memory.
package struct HTTPRequest: Sendable {
  package var method: Method
  /// The whole address; only `http` and `https` are sent.
  package var url: String
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]

  /// The methods that Assay sends.
  package enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
  }

  /// Makes a request.
  package init(
    _ method: Method, _ url: String, headers: [(name: String, value: String)] = [],
    body: [UInt8] = []
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
  }
}

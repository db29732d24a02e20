/// The address of an endpoint, checked before anything is sent.
struct EndpointAddress: Sendable, Hashable {
  /// Where predictions are asked for.
  let url: String
  /// The same for people: without what may be secret.
  let shown: String
  /// Where an Open Inference endpoint tells what its model asks for.
  let metadata: String

  /// Reads an address; the protocol's own path is added where there is none.
  ///
  /// - Parameter shown: hides what may be secret.
  /// - Throws: ``PredictorError/declaration(_:remedy:)`` for another scheme, or credentials in it.
  init(
    _ text: String, _ form: EndpointProtocol, shown: (String) -> String
  ) throws(PredictorError) {
    guard text.hasPrefix("http://") || text.hasPrefix("https://") else {
      throw .declaration(
        "“\(shown(text))” is no address of a model",
        remedy: "begin it with http:// or https://")
    }
    let rest = text.drop { $0 != ":" }.dropFirst(3)
    guard !rest.prefix(while: { $0 != "/" && $0 != "?" && $0 != "#" }).contains("@") else {
      throw .declaration(
        "the model's address holds a user name or a password",
        remedy: "take it out and name the environment variable that holds a token instead")
    }
    guard !text.contains(where: { $0.isWhitespace || $0.isNewline }) else {
      throw .declaration("the model's address holds a blank", remedy: "write %20 for it")
    }
    var path = text
    while path.hasSuffix("/") { path.removeLast() }
    let hasPath = path.drop { $0 != ":" }.dropFirst(3).contains("/")
    switch form {
    case .mlflow: url = hasPath ? path : path + "/invocations"
    case .json: url = text
    case .oip:
      let model = path.hasSuffix("/infer") ? String(path.dropLast("/infer".count)) : path
      guard model.contains("/v2/models/") else {
        throw .declaration(
          "the address \(shown(text)) names no model",
          remedy: "give it as http://HOST:PORT/v2/models/NAME")
      }
      url = model + "/infer"
      metadata = model
      self.shown = shown(url)
      return
    }
    metadata = url
    self.shown = shown(url)
  }
}

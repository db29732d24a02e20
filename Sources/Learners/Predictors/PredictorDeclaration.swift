internal import HTTP

/// How a model can be asked, as somebody declared it.
package struct PredictorDeclaration: Sendable {
  /// Where the model is.
  package enum Place: Sendable, Hashable {
    /// An ONNX file.
    case onnx(String)
    /// A program with its arguments, see ``CommandWords``.
    case command([String], CommandPredictor.Form)
    /// An HTTP endpoint.
    case endpoint(String, EndpointProtocol)
  }

  /// Where it is.
  package var place: Place
  /// The folder that a command runs in; empty for that of this process.
  package var folder = ""
  /// Seconds that an answer may take.
  package var seconds = 30.0
  /// The template of a JSON endpoint's question.
  package var template: String?
  /// Where the predictions stand in a JSON endpoint's answer.
  package var answer: String?
  /// The environment variable that holds a bearer token.
  package var tokenVariable: String?
  /// Threads that one prediction of an ONNX file may use; 0: as many as there are cores.
  package var threads = 1
  /// Connections to an endpoint at a time.
  package var connections = 1

  /// Declares a model.
  package init(_ place: Place) {
    self.place = place
  }

  /// What a report calls it: its kind, and its place without what may be secret.
  var modelOfReport: BenchReport.Model {
    switch place {
    case .onnx(let path): .init(kind: "onnx", name: path)
    case .command(let words, _): .init(kind: "command", name: words.joined(separator: " "))
    case .endpoint(let url, let form): .init(kind: form.rawValue, name: HTTPSession.shown(url))
    }
  }

  /// Starts, loads or reaches the model.
  ///
  /// - Parameters:
  ///   - libraries: folders that may hold ONNX Runtime.
  ///   - environment: where a token is found.
  /// - Throws: ``PredictorError``.
  package func open(
    libraries: [String], environment: [String: String]
  ) throws(PredictorError) -> any Predictor {
    switch place {
    case .onnx(let path):
      return try ONNXPredictor(
        path, threads: threads, library: try ONNXLibrary(directories: libraries))
    case .command(let words, let form):
      return try CommandPredictor(
        try CommandWords.words(words), in: folder, form: form, seconds: seconds)
    case .endpoint(let url, let form):
      let line = EndpointLine(
        try EndpointAddress(url, form, shown: HTTPSession.shown), seconds: seconds,
        connections: connections, token: try token(environment))
      return EndpointPredictor(try self.form(form, line), line)
    }
  }

  private func form(
    _ form: EndpointProtocol, _ line: EndpointLine
  ) throws(PredictorError) -> any EndpointForm {
    switch form {
    case .mlflow: return MLflowForm()
    case .json: return try TemplateForm(template: template, path: answer)
    case .oip:
      return try OpenInferenceForm(metadata: try line.metadata(), model: line.name)
    }
  }

  private func token(_ environment: [String: String]) throws(PredictorError) -> String? {
    guard let tokenVariable else { return nil }
    guard let token = environment[tokenVariable], !token.isEmpty else {
      throw .declaration(
        "the environment variable \(tokenVariable), which is to hold the model's token, is not set",
        remedy: "set it, or do not name it")
    }
    guard token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw .declaration(
        "the token in \(tokenVariable) holds characters that no header can carry",
        remedy: "look for a line feed or a blank at its end")
    }
    return token
  }
}

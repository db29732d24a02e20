internal import HTTP

/// A model behind an HTTP endpoint.
struct EndpointPredictor: Predictor {
  private let form: any EndpointForm
  private let line: EndpointLine

  /// Prepares to ask; an Open Inference endpoint is asked what its model wants.
  ///
  /// - Throws: ``PredictorError``.
  init(_ form: any EndpointForm, _ line: EndpointLine) {
    self.form = form
    self.line = line
  }

  var name: String { line.name }
  var processGroup: Int32? { nil }

  func another() -> any Predictor { self }

  func prepare(_ rows: ModelRows) throws(PredictorError) -> any PreparedPrediction {
    Question(form: form, line: line, body: Array(try form.body(rows).utf8), rows: rows.count)
  }

  /// A body that is ready to be sent.
  private struct Question: PreparedPrediction {
    let form: any EndpointForm
    let line: EndpointLine
    let body: [UInt8]
    let rows: Int

    func ask() throws(PredictorError) -> UnreadPredictions {
      let answer = try line.post(body)
      return UnreadPredictions { [form, rows] () throws(PredictorError) in
        guard let value = AnswerValue.parse(answer.body) else {
          throw .answer(
            row: nil, problem: "it is no JSON", excerpt: answer.excerpt(characters: 60),
            remedy: "check that the address and the protocol belong together")
        }
        do throws(PredictorError) {
          return try form.predictions(value, rows: rows)
        } catch .answer(let row, let problem, "", let remedy) {
          throw .answer(
            row: row, problem: problem, excerpt: answer.excerpt(characters: 120), remedy: remedy)
        }
      }
    }
  }
}

/// How rows are written for an endpoint and its answers read.
protocol EndpointForm: Sendable {
  /// The body that asks for the rows.
  func body(_ rows: ModelRows) throws(PredictorError) -> String

  /// The predictions in an answer.
  func predictions(_ answer: AnswerValue, rows: Int) throws(PredictorError) -> Predictions
}

/// The connection to an endpoint: its address, its limits, and a token that nobody sees.
struct EndpointLine: Sendable {
  let address: EndpointAddress
  let seconds: Double
  private let session: WaitingHTTPSession
  private let headers: [(name: String, value: String)]

  /// - Parameter token: sent as a bearer token; never shown.
  init(_ address: EndpointAddress, seconds: Double, connections: Int, token: String?) {
    self.address = address
    self.seconds = seconds
    session = WaitingHTTPSession(
      HTTPSession.Limits(
        timeout: .milliseconds(Int64(min(seconds, 86_400) * 1_000)),
        connections: max(1, connections)))
    headers =
      [("Content-Type", "application/json"), ("Accept", "application/json")]
      + (token.map { [("Authorization", "Bearer \($0)")] } ?? [])
  }

  var name: String { "the endpoint \(address.shown)" }

  /// Sends a body and waits for an answer that says that it was carried out.
  func post(_ body: [UInt8]) throws(PredictorError) -> HTTPAnswer {
    try answer(to: HTTPRequest(.post, address.url, headers: headers, body: body))
  }

  /// What the endpoint tells about its model; nil where it tells nothing.
  func metadata() throws(PredictorError) -> AnswerValue? {
    do throws(PredictorError) {
      return AnswerValue.parse(
        try answer(to: HTTPRequest(.get, address.metadata, headers: headers)).body)
    } catch .failed {
      // Some servers answer predictions only.
      return nil
    }
  }

  private func answer(to request: HTTPRequest) throws(PredictorError) -> HTTPAnswer {
    let answer: HTTPAnswer
    do throws(HTTPFailure) {
      answer = try session.send(request)
    } catch {
      guard error.reason == .timeout else {
        throw .unavailable(error.problem, remedy: error.remedy)
      }
      throw .timeout(model: name, seconds: seconds, remedy: error.remedy)
    }
    guard answer.isSuccess else {
      throw .failed(
        model: name, problem: "answered with status \(answer.status)", detail: answer.excerpt())
    }
    return answer
  }
}

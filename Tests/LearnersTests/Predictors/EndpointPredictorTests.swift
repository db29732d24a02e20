import Foundation
import Measurements
import Testing

@testable import Learners

@Suite("A model behind an endpoint")
struct EndpointPredictorTests {
  private func failure(
    _ url: String, _ form: EndpointProtocol, seconds: Double = 10,
    _ change: (inout PredictorDeclaration) -> Void = { _ in },
    environment: [String: String] = [:]
  ) throws -> PredictorError? {
    let rows = try ModelFixture.rows()
    var declaration = PredictorDeclaration(.endpoint(url, form))
    declaration.seconds = seconds
    change(&declaration)
    do throws(PredictorError) {
      _ = try declaration.open(libraries: [], environment: environment).predict(rows)
      return nil
    } catch {
      return error
    }
  }

  private func holds(_ predictions: Predictions, _ output: String) throws {
    let scores = try OutputChoice(output).numbers(predictions, positive: "late")
    let expected = try ModelFixture.probabilities()
    #expect(scores.count == expected.count)
    for (score, golden) in zip(scores, expected) { #expect((score - golden).magnitude < 1e-12) }
  }

  @Test("of the Open Inference Protocol", arguments: [[], ["--no-metadata"]])
  func openInference(_ options: [String]) throws {
    let server = try ModelServer(options)
    let model = try ModelFixture.open(.endpoint(server.address + "/v2/models/late", .oip))
    let predictions = try model.predict(ModelFixture.rows(), batch: 10)
    try holds(predictions, "probabilities[1]")
    #expect(try OutputChoice("label").classes(predictions).count == 24)
  }

  @Test("of MLflow")
  func mlflow() throws {
    let server = try ModelServer()
    let model = try ModelFixture.open(.endpoint(server.address, .mlflow))
    try holds(try model.predict(ModelFixture.rows(), batch: 10), "prediction[1]")
  }

  @Test("of plain JSON, by a template")
  func json() throws {
    let server = try ModelServer()
    let model = try ModelFixture.open(.endpoint(server.address + "/score", .json))
    try holds(try model.predict(ModelFixture.rows(), batch: 10), "score")
    var single = PredictorDeclaration(.endpoint(server.address + "/one", .json))
    single.template = "{\"row\": {{row}}}"
    single.answer = "result.score"
    let one = try single.open(libraries: [], environment: [:])
    try holds(try one.predict(ModelFixture.rows(), batch: 1), "prediction")
  }

  @Test("that refuses is told with its status and words")
  func status() throws {
    let server = try ModelServer(["--status", "503"])
    let error = try #require(try failure(server.address, .mlflow))
    #expect(error.description.contains("answered with status 503"), "\(error)")
    #expect(error.description.contains("is not loaded"))
  }

  @Test("that is slow is given up")
  func timeout() throws {
    let server = try ModelServer(["--delay", "5"])
    let error = try #require(try failure(server.address, .mlflow, seconds: 0.3))
    #expect(error.description.contains("within 0.3 s"), "\(error)")
  }

  @Test("that answers something else is quoted", arguments: ["{\"a\": 1}", "<html>", "[1, 2"])
  func nonsense(_ text: String) throws {
    let server = try ModelServer(["--text", text])
    let error = try #require(try failure(server.address, .mlflow))
    #expect(error.description.contains("cannot be read"), "\(error)")
    #expect(error.description.contains(text.prefix(4)), "\(error)")
  }

  @Test("that answers too few rows is told so")
  func tooFew() throws {
    let server = try ModelServer(["--text", "{\"predictions\": [0.1, 0.2]}"])
    let error = try #require(try failure(server.address, .mlflow))
    #expect(error.description.contains("2 predictions for 24 rows"), "\(error)")
  }

  @Test("that nobody runs is unreachable")
  func unreachable() throws {
    let error = try #require(try failure("http://127.0.0.1:9", .mlflow))
    guard case .unavailable = error else {
      Issue.record("\(error)")
      return
    }
  }

  @Test("gets a token from the environment, and nobody else sees it")
  func token() throws {
    let server = try ModelServer(["--token", "s3cret"])
    let refused = try #require(try failure(server.address, .mlflow))
    #expect(refused.description.contains("status 401"))
    let unset = try #require(
      try failure(server.address, .mlflow) { $0.tokenVariable = "MODEL_TOKEN" })
    #expect(unset.description.contains("MODEL_TOKEN"))
    #expect(
      try failure(
        server.address, .mlflow, { $0.tokenVariable = "MODEL_TOKEN" },
        environment: ["MODEL_TOKEN": "s3cret"]) == nil)
    let wrong = try #require(
      try failure(
        server.address, .mlflow, { $0.tokenVariable = "MODEL_TOKEN" },
        environment: ["MODEL_TOKEN": "another-s3cret"]))
    #expect(!wrong.description.contains("s3cret"))
  }

  @Test(
    "whose address cannot be used is refused before anything is sent",
    arguments: [
      ("ftp://host/x", EndpointProtocol.json), ("http://me:pw@host/x", .json),
      ("http://host:1/no/model", .oip), ("http://host/a b", .mlflow), ("host:8080", .mlflow),
    ])
  func address(_ url: String, _ form: EndpointProtocol) throws {
    let error = try #require(try failure(url, form))
    #expect(error.isRefusal, "\(error)")
    #expect(!error.description.contains("pw"))
  }

  @Test("is sent braces in its rows as they are")
  func braces() throws {
    let form = try TemplateForm(template: "{\"a\":{\"b\":{{values}}},\"c\":{{columns}}}", path: nil)
    let rows = try ModelRows(
      RowTable(columns: [
        RowColumn(
          name: "t", values: .categorical(codes: [0, 1], categories: ["{{columns}}", "}} {{x}}"]))
      ]), columns: ["t"], fields: [])
    #expect(
      try form.body(rows)
        == "{\"a\":{\"b\":[[\"{{columns}}\"],[\"}} {{x}}\"]]},\"c\":[\"t\"]}")
  }

  @Test("with a template that holds no rows is refused")
  func template() throws {
    let error = try #require(
      try failure("http://127.0.0.1:9/x", .json) { $0.template = "{\"a\": 1}" })
    #expect(error.description.contains("holds no rows"))
  }

  @Test("is not sent an infinite number, and the row is named")
  func infinite() throws {
    let server = try ModelServer()
    let model = try ModelFixture.open(.endpoint(server.address, .mlflow))
    do throws(PredictorError) {
      _ = try model.predict(
        try ModelFixture.rowsOrRefusal(["distance"]).replacing([
          .init(
            name: "distance", values: .numeric([1, .infinity] + Array(repeating: 1, count: 22)))
        ]))
      Issue.record("infinity was sent")
    } catch {
      #expect(error.description.hasPrefix("row 2, column “distance”"), "\(error)")
    }
  }
}

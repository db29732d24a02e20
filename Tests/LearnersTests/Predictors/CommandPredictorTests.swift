import Foundation
import Testing

@testable import Learners

@Suite("A model that is a command")
struct CommandPredictorTests {
  private func declaration(
    _ options: [String], form: CommandPredictor.Form = .jsonl, seconds: Double = 30
  ) -> PredictorDeclaration {
    var declaration = PredictorDeclaration(
      .command(["python3", ModelFixture.path("score.py")] + options, form))
    declaration.seconds = seconds
    return declaration
  }

  private func open(
    _ options: [String], form: CommandPredictor.Form = .jsonl, seconds: Double = 30
  ) throws(PredictorError) -> any Predictor {
    try declaration(options, form: form, seconds: seconds).open(libraries: [], environment: [:])
  }

  private func failure(_ options: [String], seconds: Double = 30) throws -> PredictorError? {
    let rows = try ModelFixture.rows()
    do throws(PredictorError) {
      _ = try open(options, seconds: seconds).predict(rows, batch: 5)
      return nil
    } catch {
      return error
    }
  }

  @Test("answers every row, batch after batch", arguments: [1, 5, 24])
  func jsonLines(_ batch: Int) throws {
    let predictions = try open([]).predict(ModelFixture.rows(), batch: batch)
    #expect(predictions.outputs.map(\.name) == ["class", "p_late"])
    let scores = try OutputChoice(nil).numbers(predictions, positive: "late")
    for (score, expected) in zip(scores, try ModelFixture.probabilities()) {
      #expect((score - expected).magnitude < 1e-12)
    }
    #expect(try OutputChoice("class").classes(predictions).contains("late"))
  }

  @Test("answers bare numbers")
  func bare() throws {
    let scores = try OutputChoice(nil).numbers(
      open(["--bare"]).predict(ModelFixture.rows()), positive: "1")
    #expect(scores.count == 24)
  }

  @Test(
    "is refused when it writes a line that nobody asked for, which shifts every answer",
    arguments: ["--banner", "--late-banner"], [5, 24])
  func banner(_ option: String, _ batch: Int) throws {
    let rows = try ModelFixture.rows()
    #expect {
      _ = try open(["--bare", option]).predict(rows, batch: batch)
    } throws: { error in
      "\(error)".contains("wrote 1 line more than it was asked rows")
    }
  }

  @Test("speaks CSV with a header on both sides")
  func csv() throws {
    let model = try open(["--csv"], form: .csv)
    let predictions = try model.predict(ModelFixture.rows(), batch: 10)
    let scores = try OutputChoice("p_late").numbers(predictions)
    for (score, expected) in zip(scores, try ModelFixture.probabilities()) {
      #expect((score - expected).magnitude < 1e-12)
    }
  }

  @Test("is sent more than a pipe holds while it answers")
  func manyRows() throws {
    let rows = try ModelFixture.rows()
    let many = rows.selecting((0..<20_000).map { $0 % rows.count })
    let predictions = try open([]).predict(many)
    #expect(predictions.rows == 20_000)
    let scores = try OutputChoice("p_late").numbers(predictions)
    #expect(scores[0] == scores[24] && scores[19_999] == scores[19_999 % 24])
  }

  @Test("that ends is told with its status and its last words")
  func dies() throws {
    let error = try #require(try failure(["--die-after", "7"]))
    #expect(
      error.description
        == "the command python3 ended with exit status 3 before every row was answered. "
        + "It says: the model file is damaged", "\(error)")
  }

  @Test("that does not answer in time is ended")
  func hangs() throws {
    let error = try #require(try failure(["--sleep-after", "3"], seconds: 0.5))
    guard case .timeout(_, 0.5, _) = error else {
      Issue.record("\(error)")
      return
    }
  }

  @Test("that writes something else is quoted, with the row")
  func noJSON() throws {
    let error = try #require(try failure(["--answer", "loading model…"]))
    #expect(error.description.contains("row 1 cannot be read: it is no JSON"), "\(error)")
    #expect(error.description.contains("loading model…"))
  }

  @Test("that is not there cannot be started")
  func absent() throws {
    do throws(PredictorError) {
      _ = try PredictorDeclaration(.command(["./no-such-program"], .jsonl))
        .open(libraries: [], environment: [:])
      Issue.record("something was started")
    } catch {
      #expect(error.description.contains("./no-such-program could not be started"), "\(error)")
    }
  }

  @Test("runs in the folder that is named")
  func folder() throws {
    var declaration = PredictorDeclaration(.command(["python3 score.py"], .jsonl))
    declaration.folder = ModelFixture.folder.path
    let model = try declaration.open(libraries: [], environment: [:])
    #expect(try model.predict(ModelFixture.rows()).rows == 24)
  }

  @Test("is ended with all that it started")
  func group() throws {
    var model: (any Predictor)? = try open(["--child"])
    _ = try model?.predict(ModelFixture.rows())
    let group = try #require(model?.processGroup)
    #expect(kill(-group, 0) == 0)
    model = nil
    // The signal is sent before, and taken in a moment.
    for _ in 0..<100 where kill(-group, 0) == 0 { usleep(20_000) }
    #expect(kill(-group, 0) == -1)
  }

  @Test(
    "is divided into words without a shell",
    arguments: [
      ("./score --fast", ["./score", "--fast"]),
      ("  python3   'my score.py' \"a 'b'\" ", ["python3", "my score.py", "a 'b'"]),
      ("echo $HOME; ls | wc > x", ["echo", "$HOME;", "ls", "|", "wc", ">", "x"]),
      ("sh -c 'cat | ./score'", ["sh", "-c", "cat | ./score"]), ("a''b", ["ab"]),
      ("run ''", ["run", ""]),
    ])
  func words(_ text: String, _ words: [String]) throws {
    #expect(try CommandWords.words([text]) == words)
  }

  @Test("is refused when it is empty or a quote has no end", arguments: ["", "  ", "''", "a 'b"])
  func noWords(_ text: String) {
    #expect(throws: PredictorError.self) { try CommandWords.words([text]) }
  }
}

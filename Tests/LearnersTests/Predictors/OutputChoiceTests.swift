import Testing

@testable import Learners

@Suite("Which output is the prediction")
struct OutputChoiceTests {
  private static let classifier = Predictions(
    rows: 2,
    outputs: [
      .init(name: "label", values: .numbers([0, 1])),
      .init(name: "probabilities", width: 2, values: .numbers([0.8, 0.2, 0.3, 0.7])),
    ])
  private static let named = Predictions(
    rows: 2,
    outputs: [
      .init(
        name: "p", width: 2, labels: ["late", "on time"], values: .numbers([0.2, 0.8, 0.7, 0.3])),
      .init(name: "risk", values: .numbers([5, 6])),
    ])

  @Test("the second of two probabilities, where nothing names the classes")
  func second() throws {
    #expect(try OutputChoice(nil).numbers(Self.classifier, positive: "1") == [0.2, 0.7])
    #expect(try OutputChoice("probabilities[0]").numbers(Self.classifier) == [0.8, 0.3])
    #expect(try OutputChoice("label").classes(Self.classifier) == ["0", "1"])
  }

  @Test("the one of the positive class, where the model names its classes")
  func label() throws {
    #expect(try OutputChoice(nil).numbers(Self.named, positive: "late") == [0.2, 0.7])
    #expect(try OutputChoice("p[on time]").numbers(Self.named) == [0.8, 0.3])
    #expect(try OutputChoice(nil).numbers(Self.named) == [5, 6])
  }

  @Test(
    "what is not clear is refused with the outputs that there are",
    arguments: ["nothing", "probabilities[2]", "probabilities[late]", "probabilities"])
  func refused(_ choice: String) {
    do throws(PredictorError) {
      _ = try OutputChoice(choice).numbers(Self.classifier)
      Issue.record("\(choice) was understood")
    } catch {
      #expect(error.isRefusal && error.description.contains("probabilities"), "\(error)")
    }
  }

  @Test("a text is no number, and no rows have none")
  func texts() throws {
    let texts = Predictions(rows: 1, outputs: [.init(name: "c", values: .texts(["late"]))])
    #expect(throws: PredictorError.self) { try OutputChoice("c").numbers(texts) }
    #expect(try OutputChoice(nil).numbers(Predictions(rows: 0, outputs: [])).isEmpty)
  }

  @Test("batches are joined only when they have one form")
  func joined() throws {
    let joined = try Predictions(joining: [Self.classifier, Self.classifier])
    #expect(joined.rows == 4)
    #expect(try OutputChoice("label").numbers(joined) == [0, 1, 0, 1])
    #expect(throws: PredictorError.self) {
      try Predictions(joining: [Self.classifier, Self.named])
    }
  }
}

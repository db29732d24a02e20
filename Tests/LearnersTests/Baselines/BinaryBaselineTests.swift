import Learners
import Measurements
import Statistics
import Testing

@Suite("Baselines of binary tasks")
struct BinaryBaselineTests {
  private func rows(_ columns: [RowColumn], _ labels: [Bool]) -> BinaryRows {
    BinaryRows(table: RowTable(columns: columns), isPositive: labels)
  }

  private func calls(_ answer: BinaryAnswer) -> [Bool] {
    guard case .certain(let calls) = answer.calls else { return [] }
    return calls
  }

  @Test("The most frequent class equals scikit-learn's DummyClassifier")
  func mostFrequent() throws {
    for golden in try Goldens.read().dummyClassifier {
      let column = RowColumn(
        name: "x", values: .numeric(golden.labels.indices.map(Double.init)))
      let train = rows([column], golden.labels)
      let answer = try MostFrequentClass.answer(
        train: train, test: train.table, inputs: BaselineInputs(features: []))
      #expect(answer.scores?[0] == golden.probability)
      #expect(calls(answer)[0] == golden.prediction)
    }
  }

  @Test("A random guess says how often it says positive, and draws nothing")
  func random() throws {
    let column = RowColumn(name: "x", values: .numeric([1, 2, 3, 4]))
    let train = rows([column], [true, false, false, false])
    let answer = try RandomGuess.answer(
      train: train, test: train.table, inputs: BaselineInputs(features: []))
    guard case .drawn(let probability) = answer.calls else {
      Issue.record("a random guess gave fixed classes")
      return
    }
    #expect(probability == 0.25)
  }

  @Test("The threshold finds the column, the direction and the cut")
  func threshold() throws {
    let useful = RowColumn(name: "useful", values: .numeric([9, 8, 7, 6, 5, 4, 3, 2]))
    let noise = RowColumn(name: "noise", values: .numeric([1, 2, 1, 2, 1, 2, 1, 2]))
    let train = rows([noise, useful], [false, false, false, false, false, true, true, true])
    let test = RowTable(columns: [
      RowColumn(name: "noise", values: .numeric([1, 1])),
      RowColumn(name: "useful", values: .numeric([4.0, 4.5])),
    ])
    let answer = try ThresholdBaseline.answer(
      train: train, test: test, inputs: BaselineInputs(features: ["noise", "useful"]))
    #expect(calls(answer) == [true, false])
    #expect(answer.description == "says positive when useful is at most 4")
  }

  @Test("A missing value goes where missing values went in training", arguments: [true, false])
  func thresholdOfMissing(positiveWhenMissing: Bool) throws {
    let column = RowColumn(name: "x", values: .numeric([1, 2, 3, 4, .nan, .nan]))
    let train = rows(
      [column], [false, false, true, true, positiveWhenMissing, positiveWhenMissing])
    let answer = try ThresholdBaseline.answer(
      train: train, test: train.table, inputs: BaselineInputs(features: ["x"]))
    #expect(calls(answer) == train.isPositive)
  }

  @Test("Where positives are rare, the best accuracy is never to say positive")
  func cutForAccuracy() throws {
    let values = (0..<100).map { Double($0 % 50) }
    let labels = (0..<100).map { $0 % 50 >= 40 && $0 % 3 == 0 }
    let train = rows([RowColumn(name: "x", values: .numeric(values))], labels)
    let accuracy = try ThresholdBaseline.answer(
      train: train, test: train.table, inputs: BaselineInputs(features: ["x"], cut: .accuracy))
    #expect(!calls(accuracy).contains(true))
    let balanced = try ThresholdBaseline.answer(
      train: train, test: train.table, inputs: BaselineInputs(features: ["x"]))
    #expect(calls(balanced).contains(true))
  }

  @Test(
    "Without both classes a learned baseline is undefined",
    arguments: [ThresholdBaseline.self, LogisticRegressionBaseline.self]
      as [any BinaryBaseline.Type])
  func oneClass(baseline: any BinaryBaseline.Type) {
    let train = rows([RowColumn(name: "x", values: .numeric([1, 2, 3]))], [true, true, true])
    #expect(throws: Undefined("the training rows have one class only")) {
      try baseline.answer(
        train: train, test: train.table, inputs: BaselineInputs(features: ["x"]))
    }
  }

  @Test(
    "Without a usable feature a learned baseline is undefined",
    arguments: [[], ["constant"], ["empty"]])
  func noFeature(features: [String]) {
    let train = rows(
      [
        RowColumn(name: "constant", values: .numeric([1, 1, 1])),
        RowColumn(name: "empty", values: .numeric([.nan, .nan, .nan])),
      ], [true, false, true])
    for baseline in [ThresholdBaseline.self, LogisticRegressionBaseline.self]
      as [any BinaryBaseline.Type]
    {
      #expect(throws: Undefined.self) {
        try baseline.answer(
          train: train, test: train.table, inputs: BaselineInputs(features: features))
      }
    }
  }

  @Test("Every baseline has a key and a title of its own")
  func cards() {
    let cards = BaselineCatalogue.cards
    #expect(Set(cards.map(\.key)).count == cards.count)
    #expect(Set(cards.map(\.id)).count == cards.count)
  }
}

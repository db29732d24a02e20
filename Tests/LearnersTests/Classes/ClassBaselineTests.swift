import Learners
import Measurements
import Statistics
import Testing

@Suite("Baselines of several classes")
struct ClassBaselineTests {
  struct Goldens: Decodable {
    let regressions: [Fit]
    let stumps: [Fit]
    let guesses: Guesses

    struct Fit: Decodable, CustomTestStringConvertible {
      let name: String
      let columns: [[Double]]
      let labels: [Int]
      let inversePenalty: Double?
      let feature: Int?
      let probabilities: [[Double]]
      var testDescription: String { name }
    }

    struct Guesses: Decodable {
      let train: [Int]
      let test: [Int]
      let accuracy: Double
      let macroF1: Double
    }

    static func read() throws -> Goldens { try FixtureFile.read("classes.json", as: Goldens.self) }
  }

  private func rows(_ columns: [[Double]], _ classes: [Int], count: Int) -> ClassRows {
    ClassRows(
      table: Tables.numeric(columns), classes: classes, names: (0..<count).map { "class \($0)" })
  }

  private func distance(_ one: [[Double]], _ other: [[Double]]) -> Double {
    zip(one, other).reduce(0) { largest, pair in
      zip(pair.0, pair.1).reduce(largest) { max($0, abs($1.0 - $1.1)) }
    }
  }

  @Test(
    "Probabilities equal scikit-learn's multinomial LogisticRegression",
    arguments: try Goldens.read().regressions)
  func regression(golden: Goldens.Fit) throws {
    let table = Tables.numeric(golden.columns)
    let encoder = try FeatureEncoder.fit(table, features: Tables.names(golden.columns.count))
    let matrix = try encoder.encode(table)
    let model = try MultinomialRegression.fit(
      matrix, classes: golden.labels, classCount: 3, inversePenalty: golden.inversePenalty ?? 1)
    #expect(model.isConverged)
    // Both stop where slopes are tiny beside the first ones; probabilities follow them with their
    // square.
    #expect(distance(model.predict(matrix), golden.probabilities) < 1e-6)
  }

  @Test(
    "A stump equals scikit-learn's DecisionTreeClassifier of one split",
    arguments: try Goldens.read().stumps)
  func stump(golden: Goldens.Fit) throws {
    let train = rows(golden.columns, golden.labels, count: 4)
    let answer = try ThresholdBaseline.answer(
      train: train, test: train.table,
      inputs: BaselineInputs(features: Tables.names(golden.columns.count)))
    #expect(distance(answer.probabilities ?? [], golden.probabilities) < 1e-12)
    #expect(answer.description.contains(" when x\(golden.feature ?? -1) is at most "))
  }

  @Test("A class of no training row gets no probability, and the others all of it")
  func absentClass() throws {
    let train = rows([[1, 2, 3, 4, 5, 6]], [0, 0, 0, 2, 2, 2], count: 3)
    for baseline in [
      MostFrequentClass.self, RandomGuess.self, ThresholdBaseline.self,
      LogisticRegressionBaseline.self,
    ] as [any ClassBaseline.Type] {
      let answer = try baseline.answer(
        train: train, test: train.table, inputs: BaselineInputs(features: ["x0"]))
      for row in answer.probabilities ?? [] {
        #expect(row[1] == 0)
        #expect(abs(row.reduce(0, +) - 1) < 1e-12)
      }
    }
  }

  @Test("A missing value goes where missing values went in training")
  func missing() throws {
    let train = rows([[1, 1, 2, 2, .nan, .nan]], [0, 0, 1, 1, 2, 2], count: 3)
    let answer = try ThresholdBaseline.answer(
      train: train, test: train.table, inputs: BaselineInputs(features: ["x0"]))
    guard case .certain(let calls) = answer.calls else {
      Issue.record("a stump gave no fixed classes")
      return
    }
    #expect(calls == [0, 0, 1, 1, 2, 2])
  }

  @Test(
    "Without two classes or a feature a learned baseline is undefined",
    arguments: [ThresholdBaseline.self, LogisticRegressionBaseline.self]
      as [any ClassBaseline.Type])
  func undefined(baseline: any ClassBaseline.Type) {
    let one = rows([[1, 2, 3]], [1, 1, 1], count: 3)
    #expect(throws: Undefined("the training rows have one class only")) {
      try baseline.answer(
        train: one, test: one.table, inputs: BaselineInputs(features: ["x0"]))
    }
    let constant = rows([[1, 1, 1]], [1, 0, 1], count: 2)
    #expect(throws: Undefined.self) {
      try baseline.answer(
        train: constant, test: constant.table, inputs: BaselineInputs(features: ["x0"]))
    }
  }

  @Test(
    "Classes are unbalanced from 70 : 30 on",
    arguments: [
      ([70, 30], true), ([69, 31], false), ([30, 70], true), ([100, 0], true),
      ([50, 25, 25], false),
      ([80, 10, 10], true), (Array(repeating: 10, count: 10), false),
      ([910] + Array(repeating: 10, count: 9), true), ([5], true),
    ])
  func balance(counts: [Int], isUnbalanced: Bool) {
    #expect(ClassBalance(counts).isUnbalanced == isUnbalanced)
  }

  @Test("Numbers and texts of one class are one class, missing ones none")
  func texts() throws {
    let numbers = RowColumn(name: "y", values: .numeric([1, 2.5, -0.0, .nan]))
    #expect(try ClassTexts.read(numbers) == ["1", "2.5", "0", nil])
    #expect(try ClassTexts.read(Tables.categorical("y", ["1", nil])) == ["1", nil])
    #expect(throws: RowsError.self) { try ClassTexts.read(Tables.days("y", [1])) }
    #expect(ClassTexts.ordered(["10", "9", "b", "a"]) == ["9", "10", "a", "b"])
  }
}

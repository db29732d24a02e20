import Foundation
import Learners
import Measurements
import Statistics
import Testing

@Suite("A model of several classes beside its baselines")
struct MulticlassStudyTests {
  private func baseline(
    _ comparison: BaselineComparison, _ key: String
  ) throws -> BaselineComparison.Baseline {
    try #require(comparison.baselines.first { $0.card.key == key })
  }

  private func value(_ metrics: [MetricValue], _ key: String) -> Double? {
    metrics.first { $0.card.key == key }?.estimate.value
  }

  /// Rows of three classes that x and z tell, and a model's probabilities that know both.
  private func rows(seed: UInt64, count: Int = 300) -> RowTable {
    var generator = SeededGenerator(seed: seed)
    var columns = [[Double]](repeating: [], count: 5)
    var labels: [String?] = []
    for _ in 0..<count {
      let x = generator.normal()
      let z = generator.normal()
      let scores = [2 * x, 2 * z, 0.5]
      let powers = scores.map { exp($0) }
      let shares = powers.map { $0 / powers.reduce(0, +) }
      let drawn = generator.uniform()
      labels.append(drawn < shares[0] ? "a" : drawn < shares[0] + shares[1] ? "b" : "c")
      for (place, number) in ([x, z] + shares).enumerated() { columns[place].append(number) }
    }
    let names = ["x", "z", "p_a", "p_b", "p_c"]
    let called = (0..<count).map { row -> String? in
      let shares = (2..<5).map { columns[$0][row] }
      return ["a", "b", "c"][shares.indices.max { shares[$0] < shares[$1] } ?? 0]
    }
    return RowTable(
      columns: zip(names, columns).map { RowColumn(name: $0, values: .numeric($1)) }
        + [Tables.categorical("y", labels), Tables.categorical("called", called)])
  }

  private func study(_ primary: String? = nil) -> BaselineStudy {
    var study = BaselineStudy(target: "y", inputs: BaselineInputs(features: ["x", "z"]))
    study.probabilities = ["p_a", "p_b", "p_c"]
    study.classes = ["a", "b", "c"]
    study.primary = primary
    study.draws = 200
    return study
  }

  @Test(
    "Every multiclass metric can decide",
    arguments: [
      "rocAUC", "logLoss", "brier", "ece", "topKAccuracy", "accuracy", "balancedAccuracy",
      "macroF1",
      "microF1", "weightedF1", "mcc", "cohenKappa",
    ])
  func everyMetric(key: String) throws {
    let comparison = try study(key).compareMulticlass(train: rows(seed: 1), test: rows(seed: 2))
    let rival = try baseline(comparison, "threshold")
    let difference = try #require(rival.difference, "\(rival.differenceNote ?? "")")
    let expected =
      (value(comparison.model, key) ?? .nan) - (value(rival.metrics, key) ?? .nan)
    #expect((difference.value - expected).magnitude < 1e-9)
    #expect(difference.interval.low <= difference.value)
    #expect(difference.value <= difference.interval.high)
    #expect((0...1).contains(try #require(difference.pValue)))
  }

  @Test("A good model beats guess, constant and stump, and the questions say so")
  func beats() throws {
    var study = study("logLoss")
    study.only = ["random", "mostFrequent", "threshold"]
    let comparison = try study.compareMulticlass(
      train: rows(seed: 3, count: 600), test: rows(seed: 4, count: 600))
    #expect(comparison.beatsAll)
    #expect(comparison.answers.count == 3)
    #expect(comparison.answers.allSatisfy { $0.answer.hasPrefix("Yes: ") })
    study.only = nil
    let all = try study.compareMulticlass(
      train: rows(seed: 3, count: 600), test: rows(seed: 4, count: 600))
    #expect(
      all.baselines.map(\.card.key) == [
        "random", "mostFrequent", "threshold", "logisticRegression",
      ])
    #expect(try baseline(all, "logisticRegression").judgement != .pass)
  }

  @Test("A random guess is its expectation: the mean of scikit-learn's many draws")
  func guesses() throws {
    let golden = try ClassBaselineTests.Goldens.read().guesses
    func table(_ classes: [Int]) -> RowTable {
      RowTable(columns: [
        RowColumn(name: "y", values: .numeric(classes.map(Double.init))),
        RowColumn(name: "called", values: .numeric(classes.map(Double.init))),
      ])
    }
    var study = BaselineStudy(target: "y", inputs: BaselineInputs(features: []))
    study.prediction = "called"
    study.draws = 100
    let comparison = try study.compareMulticlass(
      train: table(golden.train), test: table(golden.test))
    let random = try baseline(comparison, "random")
    // Five standard errors of the mean of 2,000 draws.
    #expect(abs((value(random.metrics, "accuracy") ?? 0) - golden.accuracy) < 1.1e-3)
    // The F1 of expected tables is near the expectation of F1, not equal to it.
    #expect(abs((value(random.metrics, "macroF1") ?? 0) - golden.macroF1) < 3e-3)
    #expect(abs((random.difference?.value ?? 0) - (1 - golden.accuracy)) < 1.1e-3)
  }

  @Test("Classes that only test has are said, and no baseline names them")
  func unseen() throws {
    let train = RowTable(columns: [
      RowColumn(name: "x", values: .numeric([1, 2, 3, 4])),
      Tables.categorical("y", ["a", "a", "b", "b"]),
    ])
    let test = RowTable(columns: [
      RowColumn(name: "x", values: .numeric((0..<12).map(Double.init))),
      Tables.categorical("y", (0..<12).map { ["a", "b", "z"][$0 % 3] }),
      Tables.categorical("called", (0..<12).map { ["a", "b", "z"][$0 % 3] }),
    ])
    var study = BaselineStudy(target: "y", inputs: BaselineInputs(features: ["x"]))
    study.prediction = "called"
    let comparison = try study.compareMulticlass(train: train, test: test)
    #expect(comparison.notes.contains { $0.hasPrefix("class z of the test rows") })
    #expect(try baseline(comparison, "mostFrequent").isAvailable)
  }

  @Test("Classes that nobody declared are said, with how many rows they have")
  func undeclared() throws {
    var study = study("accuracy")
    study.probabilities = ["p_a", "p_b"]
    study.classes = ["a", "b"]
    let test = rows(seed: 4)
    let comparison = try study.compareMulticlass(train: rows(seed: 3), test: test)
    let others = try ClassTexts.read(try test.column("y")).count { $0 == "c" }
    #expect(others > 0)
    #expect(
      comparison.notes.contains {
        $0.hasPrefix("\(others) of 300 test rows are of a class that is not in --classes (c)")
      }, "\(comparison.notes)")
  }

  @Test("One class in training leaves the learned baselines out, with the reason")
  func oneClass() throws {
    let train = RowTable(columns: [
      RowColumn(name: "x", values: .numeric([1, 2, 3])), Tables.categorical("y", ["a", "a", "a"]),
    ])
    var study = study("accuracy")
    study.inputs.features = ["x"]
    let comparison = try study.compareMulticlass(train: train, test: rows(seed: 5))
    let stump = try baseline(comparison, "threshold")
    #expect(!stump.isAvailable)
    #expect(stump.description == "the training rows have one class only")
    #expect(!comparison.beatsAll)
  }

  @Test("Unequal classes are said to flatter accuracy")
  func balance() throws {
    let labels = (0..<60).map { $0 % 10 < 8 ? "a" : $0 % 10 == 8 ? "b" : "c" }
    let table = RowTable(columns: [
      RowColumn(name: "x", values: .numeric((0..<60).map(Double.init))),
      Tables.categorical("y", labels), Tables.categorical("called", labels),
    ])
    var study = BaselineStudy(target: "y", inputs: BaselineInputs(features: ["x"]))
    study.prediction = "called"
    let comparison = try study.compareMulticlass(train: table, test: table)
    #expect(
      comparison.notes.contains {
        $0.hasPrefix("classes are unequal: the most frequent has 80 %")
          && $0.contains("accuracy flatters")
      })
  }

  @Test("Previous models and people are compared too")
  func others() throws {
    var study = study("accuracy")
    study.previous = PreviousModel(prediction: "called")
    study.human = try HumanAccuracy(value: 0.3, rows: 500)
    let comparison = try study.compareMulticlass(train: rows(seed: 6), test: rows(seed: 7))
    #expect(try baseline(comparison, "previousModel").difference?.value == 0)
    #expect(try baseline(comparison, "human").judgement == .pass)
  }

  @Test(
    "Digits: the small network beats the linear model's rivals and is told apart from the model")
  func digits() throws {
    let digits = try Digits.read()
    let called = RowColumn(
      name: "called", values: .numeric(digits.test.classes.map { Double(($0 + 1) % 10) }))
    let test = RowTable(columns: digits.test.table.columns + [called])
    var study = BaselineStudy(target: "digit", inputs: BaselineInputs(features: Digits.columns))
    study.prediction = "called"
    study.draws = 100
    study.inputs.pixels = try .init(columns: Digits.columns, shape: #require(ImageShape("8x8")))
    study.only = ["mostFrequent", "convNet"]
    let comparison = try study.compareMulticlass(train: digits.train.table, test: test)
    let network = try baseline(comparison, "convNet")
    #expect((value(network.metrics, "accuracy") ?? 0) > 0.9)
    #expect(network.judgement == .fail)
    study.only = nil
    #expect(throws: StudyRefusal.self) {
      try BaselineInputs.Pixels(columns: ["a"], shape: #require(ImageShape("2x2")))
    }
  }

  @Test("Probabilities without their classes, and metrics of other tasks, are refused")
  func refused() throws {
    var study = study()
    study.classes = ["a", "b"]
    #expect(throws: StudyRefusal.self) {
      try study.compareMulticlass(train: rows(seed: 1), test: rows(seed: 2))
    }
    study = self.study("mae")
    #expect(throws: StudyRefusal.self) {
      try study.compareMulticlass(train: rows(seed: 1), test: rows(seed: 2))
    }
  }
}

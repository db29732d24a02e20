import Foundation
import Learners
import Measurements
import Statistics
import Testing

@Suite("A model beside its baselines")
struct BaselineStudyTests {
  private func table(_ columns: [(String, [Double])]) -> RowTable {
    RowTable(columns: columns.map { RowColumn(name: $0, values: .numeric($1)) })
  }

  private func study(_ features: [String] = ["x"]) -> BaselineStudy {
    BaselineStudy(target: "y", inputs: BaselineInputs(features: features))
  }

  private func baseline(
    _ comparison: BaselineComparison, _ key: String
  ) throws -> BaselineComparison.Baseline {
    try #require(comparison.baselines.first { $0.card.key == key })
  }

  private func value(_ metrics: [MetricValue], _ key: String) -> Double? {
    metrics.first { $0.card.key == key }?.estimate.value
  }

  /// 400 rows whose label follows x with noise, the model's score x without it.
  private func classes(seed: UInt64, rows: Int = 400) -> RowTable {
    var generator = SeededGenerator(seed: seed)
    let x = (0..<rows).map { _ in generator.normal() }
    let z = (0..<rows).map { _ in generator.normal() }
    let y = zip(x, z).map { $0 + $1 + generator.normal() > 0.5 ? 1.0 : 0 }
    let p = zip(x, z).map { 1 / (1 + exp(-2 * ($0 + $1 - 0.5))) }
    return table([("x", x), ("z", z), ("y", y), ("p", p)])
  }

  @Test("Accuracy is compared by McNemar's exact test")
  func mcnemar() throws {
    let train = table([("x", [1, 2, 3]), ("y", [0, 0, 1])])
    let test = table([
      ("x", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), ("y", [1, 1, 1, 1, 0, 0, 0, 0, 0, 0]),
      ("called", [1, 1, 1, 1, 0, 0, 0, 0, 0, 0]),
    ])
    var study = study()
    study.prediction = "called"
    let comparison = try study.compareClasses(train: train, test: test)
    #expect(comparison.primary.key == "accuracy")
    let most = try baseline(comparison, "mostFrequent")
    #expect(most.difference?.value == 0.4)
    #expect(most.difference?.pValue == 0.125)
    #expect(value(most.metrics, "accuracy") == 0.6)
    let random = try baseline(comparison, "random")
    // A third of 4 positives and two thirds of 6 negatives are guessed right.
    let expected = (4.0 / 3 + 4) / 10
    #expect(((value(random.metrics, "accuracy") ?? 0) - expected).magnitude < 1e-6)
    #expect(((random.difference?.value ?? 0) - (1 - expected)).magnitude < 1e-12)
  }

  @Test("A good model beats all, and the checklist's questions say so with numbers")
  func beatsAll() throws {
    var study = study()
    study.score = "p"
    let comparison = try study.compareClasses(
      train: classes(seed: 1), test: classes(seed: 2, rows: 1_500))
    #expect(comparison.primary.key == "rocAUC")
    #expect(comparison.beatsAll)
    #expect(
      comparison.baselines.map(\.card.key) == [
        "random", "mostFrequent", "threshold", "logisticRegression",
      ])
    let random = try baseline(comparison, "random")
    #expect(value(random.metrics, "rocAUC") == 0.5)
    #expect(comparison.answers.count == 3)
    #expect(comparison.answers.allSatisfy { $0.answer.hasPrefix("Yes: ") })
  }

  @Test("A model that only equals a baseline does not beat it")
  func equal() throws {
    let train = classes(seed: 1)
    let test = classes(seed: 2)
    var study = study(["x", "z"])
    study.score = "p"
    let comparison = try study.compareClasses(train: train, test: test)
    #expect(!comparison.beatsAll)
    #expect(try baseline(comparison, "logisticRegression").judgement != .pass)
    study.previous = PreviousModel(score: "p")
    let same = try baseline(study.compareClasses(train: train, test: test), "previousModel")
    #expect(same.difference?.value == 0)
    #expect(same.judgement == .fail)
  }

  @Test(
    "Every binary metric can decide",
    arguments: [
      "rocAUC", "averagePrecision", "logLoss", "brier", "ece", "accuracy", "balancedAccuracy",
      "recall", "specificity", "f1", "macroF1", "microF1", "weightedF1",
    ])
  func everyBinaryMetric(key: String) throws {
    var study = study()
    study.score = "p"
    study.primary = key
    study.draws = 200
    let comparison = try study.compareClasses(train: classes(seed: 3), test: classes(seed: 4))
    let rival = try baseline(comparison, "threshold")
    let difference = try #require(rival.difference)
    let expected =
      (value(comparison.model, key) ?? .nan) - (value(rival.metrics, key) ?? .nan)
    #expect((difference.value - expected).magnitude < 1e-9)
    #expect(difference.interval.low <= difference.value)
    #expect(difference.value <= difference.interval.high)
    let pValue = try #require(difference.pValue)
    #expect((0...1).contains(pValue))
  }

  @Test(
    "Every regression metric can decide",
    arguments: ["mae", "mse", "rmse", "r2", "bias", "medianAE", "mape", "smape"])
  func everyValueMetric(key: String) throws {
    var generator = SeededGenerator(seed: 5)
    let x = (0..<600).map { _ in generator.normal() }
    let y = x.map { 10 + $0 + generator.normal() / 2 }
    let train = table([("x", Array(x[..<300])), ("y", Array(y[..<300]))])
    let test = table([
      ("x", Array(x[300...])), ("y", Array(y[300...])), ("yhat", x[300...].map { 10 + $0 }),
    ])
    var study = study()
    study.prediction = "yhat"
    study.primary = key
    study.draws = 200
    let comparison = try study.compareValues(train: train, test: test)
    let difference = try #require(try baseline(comparison, "median").difference)
    #expect(difference.interval.low <= difference.value)
    #expect(difference.value <= difference.interval.high)
    if key != "bias" {
      #expect(try baseline(comparison, "mean").judgement == .pass)
      #expect(try baseline(comparison, "linearRegression").judgement != .pass)
    }
  }

  @Test("What cannot be had says why and does not stop the others")
  func unavailable() throws {
    let train = table([("x", [1, 2, 3, 4]), ("y", [2, 4, 6, 8])])
    let test = table([("x", [5, 6]), ("y", [10, 12]), ("yhat", [10, 12])])
    var study = study()
    study.prediction = "yhat"
    let comparison = try study.compareValues(train: train, test: test)
    let group = try baseline(comparison, "groupMedian")
    #expect(!group.isAvailable)
    #expect(group.description == "no group column is named")
    #expect(
      try baseline(comparison, "lastPeriodMean").description == "no timestamp column is named")
    #expect(try baseline(comparison, "mean").isAvailable)
  }

  @Test("One test row is compared or said to be too little, never a crash")
  func oneRow() throws {
    let train = table([("x", [1, 2, 3, 4]), ("y", [0, 1, 0, 1])])
    let test = table([("x", [5]), ("y", [1]), ("p", [0.9])])
    var study = study()
    study.score = "p"
    let comparison = try study.compareClasses(train: train, test: test)
    #expect(!comparison.beatsAll)
    #expect(comparison.baselines.allSatisfy { $0.difference != nil || $0.differenceNote != nil })
  }

  @Test("Rows without a label or a prediction are left out, and said")
  func incomplete() throws {
    var test = classes(seed: 2)
    let scores = try test.numbers("p").enumerated().map { $0 < 7 ? Double.nan : $1 }
    test = table([
      ("x", try test.numbers("x")), ("y", try test.numbers("y")), ("p", scores),
    ])
    var study = study()
    study.score = "p"
    let comparison = try study.compareClasses(train: classes(seed: 1), test: test)
    #expect(comparison.testRows == 393)
    #expect(comparison.notes.contains("7 test rows without a label or a prediction were left out"))
  }

  @Test("People are compared in accuracy and need not be beaten")
  func human() throws {
    var study = study()
    study.score = "p"
    study.human = try HumanAccuracy(value: 0.999, rows: 1_000)
    let comparison = try study.compareClasses(
      train: classes(seed: 1), test: classes(seed: 2, rows: 1_500))
    let people = try baseline(comparison, "human")
    #expect(people.judgement == .fail)
    #expect(comparison.beatsAll)
    #expect(throws: Undefined.self) { try HumanAccuracy(value: 1.2) }
  }

  @Test("Unequal classes are said to flatter accuracy")
  func balance() throws {
    let labels = (0..<100).map { $0 % 10 == 0 ? 1.0 : 0 }
    let rows = table([
      ("x", (0..<100).map { Double($0 % 7) }), ("y", labels), ("p", labels.map { $0 * 0.8 + 0.1 }),
    ])
    var study = study()
    study.score = "p"
    let comparison = try study.compareClasses(train: rows, test: rows)
    #expect(comparison.notes.contains { $0.hasPrefix("90 % of the test rows are of one class") })
  }

  @Test("A metric of another task or name is refused")
  func wrongMetric() {
    var study = study()
    study.score = "p"
    for name in ["mae", "rocAUCC"] {
      study.primary = name
      #expect(throws: (any Error).self) {
        try study.compareClasses(train: classes(seed: 1), test: classes(seed: 2))
      }
    }
  }

  @Test("The document has the documented keys")
  func document() throws {
    var study = study()
    study.score = "p"
    let comparison = try study.compareClasses(train: classes(seed: 1), test: classes(seed: 2))
    let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(comparison))
    let document = try #require(object as? [String: Any])
    #expect(document["primary"] as? String == "rocAUC")
    #expect(document["beatsAll"] is Bool)
    let baselines = try #require(document["baselines"] as? [[String: Any]])
    let first = try #require(baselines.first)
    #expect(first["name"] as? String == "random")
    let difference = try #require(first["difference"] as? [String: Any])
    #expect(Set(difference.keys) == ["value", "interval", "pValue", "rows"])
    let metrics = try #require(first["metrics"] as? [String: Any])
    #expect(metrics["rocAUC"] != nil)
  }
}

import Measurements
import Statistics
import Testing

@testable import Learners

@Suite("Differences of forecasts")
struct TimedDifferenceTests {
  @Test(
    "The length of blocks equals arch's", arguments: try ForecastBaselineTests.Goldens.read().blocks
  )
  func blockLength(golden: ForecastBaselineTests.Goldens.Block) throws {
    #expect(abs(try BlockLength.measure(golden.numbers) - golden.length) < 1e-8 * golden.length)
  }

  // 100 intervals of 95 %: with errors that remember half of the last one, 88 or more hold the
  // truth. Drawn one by one, rows would give about 75.
  @Test("Intervals hold the true difference though errors hang together")
  func coverage() throws {
    var generator = SeededGenerator(seed: 5)
    var held = 0
    for run in 0..<100 {
      var (gap, model, other): (Double, [Double], [Double]) = (0, [], [])
      for _ in 0..<150 {
        gap = 0.6 * gap + generator.normal()
        model.append(5 + gap / 2)
        other.append(5 - gap / 2)
      }
      let found = try TimedDifference(
        paired: ValueDifference(
          targets: Array(repeating: 0, count: 150), model: model, other: other, level: 0.95,
          draws: 150, seed: UInt64(run)), steps: Array(0..<150)
      ).measure(MeanAbsoluteError.self)
      if found.interval.low <= 0, 0 <= found.interval.high { held += 1 }
      #expect(found.interval.method == "circularBlockBootstrap")
    }
    #expect(held >= 88)
  }

  @Test("Series of one time are drawn together: copies of a series tell nothing new")
  func copies() throws {
    var generator = SeededGenerator(seed: 6)
    let model = (0..<60).map { _ in generator.normal() }
    let other = (0..<60).map { _ in generator.normal() }
    func width(_ copies: Int) throws -> Double {
      let all = (0..<60 * copies).map { $0 / copies }
      let found = try TimedDifference(
        paired: ValueDifference(
          targets: all.map { _ in 0 }, model: all.map { model[$0] }, other: all.map { other[$0] },
          level: 0.95, draws: 200, seed: 1), steps: all
      ).measure(MeanSquaredError.self)
      return found.interval.high - found.interval.low
    }
    #expect(abs(try width(1) - width(5)) < 1e-9)
  }

  @Test("A metric without sums leaves stretches of time out")
  func median() throws {
    var generator = SeededGenerator(seed: 7)
    let model = (0..<200).map { _ in generator.normal() }
    let found = try TimedDifference(
      paired: ValueDifference(
        targets: Array(repeating: 0, count: 200), model: model, other: model.map { 3 * $0 },
        level: 0.95, draws: 100, seed: 1), steps: Array(0..<200)
    ).measure(MedianAbsoluteError.self)
    #expect(found.interval.high < 0)
    #expect(found.interval.method == "groupJackknife")
  }

  @Test("Few times are too little, and said")
  func few() {
    #expect(throws: Undefined.self) {
      try TimedDifference(
        paired: ValueDifference(
          targets: [1, 2, 3], model: [1, 2, 4], other: [0, 0, 0], level: 0.95, draws: 100, seed: 1),
        steps: [0, 1, 2]
      ).measure(MeanAbsoluteError.self)
    }
  }

  @Test("A forecast that knows the season beats the naive ones, and not itself")
  func study() throws {
    var generator = SeededGenerator(seed: 8)
    let days = Array(0..<240)
    let truth = days.map { 50 + 10 * Double($0 % 7) }
    let y = truth.map { $0 + generator.normal() }
    func table(_ range: Range<Int>, weekends: Bool = true) -> RowTable {
      let part = range.filter { weekends || $0 % 7 < 5 }
      return RowTable(columns: [
        RowColumn(name: "at", values: .timestamp(part.map { Int64($0) * 86_400_000_000 })),
        RowColumn(name: "y", values: .numeric(part.map { y[$0] })),
        RowColumn(name: "yhat", values: .numeric(part.map { truth[$0] })),
      ])
    }
    var inputs = BaselineInputs(features: [], timestamp: "at")
    inputs.season = 7
    var study = BaselineStudy(target: "y", inputs: inputs)
    study.prediction = "yhat"
    study.primary = "mae"
    study.draws = 200
    let comparison = try study.compareForecasts(train: table(0..<140), test: table(140..<240))
    #expect(comparison.baselines.map(\.card.key) == ["naive", "seasonalNaive", "drift"])
    #expect(comparison.beatsAll)
    #expect(comparison.answers.map(\.question).contains("Is it better than last season's value?"))
    study.previous = PreviousModel(prediction: "yhat")
    let same = try study.compareForecasts(train: table(0..<140), test: table(140..<240))
    #expect(same.baselines.last?.judgement == .fail)
    #expect(!same.beatsAll)
    study.previous = nil
    #expect(!same.notes.contains { $0.contains("steps have no row") })
    let working = try study.compareForecasts(
      train: table(0..<140, weekends: false), test: table(140..<240, weekends: false))
    let note = try #require(working.notes.first { $0.contains("steps have no row") })
    // 140 days are 20 weeks of two days off each, the last of them after the last row.
    #expect(
      note.hasPrefix("27.5 % of the steps") || note.hasPrefix("27.54 % of the steps"), "\(note)")
    study.inputs.origin = .rolling
    study.inputs.horizon = 7
    let once = try study.compareForecasts(train: table(0..<140), test: table(140..<240))
    #expect(once.baselines.map(\.card.key) == ["naive", "drift"])
    #expect(
      once.notes.contains {
        $0.hasPrefix("the seasonal naive forecast says the same as the naive forecast")
      }, "\(once.notes)")
    study.inputs.origin = .end
    study.inputs.season = nil
    let seasonless = try study.compareForecasts(train: table(0..<140), test: table(140..<240))
    #expect(seasonless.beatsAll)
    #expect(seasonless.baselines[1].description == "no season is named")
  }
}

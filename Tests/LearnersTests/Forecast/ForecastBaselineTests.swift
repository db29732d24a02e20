import Learners
import Measurements
import Statistics
import Testing

@Suite("Baselines of forecasts")
struct ForecastBaselineTests {
  struct Goldens: Decodable {
    let values: [Double]
    let naive: [Double]
    let seasonalNaive: [Double]
    let drift: [Double]
    let season: Int
    let blocks: [Block]

    struct Block: Decodable, CustomTestStringConvertible {
      let name: String
      let numbers: [Double]
      let length: Double
      var testDescription: String { name }
    }

    static func read() throws -> Goldens {
      try FixtureFile.read("forecasts.json", as: Goldens.self)
    }
  }

  private func table(
    _ days: [Int], _ values: [Double], series: [String?]? = nil
  ) -> RowTable {
    RowTable(
      columns: [Tables.days("t", days), RowColumn(name: "y", values: .numeric(values))]
        + [series.map { Tables.categorical("shop", $0) }].compactMap { $0 })
  }

  private func history(
    _ train: RowTable, _ test: RowTable, series: [String] = [],
    origin: SeriesHistory.Origin = .end
  ) throws -> SeriesHistory {
    try SeriesHistory(
      train: train, test: test, target: "y", timestamp: "t", series: series, origin: origin)
  }

  private func answers(
    _ baseline: any ForecastBaseline.Type, _ history: SeriesHistory, season: Int? = nil
  ) throws -> [Double?] {
    var inputs = BaselineInputs(features: [], timestamp: "t")
    inputs.season = season
    return try baseline.answer(history, inputs: inputs).values
  }

  @Test("Naive, seasonal naive and drift equal sktime's NaiveForecaster")
  func sktime() throws {
    let goldens = try Goldens.read()
    let count = goldens.values.count
    let train = table(Array(0..<count), goldens.values)
    let test = table(
      Array(count..<count + goldens.naive.count),
      Array(repeating: .nan, count: goldens.naive.count))
    let history = try history(train, test)
    func found(_ baseline: any ForecastBaseline.Type) throws -> [Double] {
      try answers(baseline, history, season: goldens.season).map { $0 ?? .nan }
    }
    #expect(distance(try found(NaiveForecast.self), goldens.naive) < 1e-9)
    #expect(distance(try found(SeasonalNaiveForecast.self), goldens.seasonalNaive) < 1e-9)
    #expect(distance(try found(DriftForecast.self), goldens.drift) < 1e-9)
  }

  @Test("So many steps ahead, what is known ends as many steps before", arguments: [1, 2, 5])
  func horizons(horizon: Int) throws {
    let values = (0..<20).map { Double($0 * $0 % 17) }
    let train = table(Array(0..<12), Array(values[..<12]))
    let test = table(Array(12..<20), Array(values[12...]))
    let history = try SeriesHistory(
      train: train, test: test, target: "y", timestamp: "t", series: [], origin: .rolling,
      horizon: horizon)
    #expect(
      try answers(NaiveForecast.self, history) == (12..<20).map { values[$0 - horizon] })
    // Last season's value is known only where the season is as long as the way ahead.
    let season = 4
    let seasons = (horizon + season - 1) / season
    #expect(
      try answers(SeasonalNaiveForecast.self, history, season: season)
        == (12..<20).map { values[$0 - seasons * season] })
  }

  @Test("At the end of training nothing of the test rows is known; rolling, everything before is")
  func origins() throws {
    let train = table([0, 1, 2, 3], [10, 20, 30, 40])
    let test = table([5, 4], [60, 55])
    let fixed = try history(train, test)
    #expect(try answers(NaiveForecast.self, fixed) == [40, 40])
    #expect(try answers(SeasonalNaiveForecast.self, fixed, season: 2) == [40, 30])
    #expect(try answers(DriftForecast.self, fixed) == [60, 50])
    let rolling = try history(train, test, origin: .rolling)
    #expect(try answers(NaiveForecast.self, rolling) == [55, 40])
    #expect(try answers(SeasonalNaiveForecast.self, rolling, season: 2) == [40, 30])
    #expect(try answers(DriftForecast.self, rolling) == [66.25, 50])
  }

  @Test("A test row inside training sees only what came before it")
  func overlap() throws {
    let history = try history(table([0, 1, 4, 5], [1, 2, 3, 4]), table([3], [9]))
    #expect(try answers(NaiveForecast.self, history) == [2])
    #expect(history.overtaken == 1)
  }

  @Test("Every series continues itself, in whatever order its rows come")
  func series() throws {
    let train = table(
      [2, 0, 1, 0, 1], [3, 1, 2, 100, 200], series: ["a", "a", "a", "b", "b"])
    let test = table([3, 3, 3], [0, 0, 0], series: ["b", "a", "new"])
    let history = try history(train, test, series: ["shop"])
    #expect(try answers(NaiveForecast.self, history) == [200, 3, nil])
    #expect(try answers(DriftForecast.self, history) == [400, 4, nil])
    #expect(history.unseenSeries == 1)
  }

  @Test("A season whose value is missing gives way to the season before")
  func gaps() throws {
    let train = table([0, 1, 2, 3, 5], [10, 11, 12, 13, 15])
    let history = try history(train, table([7, 8], [0, 0]))
    // Day 7 looks at day 4, which is missing, and takes day 1.
    #expect(try answers(SeasonalNaiveForecast.self, history, season: 3) == [11, 15])
  }

  @Test("Series shorter than the season, or without a season, are undefined with the reason")
  func tooShort() throws {
    let history = try history(table([0, 1, 2], [1, 2, 3]), table([3], [4]))
    #expect(
      throws: Undefined("no series is as long as a season of 12 steps: the longest has 3")
    ) { try answers(SeasonalNaiveForecast.self, history, season: 12) }
    #expect(throws: Undefined("no season is named")) {
      try answers(SeasonalNaiveForecast.self, history)
    }
    let later = try self.history(table([5], [1]), table([3], [4]))
    #expect(throws: Undefined.self) { try answers(NaiveForecast.self, later) }
  }

  @Test("Two rows of one series at one time, and rows without a time, are refused")
  func refused() throws {
    let good = table([0, 1], [1, 2])
    #expect(throws: StudyRefusal.self) { try history(table([0, 0], [1, 2]), good) }
    #expect(throws: StudyRefusal.self) {
      try history(
        table([0, 0], [1, 2], series: ["a", "a"]), table([1, 1], [1, 2], series: ["a", "b"]),
        series: ["shop"])
    }
    let timeless = RowTable(columns: [
      RowColumn(name: "t", values: .timestamp([RowColumn.missingTime])),
      RowColumn(name: "y", values: .numeric([1])),
    ])
    #expect(throws: StudyRefusal.self) { try history(good, timeless) }
  }

  @Test("Months, quarters and ends of months are steps; days of any month too")
  func grids() {
    let day: Int64 = 86_400_000_000
    // 1970: January, February, April begin after 0, 31 and 90 days; December after 334.
    let months = TimeGrid([0, 31 * day, 90 * day, 334 * day])
    #expect([0, 31, 90, 334].map { months.step($0 * day) } == [0, 1, 3, 11])
    let ends = TimeGrid([30 * day, 58 * day, 119 * day])
    #expect([30, 58, 119].map { ends.step($0 * day) } == [0, 1, 3])
    let quarters = TimeGrid([0, 90 * day, 181 * day, 273 * day])
    #expect([0, 90, 181, 273].map { quarters.step($0 * day) } == [0, 1, 2, 3])
    let weekdays = TimeGrid([0, day, 4 * day, 5 * day])
    #expect([0, 1, 4, 5].map { weekdays.step($0 * day) } == [0, 1, 4, 5])
    let anywhere = TimeGrid([0, 1_000_003, 2_500_001, 9_000_000])
    #expect(!anywhere.isRegular)
    #expect(anywhere.step(2_500_001) == 2)
    #expect(TimeGrid([]).step(5) == 0)
  }
}

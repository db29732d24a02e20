package import Measurements

/// Series of numbers over time, and what of them was known when each forecast was made.
package struct SeriesHistory: Sendable {
  /// When forecasts were made.
  package enum Origin: String, Sendable, Hashable, CaseIterable {
    /// All of them after the last training row: nothing of the test rows was known.
    case end
    /// Each so many steps before its own time: everything up to then was known, test rows too.
    case rolling
  }

  /// A value and the step of its time.
  package typealias Point = (step: Int, value: Double)

  /// A forecast that is asked for.
  package struct Question: Sendable, Hashable {
    /// The series, as its columns name it.
    package let series: Int
    /// The step of its time.
    package let step: Int
  }

  /// Steps and their meaning.
  package let grid: TimeGrid
  /// One a test row.
  package let questions: [Question]
  /// Series with training rows.
  package let knownSeries: Int
  /// Series of the test rows that training has not.
  package let unseenSeries: Int
  /// Test rows that are not after the last training row of their series: what came before them is
  /// known, whatever the origin.
  package let overtaken: Int
  private let known: [[Point]]
  private let origin: Origin
  private let horizon: Int

  /// Gathers series.
  ///
  /// - Parameters:
  ///   - series: the columns whose values together name a series; none: all rows are one.
  ///   - horizon: of rolling forecasts, the steps from the last value that was known to the
  ///     forecast one.
  /// - Throws: ``StudyRefusal`` without times or with two rows of one series at one time,
  ///   ``RowsError`` when a column is absent or unfit.
  package init(
    train: RowTable, test: RowTable, target: String, timestamp: String?, series: [String],
    origin: Origin, horizon: Int = 1
  ) throws {
    precondition(horizon > 0, "a forecast \(horizon) steps ahead is none")
    guard let timestamp else {
      throw StudyRefusal("A forecast needs each row's time: name its column with --timestamp.")
    }
    let trainTimes = try Self.times(train, timestamp)
    let testTimes = try Self.times(test, timestamp)
    let grid = TimeGrid((trainTimes + testTimes).filter { $0 != RowColumn.missingTime })
    var numbers: [[String]: Int] = [:]
    var known: [[Point]] = []
    func number(_ key: [String]) -> Int {
      if let number = numbers[key] { return number }
      numbers[key] = known.count
      known.append([])
      return known.count - 1
    }
    let trainKeys = try GroupKeys.keys(train, series)
    let trainValues = try train.numbers(target)
    for row in trainTimes.indices where trainTimes[row] != RowColumn.missingTime {
      guard trainValues[row].isFinite else { continue }
      let place = number(trainKeys[row])
      known[place].append((grid.step(trainTimes[row]), trainValues[row]))
    }
    knownSeries = known.count
    let lastLearned = Dictionary(
      uniqueKeysWithValues: known.enumerated().compactMap { place, points in
        points.map(\.step).max().map { (place, $0) }
      })
    var overtaken = 0
    let testKeys = try GroupKeys.keys(test, series)
    let testValues = try test.numbers(target)
    var questions: [Question] = []
    for row in testTimes.indices {
      guard testTimes[row] != RowColumn.missingTime else {
        throw StudyRefusal(
          "Row \(test.rowNumbers[row] + 1) of the test rows has no time in column “\(timestamp)”: "
            + "a forecast needs one.")
      }
      let question = Question(series: number(testKeys[row]), step: grid.step(testTimes[row]))
      questions.append(question)
      if origin == .end, let last = lastLearned[question.series], question.step <= last {
        overtaken += 1
      }
      if origin == .rolling, testValues[row].isFinite {
        known[question.series].append((question.step, testValues[row]))
      }
    }
    unseenSeries = known.count - knownSeries
    self.overtaken = overtaken
    for place in known.indices {
      known[place].sort { $0.step < $1.step }
      let steps = known[place].map(\.step)
      if zip(steps, steps.dropFirst()).contains(where: ==) {
        throw StudyRefusal(
          series.isEmpty
            ? "Several rows have one time in column “\(timestamp)”: name the columns that tell "
              + "series apart with --series."
            : "Series \(Self.name(numbers, place)) has several rows of one time: a series has one "
              + "value a time; name all columns that tell series apart with --series.")
      }
    }
    self.grid = grid
    self.questions = questions
    self.known = known
    self.origin = origin
    self.horizon = horizon
  }

  /// What was known of its series when a forecast was made, by time.
  package func known(for question: Question) -> ArraySlice<Point> {
    let points = known[question.series]
    let first = origin == .rolling ? question.step - (horizon - 1) : question.step
    var (low, high) = (0, points.count)
    while low < high {
      let middle = (low + high) / 2
      if points[middle].step < first { low = middle + 1 } else { high = middle }
    }
    return points[..<low]
  }

  /// The longest run of steps that training has of any series.
  package var longestRun: Int {
    known.prefix(knownSeries).map { points in
      guard let first = points.first, let last = points.last else { return 0 }
      return last.step - first.step + 1
    }.max() ?? 0
  }

  /// The share of steps without a row between each series' first and last row of training; 0
  /// without any.
  package var gaps: Double {
    var (steps, rows) = (0, 0)
    for points in known.prefix(knownSeries) {
      guard let first = points.first, let last = points.last else { continue }
      steps += last.step - first.step + 1
      rows += points.count
    }
    return steps == 0 ? 0 : 1 - Double(rows) / Double(steps)
  }

  /// "all before the first test row", for sentences.
  package var originWords: String {
    switch origin {
    case .end: "known at the end of training"
    case .rolling: horizon == 1 ? "known one step before" : "known \(horizon) steps before"
    }
  }

  private static func times(_ table: RowTable, _ name: String) throws -> [Int64] {
    guard case .timestamp(let times) = try table.column(name).values else {
      throw StudyRefusal(
        "Column “\(name)” cannot be the timestamp: it holds no dates or timestamps.")
    }
    return times
  }

  private static func name(_ numbers: [[String]: Int], _ place: Int) -> String {
    let key = numbers.first { $0.value == place }?.key ?? []
    return "“"
      + key.map { $0.isEmpty ? "missing" : String($0.dropFirst()) }
      .joined(separator: ", ") + "”"
  }
}

import Statistics
import Testing

@testable import Measurements

@Suite("Changes over windows")
struct WindowedChangesTests {
  static let day: Int64 = 86_400_000_000

  static func profile(_ columns: [ColumnProfile]) -> DatasetProfile {
    DatasetProfile(rows: columns[0].rows, columns: columns, exactValues: 16_384)
  }

  static func numbers(_ values: [Double], missing: Int = 0) -> ColumnProfile {
    ColumnProfile(
      name: "x", missing: missing, unreadable: 0, content: .numbers(Counted.numbers(values)))
  }

  static func colours(_ counts: [String: Int], missing: Int = 0) -> ColumnProfile {
    ColumnProfile(
      name: "colour", missing: missing, unreadable: 0,
      content: .categories(
        Counted.texts(
          counts.sorted { $0.key < $1.key }.flatMap { Array(repeating: $0.key, count: $0.value) })))
  }

  /// Windows of one day each.
  static func changes(
    _ reference: [ColumnProfile], _ windows: [[ColumnProfile]],
    options: DriftOptions = DriftOptions()
  ) -> WindowedChanges {
    var current = WindowedProfile(length: .day, undated: 0, refused: 0)
    current.windows = windows.enumerated().map { index, columns in
      ProfileWindow(
        start: Int64(index) * day, end: Int64(index + 1) * day, profile: profile(columns))
    }
    let reference = profile(reference)
    return WindowedChanges(
      reference: reference, current: current,
      drift: WindowedDrift(reference: reference, current: current, options: options),
      options: options)
  }

  static func sample(
    _ rows: Int, shift: Double, scale: Double = 1, _ generator: inout SeededGenerator
  )
    -> [Double]
  {
    (0..<rows).map { _ in generator.normal() * scale + shift }
  }

  static func binomial(_ rows: Int, _ generator: inout SeededGenerator) -> [String: Int] {
    let red = BinomialSampler.draw(trials: rows, probability: 0.3, using: &generator)
    return ["red": red, "blue": rows - red]
  }

  @Test("A shift, a wider spread and lost values are each found, typed and dated")
  func kinds() throws {
    var generator = SeededGenerator(seed: 12)
    let reference = Self.sample(2_000, shift: 0, &generator)
    for (name, series) in [("shift", "location"), ("scale", "spread"), ("lost", "missing")] {
      let windows = (0..<20).map { window -> [ColumnProfile] in
        let moved = window >= 12
        let values = Self.sample(
          300, shift: moved && name == "shift" ? 1 : 0, scale: moved && name == "scale" ? 2.5 : 1,
          &generator)
        return [Self.numbers(values, missing: moved && name == "lost" ? 60 : 0)]
      }
      let changes = Self.changes([Self.numbers(reference)], windows)
      guard case .changed(let found) = try #require(changes.columns["x"]) else {
        Issue.record("\(name) was not found")
        continue
      }
      #expect(found.series == series && found.finding.type == .abrupt)
      #expect(found.finding.date == Double(12 * Self.day))
      #expect(found.finding.confidence > 0.9)
    }
  }

  @Test("Windows of one source, however many the columns, show no change")
  func unchanged() throws {
    var generator = SeededGenerator(seed: 4)
    for rows in [8, 200] {
      let windows = (0..<30).map { _ -> [ColumnProfile] in
        [
          Self.numbers(Self.sample(rows, shift: 0, &generator)),
          Self.colours(Self.binomial(rows, &generator)),
        ]
      }
      let changes = Self.changes(
        [
          Self.numbers(Self.sample(1_000, shift: 0, &generator)),
          Self.colours(["red": 300, "blue": 700]),
        ], windows)
      #expect(changes.columns["x"] == .unchanged)
      #expect(changes.columns["colour"] == .unchanged)
      #expect(changes.overall == .unchanged)
    }
  }

  @Test("A category that comes and goes by weekday is recurring")
  func weekdays() throws {
    let windows = (0..<28).map { window -> [ColumnProfile] in
      [Self.colours(window % 7 >= 5 ? ["red": 80, "blue": 120] : ["red": 20, "blue": 180])]
    }
    let changes = Self.changes([Self.colours(["red": 100, "blue": 900])], windows)
    guard case .changed(let found) = try #require(changes.columns["colour"]) else {
      Issue.record("nothing was found")
      return
    }
    #expect(found.finding.type == .recurring)
    #expect(found.finding.period == Double(7 * Self.day))
    #expect(found.finding.size.magnitude > 0.2)
  }

  @Test("A change that is smaller than half the limit is none, and with a smaller limit is one")
  func limit() throws {
    let windows = (0..<20).map { window -> [ColumnProfile] in
      [Self.colours(window < 10 ? ["red": 5_000, "blue": 5_000] : ["red": 5_300, "blue": 4_700])]
    }
    let reference = [Self.colours(["red": 5_000, "blue": 5_000])]
    #expect(Self.changes(reference, windows).columns["colour"] == .unchanged)
    var strict = DriftOptions()
    strict.threshold = 0.02
    guard
      case .changed(let found) = try #require(
        Self.changes(reference, windows, options: strict).columns["colour"])
    else {
      Issue.record("nothing was found")
      return
    }
    #expect(found.finding.type == .abrupt)
  }

  @Test("Texts that grow longer, step by step, are followed by their length")
  func texts() throws {
    var generator = SeededGenerator(seed: 9)
    let reference = TextComparisonTests.sentences(1_000, &generator)
    let windows = (0..<24).map { window -> [ColumnProfile] in
      let more = max(0, min(10, window - 7))
      return [
        TextComparisonTests.column(
          TextComparisonTests.sentences(200, words: (5 + more)...(12 + more), &generator))
      ]
    }
    let changes = Self.changes([TextComparisonTests.column(reference)], windows)
    guard case .changed(let found) = try #require(changes.columns["x"]) else {
      Issue.record("nothing was found")
      return
    }
    #expect(found.series == "length" || found.series == "words")
    #expect(found.finding.type == .incremental)
  }

  @Test("Few windows, changed types and absent columns say why")
  func undefined() throws {
    let few = Self.changes(
      [Self.numbers([1, 2])], (0..<3).map { _ in [Self.numbers([1, 2, 3])] })
    guard case .undefined(let reason) = try #require(few.columns["x"]) else {
      Issue.record("three windows were enough")
      return
    }
    #expect(reason.reason == "the type of a change needs 6 windows; there are 3")
    let other = Self.changes(
      [Self.numbers([1, 2])], (0..<8).map { _ in [Self.colours(["a": 3])] })
    guard case .undefined(let absent) = try #require(other.columns["x"]) else {
      Issue.record("an absent column changed")
      return
    }
    #expect(absent.reason == "not every window has this column")
  }
}

@Suite("Several sets at once")
struct SetsComparisonTests {
  static func set(_ values: [Double], _ colours: [String: Int], missing: Int = 0) -> DatasetProfile
  {
    DatasetProfile(
      rows: values.count + missing,
      columns: [
        WindowedChangesTests.numbers(values, missing: missing),
        WindowedChangesTests.colours(colours),
      ], exactValues: 16_384)
  }

  static func found(_ comparison: SetsComparison, _ index: Int) throws -> SetsComparison.Comparison
  {
    guard case .compared(let found) = comparison.columns[index].outcome else {
      throw Undefined("\(comparison.columns[index])")
    }
    return found
  }

  @Test("The set that differs is named, by numbers, categories and missing values")
  func odd() throws {
    var generator = SeededGenerator(seed: 2)
    func sample(_ rows: Int, _ shift: Double = 0) -> [Double] {
      WindowedChangesTests.sample(rows, shift: shift, &generator)
    }
    let usual = ["a": 600, "b": 400]
    let same = SetsComparison([
      Self.set(sample(3_000), usual), Self.set(sample(2_000), usual),
      Self.set(sample(1_500), usual),
    ])
    for index in 0..<2 { #expect(try Self.found(same, index).effect.decision == .unchanged) }
    let shifted = SetsComparison([
      Self.set(sample(3_000), usual), Self.set(sample(1_500, 1), usual),
      Self.set(sample(1_500), ["a": 100, "b": 900]),
    ])
    let numbers = try Self.found(shifted, 0)
    #expect(numbers.mostDifferent == 1 && numbers.effect.decision == .drifted)
    #expect(try #require(numbers.andersonDarling).pValue < 1e-6)
    let colours = try Self.found(shifted, 1)
    #expect(colours.mostDifferent == 2 && colours.effect.decision == .drifted)
    #expect(try #require(colours.chiSquare).pValue < 1e-6)
    let lost = SetsComparison([
      Self.set(sample(1_000), usual), Self.set(sample(1_000), usual, missing: 800),
      Self.set(sample(1_000), usual),
    ])
    #expect(try Self.found(lost, 0).mostDifferent == 1)
    #expect(try Self.found(lost, 0).effect.decision == .drifted)
  }

  @Test("Binned sets give the gap of the values within their bound")
  func binned() throws {
    var generator = SeededGenerator(seed: 3)
    let samples = [0.0, 0.5, 0].map {
      WindowedChangesTests.sample(3_000, shift: $0, &generator)
    }
    func compare(_ limit: Int) throws -> SetsComparison.Comparison {
      try Self.found(
        SetsComparison(
          samples.map { sample in
            DatasetProfile(
              rows: sample.count,
              columns: [
                ColumnProfile(
                  name: "x", missing: 0, unreadable: 0,
                  content: .numbers(Counted.numbers(sample, limit: limit)))
              ], exactValues: limit)
          }), 0)
    }
    let exact = try compare(16_384)
    let binned = try compare(64)
    #expect(binned.mostDifferent == exact.mostDifferent)
    let difference =
      try #require(binned.effect.estimate.value) - #require(exact.effect.estimate.value)
    #expect(difference.magnitude < 0.02)
    #expect(try #require(binned.andersonDarling?.errorBound) > 0)
  }

  @Test("Sets whose columns differ, or that have no rows, say so")
  func incomparable() throws {
    let numbers = DatasetProfile(
      rows: 2, columns: [WindowedChangesTests.numbers([1, 2])], exactValues: 16_384)
    let none = DatasetProfile(rows: 2, columns: [], exactValues: 16_384)
    let comparison = SetsComparison([numbers, none])
    #expect(
      comparison.columns[0].outcome == .incomparable(reason: "a set does not have this column"))
    let empty = DatasetProfile(
      rows: 0, columns: [WindowedChangesTests.numbers([])], exactValues: 16_384)
    #expect(
      SetsComparison([numbers, empty, numbers]).columns[0].outcome
        == .undefined(Undefined("the set has no rows")))
    #expect(SetsComparison([]).columns.isEmpty)
  }
}

import Statistics
import Testing

@Suite struct RunLimitsTests {
  static func past(_ count: Int, seed: UInt64, _ draw: (inout SeededGenerator) -> Double)
    -> [Double?]
  {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in draw(&generator) }
  }

  @Test("The method follows from the runs: none, Student's t, then the rank")
  func methods() throws {
    let past = Self.past(200, seed: 1) { $0.normal() }
    #expect(throws: Undefined.self) {
      try RunLimits([.init(residuals: Array(past.prefix(7)), floor: 0.1)], alarmRate: 1.0 / 90)
    }
    let few = try RunLimits(
      [.init(residuals: Array(past.prefix(20)), floor: 0.1)], alarmRate: 1.0 / 90)
    #expect(few.method == .student && few.needed == 69)
    let enough = try RunLimits(
      [.init(residuals: Array(past.prefix(89)), floor: 0.1)], alarmRate: 1.0 / 90)
    #expect(enough.method == .rank && enough.needed == 0 && enough.runs == 89)
  }

  @Test(
    "By rank, new runs with heavy tails alarm no more often than stated, for one figure and twenty",
    arguments: [1, 20])
  func holdsItsRate(figures: Int) throws {
    var generator = SeededGenerator(seed: 7)
    func heavy() -> Double {
      let z = generator.normal()
      return z * z * z
    }
    let trials = 600
    var alarms = 0
    for _ in 0..<trials {
      let limits = try RunLimits(
        (0..<figures).map { _ in
          .init(residuals: (0..<60).map { _ in heavy() }, floor: 1e-9)
        }, alarmRate: 0.05)
      if (0..<figures).contains(where: { limits.score(heavy(), of: $0) > limits.limit }) {
        alarms += 1
      }
    }
    // Three standard errors above 5 %.
    #expect(
      Double(alarms) / Double(trials) < 0.05 + 3 * (0.05 * 0.95 / Double(trials)).squareRoot())
  }

  @Test("A run without one of the figures is not looked at")
  func incomplete() throws {
    var first = Self.past(20, seed: 3) { $0.normal() }
    let second = Self.past(20, seed: 4) { $0.normal() }
    first[3] = nil
    let limits = try RunLimits(
      [.init(residuals: first, floor: 0.1), .init(residuals: second, floor: 0.1)], alarmRate: 0.01)
    #expect(limits.runs == 19)
  }

  @Test("A constant past alarms only beyond three times what rows make a figure vary")
  func constant() throws {
    let limits = try RunLimits(
      [.init(residuals: [Double?](repeating: 0, count: 100), floor: 0.5)], alarmRate: 0.05)
    #expect(limits.limit == 3)
    #expect(limits.range(of: 0) == -1.5...1.5)
    #expect(limits.score(2, of: 0) == 4)
  }

  @Test("Of a figure that is unusual upwards alone, low values have no score")
  func oneSided() throws {
    let limits = try RunLimits(
      [.init(residuals: Self.past(30, seed: 5) { $0.normal() }, floor: 0.1, isOneSided: true)],
      alarmRate: 0.05)
    #expect(limits.score(-100, of: 0) == 0)
    #expect(limits.score(100, of: 0) > limits.limit)
  }
}

@Suite struct ComparableRunsTests {
  static func points(_ count: Int, every seconds: Int64 = 86_400, _ value: (Int) -> Double)
    -> [ComparableRuns.Point]
  {
    (0..<count).map { .init(seconds: Int64($0) * seconds, value: value($0)) }
  }

  @Test("A weekly season is found, and only once it has been seen")
  func weekday() throws {
    let value = { (day: Int) in day % 7 >= 5 ? 10.0 : 100 + Double(day % 3) }
    let early = try ComparableRuns(Self.points(13, value)).expectation(at: 13 * 86_400)
    #expect(early.rule == .latest)
    let later = try ComparableRuns(Self.points(33, value)).expectation(at: 33 * 86_400)
    #expect(later.rule == .weekday)
    #expect(later.value == 10)
  }

  @Test("A daily season is found in hourly runs")
  func hour() throws {
    let value = { (run: Int) in Double(run % 24) * 5 + Double(run % 5) }
    let found = try ComparableRuns(Self.points(240, every: 3_600, value))
      .expectation(at: 240 * 3_600)
    #expect(found.rule == .hour || found.rule == .hourOfWeek)
    #expect(abs(found.value - 2) < 3)
  }

  @Test("Residuals stand beside the runs that were given, and look back only")
  func residuals() throws {
    let points = Self.points(5) { Double($0) }
    let found = try ComparableRuns(points, rules: []).expectation(at: 5 * 86_400)
    #expect(found.residuals == [nil, nil, nil, 2, 2.5])
    #expect(found.value == 2)
  }

  @Test("Two past runs are too few, and times before 1970 have weekdays too")
  func edges() throws {
    #expect(throws: Undefined.self) {
      try ComparableRuns(Self.points(2) { Double($0) }).expectation(at: 0)
    }
    let old = (0..<30).map {
      ComparableRuns.Point(seconds: Int64($0 - 40) * 86_400, value: $0 % 7 == 0 ? 50 : 1)
    }
    #expect(try ComparableRuns(old).expectation(at: -10 * 86_400).value == 1)
  }
}

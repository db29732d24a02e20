import Statistics
import Testing

@Suite struct ChangeTests {
  /// A series with noise of deviation one around given levels.
  static func series(_ levels: [Double], seed: UInt64 = 3) throws -> WindowSeries {
    var generator = SeededGenerator(seed: seed)
    return try WindowSeries(
      times: levels.indices.map { Double($0) * 86_400 },
      values: levels.map { $0 + generator.normal() },
      variances: [Double](repeating: 1, count: levels.count))
  }

  static let shapes: [(ChangeType, [Double], Int?)] = [
    (.none, [Double](repeating: 4, count: 40), nil),
    (.abrupt, (0..<40).map { $0 < 25 ? 0 : 7 }, 25),
    (.incremental, (0..<40).map { min(10, max(0, Double($0 - 12) / 1.6)) }, 13),
    (
      .gradual,
      (0..<40).map {
        $0 < 12 || [13, 14, 15, 17, 18, 20, 23, 25].contains($0) ? 0 : 8
      }, 12
    ),
    (.oneOff, (0..<40).map { (18..<20).contains($0) ? 9 : 0 }, 18),
    (.recurring, (0..<40).map { ($0 / 8) % 2 == 1 ? 7 : 0 }, 8),
  ]

  @Test(arguments: shapes)
  func `each type of change is told from the others and dated`(
    type: ChangeType, levels: [Double], start: Int?
  ) throws {
    for factor in [1.0, -1] {
      let finding = try ChangeTyping.judge(Self.series(levels.map { $0 * factor }))
      #expect(finding.type == type, "\(finding)")
      #expect(finding.confidence > 0.8 && finding.confidence <= 1)
      guard let start else {
        #expect(finding.date == nil && finding.interval == nil)
        continue
      }
      let date = try #require(finding.date) / 86_400
      #expect((date - Double(start)).magnitude <= 3, "\(type) dated \(date), not \(start)")
      let interval = try #require(finding.interval)
      #expect(interval.low <= Double(start) * 86_400 && interval.high >= Double(start) * 86_400)
      #expect(finding.size * factor > 4)
    }
  }

  @Test func `weekdays and waves come back with their period`() throws {
    let week = try ChangeTyping.judge(Self.series((0..<42).map { $0 % 7 >= 5 ? 6 : 0 }))
    #expect(week.type == .recurring && week.period == 7 * 86_400)
    let season = try ChangeTyping.judge(
      Self.series((0..<60).map { [0, 2, 3.5, 4, 3.5, 2, 0, -2, -3.5, -4, -3.5, -2][$0 % 12] }))
    #expect(season.type == .recurring)
    #expect(agree(try #require(season.period) / 86_400, 12, relative: 0.05))
  }

  @Test func `scale, place and time unit change nothing but the units`() throws {
    let plain = try Self.series((0..<30).map { $0 < 14 ? 0 : 6 })
    let moved = try WindowSeries(
      times: plain.times.map { $0 / 86_400 + 1_000 }, values: plain.values.map { $0 * 1e-6 + 0.25 },
      variances: plain.variances.map { $0 * 1e-12 })
    let first = try ChangeTyping.judge(plain)
    let second = try ChangeTyping.judge(moved)
    #expect(first.type == .abrupt && second.type == .abrupt)
    #expect(agree(second.size, first.size * 1e-6, relative: 1e-6))
    #expect(agree(second.confidence, first.confidence, relative: 1e-6))
    let date = try #require(first.date)
    #expect(second.date == date / 86_400 + 1_000)
  }

  @Test func `a series without a change rarely shows one`() throws {
    var typed = 0
    var found = 0
    for seed in 0..<200 {
      let series = try Self.series([Double](repeating: 0, count: 24), seed: UInt64(seed))
      if try ChangeTyping.judge(series).type != .none { typed += 1 }
      if try !ChangePoints.find(series).isEmpty { found += 1 }
    }
    // Ten are expected at most; twenty have a chance below 0.002.
    #expect(typed < 20 && found < 20)
  }

  @Test func `every change of level is found with its levels`() throws {
    let levels = (0..<60).map { window -> Double in window < 20 ? 0 : (window < 35 ? 6 : -3) }
    let changes = try ChangePoints.find(Self.series(levels))
    #expect(changes.map(\.window) == [20, 35])
    for (change, (before, after)) in zip(changes, [(0.0, 6.0), (6.0, -3.0)]) {
      #expect((change.before - before).magnitude < 1 && (change.after - after).magnitude < 1)
      #expect(change.interval.low <= change.time && change.time <= change.interval.high)
    }
  }

  @Test func `pruning finds what trying all divisions finds`() throws {
    var generator = SeededGenerator(seed: 21)
    for _ in 0..<30 {
      let levels = (0..<10).map { _ in generator.uniform() < 0.3 ? 5.0 : 0 }
      let series = try Self.series(levels, seed: generator.next())
      let found = try ChangePoints.find(series).map(\.window)
      var best = (score: Double.infinity, starts: [Int]())
      for mask in 0..<512 {
        let starts = (1..<10).filter { mask & (1 << ($0 - 1)) != 0 }
        var score = Double(starts.count) * ChangePoints.penalty(windows: 10, level: 0.95)
        for (from, to) in zip([0] + starts, starts + [10]) {
          let mean = series.values[from..<to].reduce(0, +) / Double(to - from)
          score += series.values[from..<to].reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        }
        if score < best.score { best = (score, starts) }
      }
      #expect(found == best.starts)
    }
  }

  @Test func `equal windows, few windows and what is no series have an answer each`() throws {
    let constant = try WindowSeries(
      times: (0..<9).map { Double($0) }, values: [Double](repeating: 3, count: 9),
      variances: [Double](repeating: 1, count: 9))
    #expect(try ChangeTyping.judge(constant).type == .none)
    #expect(try ChangePoints.find(constant).isEmpty)
    let few = try WindowSeries(times: [1, 2, 3], values: [1, 2, 3], variances: [1, 1, 1])
    #expect(throws: Undefined("the type of a change needs 6 windows; there are 3")) {
      try ChangeTyping.judge(few)
    }
    #expect(throws: Undefined("change points need 4 windows; there are 3")) {
      try ChangePoints.find(few)
    }
    #expect(throws: Undefined.self) {
      try WindowSeries(times: [1, 1], values: [1, 2], variances: [1, 1])
    }
    #expect(throws: Undefined.self) { try WindowSeries(times: [], values: [], variances: []) }
    #expect(throws: Undefined.self) {
      try WindowSeries(times: [1, 2], values: [1, .nan], variances: [1, 1])
    }
    #expect(throws: Undefined.self) {
      try WindowSeries(times: [1, 2], values: [1, 2], variances: [1, 0])
    }
    #expect(throws: Undefined.self) { try ChangeTyping.judge(constant, level: 1) }
  }

  @Test func `thousands of windows are put together and still dated`() throws {
    let finding = try ChangeTyping.judge(Self.series((0..<3_000).map { $0 < 2_000 ? 0 : 3 }))
    #expect(finding.type == .abrupt)
    #expect((try #require(finding.date) / 86_400 - 2_000).magnitude <= 16)
  }
}

@Suite struct SequentialTests {
  @Test func `spending bounds equal those of the multivariate normal distribution`() throws {
    for golden in Golden.values.spending {
      let spending = try #require(AlphaSpending(rawValue: golden.function))
      let bounds = try spending.bounds(at: golden.shares, alpha: golden.alpha)
      for (bound, expected) in zip(bounds, golden.bounds) {
        // SciPy's integral of several normals is itself right to about 1e-5.
        #expect(agree(bound, expected, relative: 1e-3), "\(golden): \(bounds)")
      }
    }
  }

  @Test func `bounds over ninety looks spend all of the level and no more`() throws {
    for spending in AlphaSpending.allCases {
      let shares = (1...90).map { Double($0) / 90 }
      let bounds = try spending.bounds(at: shares)
      #expect(bounds.allSatisfy { $0 > 1.9 })
      var generator = SeededGenerator(seed: 6)
      var alarms = 0
      for _ in 0..<4_000 {
        var walk = 0.0
        for look in 0..<90 {
          walk += generator.normal()
          if walk.magnitude / Double(look + 1).squareRoot() > bounds[look] {
            alarms += 1
            break
          }
        }
      }
      // 200 expected, deviation 13.8.
      #expect((145...255).contains(alarms), "\(spending): \(alarms)")
    }
    #expect(throws: Undefined.self) { try AlphaSpending.pocock.bounds(at: [0.5, 0.5]) }
    #expect(throws: Undefined.self) { try AlphaSpending.pocock.bounds(at: [0.5, 1.5]) }
    #expect(throws: Undefined.self) { try AlphaSpending.pocock.bounds(at: [1], alpha: 0) }
    #expect(try AlphaSpending.obrienFleming.bounds(at: [0.001, 1])[0] == .infinity)
  }

  @Test func `looking after every batch rarely refutes a true share and soon a false one`() throws {
    var generator = SeededGenerator(seed: 31)
    var alarms = 0
    var late = 0
    for _ in 0..<400 {
      var truthful = ProportionSequence()
      var mistaken = ProportionSequence()
      var refuted = false
      for _ in 0..<100 {
        try truthful.update(
          successes: BinomialSampler.draw(trials: 50, probability: 0.3, using: &generator), rows: 50
        )
        try mistaken.update(
          successes: BinomialSampler.draw(trials: 50, probability: 0.4, using: &generator), rows: 50
        )
        if try truthful.evidence(against: 0.3) >= 20 { refuted = true }
      }
      if refuted { alarms += 1 }
      if try mistaken.evidence(against: 0.3) < 20 { late += 1 }
    }
    #expect(alarms <= 20 && late == 0)
  }

  @Test func `the interval holds the shares that the evidence has not refuted`() throws {
    var sequence = ProportionSequence()
    #expect(try sequence.interval().low == 0 && sequence.interval().high == 1)
    try sequence.update(successes: 37, rows: 100)
    let interval = try sequence.interval(level: 0.9)
    #expect(interval.low < 0.37 && interval.high > 0.37)
    #expect(agree(try sequence.evidence(against: interval.low), 10, relative: 1e-6))
    #expect(agree(try sequence.evidence(against: interval.high), 10, relative: 1e-6))
    var none = ProportionSequence()
    try none.update(successes: 0, rows: 1_000_000_000_000)
    #expect(try none.interval().low == 0 && none.interval().high < 1e-10)
    #expect(try none.evidence(against: 1) == .infinity)
    var parts = ProportionSequence()
    try parts.update(successes: 30, rows: 50)
    var rest = ProportionSequence()
    try rest.update(successes: 7, rows: 50)
    try parts.merge(rest)
    #expect(parts == sequence)
    #expect(throws: Undefined.self) { try parts.update(successes: 3, rows: 2) }
    #expect(throws: Undefined.self) { try parts.update(successes: 0, rows: .max) }
    #expect(throws: Undefined.self) { try parts.evidence(against: 1.1) }
  }

  @Test
  func
    `bets rarely win against a true mean, whatever the distribution, and soon against a false one`()
    throws
  {
    var generator = SeededGenerator(seed: 17)
    var alarms = 0
    var late = 0
    for _ in 0..<300 {
      var truthful = try BettingSequence(mean: 0.1)
      var mistaken = try BettingSequence(mean: 0.1)
      for _ in 0..<400 {
        // Mostly small, sometimes anywhere.
        let rare = generator.uniform() < 0.1
        try truthful.update(
          rare ? generator.uniform() : generator.uniform() / 9)
        try mistaken.update(generator.uniform() / 3)
      }
      if truthful.largest >= 20 { alarms += 1 }
      if mistaken.evidence < 20 { late += 1 }
    }
    #expect(alarms <= 15 && late == 0)
    var bounded = try BettingSequence(mean: 50, low: 0, high: 100)
    for _ in 0..<100 { try bounded.update(80) }
    #expect(bounded.evidence > 1e6)
    #expect(throws: Undefined.self) { try bounded.update(101) }
    #expect(throws: Undefined.self) { try bounded.update(.nan) }
    #expect(throws: Undefined.self) { try BettingSequence(mean: 1) }
  }
}

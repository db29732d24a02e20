import Measurements
import Statistics
import Testing

@Suite("What calls cost at each threshold")
struct ThresholdCostsTests {
  private static let costs = CallCosts(falsePositive: 1, falseNegative: 4)

  /// Scores that are the true probabilities, so that the cheapest threshold is known.
  private func calibrated(_ rows: Int, seed: UInt64) -> SortedCounts {
    var generator = SeededGenerator(seed: seed)
    var labels: [Bool] = []
    var scores: [Double] = []
    for _ in 0..<rows {
      let score = generator.uniform()
      scores.append(score)
      labels.append(generator.uniform() < score)
    }
    return BinaryMeasurement(labels: labels, scores: scores).scores
  }

  @Test("calling all or none costs what their labels say")
  func ends() throws {
    let curve = try ThresholdCosts(
      SortedCounts(values: [0.2, 0.7], first: [1, 2], second: [3, 4]), Self.costs)
    #expect(curve.cost(0) == 7 / 10.0)
    #expect(curve.cost(1) == (4 + 4) / 10.0)
    #expect(curve.cost(2) == 12 / 10.0)
    #expect(curve.threshold(2) > 0.7)
  }

  @Test("an excess is the difference of two costs, and turns its sign with its direction")
  func excess() throws {
    let curve = try ThresholdCosts(calibrated(300, seed: 2), Self.costs)
    for (first, second) in [(0, 300), (10, 200), (200, 10), (5, 5)] {
      let rows = curve.excess(first, over: second)
      #expect(rows.rows == 300)
      #expect(
        (rows.sum / 300 - (curve.cost(first) - curve.cost(second))).magnitude < 1e-12)
      #expect(rows.sum == -curve.excess(second, over: first).sum)
    }
  }

  @Test("true probabilities make the threshold of the costs one that may be the cheapest")
  func theory() throws {
    let held = try (0..<40).count { seed in
      let curve = try ThresholdCosts(calibrated(500, seed: UInt64(seed)), Self.costs)
      let interval = try #require(try curve.bestThreshold(level: 0.95).interval)
      return (interval.low...interval.high).contains(Self.costs.calibratedThreshold)
    }
    #expect(held >= 36, "\(held) of 40")
  }

  @Test("a saving is not promised by the rows that the threshold was chosen by")
  func honest() throws {
    var apparent = 0.0
    var held = 0.0
    for seed in 0..<40 {
      let curve = try ThresholdCosts(calibrated(200, seed: UInt64(seed)), Self.costs)
      let place = curve.place(of: Self.costs.calibratedThreshold)
      apparent += curve.cost(place) - curve.cost(curve.best)
      held += try curve.saving(over: Self.costs.calibratedThreshold, level: 0.95).value ?? 0
    }
    // The threshold in use is the best there is: whoever moves it loses.
    #expect(apparent > 0 && held < 0, "\(apparent) \(held)")
  }

  @Test("a threshold far from the cheapest one is told to cost more")
  func far() throws {
    let curve = try ThresholdCosts(calibrated(3_000, seed: 5), Self.costs)
    let saving = try curve.saving(over: 0.9, level: 0.95)
    #expect(try #require(saving.interval).low > 0.2)
    #expect(saving == (try curve.saving(over: 0.9, level: 0.95)))
  }

  @Test("one class, one score and one row have answers, and no rows are undefined")
  func edges() throws {
    let one = try ThresholdCosts(
      SortedCounts(values: [0.5], first: [1], second: [0]), Self.costs)
    #expect(one.best == 0 && one.cost(0) == 0)
    #expect(throws: Undefined.self) { try one.saving(over: 0.5, level: 0.95) }
    let negatives = try ThresholdCosts(
      SortedCounts(values: [0.1, 0.9], first: [0, 0], second: [5, 5]), Self.costs)
    #expect(negatives.best == 2)
    #expect(throws: Undefined.self) {
      try ThresholdCosts(SortedCounts(values: [], first: [], second: []), Self.costs)
    }
    #expect(throws: Undefined.self) { try RowCosts().mean(level: 0.95) }
    #expect(throws: Undefined.self) { try OutcomeCosts().mean(level: 0.95) }
  }

  @Test("twenty rows without an error do not make a dear error impossible")
  func unseen() throws {
    let costs = CallCosts(falsePositive: 1, falseNegative: 2_000)
    let cells = ConfusionCells(truePositives: 4, trueNegatives: 16)
    let mean = try OutcomeCosts(cells, costs).mean(level: 0.95)
    #expect(mean.value == 0)
    #expect(try #require(mean.interval).high > 200)
  }

  /// Rows whose score misses a positive once in 500: calls cost 2 a row, and 20 less than calling
  /// none.
  @Test("the cost of rare misses, and what calls save, are held by their intervals as promised")
  func coverage() throws {
    let costs = CallCosts(falsePositive: 1, falseNegative: 1_000)
    var generator = SeededGenerator(seed: 23)
    var held = (today: 0, none: 0)
    let trials = 2_000
    for _ in 0..<trials {
      // False negatives, true positives, false positives, true negatives.
      let counts = MultinomialSampler.draw(
        rows: 500, weights: [0.002, 0.02, 0.05, 0.928], using: &generator)
      let curve = try ThresholdCosts(
        SortedCounts(
          values: [0.2, 0.8], first: [counts[0], counts[1]], second: [counts[3], counts[2]]), costs)
      let today = try #require(
        try OutcomeCosts(curve.cells(1), costs).mean(level: 0.95).interval)
      if today.low <= 2.05 && 2.05 <= today.high { held.today += 1 }
      let none = try #require(try curve.excess(1, over: 2).mean(level: 0.95).interval)
      if none.low <= -19.95 && -19.95 <= none.high { held.none += 1 }
    }
    #expect(Double(held.today) / Double(trials) > 0.93, "\(held)")
    #expect(Double(held.none) / Double(trials) > 0.93, "\(held)")
  }

  @Test("equal costs of every row do not tell how much others cost")
  func equal() throws {
    var rows = RowCosts()
    for _ in 0..<30 { rows.add(4) }
    let mean = try rows.mean(level: 0.95)
    #expect(mean.value == 4 && mean.interval == nil && mean.note != nil)
  }
}

@Suite("What errors cost")
struct ErrorCostsTests {
  @Test("rows without a target or a prediction are left out, and none left is undefined")
  func missing() throws {
    let costs = try ErrorCosts(
      targets: [1, .nan, 3, 4], predictions: [2, 2, .infinity, 3], over: 2, under: 5)
    #expect(costs.rows == 2)
    #expect(costs.costs().sum == 7)
    #expect(throws: Undefined.self) {
      try ErrorCosts(targets: [.nan], predictions: [1], over: 1, under: 1)
    }
  }

  @Test(
    "predictions that are all too low by one are corrected by one, which saves their whole cost")
  func shifted() throws {
    let targets = (0..<50).map(Double.init)
    let costs = try ErrorCosts(
      targets: targets, predictions: targets.map { $0 - 1 }, over: 1, under: 3)
    #expect(costs.bestCorrection == 1)
    #expect(try costs.saving(level: 0.95).value == 3)
  }

  @Test("equal costs are cheapest where errors have their median at zero")
  func median() throws {
    let costs = try ErrorCosts(
      targets: [0, 0, 0, 0, 0], predictions: [-1, 2, 3, 4, 100], over: 1, under: 1)
    #expect(costs.bestCorrection == -3)
    #expect(costs.bestCorrection(level: 0.95).interval == nil)
  }
}

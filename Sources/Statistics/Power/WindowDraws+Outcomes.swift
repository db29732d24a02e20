extension WindowDraws {
  /// A figure of a few outcomes in windows of rows, each of which has one.
  ///
  /// Half a row is added to each outcome, so that one which no test row has may come all the same.
  ///
  /// - Parameters:
  ///   - outcomes: test rows of each outcome.
  ///   - figure: the figure of a window's rows by outcome; nil where it has none.
  /// - Source: Jeffreys, *Theory of Probability*, 1961, for the half row.
  package init?(
    outcomes: [Int], window: Int, alarmRate: Double, seed: UInt64 = 1,
    figure: ([Int]) -> Double?
  ) {
    let count = Self.count(window: window, alarmRate: alarmRate)
    guard count >= Self.fewest, outcomes.reduce(0, +) > 0 else { return nil }
    let prior = outcomes.map { Double($0) + 0.5 }
    let rows = prior.reduce(0, +)
    var generator = SeededGenerator(seed: seed)
    var drawn = [Int](repeating: 0, count: outcomes.count)
    let values = (0..<count).map { _ in
      var weights = prior
      for place in drawn.indices { drawn[place] = 0 }
      for row in 0..<window {
        var left = generator.uniform() * (rows + Double(row))
        var outcome = 0
        while outcome < weights.count - 1, left >= weights[outcome] {
          left -= weights[outcome]
          outcome += 1
        }
        weights[outcome] += 1
        drawn[outcome] += 1
      }
      return figure(drawn) ?? .nan
    }
    self.init(values: values, caution: nil)
  }
}

import Statistics

/// How often columns whose days differ by themselves are said to have changed, and how often a
/// change is found among them.
///
/// Each of 20 columns has a day effect that follows the day before, `xₜ = φ xₜ₋₁ + √(1 − φ²) eₜ`,
/// of deviation 0.1, and the chance of its rows, of deviation 0.03. Days have storms in one column
/// in four: on one day in ten the effect is five times as large.
struct UsualTables {
  let trials: Int
  let seed: UInt64

  private static let columns = 20
  private static let threshold = 0.1
  private static let effect = 0.1
  private static let chance = 0.03

  /// Days of the past and days to be judged.
  private static let lengths = [
    (120, 7), (120, 14), (120, 21), (84, 28), (250, 10), (365, 7), (365, 30),
  ]

  /// The share of trials in which any column is said to have changed, none having changed.
  func falseAlarms() async -> String {
    var table = MarkdownTable([
      "days of the past", "days judged", "φ", "rows taken as independent",
      "days of the past as the measure",
    ])
    for (past, count) in Self.lengths {
      for follows in [0, 0.5, 0.8, 0.95] {
        let shares = await Trials(count: max(100, trials / 10), seed: seed).shares(of: 2) {
          generator in
          let drawn = Self.draw(past + count, follows, using: &generator)
          let times = (0..<(past + count)).map { Double($0) }
          return [
            Self.independent(drawn, times, past), !Self.found(drawn, times, past).isEmpty,
          ]
        }
        table.append(["\(past)", "\(count)", "\(follows)"] + shares.map(MarkdownTable.percent))
      }
    }
    return table.text
  }

  /// The share of trials in which a column that changed from the middle on is found, and any other.
  func power() async -> String {
    var table = MarkdownTable([
      "days of the past", "days judged", "φ", "change, deviations of a day", "found", "abrupt",
      "another column too",
    ])
    for (past, count) in [(120, 7), (120, 21), (365, 30)] {
      for (follows, size) in [(0.0, 3.0), (0, 6), (0.5, 3), (0.5, 6), (0.8, 6)] {
        let shares = await Trials(count: max(100, trials / 20), seed: seed).shares(of: 3) {
          generator in
          let drawn = Self.draw(past + count, follows, using: &generator)
          let times = (0..<(past + count)).map { Double($0) }
          var moved = drawn
          // The first column without storms.
          moved[1] = Self.followed(
            1,
            drawn[1].values.enumerated().map {
              $0.offset < past + count / 2 ? $0.element : $0.element + size * Self.effect
            })
          let found = Self.found(moved, times, past)
          return [
            found[1] != nil, found[1]?.finding.type == .abrupt,
            found.keys.contains { $0 != 1 },
          ]
        }
        table.append(
          ["\(past)", "\(count)", "\(follows)", "\(size)"] + shares.map(MarkdownTable.percent))
      }
    }
    return table.text
  }

  private static func followed(_ column: Int, _ values: [Double]) -> UnusualChange.Followed {
    UnusualChange.Followed(
      column: "\(column)", values: values,
      variances: [Double](repeating: chance * chance, count: values.count), threshold: threshold)
  }

  private static func draw(
    _ days: Int, _ follows: Double, using generator: inout SeededGenerator
  ) -> [UnusualChange.Followed] {
    let fresh = (1 - follows * follows).squareRoot()
    return (0..<columns).map { column in
      var day = generator.normal()
      return followed(
        column,
        (0..<days).map { _ in
          day = follows * day + fresh * generator.normal()
          let storm = column % 4 == 0 && generator.uniform() < 0.1 ? 5.0 : 1
          return effect * storm * day + chance * generator.normal()
        })
    }
  }

  private static func found(
    _ followed: [UnusualChange.Followed], _ times: [Double], _ past: Int
  ) -> [Int: UnusualChange] {
    do {
      let cut = try WindowStretches(
        usual: Array(0..<past), current: Array(past..<times.count), areDays: true)
      return try UnusualChange.find(followed, times: times, past: past, in: cut, level: 0.95)
    } catch {
      preconditionFailure("simulated windows cannot be judged: \(error)")
    }
  }

  private static func independent(
    _ followed: [UnusualChange.Followed], _ times: [Double], _ past: Int
  ) -> Bool {
    let ordinary = threshold / 6
    return followed.contains { one in
      let series = try? WindowSeries(
        times: Array(times[past...]), values: Array(one.values[past...]),
        variances: one.variances[past...].map { $0 + ordinary * ordinary })
      guard let series else { return true }
      let finding = try? ChangeTyping.judge(series, level: 1 - 0.05 / Double(columns))
      guard let finding else { return true }
      return finding.type != .none && finding.size.magnitude >= threshold / 2
    }
  }
}

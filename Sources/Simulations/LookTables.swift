import Statistics

/// How often tests that are looked at again and again raise a false alarm, and how soon they find a
/// change.
struct LookTables {
  let trials: Int
  let seed: UInt64

  /// False alarms and detections over many looks.
  func table() async -> String {
    var table = MarkdownTable([
      "rule at level 0.05", "looks", "alarms when nothing changed", "alarms after a change",
      "median look of the alarm",
    ])
    let share = (claimed: 0.2, changed: 0.25)
    let looks = 100
    let rows = 100
    func add(
      _ name: String, _ looks: Int, _ trials: Int,
      _ firstAlarm: @escaping @Sendable (Bool, inout SeededGenerator) -> Int?
    ) async {
      let width = 2 + looks
      let sums = await Trials(count: trials, seed: seed).sums(of: width) { generator in
        var row = [Double](repeating: 0, count: width)
        if firstAlarm(false, &generator) != nil { row[0] = 1 }
        if let look = firstAlarm(true, &generator) {
          row[1] = 1
          row[2 + look] = 1
        }
        return row
      }
      var seen = 0.0
      let median = sums[2...].firstIndex { count in
        seen += count
        return seen >= Double(trials) / 2
      }
      table.append([
        name, "\(looks)", MarkdownTable.percent(sums[0] / Double(trials)),
        MarkdownTable.percent(sums[1] / Double(trials)), median.map { "\($0 - 1)" } ?? "–",
      ])
    }
    await add("share 0.2, then 0.25: p < 0.05 at every look", looks, trials) { changed, generator in
      var (successes, all) = (0, 0)
      for look in 0..<looks {
        successes += BinomialSampler.draw(
          trials: rows, probability: changed ? share.changed : share.claimed, using: &generator)
        all += rows
        let n = Double(all)
        let z =
          (Double(successes) - share.claimed * n)
          / (n * share.claimed * (1 - share.claimed)).squareRoot()
        if 2 * NormalDistribution.survival(z.magnitude) < 0.05 { return look }
      }
      return nil
    }
    await add("the same: sequential evidence on the share", looks, trials) { changed, generator in
      var sequence = ProportionSequence()
      for look in 0..<looks {
        let successes = BinomialSampler.draw(
          trials: rows, probability: changed ? share.changed : share.claimed, using: &generator)
        guard (try? sequence.update(successes: successes, rows: rows)) != nil,
          let evidence = try? sequence.evidence(against: share.claimed)
        else { return look }
        if evidence >= 20 { return look }
      }
      return nil
    }
    for spending in AlphaSpending.allCases {
      guard
        let bounds = try? spending.bounds(at: (1...looks).map { Double($0) / Double(looks) })
      else { continue }
      await add("the same: \(spending.rawValue)-like spending", looks, trials) {
        changed, generator in
        var (successes, all) = (0, 0)
        for look in 0..<looks {
          successes += BinomialSampler.draw(
            trials: rows, probability: changed ? share.changed : share.claimed,
            using: &generator)
          all += rows
          let n = Double(all)
          let z =
            (Double(successes) - share.claimed * n)
            / (n * share.claimed * (1 - share.claimed)).squareRoot()
          if z.magnitude > bounds[look] { return look }
        }
        return nil
      }
    }
    let few = max(32, trials / 10)
    await add("skewed scores of mean 0.1, then 0.15: betting, each value a look", 1_000, few) {
      changed, generator in
      guard var sequence = try? BettingSequence(mean: 0.1) else { return 0 }
      for look in 0..<1_000 {
        // Nine values in ten are small, the tenth is anywhere: far from normal.
        let mean = changed ? 0.15 : 0.1
        let value =
          generator.uniform() < 0.9
          ? (mean - 0.05) / 0.45 * generator.uniform() : generator.uniform()
        guard (try? sequence.update(value)) != nil else { return look }
        if sequence.evidence >= 20 { return look }
      }
      return nil
    }
    await add("share 0.02: is the truth ever outside the 0.95 sequence of intervals", looks, trials)
    {
      _, generator in
      var sequence = ProportionSequence()
      for look in 0..<looks {
        let successes = BinomialSampler.draw(trials: 20, probability: 0.02, using: &generator)
        guard (try? sequence.update(successes: successes, rows: 20)) != nil,
          let interval = try? sequence.interval()
        else { return look }
        if interval.low > 0.02 || interval.high < 0.02 { return look }
      }
      return nil
    }
    return table.text
  }
}

/// How a series changed over time.
package enum ChangeType: String, Sendable, Hashable, Codable, CaseIterable {
  /// One level throughout.
  case none
  /// One level, then another, from one window to the next.
  case abrupt
  /// Windows of the old and the new level take turns for a while, until the new one stays.
  case gradual
  /// The level itself moves through values in between.
  case incremental
  /// The series comes back to levels that it had, again and again: seasons, weekdays, returning
  /// states.
  case recurring
  /// A stretch of windows stood apart, and the old level came back.
  case oneOff = "one-off"
}

/// The best series of one type for given windows.
struct ChangeShape: Sendable {
  let type: ChangeType
  /// Weighted squares that the shape leaves, plus what its freedom costs.
  var score: Double
  /// First window that changed.
  var start: Int?
  /// First window after the change: of the new level, or of the old one come back.
  var end: Int?
  /// How far the level moved.
  var size: Double
  /// Windows from one return to the next.
  var period: Double?
  /// The score with the start at each window, where it was tried.
  var profile: [Int: Double] = [:]

  /// The best shapes of every type that the windows allow.
  static func all(_ series: WindowSeries) -> [ChangeShape] {
    [
      flat(series), abrupt(series), oneOff(series), incremental(series), gradual(series),
      recurring(series),
    ].compactMap { $0 }
  }

  /// What one number fitted to the windows must earn, Schwarz's price.
  ///
  /// A place costs two of them, as in the modified criterion of Zhang and Siegmund, because it is
  /// chosen among all windows.
  static func price(_ series: WindowSeries) -> Double { log(Double(series.count)) }

  static func flat(_ series: WindowSeries) -> ChangeShape {
    ChangeShape(type: .none, score: series.level(0..<series.count).deviance, size: 0)
  }

  static func abrupt(_ series: WindowSeries) -> ChangeShape? {
    let n = series.count
    var best: ChangeShape?
    var profile: [Int: Double] = [:]
    for place in 1..<n {
      let (before, after) = (series.level(0..<place), series.level(place..<n))
      let score = before.deviance + after.deviance + 3 * price(series)
      profile[place] = score
      if best.map({ score < $0.score }) ?? true {
        best = ChangeShape(
          type: .abrupt, score: score, start: place, size: after.mean - before.mean)
      }
    }
    best?.profile = profile
    return best
  }

  /// A stretch of at most a third of the windows, with one window or more on either side.
  static func oneOff(_ series: WindowSeries) -> ChangeShape? {
    let n = series.count
    let longest = max(1, n / 3)
    let price = 3 * price(series) + 2 * log(Double(longest))
    var best: ChangeShape?
    var profile: [Int: Double] = [:]
    for start in 1..<(n - 1) {
      for end in (start + 1)..<min(n, start + longest + 1) {
        let inside = series.level(start..<end)
        let outside = series.level(of: [0..<start, end..<n])
        let score = inside.deviance + outside.deviance + price
        profile[start] = min(profile[start] ?? .infinity, score)
        if best.map({ score < $0.score }) ?? true {
          best = ChangeShape(
            type: .oneOff, score: score, start: start, end: end,
            size: inside.mean - outside.mean)
        }
      }
    }
    best?.profile = profile
    return best
  }

  /// A ramp over three steps or more; it may last to the end.
  static func incremental(_ series: WindowSeries) -> ChangeShape? {
    let n = series.count
    var best: ChangeShape?
    var profile: [Int: Double] = [:]
    for start in 0..<max(0, n - 3) {
      for end in (start + 3)..<n {
        let ramp = series.ramp(start, end)
        let score = ramp.deviance + 5 * price(series)
        // The window after the last of the old level is the first that moved.
        profile[start + 1] = min(profile[start + 1] ?? .infinity, score)
        if best.map({ score < $0.score }) ?? true {
          best = ChangeShape(
            type: .incremental, score: score, start: start + 1, end: end, size: ramp.size)
        }
      }
    }
    best?.profile = profile
    return best
  }

  /// Old windows, then old and new in turns, then new ones.
  static func gradual(_ series: WindowSeries) -> ChangeShape? {
    guard var levels = TwoLevels(series) else { return nil }
    var candidates: [ChangeShape] = []
    for rising in [true, false] {
      for _ in 0..<3 {
        let (old, new) = rising ? (levels.low, levels.high) : (levels.high, levels.low)
        guard let found = turns(series, old: old, new: new) else { break }
        candidates.append(found.shape)
        levels = levels.refitted(series, isHigh: found.isNew.map { $0 == rising })
      }
    }
    return candidates.min { $0.score < $1.score }
  }

  private static func turns(_ series: WindowSeries, old: Double, new: Double)
    -> (shape: ChangeShape, isNew: [Bool])?
  {
    let n = series.count
    func misfit(_ window: Int, _ level: Double) -> Double {
      let distance = series.values[window] - level
      return distance * distance / series.variances[window]
    }
    // Sums over the windows before each place.
    var asOld = [0.0]
    var asNew = [0.0]
    let isNew = (0..<n).map { misfit($0, new) < misfit($0, old) }
    for window in 0..<n {
      asOld.append(asOld[window] + misfit(window, old))
      asNew.append(asNew[window] + misfit(window, new))
    }
    let starts = (1..<n).filter { isNew[$0] && !isNew[$0 - 1] }
    var best: (score: Double, start: Int, end: Int)?
    var profile: [Int: Double] = [:]
    for start in starts {
      for end in starts where end >= start + 3 {
        // Inside, a window is new with a chance that rises from one to the other end; telling which
        // it is has the price of that chance's logarithm.
        let length = Double(end - start + 1)
        var turns = 0.0
        for window in start..<end {
          let share = Double(window - start + 1) / length
          turns += min(
            misfit(window, old) - 2 * log(1 - share), misfit(window, new) - 2 * log(share))
        }
        let score = asOld[start] + turns + (asNew[n] - asNew[end]) + 5 * price(series)
        profile[start] = min(profile[start] ?? .infinity, score)
        if best.map({ score < $0.score }) ?? true { best = (score, start, end) }
      }
    }
    guard let best else { return nil }
    var assigned = isNew
    for window in 0..<best.start { assigned[window] = false }
    for window in best.end..<n { assigned[window] = true }
    return (
      ChangeShape(
        type: .gradual, score: best.score, start: best.start, end: best.end, size: new - old,
        profile: profile), assigned
    )
  }
}

extension ChangeShape {
  /// The best of three ways to come back: two levels in turns, a mean for each phase of a short
  /// period, and a wave.
  static func recurring(_ series: WindowSeries) -> ChangeShape? {
    [returning(series), phases(series), wave(series)].compactMap { $0 }
      .min { $0.score < $1.score }
  }

  /// Two levels in turns, each stay at least a quarter as long as the average one: shorter turns
  /// before a level stays are a gradual change.
  private static func returning(_ series: WindowSeries) -> ChangeShape? {
    guard var levels = TwoLevels(series) else { return nil }
    var best: ChangeShape?
    for _ in 0..<3 {
      let path = levels.path(series, switchPrice: 2 * price(series))
      let switches = path.isHigh.indices.dropFirst().filter {
        path.isHigh[$0] != path.isHigh[$0 - 1]
      }
      if switches.count >= 3, staysAreAlike(switches, series.count) {
        let score = path.score + price(series)
        if best.map({ score < $0.score }) ?? true {
          var shape = ChangeShape(
            type: .recurring, score: score, start: switches[0],
            size: path.isHigh[0] ? levels.low - levels.high : levels.high - levels.low)
          shape.period =
            2 * Double(switches[switches.count - 1] - switches[0])
            / Double(switches.count - 1)
          shape.profile = firstSwitchProfile(series, levels, path.isHigh, switches, score)
          best = shape
        }
      }
      levels = levels.refitted(series, isHigh: path.isHigh)
    }
    return best
  }

  private static func staysAreAlike(_ switches: [Int], _ windows: Int) -> Bool {
    let average = Double(windows) / Double(switches.count + 1)
    return switches.indices.dropFirst().allSatisfy {
      Double(switches[$0] - switches[$0 - 1]) >= average / 4
    }
  }

  /// The score with the first switch moved, all else held.
  private static func firstSwitchProfile(
    _ series: WindowSeries, _ levels: TwoLevels, _ isHigh: [Bool], _ switches: [Int],
    _ score: Double
  ) -> [Int: Double] {
    var profile: [Int: Double] = [:]
    let (first, second) = isHigh[0] ? (levels.high, levels.low) : (levels.low, levels.high)
    func misfit(_ place: Int) -> Double {
      (0..<switches[1]).reduce(0.0) { sum, window in
        let distance = series.values[window] - (window < place ? first : second)
        return sum + distance * distance / series.variances[window]
      }
    }
    let best = misfit(switches[0])
    for place in 1..<switches[1] { profile[place] = score + misfit(place) - best }
    return profile
  }

  /// A mean for each phase; at least three rounds must have been seen.
  private static func phases(_ series: WindowSeries) -> ChangeShape? {
    let n = series.count
    var best: ChangeShape?
    for period in 2..<max(3, min(31, n / 3) + 1) where period * 3 <= n {
      var weight = [Double](repeating: 0, count: period)
      var value = weight
      var square = 0.0
      for window in 0..<n {
        let own = 1 / series.variances[window]
        let x = series.values[window] - series.values[0]
        weight[window % period] += own
        value[window % period] += own * x
        square += own * x * x
      }
      var deviance = square
      var means: [Double] = []
      for phase in 0..<period {
        deviance -= value[phase] * value[phase] / weight[phase]
        means.append(value[phase] / weight[phase])
      }
      let score = max(0, deviance) + Double(period + 1) * price(series)
      if best.map({ score < $0.score }) ?? true {
        best = ChangeShape(
          type: .recurring, score: score, size: (means.max() ?? 0) - (means.min() ?? 0),
          period: Double(period))
      }
    }
    return best
  }

  /// A sine of any period that the windows hold two to n/3 times.
  private static func wave(_ series: WindowSeries) -> ChangeShape? {
    let n = series.count
    guard n >= 8 else { return nil }
    let flat = Self.flat(series).score
    let mean = series.level(0..<n).mean
    var best: ChangeShape?
    for quarter in 8...max(8, 4 * n / 3) {
      let cycles = Double(quarter) / 4
      let turn = 2 * Double.pi * cycles / Double(n)
      // Least squares on cosine, sine and level, by the normal equations.
      var (w, c, s, cc, ss, cs, cx, sx) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
      for window in 0..<n {
        let own = 1 / series.variances[window]
        let x = series.values[window] - mean
        let (a, b) = (cos(turn * series.positions[window]), sin(turn * series.positions[window]))
        w += own
        c += own * a
        s += own * b
        cc += own * a * a
        ss += own * b * b
        cs += own * a * b
        cx += own * a * x
        sx += own * b * x
      }
      cc -= c * c / w
      ss -= s * s / w
      cs -= c * s / w
      let determinant = cc * ss - cs * cs
      guard determinant > 1e-9 * w * w else { continue }
      let a = (cx * ss - sx * cs) / determinant
      let b = (sx * cc - cx * cs) / determinant
      let score = max(0, flat - a * cx - b * sx) + 4 * price(series)
      if best.map({ score < $0.score }) ?? true {
        best = ChangeShape(
          type: .recurring, score: score, size: 2 * (a * a + b * b).squareRoot(),
          period: Double(n) / cycles)
      }
    }
    return best
  }
}

/// Two levels between which the windows of a series divide.
struct TwoLevels {
  var low: Double
  var high: Double

  /// The division of the values into two groups that leaves the least within them; nil when all are
  /// equal.
  init?(_ series: WindowSeries) {
    let order = series.values.indices.sorted { series.values[$0] < series.values[$1] }
    let mean = series.level(0..<series.count).mean
    var all = (weight: 0.0, value: 0.0)
    for window in order {
      all.weight += 1 / series.variances[window]
      all.value += (series.values[window] - mean) / series.variances[window]
    }
    var below = (weight: 0.0, value: 0.0)
    var best: (between: Double, low: Double, high: Double)?
    for window in order.dropLast() {
      below.weight += 1 / series.variances[window]
      below.value += (series.values[window] - mean) / series.variances[window]
      let above = (weight: all.weight - below.weight, value: all.value - below.value)
      guard above.weight > 0 else { break }
      let between =
        below.value * below.value / below.weight + above.value * above.value / above.weight
      if best.map({ between > $0.between }) ?? true {
        best = (between, mean + below.value / below.weight, mean + above.value / above.weight)
      }
    }
    guard let best, best.low < best.high else { return nil }
    low = best.low
    high = best.high
  }

  /// The levels as the means of windows that belong to them.
  func refitted(_ series: WindowSeries, isHigh: [Bool]) -> TwoLevels {
    var next = self
    for level in [false, true] {
      var (weight, value) = (0.0, 0.0)
      for window in isHigh.indices where isHigh[window] == level {
        weight += 1 / series.variances[window]
        value += series.values[window] / series.variances[window]
      }
      guard weight > 0 else { continue }
      if level { next.high = value / weight } else { next.low = value / weight }
    }
    return next
  }

  /// The cheapest assignment of windows when every switch has a price.
  func path(_ series: WindowSeries, switchPrice: Double) -> (isHigh: [Bool], score: Double) {
    var cost = (low: 0.0, high: 0.0)
    var cameFromOther: [(low: Bool, high: Bool)] = []
    for window in 0..<series.count {
      let toLow = cost.high + switchPrice < cost.low
      let toHigh = cost.low + switchPrice < cost.high
      cameFromOther.append((toLow, toHigh))
      let (x, variance) = (series.values[window], series.variances[window])
      cost = (
        (toLow ? cost.high + switchPrice : cost.low) + (x - low) * (x - low) / variance,
        (toHigh ? cost.low + switchPrice : cost.high) + (x - high) * (x - high) / variance
      )
    }
    var isHigh = [Bool](repeating: cost.high < cost.low, count: series.count)
    for window in stride(from: series.count - 1, to: 0, by: -1) {
      let here = isHigh[window]
      let switched = here ? cameFromOther[window].high : cameFromOther[window].low
      isHigh[window - 1] = switched ? !here : here
    }
    return (isHigh, min(cost.low, cost.high))
  }
}

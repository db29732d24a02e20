import Statistics

/// A series of windows whose change is known.
///
/// The generator behind the table of types. The noise of a window is normal, its deviation drawn
/// anew between 0.7 and 1.4 and told as the window's variance; the level moves by `size`, up or
/// down. Places are drawn evenly, in shares of the windows:
///
/// - *none*: one level.
/// - *abrupt*: the new level from a window between 0.2 and 0.8 on.
/// - *gradual*: from a window between 0.1 and 0.4 on, over 0.25 to 0.45 of the windows, each window
///   has the new level with a probability that rises from 0 to 1; the new one stays.
/// - *incremental*: over the same stretch the level itself moves evenly.
/// - *recurring*: one of three, evenly: the two levels in turns of equal length between 0.08 and
///   0.2; a sine of a period between 0.12 and 0.35; two windows in seven at the new level.
/// - *one-off*: one window to 0.12 of them at the new level, beginning between 0.1 and 0.85.
struct ChangeSeries: Sendable {
  let type: ChangeType
  let series: WindowSeries
  /// The first window that changed, where the type has one.
  let start: Int?

  init?(
    _ type: ChangeType, windows n: Int, size: Double, using generator: inout SeededGenerator
  ) {
    func place(_ low: Double, _ high: Double) -> Int {
      Int((Double(n) * (low + (high - low) * generator.uniform())).rounded(.down))
    }
    let size = generator.uniform() < 0.5 ? size : -size
    var level = [Double](repeating: 0, count: n)
    var start: Int?
    switch type {
    case .none: break
    case .abrupt:
      let at = max(1, place(0.2, 0.8))
      start = at
      for window in at..<n { level[window] = size }
    case .gradual, .incremental:
      let at = max(1, place(0.1, 0.4))
      let length = max(4, place(0.25, 0.45))
      if type == .incremental { start = at }
      for window in at..<n {
        let share = min(1, Double(window - at + 1) / Double(length))
        level[window] =
          type == .incremental ? size * share : (generator.uniform() < share ? size : 0)
        if type == .gradual, start == nil, level[window] != 0 { start = window }
      }
    case .recurring:
      switch Int.random(in: 0..<3, using: &generator) {
      case 0:
        let stay = max(2, place(0.08, 0.2))
        start = stay
        for window in 0..<n { level[window] = (window / stay) % 2 == 1 ? size : 0 }
      case 1:
        let turn = 2 * Double.pi / (Double(n) * (0.12 + 0.23 * generator.uniform()))
        let shift = 2 * Double.pi * generator.uniform()
        for window in 0..<n { level[window] = size / 2 * sine(turn * Double(window) + shift) }
      default: for window in 0..<n { level[window] = window % 7 >= 5 ? size : 0 }
      }
    case .oneOff:
      let at = max(1, place(0.1, 0.85))
      start = at
      let length = max(1, place(0, 0.12))
      for window in at..<min(n - 1, at + length) { level[window] = size }
    }
    var variances: [Double] = []
    for window in 0..<n {
      let deviation = 0.7 + 0.7 * generator.uniform()
      level[window] += deviation * generator.normal()
      variances.append(deviation * deviation)
    }
    guard
      let series = try? WindowSeries(
        times: (0..<n).map { Double($0) }, values: level, variances: variances)
    else { return nil }
    self.type = type
    self.series = series
    self.start = start
  }
}

/// A sine by its series, after the angle is brought near zero: Simulations imports no platform.
private func sine(_ angle: Double) -> Double {
  let turns = (angle / (2 * Double.pi)).rounded()
  let x = angle - turns * 2 * Double.pi
  var term = x
  var sum = x
  for k in 1...14 {
    term *= -x * x / Double(2 * k * (2 * k + 1))
    sum += term
  }
  return sum
}

/// Stretches of windows to be judged, each beside stretches of usual windows that are like it.
///
/// A stretch is as long as the windows to be judged where the usual ones have eight stretches of
/// that length, else shorter, and then several overlap by half. Of days, a usual stretch begins on
/// the same weekday and spans as many days; of other windows it has as many of them, the newest
/// being whole.
package struct WindowStretches: Sendable, Hashable {
  /// A stretch and the usual ones, as places in the lists of windows.
  package struct Stretch: Sendable, Hashable {
    /// Places among the windows to be judged.
    package let windows: Range<Int>
    /// Places among the usual windows.
    package let usual: [Range<Int>]
  }

  /// The stretches in their order.
  package let stretches: [Stretch]

  /// Cuts stretches.
  ///
  /// - Parameters:
  ///   - usual: where each usual window lies, ascending: a day's number, or any place.
  ///   - current: the same of the windows to be judged.
  ///   - areDays: whether places are numbers of days, and windows days.
  /// - Throws: ``Undefined`` when the usual windows are too few, or the ones to be judged.
  package init(usual: [Int], current: [Int], areDays: Bool) throws(Undefined) {
    let count = current.count
    guard count >= ChangeTyping.fewest else {
      throw Undefined(
        "the type of a change needs \(ChangeTyping.fewest) windows; there are \(count)")
    }
    for size in Self.sizes(count, areDays) {
      let starts = Array(stride(from: 0, to: count - size, by: max(1, size / 2))) + [count - size]
      let found = starts.map { start in
        let windows = start..<(start + size)
        return Stretch(
          windows: windows,
          usual: areDays
            ? Self.days(current[windows], among: usual) : Self.newest(size, of: usual.count))
      }
      if found.allSatisfy({ $0.usual.count >= StretchComparison.fewest }) {
        stretches = found
        return
      }
    }
    throw Undefined(
      """
      \(usual.count) windows of the past do not hold \(StretchComparison.fewest) stretches of \
      \(Self.shortest(areDays: areDays)) that follow one another, in which it shows how far windows differ by \
      themselves
      """)
  }

  /// Windows of the past, following one another, from which on anything can be judged.
  package static func fewestWindows(areDays: Bool) -> Int {
    StretchComparison.fewest * shortest(areDays: areDays)
  }

  /// Windows of the shortest stretch that may be cut.
  private static func shortest(areDays: Bool) -> Int { areDays ? 7 : ChangeTyping.fewest }

  /// Lengths of stretches, the longest first; of days, those that are shorter than all are whole
  /// weeks.
  private static func sizes(_ count: Int, _ areDays: Bool) -> [Int] {
    let shorter = (ChangeTyping.fewest..<max(ChangeTyping.fewest, count)).reversed()
    return [count] + shorter.filter { !areDays || $0 % 7 == 0 }
  }

  private static func newest(_ size: Int, of count: Int) -> [Range<Int>] {
    stride(from: count, through: size, by: -size).map { ($0 - size)..<$0 }
  }

  private static func days(_ stretch: ArraySlice<Int>, among days: [Int]) -> [Range<Int>] {
    guard let first = stretch.first, let last = stretch.last, let newest = days.last else {
      return []
    }
    let span = last - first + 1
    // Whole weeks, as near to the stretch's own length as they come: up to three days may overlap.
    let step = 7 * max(1, (span + 3) / 7)
    return days.indices.compactMap { low in
      guard (days[low] - first) % step == 0, days[low] + span - 1 <= newest else { return nil }
      let high = place(days[low] + span, in: days)
      let isAlike =
        high - low >= ChangeTyping.fewest && (high - low - stretch.count).magnitude <= 1
      return isAlike ? low..<high : nil
    }
  }

  /// The first of ascending days that is not before another.
  private static func place(_ day: Int, in days: [Int]) -> Int {
    var (low, high) = (0, days.count)
    while low < high {
      let middle = (low + high) / 2
      if days[middle] < day { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

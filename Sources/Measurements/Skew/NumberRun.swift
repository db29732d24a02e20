/// The number that most of several numbers are close to.
///
/// A cause that holds for some of the rows shows as one factor or one difference that they share,
/// however the other rows scatter: a mean or a median would be moved by those.
struct NumberRun {
  /// The middle one of those that agree.
  let value: Double
  /// How many agree.
  let count: Int

  /// The largest group of numbers that lie within `width` of each other; nil without finite
  /// numbers.
  ///
  /// - Complexity: O(n log n) time.
  init?(_ numbers: [Double], width: (Double) -> Double) {
    let sorted = numbers.filter(\.isFinite).sorted()
    guard !sorted.isEmpty else { return nil }
    var best = (start: 0, count: 0)
    var end = 0
    for start in sorted.indices {
      end = max(end, start)
      let limit = sorted[start] + width(sorted[start])
      while end < sorted.count, sorted[end] <= limit { end += 1 }
      if end - start > best.count { best = (start, end - start) }
    }
    value = sorted[best.start + best.count / 2]
    count = best.count
  }

  /// A number in a sentence: whole ones without a point.
  static func shown(_ number: Double) -> String {
    Int64(exactly: number).map(String.init) ?? "\(number)"
  }

  /// The same with six digits at most, for what was estimated.
  static func rounded(_ number: Double) -> String {
    guard number != 0, number.isFinite else { return shown(number) }
    var unit = 1.0
    var size = number.magnitude
    while size >= 1_000_000 { (size, unit) = (size / 10, unit * 10) }
    while size < 100_000, unit > 1e-12 { (size, unit) = (size * 10, unit / 10) }
    let steps = (1 / unit).rounded()
    return shown(unit < 1 ? (number * steps).rounded() / steps : (number / unit).rounded() * unit)
  }
}

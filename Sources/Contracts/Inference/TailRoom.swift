internal import Foundation

/// How far beyond the outermost of n values the next ones may lie.
///
/// The values beyond the k-th from the end exceed it by their mean excess; with an exponential
/// tail, the value that is exceeded once in a hundred samples of n lies `mean excess · log(100 k)`
/// beyond the k-th. Where the outermost values are all alike, as at a law of the column (seven days
/// a week), there is no room. A heavier tail leaves more values beyond it than that, never more
/// than beyond the extremes.
///
/// - Source: Coles, *An Introduction to Statistical Modeling of Extreme Values*, 2001, chapter 4,
///   with shape 0.
struct TailRoom {
  /// Room beyond the outermost value, 0 or more.
  let room: Double

  /// The room of a tail.
  ///
  /// - Parameters:
  ///   - tail: the outermost values, the outermost first.
  ///   - rows: how many values there are in all.
  init(_ tail: [Double], rows: Int) {
    let k = min(tail.count, max(2, rows / 10))
    guard k >= 2, let outermost = tail.first else {
      room = 0
      return
    }
    let start = tail[k - 1]
    let excess = tail[..<(k - 1)].reduce(0) { $0 + ($1 - start) } / Double(k - 1)
    let end = start + excess * log(100 * Double(k))
    room = end.isFinite ? max(0, end - outermost) : 0
  }
}

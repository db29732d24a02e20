/// Sums by time: one for every moment while they are few, then for longer and longer spans.
///
/// A span is `2^n` microseconds (or rows, or steps), the shortest that leaves at most
/// ``TimeBlocks/limit`` spans with rows; spans begin at multiples of it. That depends on the set of
/// times alone, so order, batches and merges change nothing.
///
/// - Complexity: O(1) a row; memory for ``TimeBlocks/limit`` sums.
struct TimeBlocks: Sendable {
  /// Spans kept: twelve for each of twenty blocks.
  static let limit = 256

  private var exponent = 0
  private var places: [Int64: Int] = [:]
  private var sums: [ForecastSums] = []
  private var last: (span: Int64, place: Int)?
  private let empty: ForecastSums

  /// - Parameter empty: sums of nothing.
  init(empty: ForecastSums) {
    self.empty = empty
  }

  /// Spans with rows.
  var count: Int { sums.count }

  /// Adds to the sums of a time.
  @inline(__always)
  mutating func update(_ time: Int64, _ body: (inout ForecastSums) -> Void) {
    body(&sums[place(of: time)])
  }

  private mutating func place(of time: Int64) -> Int {
    let span = time >> Int64(exponent)
    if let last, last.span == span { return last.place }
    if let place = places[span] {
      last = (span, place)
      return place
    }
    if places.count == Self.limit {
      // One more: longer spans until there is room, then again.
      repeat { coarsen(to: exponent + 1, with: time) } while places.count > Self.limit
      return place(of: time)
    }
    places[span] = sums.count
    sums.append(empty)
    last = (span, sums.count - 1)
    return sums.count - 1
  }

  /// Makes spans longer, with a span for `time`.
  private mutating func coarsen(to exponent: Int, with time: Int64? = nil) {
    let shift = Int64(exponent - self.exponent)
    let old = places.sorted { $0.key < $1.key }.map {
      (span: $0.key >> shift, sums: sums[$0.value])
    }
    self.exponent = exponent
    places = [:]
    sums = []
    last = nil
    for (span, sum) in old { insert(sum, span) }
    if let time { insert(empty, time >> Int64(exponent)) }
  }

  private mutating func insert(_ sum: ForecastSums, _ span: Int64) {
    if let place = places[span] {
      sums[place].merge(sum)
    } else {
      places[span] = sums.count
      sums.append(sum)
    }
  }

  /// Adds the sums of other rows.
  mutating func merge(_ other: TimeBlocks) {
    var other = other
    if other.exponent < exponent { other.coarsen(to: exponent) }
    if exponent < other.exponent { coarsen(to: other.exponent) }
    for (span, place) in other.places.sorted(by: { $0.key < $1.key }) {
      insert(other.sums[place], span)
    }
    last = nil
    while places.count > Self.limit { coarsen(to: exponent + 1) }
  }

  /// The sums in the order of time.
  var ordered: [ForecastSums] {
    places.sorted { $0.key < $1.key }.map { sums[$0.value] }
  }

  /// Neighbouring spans put together to blocks of about equally many rows.
  ///
  /// - Parameter season: spans that a block should not be shorter than.
  /// - Returns: no blocks when there are fewer than ten spans.
  func blocks(season: Int) -> [ForecastSums] {
    let ordered = ordered
    guard ordered.count >= 10 else { return [] }
    // About 1.25 √spans blocks: both their number and their length grow with the data.
    let wished = Int((1.25 * Double(ordered.count).squareRoot()).rounded())
    let ofSeason = exponent == 0 ? ordered.count / max(season, 1) : wished
    let number = max(5, min(20, wished, ofSeason))
    let total = ordered.reduce(0) { $0 + $1.weight }
    var blocks: [ForecastSums] = []
    var current = empty
    var seen = 0
    for sum in ordered {
      current.merge(sum)
      seen += sum.weight
      if seen * number >= (blocks.count + 1) * total {
        blocks.append(current)
        current = empty
      }
    }
    if current.weight > 0 { blocks.append(current) }
    return blocks.filter { $0.weight > 0 }
  }
}

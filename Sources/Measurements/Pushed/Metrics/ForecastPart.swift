internal import ADBC
internal import Engines

/// Rows of a forecast that are in one state and span of time, as a database summed them.
struct ForecastPart {
  let errors: ErrorPart
  /// The first moment of their span; nil for rows without a time.
  let time: Int64?
  let crossing: Int
  /// What their sums add to those of others.
  let sums: ForecastSums

  /// Nil when it is no answer.
  ///
  /// - Parameter first: the column behind those of the errors.
  init?(_ errors: ErrorPart, _ answer: AnswerRow, first: Int, _ terms: ForecastTerms) {
    typealias Place = ForecastTerms.Place
    func whole(_ place: Int) -> Int? {
      answer.whole(first + place).flatMap { $0 >= 0 ? Int($0) : nil }
    }
    func sum(_ place: Int) -> CompensatedSum {
      CompensatedSum(high: answer.double(first + place) ?? 0, low: 0)
    }
    self.errors = errors
    let span = answer.whole(first + Place.span)
    guard span.map({ $0 >= 0 && $0 <= Int64.max >> Int64(terms.exponent) }) ?? true,
      let scaledRows = whole(Place.scaledRows), let crossing = whole(Place.crossing)
    else { return nil }
    time = span.map { terms.time(ofSpan: $0) }
    self.crossing = crossing
    var sums = ForecastSums(intervals: terms.bands.count, quantiles: terms.quantiles.count)
    if errors.state == .counted {
      sums.regression = errors.sums
      sums.zeroTargets = errors.zeroTargets
      sums.absoluteTargets = sum(Place.absoluteTargets)
      sums.scaledRows = scaledRows
      sums.scaled = sum(Place.scaled)
      sums.scaledSquares = sum(Place.scaledSquares)
    }
    var next = Place.first
    for place in terms.bands.indices {
      guard let rows = whole(next), let hits = whole(next + 1) else { return nil }
      sums.intervals[place] = ForecastSums.Share(rows: rows, hits: hits)
      next += 2
    }
    for place in terms.quantiles.indices {
      guard let rows = whole(next), let below = whole(next + 1) else { return nil }
      sums.quantiles[place] = ForecastSums.Quantile(
        rows: rows, below: below, loss: sum(next + 2))
      next += 3
    }
    self.sums = sums
  }
}

internal import Statistics

extension PairedDifference {
  /// The difference of two predictors from one table of counts, with an interval from tables drawn
  /// anew.
  ///
  /// - Parameters:
  ///   - counts: rows by truth and both predictions.
  ///   - difference: the first predictor's value less the second's, of such a table.
  /// - Throws: `Undefined` when the table, or most of those that chance gives, have no difference.
  /// - Source: Efron, Tibshirani 1993, chapter 13 (percentiles).
  static func resampling(
    _ counts: [Int], rows: Int, level: Double, draws: Int, seed: UInt64,
    difference: ([Int]) throws(Undefined) -> Double
  ) throws(Undefined) -> PairedDifference {
    let observed = try difference(counts)
    var generator = SeededGenerator(seed: seed)
    var drawn = counts
    let weights = counts.map { Double($0) }
    var values: [Double] = []
    for _ in 0..<draws {
      MultinomialSampler.draw(rows: rows, weights: weights, into: &drawn, using: &generator)
      do throws(Undefined) { values.append(try difference(drawn)) } catch { continue }
    }
    guard values.count * 2 > draws else {
      throw Undefined("the difference is undefined on most tables that chance can give")
    }
    values.sort()
    let tail = (1 - level) / 2
    let oneSided = min(values.count { $0 <= 0 }, values.count { $0 >= 0 })
    return PairedDifference(
      value: observed,
      interval: Interval(
        low: EmpiricalQuantile.value(tail, ofSorted: values),
        high: EmpiricalQuantile.value(1 - tail, ofSorted: values), level: level,
        method: "pairedCountBootstrap"),
      pValue: min(1, 2 * Double(oneSided + 1) / Double(values.count + 1)), rows: rows)
  }
}

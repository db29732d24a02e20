/// The interval of a difference between two forecasts, by drawing stretches of time.
///
/// Errors of neighbouring times resemble one another: drawn one by one, they would seem to tell
/// more than they do. Stretches of `block` times, the last followed by the first, keep what belongs
/// together. The spread of the drawn differences gives the standard error, and Student's
/// distribution with one degree of freedom less than there are stretches the interval: few long
/// stretches tell little, however many rows each has.
///
/// - Numerics: the drawn spread is that around the mean of n/b stretches; it is widened by
///   √(n / (n − b)), as a sample's variance is by n / (n − 1).
/// - Complexity: O(draws · times) beside the differences.
/// - Source: Politis, Romano, *A Circular Block-Resampling Procedure for Stationary Data*, 1992;
///   Diebold, Mariano, *Comparing Predictive Accuracy*, 1995, for the question.
package enum CircularBlockBootstrap: CatalogueMember {
  package static let card = Card(
    id: "circular-block-bootstrap", aliases: ["block-bootstrap"], key: "circularBlockBootstrap",
    title: "Circular block bootstrap",
    summary: "A range for a difference between two forecasts whose errors hang together in time.",
    unit: "the metric's unit", range: "the difference's range", direction: .neutral,
    formula:
      "value ± t(n/b − 1) · sd of f(stretches of b times drawn with replacement) · √(n/(n−b))",
    defaults: [
      .init("block", "block length", reason: "from the autocorrelation of the differences"),
      .init("draws", "1000", reason: "the standard error is within 3 %"),
    ],
    undefined: "fewer than three stretches of time; the difference is undefined on most draws",
    source: "Politis, Romano 1992; Diebold, Mariano 1995")

  package static let examples = [
    Example("a difference that is 2 at all of 12 times: low end", gives: 2) {
      try compare(times: 12, block: 3, value: 2) { drawn in
        Double(drawn.reduce(0) { $0 + 2 * Int($1) }) / 12
      }.interval.low
    }
  ]

  /// The interval of the difference and the p-value of no difference.
  ///
  /// - Parameters:
  ///   - times: how many times there are, in order.
  ///   - block: how many neighbouring times are drawn together, at least 1.
  ///   - value: the difference over all times.
  ///   - difference: the difference when time i counts so many times; nil where undefined.
  /// - Throws: ``Undefined`` with fewer than three stretches, or when the difference is undefined
  ///   on most draws.
  package static func compare(
    times: Int, block: Int, value: Double, level: Double = 0.95, draws: Int = 1_000,
    seed: UInt64 = 1, _ difference: (_ multiplicities: [Int32]) -> Double?
  ) throws(Undefined) -> (interval: Interval, pValue: Double) {
    let block = max(block, 1)
    guard times >= 3 * block else {
      throw Undefined(
        "\(times) times are fewer than three stretches of \(block), over which errors hang together"
      )
    }
    var generator = SeededGenerator(seed: seed)
    var multiplicities = [Int32](repeating: 0, count: times)
    var (count, mean, squares) = (0.0, 0.0, 0.0)
    for _ in 0..<max(2, draws) {
      for place in multiplicities.indices { multiplicities[place] = 0 }
      var left = times
      while left > 0 {
        let first = Int.random(in: 0..<times, using: &generator)
        for step in 0..<min(block, left) { multiplicities[(first + step) % times] += 1 }
        left -= block
      }
      guard let drawn = difference(multiplicities), drawn.isFinite else { continue }
      count += 1
      let gap = drawn - mean
      mean += gap / count
      squares += gap * (drawn - mean)
    }
    guard count * 2 > Double(draws), count > 1 else {
      throw Undefined("the difference is undefined on most draws")
    }
    let (size, length) = (Double(times), Double(block))
    let error = (squares / (count - 1) * size / (size - length)).squareRoot()
    let student = StudentDistribution(degrees: size / length - 1)
    let margin = student.quantile((1 + level) / 2) * error
    let pValue =
      error > 0
      ? min(1, 2 * (1 - student.cumulative((value / error).magnitude))) : (value == 0 ? 1 : 0)
    return (
      Interval(
        low: value - margin, high: value + margin, level: level, method: "circularBlockBootstrap"),
      pValue
    )
  }
}

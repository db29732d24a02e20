/// The interval of a figure of rows that depend on their neighbours in time, from the same figure
/// without one block of time after the other.
///
/// Blocks long enough are nearly independent, whatever holds within them. Leaving one out moves the
/// figure by what the block contributes; the spread of these moves is its variance, for means and
/// for any smooth function of means: a root, a ratio, a share explained. For the mean of equal
/// blocks it is the method of batch means.
///
/// `variance = (B − 1)/B · Σ_b (f₍₋b₎ − f̄₍₋₎)²`, with Student's t of B − 1 degrees
///
/// - Undefined: fewer than two blocks, or a figure that is not finite without one of them.
/// - Numerics: blocks that are short against the dependence understate the variance: with AR(1)
///   errors of coefficient φ in blocks of length L by a share of about `2φ / ((1 − φ²) L)`.
/// - Source: Künsch, *The Jackknife and the Bootstrap for General Stationary Observations*, 1989;
///   Schmeiser, *Batch Size Effects in the Analysis of Simulation Output*, 1982.
package enum BlockJackknife: CatalogueMember {
  package static let card = Card(
    id: "block-jackknife", aliases: ["batch-means", "time-blocks"], key: "timeBlocks",
    title: "Block jackknife over time",
    summary: "A range for a figure of rows that depend on their neighbours in time.",
    unit: "the figure's unit", range: "−∞…∞", direction: .neutral,
    formula: "f ± t(B − 1) √((B − 1)/B · Σ_b (f₍₋b₎ − f̄₍₋₎)²)",
    defaults: [
      .init("level", "0.95", reason: "convention"),
      .init("blocks", "5 to 20", reason: "fewer widen t, more shorten the blocks"),
    ],
    undefined: "fewer than two blocks; a figure that is not finite without one of them",
    laws: [.orderInvariant], source: "Künsch, Annals of Statistics 17, 1989")

  package static let examples = [
    Example(
      "the mean of four blocks with the means 1, 2, 3, 4: the variance of batch means, 5/12",
      gives: 5.0 / 12, within: 1e-12
    ) {
      try variance(without: [3, 8.0 / 3, 7.0 / 3, 2])
    }
  ]

  /// The variance of a figure.
  ///
  /// - Parameter figures: the figure without each block.
  /// - Throws: ``Undefined`` with fewer than two blocks or a figure that is not finite.
  package static func variance(without figures: [Double]) throws(Undefined) -> Double {
    guard figures.count > 1 else {
      throw Undefined("an interval needs two blocks of time; there are \(figures.count)")
    }
    let count = Double(figures.count)
    var sum = 0.0
    for figure in figures {
      guard figure.isFinite else { throw Undefined("without one block of time there is no figure") }
      sum += figure
    }
    let mean = sum / count
    var squares = 0.0
    for figure in figures { squares += (figure - mean) * (figure - mean) }
    return (count - 1) / count * squares
  }

  /// The interval of a figure.
  ///
  /// - Parameters:
  ///   - value: the figure of all rows.
  ///   - figures: the figure without each block.
  /// - Throws: ``Undefined`` with fewer than two blocks or a figure that is not finite.
  package static func interval(
    value: Double, without figures: [Double], level: Double = 0.95
  ) throws(Undefined) -> Interval {
    let error = try variance(without: figures).squareRoot()
    let t = StudentDistribution(degrees: Double(figures.count - 1)).quantile((1 + level) / 2)
    return Interval(
      low: value - t * error, high: value + t * error, level: level, method: "timeBlocks")
  }
}

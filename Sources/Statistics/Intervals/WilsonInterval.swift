/// The interval of a proportion from the score test: sound for small samples and near 0 and 1.
///
/// - Source: Wilson, *Probable Inference, the Law of Succession, and Statistical Inference*, 1927;
///   equals statsmodels' `proportion_confint(method='wilson')`.
package enum WilsonInterval: CatalogueMember {
  package static let card = Card(
    id: "wilson-interval", aliases: ["wilson"], key: "wilson", title: "Wilson interval",
    summary: "A range that holds a proportion with the stated probability.",
    unit: "share", range: "0…1", direction: .neutral,
    formula: "(p̂ + z²/2n ± z √(p̂(1−p̂)/n + z²/4n²)) / (1 + z²/n)",
    defaults: [.init("level", "0.95", reason: "convention")],
    undefined: "there are no rows; more successes than rows", laws: [.bounded],
    source: "Wilson, JASA 22, 1927")

  package static let examples = [
    Example("10 of 20 at 0.95: low end", gives: 0.299_298, within: 1e-6) {
      try interval(successes: 10, rows: 20).low
    }
  ]

  /// The interval.
  ///
  /// - Throws: ``Undefined`` when there are no rows or the successes are not among them.
  package static func interval(successes: Int, rows: Int, level: Double = 0.95) throws(Undefined)
    -> Interval
  {
    guard rows > 0, (0...rows).contains(successes) else {
      throw Undefined("\(successes) successes of \(rows) rows are no proportion")
    }
    let ends = ends(
      share: Double(successes) / Double(rows), rows: Double(rows),
      z: NormalDistribution.twoSidedQuantile(level: level))
    return Interval(low: ends.low, high: ends.high, level: level, method: "wilson")
  }

  /// The two ends for a share of rows that need not be whole, at z standard errors.
  static func ends(share: Double, rows: Double, z: Double) -> (low: Double, high: Double) {
    let square = z * z
    let centre = share + square / (2 * rows)
    let margin = z * (share * (1 - share) / rows + square / (4 * rows * rows)).squareRoot()
    let scale = 1 + square / rows
    return (
      share == 0 ? 0 : max(0, (centre - margin) / scale),
      share == 1 ? 1 : min(1, (centre + margin) / scale)
    )
  }
}

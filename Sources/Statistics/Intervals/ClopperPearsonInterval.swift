/// The exact interval of a proportion: covers at least at its level for every size, at the price of
/// being wide.
///
/// - Source: Clopper, Pearson 1934; equals statsmodels' `proportion_confint(method='beta')`.
package enum ClopperPearsonInterval: CatalogueMember {
  package static let card = Card(
    id: "clopper-pearson-interval", aliases: ["clopper-pearson", "exact-binomial"],
    key: "clopperPearson", title: "Clopper–Pearson interval",
    summary: "A range that holds a proportion with at least the stated probability.",
    unit: "share", range: "0…1", direction: .neutral,
    formula: "Beta(α/2; k, n−k+1) … Beta(1−α/2; k+1, n−k)",
    defaults: [.init("level", "0.95", reason: "convention")],
    undefined: "there are no rows; more successes than rows", laws: [.bounded],
    source: "Clopper, Pearson, Biometrika 26, 1934")

  package static let examples = [
    Example("0 of 10 at 0.95: high end, 1 − 0.025^(1/10)", gives: 0.308_497, within: 1e-6) {
      try interval(successes: 0, rows: 10).high
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
    let tail = (1 - level) / 2
    let low = low(successes: successes, rows: rows, tail: tail)
    let high = high(successes: successes, rows: rows, tail: tail)
    return Interval(low: low, high: high, level: level, method: "clopperPearson")
  }

  /// The low end that misses with at most `tail`; 0 without successes.
  static func low(successes: Int, rows: Int, tail: Double) -> Double {
    guard successes > 0 else { return 0 }
    let k = Double(successes)
    return BetaDistribution(alpha: k, beta: Double(rows) - k + 1).quantile(tail)
  }

  /// The high end that misses with at most `tail`; 1 when all rows are successes.
  static func high(successes: Int, rows: Int, tail: Double) -> Double {
    guard successes < rows else { return 1 }
    let k = Double(successes)
    return BetaDistribution(alpha: k + 1, beta: Double(rows) - k).survivalQuantile(tail)
  }
}

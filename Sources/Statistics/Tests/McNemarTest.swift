/// Tests whether two classifiers, right or wrong on the same rows, are right equally often.
///
/// Only rows where exactly one of them is right say anything: under equality each is a fair coin.
///
/// `p = 2 · P(B(b + c, ½) ≤ min(b, c))`, at most 1
///
/// - Source: McNemar 1947; exact form as statsmodels' `mcnemar(exact=True)`.
package enum McNemarTest: CatalogueMember {
  package static let card = Card(
    id: "mcnemar-test", aliases: ["mcnemar"], key: "mcnemar", title: "McNemar's exact test",
    summary: "Whether two classifiers are right equally often on the same rows.",
    unit: "rows", range: "0…∞", direction: .neutral,
    formula: "p = min(1, 2 · P(B(b + c, ½) ≤ min(b, c)))",
    undefined: "a count is negative", laws: [.symmetric, .bounded],
    source:
      "McNemar, Note on the Sampling Error of the Difference Between Correlated Proportions, 1947")

  package static let examples = [
    Example("only the first right on 5 rows, only the second on none: p", gives: 0.0625) {
      try test(firstOnly: 5, secondOnly: 0).pValue
    }
  ]

  /// Tests from the rows on which only the first, or only the second, is right.
  ///
  /// - Throws: ``Undefined`` when a count is negative.
  package static func test(firstOnly: Int, secondOnly: Int) throws(Undefined) -> TestOutcome {
    let (discordant, overflow) = firstOnly.addingReportingOverflow(secondOnly)
    guard firstOnly >= 0, secondOnly >= 0, !overflow else {
      throw Undefined("the discordant rows \(firstOnly) and \(secondOnly) cannot be counts")
    }
    let fewer = min(firstOnly, secondOnly)
    let tail = BinomialDistribution(trials: discordant, probability: 0.5).cumulative(fewer)
    return TestOutcome(
      statistic: Double(fewer), pValue: discordant == 0 ? 1 : min(1, 2 * tail), method: "exact",
      note: discordant == 0 ? "the two are right on exactly the same rows" : nil)
  }
}

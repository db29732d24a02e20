/// Tests whether windows share one distribution over categories.
///
/// `χ² = Σ (observed − expected)² / expected`, expected from the margins.
///
/// The chi-square limit needs filled cells. When a cell expects less than one row, or more than a
/// fifth of them less than five (Cochran's rule), the p-value comes from random tables with the
/// same margins instead, so that the false-alarm rate holds: drawn until 50 are as extreme (Besag
/// and Clifford's stopping rule keeps the p-value valid), at most 9,999. Above 1,000 columns it
/// comes from a gamma distribution with the statistic's mean and variance over such tables: for two
/// windows the exact ones (Haldane), for more those of 300 drawn tables.
///
/// - Numerics: statistic and limit equal SciPy's `chi2_contingency(correction=False)`.
/// - Source: Pearson 1900; Cochran, *Some Methods for Strengthening the Common χ² Tests*, 1954;
///   Besag, Clifford, *Sequential Monte Carlo p-Values*, 1991; Haldane, *The Mean and Variance of
///   χ², When Used as a Test of Homogeneity, When Expectations Are Small*, 1940.
package enum ChiSquareTest: CatalogueMember {
  package static let card = Card(
    id: "chi-square-test", aliases: ["chi2", "chi-squared"], key: "chi2",
    title: "Chi-square test of homogeneity",
    summary: "Whether windows can come from one distribution over categories.",
    unit: "χ²", range: "0…∞", direction: .neutral,
    formula: "Σ (observed − expected)² / expected",
    defaults: [
      .init(
        "random tables", "9999", reason: "p-values down to 0.0001 when the limit cannot be used"),
      .init("seed", "1", reason: "the same counts give the same p-value in every run"),
    ],
    undefined: "the table has no rows; a window is empty",
    laws: [.symmetric, .orderInvariant, .bounded],
    source: "Pearson 1900; Cochran 1954; SciPy chi2_contingency(correction=False)")

  package static let examples = [
    Example("20, 30 against 30, 20: χ²", gives: 4) {
      try test(reference: [20, 30], current: [30, 20]).statistic
    },
    Example("10, 10 against 20, 20: p", gives: 1) {
      try test(reference: [10, 10], current: [20, 20]).pValue
    },
  ]

  /// Tests two windows over the same categories.
  ///
  /// - Throws: ``Undefined`` when a window has no rows or the bins differ in number.
  package static func test(reference: [Int], current: [Int], seed: UInt64 = 1) throws(Undefined)
    -> TestOutcome
  {
    let pair = try CountPair(reference: reference, current: current)
    return try test(table: [pair.reference, pair.current], seed: seed)
  }

  /// Tests any number of windows, one a row.
  ///
  /// - Throws: ``Undefined`` when there are no counts, or rows of different length.
  package static func test(table counts: [[Int]], seed: UInt64 = 1) throws(Undefined)
    -> TestOutcome
  {
    let table = try ContingencyTable(counts)
    guard table.total > 0 else { throw Undefined("the table has no rows") }
    let degrees = Double((table.rowTotals.count - 1) * (table.columnTotals.count - 1))
    guard degrees > 0 else {
      return TestOutcome(
        statistic: 0, pValue: 1, method: "exact", degreesOfFreedom: 0,
        note: "there is one category, or one window, with rows")
    }
    let statistic = table.statistic
    guard needsRandomTables(table) else {
      return TestOutcome(
        statistic: statistic, pValue: ChiSquareDistribution(degrees: degrees).survival(statistic),
        method: "asymptotic", degreesOfFreedom: degrees)
    }
    return randomised(table, statistic, degrees, seed)
  }

  /// Cochran's rule.
  private static func needsRandomTables(_ table: ContingencyTable) -> Bool {
    var below = 0
    for row in table.rowTotals.indices {
      for column in table.columnTotals.indices {
        let expected = table.expected(row, column)
        if expected < 1 { return true }
        if expected < 5 { below += 1 }
      }
    }
    return below * 5 > table.rowTotals.count * table.columnTotals.count
  }

  private static func randomised(
    _ table: ContingencyTable, _ statistic: Double, _ degrees: Double, _ seed: UInt64
  ) -> TestOutcome {
    let byMoments = table.columnTotals.count > 1_000
    if byMoments, table.rowTotals.count == 2,
      let moments = ChiSquareMoments(totals: table.columnTotals, first: table.rowTotals[0])
    {
      return TestOutcome(
        statistic: statistic, pValue: pValue(statistic, moments.mean, moments.variance),
        method: "moments", degreesOfFreedom: degrees,
        note: "few rows a category: p-value from the statistic's exact mean and variance")
    }
    var generator = SeededGenerator(seed: seed)
    var columns = table.columnTotals
    // Ties with the observed table count as extreme; rounding must not tell them apart.
    let limit = statistic * (1 - 1e-12) - 1e-12
    let most = byMoments ? 300 : 9_999
    var extreme = 0
    var drawn = 0
    var mean = 0.0
    var squares = 0.0
    while drawn < most, byMoments || extreme < 50 {
      let random = table.randomStatistic(&generator, columnsLeft: &columns)
      drawn += 1
      if random >= limit { extreme += 1 }
      let distance = random - mean
      mean += distance / Double(drawn)
      squares += distance * (random - mean)
    }
    let note = "few rows a category: p-value from random tables with the same totals"
    if byMoments {
      return TestOutcome(
        statistic: statistic, pValue: pValue(statistic, mean, squares / Double(drawn - 1)),
        method: "moments", degreesOfFreedom: degrees, note: note)
    }
    let pValue =
      extreme == 50 ? 50 / Double(drawn) : Double(extreme + 1) / Double(drawn + 1)
    return TestOutcome(
      statistic: statistic, pValue: pValue, method: "monteCarlo", degreesOfFreedom: degrees,
      note: note)
  }

  /// From a gamma distribution with this mean and variance; 1 where the statistic cannot vary.
  private static func pValue(_ statistic: Double, _ mean: Double, _ variance: Double) -> Double {
    guard variance > 1e-9 * mean else { return 1 }
    return LogGamma.survival(statistic * mean / variance, shape: mean * mean / variance)
  }
}

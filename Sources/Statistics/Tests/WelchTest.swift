/// Tests whether the mean of one group of rows is larger than that of another, whose spread may
/// differ.
///
/// `t = (x̄₁ − x̄₂ − shift) / √(s₁²/n₁ + s₂²/n₂)`, one-sided, with Welch's and Satterthwaite's
/// degrees of freedom.
///
/// - Undefined: a group has fewer than two rows; numbers that are not finite; neither group varies.
/// - Source: Welch, *The generalization of “Student's” problem*, 1947; as SciPy's
///   `ttest_ind(equal_var=False, alternative='greater')`.
package enum WelchTest: CatalogueMember {
  package static let card = Card(
    id: "welch-test", aliases: ["welch", "welch-t"], key: "welch", title: "Welch's t test",
    summary: "Whether the mean of one group of rows is larger than that of another.",
    unit: "standard errors", range: "−∞…∞", direction: .neutral,
    formula: "t = (x̄₁ − x̄₂) / √(s₁²/n₁ + s₂²/n₂)",
    undefined: "a group has fewer than two rows; neither group varies", laws: [],
    source: "Welch, Biometrika 34, 1947; SciPy ttest_ind(equal_var=False, alternative='greater')")

  package static let examples = [
    Example("1, 2, 3 against 4, 5, 6: t", gives: -3.674_235, within: 1e-6) {
      try test(
        Sample(rows: 3, mean: 2, variance: 1), isAbove: Sample(rows: 3, mean: 5, variance: 1)
      ).statistic
    },
    Example("1, 2, 3 less 4, 5, 6: high end at 0.95", gives: -0.733_042, within: 1e-6) {
      try interval(
        of: Sample(rows: 3, mean: 2, variance: 1), less: Sample(rows: 3, mean: 5, variance: 1)
      ).high
    },
  ]

  /// What is known of a group: its rows, their mean and their variance with n − 1.
  package struct Sample: Sendable, Hashable {
    /// Rows.
    package let rows: Int
    /// Mean.
    package let mean: Double
    /// Variance with n − 1.
    package let variance: Double

    /// Makes a group.
    package init(rows: Int, mean: Double, variance: Double) {
      self.rows = rows
      self.mean = mean
      self.variance = variance
    }

    /// The variance of the mean.
    var ofMean: Double { variance / Double(rows) }
  }

  /// Tests whether the first mean is larger.
  ///
  /// - Throws: ``Undefined``.
  package static func test(
    _ first: Sample, isAbove second: Sample
  ) throws(Undefined) -> TestOutcome {
    let (error, degrees) = try spread(first, second)
    guard error > 0 else { throw Undefined("neither group of rows varies") }
    let t = (first.mean - second.mean) / error
    return TestOutcome(
      statistic: t, pValue: StudentDistribution(degrees: degrees).survival(t),
      method: "asymptotic", degreesOfFreedom: degrees)
  }

  /// The two-sided interval of the first mean less the second.
  ///
  /// - Throws: ``Undefined``.
  package static func interval(
    of first: Sample, less second: Sample, level: Double = 0.95
  ) throws(Undefined) -> Interval {
    let (error, degrees) = try spread(first, second)
    guard error > 0 else { throw Undefined("neither group of rows varies") }
    let margin = StudentDistribution(degrees: degrees).quantile((1 + level) / 2) * error
    let difference = first.mean - second.mean
    return Interval(
      low: difference - margin, high: difference + margin, level: level, method: "welch")
  }

  private static func spread(
    _ first: Sample, _ second: Sample
  ) throws(Undefined) -> (error: Double, degrees: Double) {
    guard first.rows > 1, second.rows > 1 else {
      throw Undefined(
        "both groups need two rows; there are \(first.rows) and \(second.rows)")
    }
    for number in [first.mean, first.variance, second.mean, second.variance] {
      guard number.isFinite else { throw Undefined("a mean or a variance is not finite") }
    }
    guard first.variance >= 0, second.variance >= 0 else {
      throw Undefined("a variance is below 0")
    }
    let sum = first.ofMean + second.ofMean
    // Shares of the sum, so that nothing underflows where the variances are tiny.
    let share = sum > 0 ? first.ofMean / sum : 0.5
    let other = 1 - share
    let degrees =
      1 / (share * share / Double(first.rows - 1) + other * other / Double(second.rows - 1))
    return (sum.squareRoot(), degrees)
  }
}

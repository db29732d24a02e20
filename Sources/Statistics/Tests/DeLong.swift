/// The variance of areas under ROC curves, and of their difference on the same rows.
///
/// Each positive row's placement is the share of negatives that it beats, each negative row's the
/// share of positives that beat it (ties half); the variance of an area is the variance of the
/// placements, `S₁₀/P + S₀₁/N`, and the covariance of two areas that of their placements.
///
/// - Complexity: O(cells) from counts; O(n log n) for two scores on the same rows.
/// - Source: DeLong, DeLong, Clarke-Pearson, *Comparing the Areas under Two or More Correlated
///   Receiver Operating Characteristic Curves*, 1988; Sun, Xu, *Fast Implementation of DeLong's
///   Algorithm*, 2014, for the use of ranks.
package enum DeLong: CatalogueMember {
  package static let card = Card(
    id: "delong", aliases: ["delong-test"], key: "delong", title: "DeLong's variance of an AUC",
    summary: "How much an area under the ROC curve, or a difference of two, owes to chance.",
    unit: "squared probability", range: "0…0.25", direction: .neutral, formula: "S₁₀/P + S₀₁/N",
    undefined: "a class has fewer than two rows",
    laws: [.rankInvariant, .mergeInvariant, .bounded],
    source: "DeLong, DeLong, Clarke-Pearson, Biometrics 44, 1988")

  package static let examples = [
    Example("positives 0, 1, 1; negatives 1, 1, 0: variance", gives: 0.03125) {
      try area(positives: [0, 1, 1], negatives: [1, 1, 0]).variance
    }
  ]

  /// An area with its variance.
  package struct Area: Sendable, Hashable {
    /// The area under the ROC curve, 0…1.
    package let value: Double
    /// Its variance, 0 or more.
    package let variance: Double
    /// The variance's degrees of freedom, by Welch and Satterthwaite over the two classes: near
    /// those of the class that it comes from.
    package let degreesOfFreedom: Double
    /// Rows of the positive class.
    package let positiveRows: Int
    /// Rows of the negative class.
    package let negativeRows: Int
  }

  /// Two areas on the same rows, and how they vary together.
  package struct Comparison: Sendable, Hashable {
    /// The first score's area.
    package let first: Area
    /// The second score's area.
    package let second: Area
    /// The covariance of the two areas.
    package let covariance: Double

    /// First minus second.
    package var difference: Double { first.value - second.value }

    /// Standard error of the difference.
    package var standardError: Double {
      max(0, first.variance + second.variance - 2 * covariance).squareRoot()
    }

    /// The normal interval of the difference, kept inside −1…1.
    package func interval(level: Double) -> Interval {
      let margin = NormalDistribution.twoSidedQuantile(level: level) * standardError
      return Interval(
        low: max(-1, difference - margin), high: min(1, difference + margin), level: level,
        method: "delong")
    }

    /// Tests whether the two areas are equal.
    package var test: TestOutcome {
      guard standardError > 0 else {
        return TestOutcome(
          statistic: 0, pValue: difference == 0 ? 1 : 0, method: "delong",
          note: "the two scores order the rows in ways that leave no variance")
      }
      let z = difference / standardError
      return TestOutcome(
        statistic: z, pValue: min(1, 2 * NormalDistribution.survival(z.magnitude)),
        method: "delong")
    }
  }

  /// The area and its variance from positives and negatives per ascending score.
  ///
  /// - Throws: ``Undefined`` when a class has fewer than two rows or the cells differ in number.
  package static func area(positives: [Int], negatives: [Int]) throws(Undefined) -> Area {
    let table = try ScoreTable(positives: positives, negatives: negatives)
    try requireTwo(table.positiveRows, table.negativeRows)
    let area = table.area
    let p = Double(table.positiveRows)
    let n = Double(table.negativeRows)
    var negativesBelow = 0.0
    var positivesAbove = p
    var ofPositives = 0.0
    var ofNegatives = 0.0
    for (positive, negative) in zip(positives, negatives) {
      positivesAbove -= Double(positive)
      let beats = (negativesBelow + Double(negative) / 2) / n - area
      let beaten = (positivesAbove + Double(positive) / 2) / p - area
      ofPositives += Double(positive) * beats * beats
      ofNegatives += Double(negative) * beaten * beaten
      negativesBelow += Double(negative)
    }
    let parts = (positives: ofPositives / (p - 1) / p, negatives: ofNegatives / (n - 1) / n)
    return Area(
      value: area, variance: parts.positives + parts.negatives,
      degreesOfFreedom: degrees(parts.positives, of: p, parts.negatives, of: n),
      positiveRows: table.positiveRows, negativeRows: table.negativeRows)
  }

  /// Compares two scores on the same rows.
  ///
  /// - Parameters:
  ///   - first: the first score of each row.
  ///   - second: the second score of each row.
  ///   - isPositive: whether each row is of the positive class.
  /// - Throws: ``Undefined`` when lengths differ, a score is not a number, or a class has fewer
  ///   than two rows.
  package static func compare(_ first: [Double], _ second: [Double], isPositive: [Bool])
    throws(Undefined) -> Comparison
  {
    guard first.count == second.count, first.count == isPositive.count else {
      throw Undefined(
        "\(first.count) and \(second.count) scores came with \(isPositive.count) labels")
    }
    let a = try Placements(first, isPositive)
    let b = try Placements(second, isPositive)
    let p = Double(a.positiveRows)
    let n = Double(a.negativeRows)
    func parts(_ a: Placements, _ b: Placements) -> (positives: Double, negatives: Double) {
      var ofPositives = 0.0
      var ofNegatives = 0.0
      for row in isPositive.indices {
        let product = (a.values[row] - a.area) * (b.values[row] - b.area)
        if isPositive[row] { ofPositives += product } else { ofNegatives += product }
      }
      return (ofPositives / (p - 1) / p, ofNegatives / (n - 1) / n)
    }
    func area(_ placements: Placements) -> Area {
      let own = parts(placements, placements)
      return Area(
        value: placements.area, variance: own.positives + own.negatives,
        degreesOfFreedom: degrees(own.positives, of: p, own.negatives, of: n),
        positiveRows: placements.positiveRows, negativeRows: placements.negativeRows)
    }
    let shared = parts(a, b)
    return Comparison(
      first: area(a), second: area(b), covariance: shared.positives + shared.negatives)
  }

  /// Degrees of freedom of a variance that is the sum of one from each class; infinite without a
  /// variance, 1 where a class that adds to it has a single row.
  ///
  /// - Source: Satterthwaite, *An Approximate Distribution of Estimates of Variance Components*,
  ///   1946.
  package static func degrees(
    _ ofPositives: Double, of positives: Double, _ ofNegatives: Double, of negatives: Double
  ) -> Double {
    func share(_ part: Double, _ rows: Double) -> Double {
      part > 0 ? part * part / max(0, rows - 1) : 0
    }
    let sum = ofPositives + ofNegatives
    let spread = share(ofPositives, positives) + share(ofNegatives, negatives)
    return spread > 0 ? max(1, sum * sum / spread) : .infinity
  }

  fileprivate static func requireTwo(_ positives: Int, _ negatives: Int) throws(Undefined) {
    guard positives > 1, negatives > 1 else {
      throw Undefined(
        "the variance of an AUC needs two rows of each class; there are \(positives) positive and "
          + "\(negatives) negative")
    }
  }
}

/// Each row's placement among the rows of the other class.
private struct Placements {
  private(set) var values: [Double]
  let area: Double
  let positiveRows: Int
  let negativeRows: Int

  init(_ scores: [Double], _ isPositive: [Bool]) throws(Undefined) {
    guard !scores.contains(where: { $0.isNaN }) else { throw Undefined("a score is not a number") }
    positiveRows = isPositive.reduce(0) { $0 + ($1 ? 1 : 0) }
    negativeRows = scores.count - positiveRows
    try DeLong.requireTwo(positiveRows, negativeRows)
    let p = Double(positiveRows)
    let n = Double(negativeRows)
    let order = scores.indices.sorted { scores[$0] < scores[$1] }
    values = [Double](repeating: 0, count: scores.count)
    var positivesBelow = 0
    var negativesBelow = 0
    var area = 0.0
    var start = 0
    while start < order.count {
      var end = start
      var positives = 0
      while end < order.count, scores[order[end]] == scores[order[start]] {
        if isPositive[order[end]] { positives += 1 }
        end += 1
      }
      let negatives = end - start - positives
      let beats = (Double(negativesBelow) + Double(negatives) / 2) / n
      let beaten = (p - Double(positivesBelow) - Double(positives) / 2) / p
      for position in start..<end {
        values[order[position]] = isPositive[order[position]] ? beats : beaten
      }
      area += Double(positives) * beats
      positivesBelow += positives
      negativesBelow += negatives
      start = end
    }
    self.area = area / p
  }
}

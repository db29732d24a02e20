/// The agreement of two annotators beyond what their habits give by chance: Cohen's kappa, and its
/// weighted forms for labels in an order.
///
/// `κ = (pₒ − pₑ) / (1 − pₑ)`, pₒ the mean weight of the pairs of labels, pₑ the same if the two
/// labelled independently with their own frequencies. Unweighted, a pair weighs 1 when it is equal;
/// weighted, a near miss counts in part. For a model's predictions against the truth the unweighted
/// form is the metric `cohenKappa`.
///
/// - Shape: `table[i][j]` items that the first labelled i and the second j; square.
/// - Undefined: no items in common; both gave one and the same label everywhere.
/// - Numerics: the interval has the variance of Fleiss, Cohen and Everitt, and Wilson's shape: pₒ
///   gets the interval of as many rows as would vary so much, and is then rid of chance. So it
///   stays below 1 and full agreement on five items is not certainty.
/// - Complexity: O(labels²).
/// - Source: Cohen, *A Coefficient of Agreement for Nominal Scales*, 1960; Cohen, *Weighted Kappa*,
///   1968; Fleiss, Cohen, Everitt, *Large Sample Standard Errors of Kappa and Weighted
///   Kappa*, 1969. Values equal scikit-learn's `cohen_kappa_score`.
package enum PairwiseKappa: CatalogueMember {
  package static let card = Card(
    id: "pairwise-kappa", aliases: ["weighted-kappa"], key: "pairwiseKappa",
    title: "Cohen's kappa of two annotators",
    summary: "Agreement of two annotators beyond chance; 0 is chance, 1 is full agreement.",
    unit: "correlation", range: "−1…1", direction: .higherIsBetter,
    formula: "(pₒ − pₑ) / (1 − pₑ), pairs weighing [i = j], 1 − |i−j| or 1 − (i−j)², the distance "
      + "as a share of the largest",
    defaults: [
      .init("weighting", "unweighted", reason: "needs no order of the labels"),
      .init("level", "0.95", reason: "convention"),
    ],
    undefined: "no items in common; both gave one and the same label everywhere",
    laws: [.symmetric, .orderInvariant, .scaleInvariant, .bounded],
    source: "Cohen, 1960 and 1968; scikit-learn, cohen_kappa_score")

  package static let examples = [
    Example("20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: (0.7 − 0.5) / 0.5", gives: 0.4) {
      try measure([[20, 5], [10, 15]]).value ?? .nan
    },
    Example("three steps, half the items equal and half one step off, linear", gives: 0.5) {
      try measure([[1, 1, 0], [0, 0, 1], [0, 0, 1]], weighting: .linear).value ?? .nan
    },
  ]

  /// How much a pair of different labels still agrees.
  package enum Weighting: String, Sendable, Hashable, CaseIterable {
    /// Not at all.
    case unweighted
    /// Less by each step.
    case linear
    /// Less by each step squared.
    case quadratic
  }

  /// Kappa with its interval.
  ///
  /// - Parameters:
  ///   - table: items by the first's and the second's label.
  ///   - weighting: what near misses count.
  ///   - positions: where each label stands in the order, ascending; 0, 1, 2, … when nil.
  ///   - level: nominal coverage.
  /// - Throws: ``Undefined`` as the card says, and for a table that is not square.
  package static func measure(
    _ table: [[Int]], weighting: Weighting = .unweighted, positions: [Double]? = nil,
    level: Double = 0.95
  ) throws(Undefined) -> Estimate {
    let parts = try parts(table, weighting, positions)
    let chanceFree = 1 - parts.expected
    let value = (parts.observed - parts.expected) / chanceFree
    let share = parts.observed
    let variance = parts.variance(value) * chanceFree * chanceFree
    // Full agreement leaves no variance to measure; then each item is worth one row.
    let worth = variance > 1e-15 ? share * (1 - share) / variance : parts.items
    let ends = WilsonInterval.ends(
      share: min(1, max(0, share)), rows: worth,
      z: NormalDistribution.twoSidedQuantile(level: level))
    return Estimate(
      value,
      interval: Interval(
        low: min(value, (ends.low - parts.expected) / chanceFree),
        high: max(value, (ends.high - parts.expected) / chanceFree), level: level,
        method: "fleissCohenEverittWilson"))
  }

  /// The large-sample variance of kappa.
  ///
  /// - Throws: ``Undefined`` as ``measure(_:weighting:positions:level:)``.
  package static func variance(
    _ table: [[Int]], weighting: Weighting = .unweighted, positions: [Double]? = nil
  ) throws(Undefined) -> Double {
    let parts = try parts(table, weighting, positions)
    return parts.variance((parts.observed - parts.expected) / (1 - parts.expected))
  }

  /// Weights, shares and margins, from which value and variance follow.
  private struct Parts {
    let items: Double
    let shares: [[Double]]
    let weights: [[Double]]
    let meanOfRow: [Double]
    let meanOfColumn: [Double]
    let observed: Double
    let expected: Double

    func variance(_ kappa: Double) -> Double {
      var sum = 0.0
      for i in shares.indices {
        for j in shares.indices where shares[i][j] > 0 {
          let slope = weights[i][j] - (meanOfRow[i] + meanOfColumn[j]) * (1 - kappa)
          sum += shares[i][j] * slope * slope
        }
      }
      let centre = kappa - expected * (1 - kappa)
      let chanceFree = 1 - expected
      return max(0, sum - centre * centre) / (items * chanceFree * chanceFree)
    }
  }

  private static func parts(
    _ table: [[Int]], _ weighting: Weighting, _ positions: [Double]?
  ) throws(Undefined) -> Parts {
    let places = positions ?? table.indices.map { Double($0) }
    guard table.allSatisfy({ $0.count == table.count }), places.count == table.count else {
      throw Undefined("the table of two annotators is not square")
    }
    let items = table.reduce(0.0) { $0 + $1.reduce(0.0) { $0 + Double($1) } }
    guard items > 0 else { throw Undefined("the two annotators labelled no item in common") }
    let shares = table.map { $0.map { Double($0) / items } }
    let rows = shares.map { $0.reduce(0, +) }
    let columns = table.indices.map { j in shares.reduce(0) { $0 + $1[j] } }
    let largest = (places.max() ?? 0) - (places.min() ?? 0)
    let weights = places.map { i in
      places.map { j in
        let distance = largest > 0 ? (i - j).magnitude / largest : 0
        return switch weighting {
        case .unweighted: i == j ? 1.0 : 0
        case .linear: 1 - distance
        case .quadratic: 1 - distance * distance
        }
      }
    }
    var observed = 0.0
    var expected = 0.0
    var isChance = true
    for i in table.indices {
      for j in table.indices {
        observed += weights[i][j] * shares[i][j]
        expected += weights[i][j] * rows[i] * columns[j]
        isChance = isChance && (weights[i][j] == 1 || rows[i] * columns[j] == 0)
      }
    }
    guard !isChance, expected < 1 else {
      throw Undefined(
        "both annotators gave one and the same label everywhere: chance explains everything")
    }
    return Parts(
      items: items, shares: shares, weights: weights,
      meanOfRow: table.indices.map { i in
        table.indices.reduce(0) { $0 + weights[i][$1] * columns[$1] }
      },
      meanOfColumn: table.indices.map { j in
        table.indices.reduce(0) { $0 + weights[$1][j] * rows[$1] }
      }, observed: observed, expected: expected)
  }
}

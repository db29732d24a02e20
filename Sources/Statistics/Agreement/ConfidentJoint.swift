/// How many rows of each label look as if they were of another: confident learning's count of label
/// errors.
///
/// A class' threshold is the mean probability that the model gives it on rows with that label. A
/// row is confidently of a class whose threshold its probability reaches; of several, of the
/// likeliest. Rows are counted by label and confident class, and each label's counts stretched to
/// all of its rows.
///
/// - Shape: `counts[i][j]` rows with label i that are confidently of class j; `labels[i]` all rows
///   with label i.
/// - Unit: share, 0…1.
/// - Undefined: no row has a label; no row with a label is confidently of any class.
/// - Numerics: intervals take each label's confident rows as a multinomial sample, in Wilson's
///   shape. They tell what the number of rows allows, not how far the model is right.
/// - Source: Northcutt, Jiang, Chuang, *Confident Learning: Estimating Uncertainty in Dataset
///   Labels*, Journal of Artificial Intelligence Research 70, 2021; values equal cleanlab's up to
///   its rounding of the calibrated counts to whole rows.
package struct ConfidentJoint: CatalogueMember {
  package static let card = Card(
    id: "confident-joint", aliases: ["confident-learning", "label-noise"], key: "noise",
    title: "Label noise by confident learning",
    summary: "The share of labels that a model of the other rows contradicts with confidence.",
    unit: "share", range: "0…1", direction: .lowerIsBetter,
    formula: "Σᵢ (nᵢ/n) · Σⱼ≠ᵢ Cᵢⱼ / Σⱼ Cᵢⱼ, Cᵢⱼ rows with label i and p(j) ≥ tⱼ",
    defaults: [.init("level", "0.95", reason: "convention")],
    undefined: "no row has a label; no row is confidently of any class",
    source: "Northcutt, Jiang, Chuang, JAIR 70, 2021; cleanlab, compute_confident_joint")

  package static let examples = [
    Example("labels a 8 as a, 2 as b; b all 10 as b; 10 rows each: half of 0.2", gives: 0.1) {
      try ConfidentJoint(counts: [[8, 2], [0, 10]], labels: [10, 10]).noise().value ?? .nan
    },
    Example("of the rows that are b, 2 of 12 are labelled a", gives: 1.0 / 6) {
      try ConfidentJoint(counts: [[8, 2], [0, 10]], labels: [10, 10]).lost(1).value ?? .nan
    },
  ]

  /// Rows by label and confident class; at least one on the diagonal of a label that occurs, as
  /// cleanlab has it.
  package let counts: [[Double]]
  /// Rows by label.
  package let labels: [Int]
  private let confident: [Double]

  /// Makes the table.
  ///
  /// - Throws: ``Undefined`` as the card says, or for a table that is not square.
  package init(counts: [[Int]], labels: [Int]) throws(Undefined) {
    guard counts.count == labels.count, counts.allSatisfy({ $0.count == labels.count }) else {
      throw Undefined("the table of labels and classes is not square")
    }
    guard labels.contains(where: { $0 > 0 }) else { throw Undefined("no row has a label") }
    guard counts.contains(where: { $0.contains { $0 > 0 } }) else {
      throw Undefined("no row is confidently of any class")
    }
    self.counts = counts.enumerated().map { label, row in
      row.enumerated().map { labels[label] > 0 && label == $0 ? Double(max(1, $1)) : Double($1) }
    }
    self.labels = labels
    confident = self.counts.map { $0.reduce(0, +) }
  }

  /// The share of all rows by label and likely class.
  package var joint: [[Double]] {
    let rows = Double(labels.reduce(0, +))
    return counts.indices.map { label in
      counts[label].map { count in
        confident[label] > 0 ? Double(labels[label]) / rows * count / confident[label] : 0
      }
    }
  }

  /// The share of all labels that are likely wrong.
  package func noise(level: Double = 0.95) -> Estimate {
    let rows = Double(labels.reduce(0, +))
    var value = 0.0
    var variance = 0.0
    for label in counts.indices where labels[label] > 0 {
      let share = 1 - counts[label][label] / confident[label]
      let weight = Double(labels[label]) / rows
      value += weight * share
      variance += weight * weight * share * (1 - share) / confident[label]
    }
    return Self.estimate(value, variance, rows: confident.reduce(0, +), level)
  }

  /// The share of the rows with a label that are likely of another class.
  ///
  /// - Throws: ``Undefined`` when no row has the label.
  package func wrong(_ label: Int, level: Double = 0.95) throws(Undefined) -> Estimate {
    guard labels[label] > 0 else { throw Undefined("no row has the label") }
    let share = 1 - counts[label][label] / confident[label]
    return Self.estimate(
      share, share * (1 - share) / confident[label], rows: confident[label], level)
  }

  /// The share of the rows that are likely of a class and have another label.
  ///
  /// - Throws: ``Undefined`` when no row is likely of the class.
  package func lost(_ place: Int, level: Double = 0.95) throws(Undefined) -> Estimate {
    let rows = Double(labels.reduce(0, +))
    let weights = labels.map { Double($0) / rows }
    let shares = counts.indices.map { label in
      confident[label] > 0 ? counts[label][place] / confident[label] : 0
    }
    let all = zip(weights, shares).reduce(0) { $0 + $1.0 * $1.1 }
    guard all > 0 else { throw Undefined("no row is likely of the class") }
    let kept = weights[place] * shares[place]
    var variance = 0.0
    for label in counts.indices where confident[label] > 0 {
      let slope =
        weights[label] * (label == place ? (kept / all - 1) / all : kept / (all * all))
      variance += slope * slope * shares[label] * (1 - shares[label]) / confident[label]
    }
    return Self.estimate(
      1 - kept / all, variance, rows: counts.reduce(0) { $0 + $1[place] }, level)
  }

  private static func estimate(
    _ value: Double, _ variance: Double, rows: Double, _ level: Double
  ) -> Estimate {
    let share = min(1, max(0, value))
    // A share of 0 or 1 leaves no variance to measure; then each confident row counts.
    let worth = variance > 0 ? share * (1 - share) / variance : rows
    let ends = WilsonInterval.ends(
      share: share, rows: worth, z: NormalDistribution.twoSidedQuantile(level: level))
    return Estimate(
      share, interval: Interval(low: ends.low, high: ends.high, level: level, method: "wilson"))
  }
}

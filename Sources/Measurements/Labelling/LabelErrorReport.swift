package import Statistics

/// Labels that are likely wrong, how many there are of each class, and what accuracy they leave
/// reachable.
package struct LabelErrorReport: Sendable {
  /// A row whose label the model contradicts.
  package struct Candidate: Sendable, Hashable {
    /// Its number, from 1.
    package let row: Int
    /// Its key columns' values.
    package let keys: [String?]
    /// Its label's class.
    package let label: Int
    /// The class that it looks like.
    package let likely: Int
    /// The model's probability of its label: the lower, the more suspicious.
    package let confidence: Double
    /// The model's probability of the class that it looks like.
    package let likelyConfidence: Double
  }

  /// A class and its labels.
  package struct Class: Sendable {
    /// Its name.
    package let name: String
    /// Rows with this label.
    package let rows: Int
    /// The probability from which a row is confidently of the class; nil without rows.
    package let threshold: Double?
    /// The share of rows with this label that are likely of another class.
    package let wrong: Estimate
    /// The share of rows likely of this class that have another label.
    package let lost: Estimate
  }

  package let options: LabelErrorOptions
  /// Rows read.
  package let rows: Int
  /// Rows without a label, or with one that is no class.
  package let unlabelled: Int
  /// Rows without probabilities.
  package let unscored: Int
  /// A label that is no class; nil when there is none.
  package let foreign: String?
  package let classes: [Class]
  /// The share of labels that are likely wrong.
  package let noise: Estimate
  /// The share of rows by label and likely class; empty when undefined.
  package let joint: [[Double]]
  /// Rows whose label the model contradicts.
  package let candidates: Int
  /// Candidates that there would be if the probabilities were right and no label wrong.
  package let expected: Double
  private let expectedVariance: Double
  /// Of these, the most suspicious.
  package let listed: [Candidate]

  /// Whether the candidates are no more than rows that the model finds hard would give by
  /// themselves: then they say nothing about wrong labels.
  package var isExplainedByDoubt: Bool {
    candidates > 0
      && Double(candidates) <= expected
        + NormalDistribution.twoSidedQuantile(level: options.level) * expectedVariance.squareRoot()
  }

  /// The accuracy that a model without any error would have against these labels.
  package var ceiling: Estimate {
    guard let value = noise.value, let interval = noise.interval else { return noise }
    return Estimate(
      1 - value,
      interval: Interval(
        low: 1 - interval.high, high: 1 - interval.low, level: interval.level,
        method: interval.method))
  }

  init(
    options: LabelErrorOptions, names: [String], thresholds: [Double?], counts: [[Int]],
    labels: [Int], rows: Int, unlabelled: Int, unscored: Int, foreign: String?, candidates: Int,
    expected: (rows: Double, variance: Double), listed: [Candidate]
  ) {
    self.options = options
    self.rows = rows
    self.unlabelled = unlabelled
    self.unscored = unscored
    self.foreign = foreign
    self.candidates = candidates
    self.expected = expected.rows
    expectedVariance = expected.variance
    self.listed = listed
    let table = Result { () throws(Undefined) in
      try ConfidentJoint(counts: counts, labels: labels)
    }
    func measured(
      _ measure: (ConfidentJoint) throws(Undefined) -> Estimate
    ) -> Estimate {
      do throws(Undefined) {
        return try measure(try table.get())
      } catch {
        return Estimate(undefined: error)
      }
    }
    noise = measured { (table) throws(Undefined) in table.noise(level: options.level) }
    if case .success(let table) = table { joint = table.joint } else { joint = [] }
    classes = names.enumerated().map { place, name in
      Class(
        name: name, rows: labels[place], threshold: thresholds[place],
        wrong: measured { (table) throws(Undefined) in
          try table.wrong(place, level: options.level)
        },
        lost: measured { (table) throws(Undefined) in
          try table.lost(place, level: options.level)
        })
    }
  }
}

extension LabelErrorReport: Encodable {
  private enum Key: String, CodingKey {
    case rows, unlabelled, unscored, classes, noise, ceiling, joint, candidates, expected
    case listed
  }

  private struct ClassObject: Encodable {
    let label: String
    let rows: Int
    let threshold: Double?
    let wrong: EstimateDocument
    let lost: EstimateDocument
  }

  private struct Row: Encodable {
    let row: Int
    let keys: [String: String?]?
    let label: String
    let likely: String
    let probability: Double
    let likelyProbability: Double
  }

  /// Writes the document of `assay label errors --json`.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(rows, forKey: .rows)
    try container.encode(unlabelled, forKey: .unlabelled)
    try container.encode(unscored, forKey: .unscored)
    try container.encode(
      classes.map {
        ClassObject(
          label: $0.name, rows: $0.rows, threshold: $0.threshold,
          wrong: EstimateDocument($0.wrong), lost: EstimateDocument($0.lost))
      }, forKey: .classes)
    try container.encode(EstimateDocument(noise), forKey: .noise)
    try container.encode(EstimateDocument(ceiling), forKey: .ceiling)
    try container.encode(joint, forKey: .joint)
    try container.encode(candidates, forKey: .candidates)
    try container.encode(expected, forKey: .expected)
    try container.encode(
      listed.map { candidate in
        Row(
          row: candidate.row,
          keys: options.keys.isEmpty
            ? nil
            : Dictionary(
              zip(options.keys, candidate.keys).map { ($0, $1) },
              uniquingKeysWith: { first, _ in first }),
          label: classes[candidate.label].name, likely: classes[candidate.likely].name,
          probability: candidate.confidence, likelyProbability: candidate.likelyConfidence)
      }, forKey: .listed)
  }
}

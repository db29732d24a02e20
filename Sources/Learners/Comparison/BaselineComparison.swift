package import Statistics

/// A model beside its baselines, all on the same test rows.
package struct BaselineComparison: Sendable, Hashable {
  /// The metric that decides.
  package var primary: Card
  /// The model's metrics.
  package var model: [MetricValue]
  /// The baselines, in the catalogue's order, also those that could not be had.
  package var baselines: [Baseline]
  /// Whether the whole interval of every difference is on the good side.
  ///
  /// Human accuracy does not count, for it is no duty, nor does a baseline that nobody named the
  /// columns for. False when one that counts could not be had or compared: nothing is known of it.
  package var beatsAll: Bool
  /// Rows of test that were compared.
  package var testRows: Int
  /// Rows of train that baselines learned from.
  package var trainRows: Int
  /// The checklist's questions, answered in words with numbers.
  package var answers: [Answer]
  /// What to know about the comparison: class balance, rows left out, sampling.
  package var notes: [String]

  /// One baseline.
  package struct Baseline: Sendable, Hashable {
    /// What it is.
    package var card: Card
    /// What it learned, a sentence; or why it could not be had.
    package var description: String
    /// Whether it could be had.
    package var isAvailable: Bool
    /// Its metrics on the test rows.
    package var metrics: [MetricValue] = []
    /// The model's metric minus this one's, in the primary metric, or in accuracy for people.
    package var difference: PairedDifference?
    /// Why there is no difference.
    package var differenceNote: String?
    /// Whether the model is better: pass, fail, or undecided with the rows still needed.
    package var judgement: Judgement?
    /// What the difference is held against: the margin, with the sign of an improvement; 0 for
    /// people.
    package var threshold = 0.0
    /// Whether it must be beaten.
    package var counts = true
    /// Whether the person named the columns that it needs.
    package var isAsked = true
    /// Features it did not use, and why.
    package var dropped: [DroppedColumn] = []

    /// Whether the comparison lacks it though it counts.
    package var isLacking: Bool { counts && isAsked && judgement == nil }
    /// Why it could not be compared, a clause.
    package var reasonLacking: String {
      (isAvailable ? differenceNote : description) ?? "it has no value"
    }

    init(_ card: Card, description: String, isAvailable: Bool) {
      self.card = card
      self.description = description
      self.isAvailable = isAvailable
    }
  }

  /// A question and its answer.
  package struct Answer: Sendable, Hashable, Encodable {
    /// The question.
    package var question: String
    /// The answer, one or two sentences.
    package var answer: String
  }
}

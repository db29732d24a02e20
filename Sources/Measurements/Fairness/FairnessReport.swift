package import Statistics

/// How a model treats groups of people, and how far apart they are.
package struct FairnessReport: Sendable {
  /// One rate of one group.
  package struct Rate: Sendable, Hashable {
    /// Which rate.
    package let rate: GroupRate
    /// Its value and interval, or why there is none.
    package let estimate: Estimate
  }

  /// A group's rate against that of the reference group.
  package struct Comparison: Sendable, Hashable {
    /// Which rate.
    package let rate: GroupRate
    /// The group's rate divided by the reference's.
    package let ratio: Estimate
    /// The group's rate less the reference's.
    package let difference: Estimate
    /// Whether the ratio lies between the limit and its inverse; nil when undefined.
    package let parity: Judgement?
  }

  /// The rows of one value of an attribute.
  package struct Group: Sendable {
    /// Its name: `female`, `female × 30–39`; a missing value is `(missing)`.
    package let name: String
    /// Its value in each column, nil where missing.
    package let values: [(column: String, value: String?)]
    /// Rows with a label and a predicted class; nil when hidden.
    package let rows: Int?
    /// Rates in the order of ``GroupRate``.
    package let rates: [Rate]
    /// Whether the group enters disparities.
    package let enters: Bool
    /// Why it enters none, or what is hidden.
    package let note: String?
    /// The rates against the reference group; empty for that group itself and those that do not
    /// enter.
    package let comparisons: [Comparison]
    /// How many times as many rows are called positive as in the reference group; nil for that
    /// group itself and those that do not enter.
    package let predictedPositives: Estimate?
    /// The parities of Aequitas, nil where a ratio has no interval.
    ///
    /// Empty where ``comparisons`` is.
    package let parities: [AequitasParity: Judgement?]

    /// The rate's estimate.
    package subscript(rate: GroupRate) -> Estimate? {
      rates.first { $0.rate == rate }?.estimate
    }
  }

  /// A group against the reference group.
  struct Against {
    let comparisons: [Comparison]
    let predictedPositives: Estimate
    let parities: [AequitasParity: Judgement?]
  }

  /// A disparity between the groups of an attribute.
  package struct Gap: Sendable {
    /// Which one.
    package let disparity: Disparity
    /// The plain value with its interval; the note names groups that are left out.
    package let estimate: Estimate
    /// The value with the excess that chance gives taken out; nil when undefined.
    package let corrected: Double?
  }

  /// The groups of a column or of a combination of columns.
  package struct Attribute: Sendable {
    /// Its name: `sex`, `sex × age`.
    package let name: String
    /// Its columns.
    package let columns: [String]
    /// Groups in the order of their values, missing ones last.
    package let groups: [Group]
    /// Disparities in the order of ``Disparity/all``.
    package let gaps: [Gap]
    /// The group that others are compared with; nil when none is large enough.
    package let reference: String?
    /// Whether the lowest selection rate is at least the limit times the highest; nil when
    /// undefined.
    package let fourFifths: Judgement?
    /// Of several classes the one that counts as positive here; nil where there are two.
    package internal(set) var ofClass: String?

    /// The disparity of a key, `demographicParityDifference`.
    package subscript(key: String) -> Gap? { gaps.first { $0.disparity.key == key } }
  }

  /// Rows read.
  package let rows: Int
  /// Rates over all rows that have a label and a predicted class.
  package let overall: [Rate]
  /// Attributes as asked for, then their combinations.
  package let attributes: [Attribute]
  /// The smallest ratio that is good.
  package let limit: Double
  /// What was missing or odd.
  package let warnings: [MetricsReport.Warning]
  /// Any other metric of the same groups, where it was measured.
  package var groupMetrics: GroupMetricsReport?

  /// Whether a four-fifths rule is broken: its whole interval is below the limit.
  package var hasDisparity: Bool { attributes.contains { $0.fourFifths == .fail } }
  /// Whether an attribute's four-fifths rule could be decided neither way.
  package var isUndecided: Bool {
    attributes.contains {
      if case .undecided = $0.fourFifths { true } else { $0.fourFifths == nil }
    }
  }
}

extension FairnessReport.Group {
  init(
    name: String, values: [(column: String, value: String?)], rows: Int?,
    rates: [FairnessReport.Rate], enters: Bool, note: String?, against: FairnessReport.Against?
  ) {
    self.init(
      name: name, values: values, rows: rows, rates: rates, enters: enters, note: note,
      comparisons: against?.comparisons ?? [], predictedPositives: against?.predictedPositives,
      parities: against?.parities ?? [:])
  }
}

package import Statistics

/// A rate of a binary classifier that is compared between groups of people.
///
/// Each is a share `successes / rows` of the four cells of truth and predicted class, so each has a
/// Wilson interval. The raw value is the key in JSON documents.
///
/// ```
/// GroupRate.truePositiveRate.counts(cells)   // (truePositives, positives)
/// ```
///
/// - Undefined: no row is in the denominator. Fairlearn answers 0 there; here the rate has no value
///   and enters no disparity.
/// - Source: Fairlearn, `fairlearn.metrics`; Aequitas, `Group.list_absolute_metrics`.
package enum GroupRate: String, Sendable, Hashable, CaseIterable {
  case selectionRate
  case truePositiveRate
  case falsePositiveRate
  case trueNegativeRate
  case falseNegativeRate
  case precision
  case negativePredictiveValue
  case falseDiscoveryRate
  case falseOmissionRate
  case accuracy
  case prevalence

  /// The rows that count for the rate, and the rows among which they are counted.
  package func counts(_ cells: ConfusionCells) -> (successes: Int, rows: Int) {
    switch self {
    case .selectionRate: (cells.calledPositive, cells.rows)
    case .truePositiveRate: (cells.truePositives, cells.positives)
    case .falsePositiveRate: (cells.falsePositives, cells.negatives)
    case .trueNegativeRate: (cells.trueNegatives, cells.negatives)
    case .falseNegativeRate: (cells.falseNegatives, cells.positives)
    case .precision: (cells.truePositives, cells.calledPositive)
    case .negativePredictiveValue: (cells.trueNegatives, cells.calledNegative)
    case .falseDiscoveryRate: (cells.falsePositives, cells.calledPositive)
    case .falseOmissionRate: (cells.falseNegatives, cells.calledNegative)
    case .accuracy: (cells.truePositives + cells.trueNegatives, cells.rows)
    case .prevalence: (cells.positives, cells.rows)
    }
  }

  /// The rate of a group with its Wilson interval.
  ///
  /// - Throws: ``Undefined`` when no row is in the denominator.
  package func measure(_ cells: ConfusionCells, level: Double) throws(Undefined) -> Estimate {
    let (successes, rows) = counts(cells)
    guard rows > 0 else { throw Undefined(emptyDenominator) }
    return try Proportion.measure(successes, of: rows, level: level)
  }

  /// Why the rate has no value.
  package var emptyDenominator: String {
    switch self {
    case .selectionRate, .accuracy, .prevalence: "no row has both a label and a predicted class"
    case .truePositiveRate, .falseNegativeRate: "no row is positive"
    case .falsePositiveRate, .trueNegativeRate: "no row is negative"
    case .precision, .falseDiscoveryRate: "no row is called positive"
    case .negativePredictiveValue, .falseOmissionRate: "no row is called negative"
    }
  }
}

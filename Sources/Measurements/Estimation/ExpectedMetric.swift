package import Statistics

/// A metric that can be expected before the labels are known.
///
/// The expectation puts the probability of a positive row where the label would stand, in the
/// numerator and in the denominator, as confidence-based performance estimation does.
package protocol ExpectedMetric: BinaryMetric {
  /// The value to expect, and how it changes with a label.
  ///
  /// - Throws: ``Undefined`` when the mathematics has no value.
  static func expect(_ labels: ExpectedLabels) throws(Undefined) -> ExpectedValue
}

/// A value that is expected of labels, and how much one more positive label would change it.
package struct ExpectedValue: Sendable, Hashable {
  /// The change of the value when a row turns from negative to positive.
  package enum Slope: Sendable, Hashable {
    /// The same for all rows of a predicted class.
    case ofClass(called: Double, uncalled: Double)
    /// The same for all rows of a score.
    case ofScore([Double])

    func called(_ bin: Int) -> Double {
      switch self {
      case .ofClass(let called, _): called
      case .ofScore(let slopes): slopes[bin]
      }
    }

    func uncalled(_ bin: Int) -> Double {
      switch self {
      case .ofClass(_, let uncalled): uncalled
      case .ofScore(let slopes): slopes[bin]
      }
    }
  }

  /// The value.
  package let value: Double
  /// Its change with a label.
  package let slope: Slope
  /// Expected rows that the value is about: its denominator.
  package let support: Double
}

/// What can be expected of a binary classifier whose labels are not known yet.
package enum ExpectedCatalogue {
  /// The metrics, one line each; the order is the order of reports.
  package static let members: [any ExpectedMetric.Type] = [
    RocAUC.self,
    AveragePrecision.self,
    F1.self,
    Precision.self,
    Recall.self,
    Specificity.self,
    Accuracy.self,
  ]
}

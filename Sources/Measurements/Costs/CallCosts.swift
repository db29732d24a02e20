/// What each of the four outcomes of a call costs; a gain is a negative cost.
package struct CallCosts: Sendable, Hashable {
  /// A positive that was called positive.
  package var truePositive: Double
  /// A negative that was called positive.
  package var falsePositive: Double
  /// A positive that was called negative.
  package var falseNegative: Double
  /// A negative that was called negative.
  package var trueNegative: Double

  /// Costs of wrong calls, where right ones cost nothing.
  package init(
    falsePositive: Double, falseNegative: Double, truePositive: Double = 0,
    trueNegative: Double = 0
  ) {
    self.truePositive = truePositive
    self.falsePositive = falsePositive
    self.falseNegative = falseNegative
    self.trueNegative = trueNegative
  }

  /// What a false alarm costs more than leaving that negative alone.
  package var falseAlarm: Double { falsePositive - trueNegative }
  /// What a miss costs more than finding that positive.
  package var miss: Double { falseNegative - truePositive }

  /// What labelled and called rows cost together.
  package func sum(_ cells: ConfusionCells) -> Double {
    truePositive * Double(cells.truePositives) + falsePositive * Double(cells.falsePositives)
      + falseNegative * Double(cells.falseNegatives) + trueNegative * Double(cells.trueNegatives)
  }

  /// The cheapest threshold where scores are true probabilities.
  ///
  /// - Source: Elkan, *The Foundations of Cost-Sensitive Learning*, 2001, equation 2.
  package var calibratedThreshold: Double { falseAlarm / (falseAlarm + miss) }

  /// The same with the cost of false alarms and of misses multiplied.
  package func scaled(falsePositive: Double = 1, falseNegative: Double = 1) -> CallCosts {
    var scaled = self
    scaled.falsePositive *= falsePositive
    scaled.falseNegative *= falseNegative
    return scaled
  }
}

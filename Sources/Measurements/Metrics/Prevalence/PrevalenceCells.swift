internal import Statistics

/// Metrics of the confusion cells at another share of positives.
///
/// The rates within each class stay; how many rows each class has changes. A metric is then a
/// function of the true and the false positive rate, and its interval follows from theirs by the
/// delta method.
///
/// - Numerics: the metric's own definition is applied to cells of 2⁴⁰ rows in the declared shares:
///   what is rounded is below 10⁻¹². The rates that the variance is taken at have two rows of
///   either kind added, as Agresti and Coull do, so that a rate of 0 or 1 does not claim certainty.
/// - Source: Agresti, *Categorical Data Analysis*, 2013, ch. 16.1; Agresti, Coull 1998.
struct PrevalenceCells {
  private let cells: ConfusionCells
  private let prevalence: Double

  /// - Throws: ``Undefined`` without rows of both classes.
  init(_ cells: ConfusionCells, prevalence: Double) throws(Undefined) {
    guard cells.positives > 0, cells.negatives > 0 else {
      throw Undefined("no row of one of the classes has a predicted class")
    }
    self.cells = cells
    self.prevalence = prevalence
  }

  /// A metric's value with its interval.
  ///
  /// - Throws: ``Undefined`` as the metric does.
  func measure(_ metric: any BinaryMetric.Type, level: Double) throws(Undefined) -> Estimate {
    let (positives, negatives) = (Double(cells.positives), Double(cells.negatives))
    let value = try self.value(
      metric, Double(cells.truePositives) / positives, Double(cells.falsePositives) / negatives)
    let recall = (Double(cells.truePositives) + 2) / (positives + 4)
    let alarms = (Double(cells.falsePositives) + 2) / (negatives + 4)
    let step = 1e-5
    func slope(_ one: Double, _ other: Double) throws(Undefined) -> Double {
      let up = try self.value(metric, recall + one, alarms + other)
      let down = try self.value(metric, recall - one, alarms - other)
      return (up - down) / (2 * (one + other))
    }
    let (ofRecall, ofAlarms) = (
      try slope(step * recall * (1 - recall), 0), try slope(0, step * alarms * (1 - alarms))
    )
    let variance =
      ofRecall * ofRecall * recall * (1 - recall) / (positives + 4)
      + ofAlarms * ofAlarms * alarms * (1 - alarms) / (negatives + 4)
    guard variance > 0, variance.isFinite else {
      return Estimate(value, note: "the interval has no width that could be computed")
    }
    let margin = NormalDistribution.twoSidedQuantile(level: level) * variance.squareRoot()
    return Estimate(
      value,
      interval: RangedInterval.delta(
        value, margin: margin, low: metric.card.range.hasPrefix("−1") ? -1 : 0, level: level))
  }

  private func value(
    _ metric: any BinaryMetric.Type, _ recall: Double, _ alarms: Double
  ) throws(Undefined) -> Double {
    let rows = 0x1p40
    func count(_ share: Double) -> Int { Int((rows * share).rounded()) }
    let scaled = ConfusionCells(
      truePositives: count(prevalence * recall),
      falsePositives: count((1 - prevalence) * alarms),
      falseNegatives: count(prevalence * (1 - recall)),
      trueNegatives: count((1 - prevalence) * (1 - alarms)))
    // The level of an interval that nobody looks at.
    let estimate = try metric.measure(BinaryMeasurement(cells: scaled), level: 0.95)
    guard let value = estimate.value else {
      throw Undefined(estimate.note ?? "the metric has no value at this share of positives")
    }
    return value
  }
}

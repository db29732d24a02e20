package import Statistics

/// A binary classifier's metrics at a declared share of positives.
package struct PrevalenceReport: Sendable {
  /// How probabilities are moved.
  package let correction: PriorCorrection
  /// The score that is called positive today, as a corrected probability; nil with a column of
  /// classes.
  package let correctedThreshold: Double?
  /// The score at which the corrected probability is the threshold; nil with a column of classes.
  package let equivalentScore: Double?
  /// Metrics in the catalogue's order.
  package let metrics: [MetricsReport.Entry]

  /// Metrics at a share of positives from those in the data.
  ///
  /// - Parameter report: of a binary task, over all rows.
  /// - Throws: ``Undefined`` when the data lack a class.
  package init(
    _ report: MetricsReport, prevalence: Double, options: MetricOptions
  ) throws(Undefined) {
    guard case .binary(let measurement) = report.measurement else {
      throw Undefined("only a binary task has a share of positives")
    }
    let hasScores = options.score != nil && measurement.scores.firstTotal > 0
    let positives = hasScores ? measurement.scores.firstTotal : measurement.cells.positives
    let negatives = hasScores ? measurement.scores.secondTotal : measurement.cells.negatives
    guard positives > 0, negatives > 0 else {
      throw Undefined("without rows of both classes nothing tells how they would mix")
    }
    let correction = PriorCorrection(
      production: prevalence, data: Double(positives) / Double(positives + negatives))
    self.correction = correction
    let hasThreshold = options.prediction == nil && (0...1).contains(options.threshold)
    correctedThreshold = hasThreshold ? correction.probability(options.threshold) : nil
    equivalentScore = hasThreshold ? correction.score(options.threshold) : nil
    metrics = report.metrics.map { entry in
      entry.with(Self.estimate(entry, measurement, correction, level: options.level))
    }
  }

  private static func estimate(
    _ entry: MetricsReport.Entry, _ measurement: BinaryMeasurement, _ correction: PriorCorrection,
    level: Double
  ) -> Estimate {
    do throws(Undefined) {
      switch entry.card.key {
      // Each looks at one class at a time, or at pairs of one row of each.
      case RocAUC.card.key, Recall.card.key, Specificity.card.key, BalancedAccuracy.card.key:
        return entry.estimate
      case AveragePrecision.card.key:
        return try PrevalenceScores(measurement, correction).averagePrecision()
      case LogLoss.card.key:
        return try PrevalenceScores(measurement, correction).loss(level: level) {
          BinaryScoreTable.logLoss($0, isPositive: $1)
        }
      case BrierScore.card.key:
        return try PrevalenceScores(measurement, correction).loss(level: level) {
          ((($1 ? 1 : 0) - $0) * (($1 ? 1 : 0) - $0))
        }
      case ExpectedCalibrationError.card.key:
        return try PrevalenceScores(measurement, correction).calibrationError(
          bins: measurement.calibration.bins.count)
      default:
        guard let metric = MetricCatalogue.binary.first(where: { $0.card.key == entry.card.key })
        else { return entry.estimate }
        return try PrevalenceCells(measurement.knownCells(), prevalence: correction.production)
          .measure(metric, level: level)
      }
    } catch {
      return Estimate(undefined: error)
    }
  }

  /// The metric of a key; nil when it was not measured.
  package subscript(key: String) -> Estimate? {
    metrics.first { $0.card.key == key }?.estimate
  }
}

extension PrevalenceReport: Encodable {
  private enum Key: String, CodingKey { case atPrevalence }
  private enum Field: String, CodingKey {
    case prevalence, dataPrevalence, positiveWeight, negativeWeight, logOddsShift
    case correctedThreshold, equivalentScore, metrics
  }

  /// Writes `atPrevalence` into a document.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    var field = container.nestedContainer(keyedBy: Field.self, forKey: .atPrevalence)
    try field.encode(correction.production, forKey: .prevalence)
    try field.encode(correction.data, forKey: .dataPrevalence)
    try field.encode(correction.positiveWeight, forKey: .positiveWeight)
    try field.encode(correction.negativeWeight, forKey: .negativeWeight)
    try field.encode(correction.logOddsShift, forKey: .logOddsShift)
    try field.encode(correctedThreshold, forKey: .correctedThreshold)
    try field.encode(equivalentScore, forKey: .equivalentScore)
    try field.encode(EstimateFields(metrics), forKey: .metrics)
  }
}

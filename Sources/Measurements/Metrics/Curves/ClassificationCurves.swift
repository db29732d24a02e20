package import Statistics

/// Curves of a binary classifier, from the same counts as its metrics.
package enum ClassificationCurves {
  /// Points that a chart needs at most.
  package static let pointLimit = 200

  /// True positive rate (y) over false positive rate (x), from (0, 0) to (1, 1).
  ///
  /// - Throws: ``Undefined`` when all labels are of one class.
  package static func roc(
    _ scores: SortedCounts, limit: Int = pointLimit
  ) throws(Undefined) -> [CurvePoint] {
    guard scores.firstTotal > 0, scores.secondTotal > 0 else {
      throw Undefined("all labels are of one class: there is no ROC curve")
    }
    var points = [CurvePoint(x: 0, y: 0, threshold: nil)]
    walkDown(scores) { threshold, found, wrong in
      points.append(
        CurvePoint(
          x: Double(wrong) / Double(scores.secondTotal),
          y: Double(found) / Double(scores.firstTotal), threshold: threshold))
    }
    return CurvePoint.thinned(points, limit: limit)
  }

  /// Precision (y) over recall (x), by descending threshold.
  ///
  /// - Throws: ``Undefined`` when no row is positive.
  package static func precisionRecall(
    _ scores: SortedCounts, limit: Int = pointLimit
  ) throws(Undefined) -> [CurvePoint] {
    guard scores.firstTotal > 0 else {
      throw Undefined("no row is positive: there is no precision–recall curve")
    }
    var points: [CurvePoint] = []
    walkDown(scores) { threshold, found, wrong in
      points.append(
        CurvePoint(
          x: Double(found) / Double(scores.firstTotal),
          y: Double(found) / Double(found + wrong), threshold: threshold))
    }
    return CurvePoint.thinned(points, limit: limit)
  }

  /// Calls `body` with each distinct score, descending, and the positives and negatives at or
  /// above.
  private static func walkDown(
    _ scores: SortedCounts, _ body: (_ threshold: Double, _ found: Int, _ wrong: Int) -> Void
  ) {
    var found = 0
    var wrong = 0
    for index in scores.values.indices.reversed() {
      found += scores.first[index]
      wrong += scores.second[index]
      guard found + wrong > 0 else { continue }
      body(scores.values[index], found, wrong)
    }
  }

  /// One bin of a reliability diagram.
  package struct ReliabilityBin: Sendable, Hashable {
    /// Mean predicted probability.
    package let confidence: Double
    /// Share of positives with its Wilson interval.
    package let frequency: Estimate
    /// Rows.
    package let rows: Int
  }

  /// The bins that hold rows, in ascending order of probability.
  ///
  /// - Throws: ``Undefined`` when scores are no probabilities or there are none.
  package static func reliability(
    _ measurement: BinaryMeasurement, level: Double
  ) throws(Undefined) -> [ReliabilityBin] {
    try measurement.requireProbabilities()
    var bins: [ReliabilityBin] = []
    for bin in measurement.calibration.bins where bin.rows > 0 {
      bins.append(
        ReliabilityBin(
          confidence: bin.confidence,
          frequency: try Proportion.measure(bin.positives, of: bin.rows, level: level),
          rows: bin.rows))
    }
    return bins
  }
}

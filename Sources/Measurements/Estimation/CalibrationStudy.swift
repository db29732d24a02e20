package import Statistics

/// Whether a model's scores say how often things happen, and whether calibrating them helps.
///
/// The labelled reference is cut into ``folds`` parts; each part's scores are calibrated by an
/// isotonic regression of the others. Calibration is applied when that lowers the Brier score of
/// the parts: a proper score, so that a map which only chases noise is left alone. Scores that
/// separate the classes almost perfectly stay as they are, as in NannyML.
///
/// - Undefined: a reference without labelled scores, or with labels of one class.
/// - Numerics: rows are dealt to the parts score by score from a seed, so the order of rows changes
///   nothing.
/// - Complexity: O(folds · scores).
/// - Source: Zadrozny, Elkan, *Transforming Classifier Scores into Accurate Multiclass Probability
///   Estimates*, 2002; NannyML 0.13.1, `needs_calibration`, which compares calibration errors
///   instead.
package struct CalibrationStudy: Sendable {
  /// How well probabilities agree with labels.
  package struct Agreement: Sendable, Hashable {
    /// The expected calibration error with its interval.
    package let error: Estimate
    /// Spiegelhalter's test, or why there is none.
    package let test: Result<TestOutcome, Undefined>
    /// The Brier score.
    package let brier: Double
  }

  /// Parts of the reference.
  package static let folds = 10
  /// The area under the curve above which scores stay as they are.
  static let separation = 0.999

  /// Labelled reference rows, and the positive ones.
  package let rows: Int
  /// Positive rows.
  package let positives: Int
  /// The scores as they are; nil when some lie outside 0…1.
  package let raw: Agreement?
  /// The scores calibrated by the parts that do not hold them.
  package let calibrated: Agreement
  /// By how much calibration lowers the Brier score, out of sample.
  package let improvement: Estimate?
  /// Why scores are calibrated, or not.
  package let reason: String
  /// The map that estimates use.
  package let map: CalibrationMap

  /// The agreement of what estimates use.
  package var chosen: Agreement { map.isApplied ? calibrated : raw ?? calibrated }

  /// Studies labelled scores; positives are the first class.
  ///
  /// - Throws: ``Undefined``.
  package init(_ labels: SortedCounts, level: Double, seed: UInt64) throws(Undefined) {
    guard labels.firstTotal > 0, labels.secondTotal > 0 else {
      throw Undefined(
        labels.firstTotal + labels.secondTotal == 0
          ? "no reference row has both a label and a score"
          : "all \(labels.firstTotal + labels.secondTotal) reference labels are of one class")
    }
    let scores = labels.centres
    rows = labels.firstTotal + labels.secondTotal
    positives = labels.firstTotal
    let fitted = try Self.crossFitted(labels, scores, seed: seed)
    calibrated = try Self.agreement(fitted, level: level)
    let isProbability = (labels.values.first ?? 0) >= 0 && (labels.values.last ?? 0) <= 1
    let area = try MannWhitneyStatistic.measure(positives: labels.first, negatives: labels.second)
    let isApplied: Bool
    if isProbability {
      let plain = scores.indices.map {
        Entry(
          raw: scores[$0], value: scores[$0], positives: labels.first[$0],
          negatives: labels.second[$0])
      }
      raw = try Self.agreement(plain, level: level)
      let gain = Self.gain(fitted, level: level)
      improvement = gain
      if area > Self.separation {
        isApplied = false
        // Separation is about the order of scores, and says nothing of their size.
        reason =
          "the scores separate the classes almost perfectly and are left as they are"
          + ((gain.interval?.low ?? 0) > 0
            ? ", though calibration would lower the Brier score out of sample" : "")
      } else {
        isApplied = (gain.value ?? 0) > 0
        reason =
          isApplied
          ? "calibration lowers the Brier score out of sample"
          : "calibration does not lower the Brier score out of sample"
      }
    } else {
      raw = nil
      improvement = nil
      isApplied = true
      reason = "scores outside 0…1 are no probabilities"
    }
    map = CalibrationMap(
      isApplied: isApplied,
      fit: try IsotonicRegression(
        scores: scores,
        weights: labels.values.indices.map { Double(labels.first[$0] + labels.second[$0]) },
        positives: labels.first.map { Double($0) }))
  }

  /// Rows of one score with the probability that they are given.
  private struct Entry {
    let raw: Double
    let value: Double
    let positives: Int
    let negatives: Int
  }

  /// Each row with the probability from the parts that do not hold it.
  private static func crossFitted(
    _ labels: SortedCounts, _ scores: [Double], seed: UInt64
  ) throws(Undefined) -> [Entry] {
    var generator = SeededGenerator(seed: seed)
    let ups = deal(labels.first, using: &generator)
    let downs = deal(labels.second, using: &generator)
    var entries: [Entry] = []
    entries.reserveCapacity(scores.count)
    var weights = [Double](repeating: 0, count: scores.count)
    var positives = weights
    for fold in 0..<folds {
      for index in scores.indices {
        positives[index] = Double(labels.first[index] - ups[fold][index])
        weights[index] = positives[index] + Double(labels.second[index] - downs[fold][index])
      }
      let fit = try IsotonicRegression(scores: scores, weights: weights, positives: positives)
      for (index, value) in fit.values(atAscending: scores).enumerated() {
        let (up, down) = (ups[fold][index], downs[fold][index])
        guard up + down > 0 else { continue }
        entries.append(Entry(raw: scores[index], value: value, positives: up, negatives: down))
      }
    }
    return entries
  }

  /// Deals the rows of each score to the parts at random: counts by part and score.
  private static func deal(_ counts: [Int], using generator: inout SeededGenerator) -> [[Int]] {
    var dealt = [[Int]](
      repeating: [Int](repeating: 0, count: counts.count), count: folds)
    let even = [Double](repeating: 1, count: folds)
    for (index, count) in counts.enumerated() where count > 0 {
      if count == 1 {
        dealt[Int(generator.uniform() * Double(folds))][index] = 1
      } else {
        let parts = MultinomialSampler.draw(rows: count, weights: even, using: &generator)
        for fold in 0..<folds { dealt[fold][index] = parts[fold] }
      }
    }
    return dealt
  }

  private static func agreement(_ entries: [Entry], level: Double) throws(Undefined) -> Agreement {
    var bins = CalibrationBins(count: 10)
    var brier = 0.0
    var rows = 0
    for entry in entries {
      for _ in 0..<entry.positives { bins.add(entry.value, isPositive: true) }
      for _ in 0..<entry.negatives { bins.add(entry.value, isPositive: false) }
      rows += entry.positives + entry.negatives
      brier += Double(entry.positives) * (1 - entry.value) * (1 - entry.value)
      brier += Double(entry.negatives) * entry.value * entry.value
    }
    let measurement = BinaryMeasurement(
      rows: rows, cells: ConfusionCells(), scores: SortedCounts(values: [], first: [], second: []),
      calibration: bins, logLoss: LossSums(rows: 0, sum: 0, squares: 0),
      brier: LossSums(rows: 0, sum: 0, squares: 0), outsideUnit: 0)
    let test: Result<TestOutcome, Undefined>
    do throws(Undefined) {
      test = .success(
        try SpiegelhalterTest.test(
          probabilities: entries.map(\.value), positives: entries.map(\.positives),
          rows: entries.map { $0.positives + $0.negatives }))
    } catch {
      test = .failure(error)
    }
    return Agreement(
      error: try ExpectedCalibrationError.measure(measurement, level: level), test: test,
      brier: brier / Double(rows))
  }

  /// The Brier score of the scores as they are, less that of the calibrated ones.
  private static func gain(_ entries: [Entry], level: Double) -> Estimate {
    var sum = 0.0
    var squares = 0.0
    var rows = 0.0
    for entry in entries {
      let up = (1 - entry.raw) * (1 - entry.raw) - (1 - entry.value) * (1 - entry.value)
      let down = entry.raw * entry.raw - entry.value * entry.value
      sum += Double(entry.positives) * up + Double(entry.negatives) * down
      squares += Double(entry.positives) * up * up + Double(entry.negatives) * down * down
      rows += Double(entry.positives + entry.negatives)
    }
    let mean = sum / rows
    let margin =
      NormalDistribution.twoSidedQuantile(level: level)
      * (max(0, squares / rows - mean * mean) / rows).squareRoot()
    return Estimate(
      mean,
      interval: Interval(low: mean - margin, high: mean + margin, level: level, method: "normal"))
  }
}

internal import Foundation
package import Statistics

/// How far predicted probabilities are from the frequency of positives, over bins of equal width.
///
/// `ECE = Σ_b (n_b / n) |frequency_b − mean probability_b|`, bins as in ``CalibrationBins``
///
/// - Undefined: no row, or a score outside 0…1.
/// - Numerics: the value is the plain formula and is biased upwards: chance alone moves the frequency
///   of every bin away from its probability, by about `0.8 s` where s is the bin's standard error. The
///   interval is corrected: each bin's gap is replaced by the one that, with chance added, is
///   expected to show what was seen. The note says how much of the value chance may explain.
/// - Complexity: O(bins).
/// - Source: Naeini, Cooper, Hauskrecht, *Obtaining Well Calibrated Probabilities Using Bayesian
///   Binning*, 2015; Leone, Nelson, Nottingham, *The Folded Normal Distribution*, 1961.
package enum ExpectedCalibrationError: BinaryMetric {
  package static let card = Card(
    id: "expected-calibration-error", aliases: ["ece", "calibration-error"], key: "ece",
    title: "Expected calibration error",
    summary: "How far probabilities are from frequencies; chance alone makes it positive.",
    unit: "probability", range: "0…1", direction: .lowerIsBetter,
    formula: "Σ (rows in bin / n) |frequency − mean probability|",
    defaults: [
      Card.Parameter("bins", "10", reason: "the number that papers and other tools report")
    ],
    undefined: "no rows; a score outside 0…1",
    laws: [.orderInvariant, .mergeInvariant, .scaleInvariant, .bounded],
    source: "Naeini, Cooper, Hauskrecht, 2015; bins as scikit-learn's calibration_curve")

  package static let examples = [
    Example(
      "four rows at 0.75, three of them positive; two at 0.25, none positive", gives: 1.0 / 12
    ) {
      try ExpectedCalibrationError.measure(
        BinaryMeasurement(
          labels: [true, true, true, false, false, false],
          scores: [0.75, 0.75, 0.75, 0.75, 0.25, 0.25]), level: 0.95
      ).value ?? .nan
    }
  ]

  package static let needs = BinaryNeeds.probability

  package static func measure(
    _ measurement: BinaryMeasurement, level: Double
  ) throws(Undefined) -> Estimate {
    try measurement.requireProbabilities()
    let rows = Double(measurement.calibration.rows)
    var plain = 0.0
    var corrected = 0.0
    var variance = 0.0
    for bin in measurement.calibration.bins where bin.rows > 0 {
      let share = Double(bin.rows) / rows
      let gap = (bin.frequency - bin.confidence).magnitude
      plain += share * gap
      // What the rows show, or what probabilities like these would show when right: the larger, so
      // that a bin of a few rows that happen to agree is not taken for certain.
      let expected = bin.confidence * (1 - bin.confidence)
      let error = (max(bin.variance, expected) / Double(bin.rows)).squareRoot()
      guard error > 0 else {
        corrected += share * gap
        continue
      }
      let hidden = unfold(gap / error) * error
      let mean = foldedMean(hidden / error) * error
      corrected += share * hidden
      variance += share * share * max(0, hidden * hidden + error * error - mean * mean)
    }
    var estimate = Estimate(plain)
    let z = NormalDistribution.twoSidedQuantile(level: level)
    let margin = z * variance.squareRoot()
    guard variance > 0 else {
      estimate.note = "the probabilities are certain: nothing tells how much the error varies"
      return estimate
    }
    estimate.interval = Interval(
      low: max(0, corrected - margin), high: min(1, corrected + margin), level: level,
      method: "folded-normal")
    estimate.note =
      "the value is biased upwards by about \(plain - corrected); the interval is corrected for it"
    return estimate
  }

  /// E|Z + d| for a standard normal Z.
  private static func foldedMean(_ distance: Double) -> Double {
    // √(2/π)
    0.797884560802865355880 * exp(-distance * distance / 2)
      + distance * (1 - 2 * NormalDistribution.cumulative(-distance))
  }

  /// The d of 0 or more with E|Z + d| = `seen`; 0 when chance alone shows more.
  private static func unfold(_ seen: Double) -> Double {
    guard seen > foldedMean(0) else { return 0 }
    // Beyond 6 the fold is below 1e-9 of the distance.
    guard seen < 6 else { return seen }
    var low = 0.0
    var high = seen
    for _ in 0..<50 {
      let middle = (low + high) / 2
      if foldedMean(middle) < seen { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}

internal import Foundation
package import Statistics

/// How far predicted probabilities are from the frequency of positives, over bins of equal width.
///
/// `ECE = Σ_b (n_b / n) |frequency_b − mean probability_b|`, bins as in ``CalibrationBins``
///
/// Of several classes it is the one of the likeliest class: how far the largest probability is from
/// the frequency with which it is right.
///
/// - Undefined: no row, or a score outside 0…1.
/// - Numerics: the value is the plain formula and is biased upwards: chance alone moves the
///   frequency of every bin away from its probability, by about `0.8 s` where s is the bin's
///   standard error. The interval takes that off, as the mean of a folded normal gives it: at its
///   lower end for gaps one standard error smaller than seen (a large correction), at its upper end
///   for the gaps seen (a small one). So it errs towards being wide: calibrated scores are covered
///   more often than the level says. The note says how much of the value chance may explain.
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
    return measure(measurement.calibration, level: level)
  }

  /// The error over bins with rows.
  static func measure(_ calibration: CalibrationBins, level: Double) -> Estimate {
    let rows = Double(calibration.rows)
    var plain = 0.0
    var largeBias = 0.0
    var smallBias = 0.0
    var variance = 0.0
    for bin in calibration.bins where bin.rows > 0 {
      let share = Double(bin.rows) / rows
      let gap = (bin.frequency - bin.confidence).magnitude
      plain += share * gap
      // What the rows show, or what probabilities like these would show when right: the larger, so
      // that a bin of a few rows that happen to agree is not taken for certain.
      let expected = bin.confidence * (1 - bin.confidence)
      let error = (max(bin.variance, expected) / Double(bin.rows)).squareRoot()
      guard error > 0 else { continue }
      largeBias += share * error * FoldedNormal.bias(max(0, gap / error - 1))
      smallBias += share * error * FoldedNormal.bias(gap / error)
      variance += share * share * error * error
    }
    var estimate = Estimate(plain)
    guard variance > 0 else {
      estimate.note = "the probabilities are certain: nothing tells how much the error varies"
      return estimate
    }
    let margin = NormalDistribution.twoSidedQuantile(level: level) * variance.squareRoot()
    estimate.interval = Interval(
      low: max(0, plain - largeBias - margin), high: max(0, min(1, plain - smallBias + margin)),
      level: level, method: "folded-normal")
    // Less than a ten-thousandth is below what anyone reads off a calibration error.
    let (least, most) = ((smallBias * 1e4).rounded() / 1e4, (largeBias * 1e4).rounded() / 1e4)
    if most > 0 {
      estimate.note =
        "chance alone adds about \(least) to \(most) to the value; "
        + "the interval is corrected for it"
    }
    return estimate
  }
}

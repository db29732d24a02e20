/// Whether estimates that come round in phases, as weekdays do, differ by phase.
///
/// `F = Σₚ Wₚ (ȳₚ − ȳ)² / (P − 1) / max(1, Σ w (y − ȳₚ)² / (n − P − 1))`, `w = 1 / variance`
///
/// One degree is left out below for the line that was taken off the values before.
///
/// - Shape: values with their variances, each with its phase from 0 on; every phase occurs, and
///   there are more values than phases by two or more.
/// - Complexity: O(values).
/// - Source: one-way analysis of variance with known weights; Cochran, *The Combination of
///   Estimates from Different Experiments*, 1954.
package struct PhaseDifference: Sendable, Hashable {
  /// The weighted mean of each phase.
  package let means: [Double]
  /// Probability of phases that differ this much when they are all the same.
  package let pValue: Double

  /// Compares phases.
  ///
  /// - Throws: ``Undefined``.
  package init(_ values: [(value: Double, variance: Double, phase: Int)], phases: Int)
    throws(Undefined)
  {
    guard phases > 1, values.count > phases + 1 else {
      throw Undefined("\(values.count) values are too few for \(phases) phases")
    }
    guard values.allSatisfy({ $0.variance > 0 && (0..<phases).contains($0.phase) }) else {
      throw Undefined("a value without spread cannot be weighed")
    }
    var weights = [Double](repeating: 0, count: phases)
    var sums = weights
    for (value, variance, phase) in values {
      weights[phase] += 1 / variance
      sums[phase] += value / variance
    }
    guard weights.allSatisfy({ $0 > 0 }) else { throw Undefined("a phase has no value") }
    let means = zip(sums, weights).map { $0 / $1 }
    let whole = sums.reduce(0, +) / weights.reduce(0, +)
    let between = zip(means, weights).reduce(0) { $0 + $1.1 * ($1.0 - whole) * ($1.0 - whole) }
    let within = values.reduce(0) { sum, entry in
      let gap = entry.value - means[entry.phase]
      return sum + gap * gap / entry.variance
    }
    let degrees = Double(values.count - phases - 1)
    let ratio = between / Double(phases - 1) / max(1, within / degrees)
    self.means = means
    pValue = FDistribution(numerator: Double(phases - 1), denominator: degrees).survival(ratio)
  }
}

/// A quantile of numbers already in ascending order, interpolated linearly.
///
/// - Source: Hyndman, Fan, *Sample Quantiles in Statistical Packages*, 1996, type 7: NumPy's
///   default.
package enum EmpiricalQuantile {
  /// The quantile at `probability`, 0…1; not-a-number when there are no values.
  package static func value(_ probability: Double, ofSorted values: [Double]) -> Double {
    guard let first = values.first, let last = values.last, !probability.isNaN else { return .nan }
    let position = max(0, min(1, probability)) * Double(values.count - 1)
    let below = Int(position.rounded(.down))
    guard below + 1 < values.count else { return last }
    guard below >= 0 else { return first }
    let share = position - Double(below)
    // Two equal infinities have no difference.
    if share == 0 || values[below] == values[below + 1] { return values[below] }
    return values[below] + share * (values[below + 1] - values[below])
  }

  /// The same for random draws, of which as many fall outside the ends as probability says: the
  /// k-th of B draws stands at `k / (B + 1)`.
  ///
  /// - Source: Davison, Hinkley, *Bootstrap Methods and their Application*, 1997, section 2.4.
  package static func value(_ probability: Double, ofDraws values: [Double]) -> Double {
    guard values.count > 1 else { return value(probability, ofSorted: values) }
    let draws = Double(values.count)
    return value((probability * (draws + 1) - 1) / (draws - 1), ofSorted: values)
  }
}

/// Draws how many marked items a sample without replacement holds.
///
/// - Complexity: O(standard deviation) expected: inversion that starts at the mode and walks
///   outward.
package enum HypergeometricSampler {
  /// The number of marked items among `drawn` out of `marked + unmarked`.
  ///
  /// - Precondition: counts are not negative and `drawn` is at most their sum.
  package static func draw(
    marked: Int, unmarked: Int, drawn: Int, using generator: inout SeededGenerator
  ) -> Int {
    let smallest = max(0, drawn - unmarked)
    let largest = min(marked, drawn)
    guard smallest < largest else { return smallest }
    let total = marked + unmarked
    let mode = min(
      largest,
      max(
        smallest,
        Int((Double(drawn + 1) * Double(marked + 1) / Double(total + 2)).rounded(.down))))
    let modeMass = exp(
      LogGamma.binomialCoefficient(marked, mode)
        + LogGamma.binomialCoefficient(unmarked, drawn - mode)
        - LogGamma.binomialCoefficient(total, drawn))
    var remaining = generator.uniform() - modeMass
    var below = mode
    var above = mode
    var belowMass = modeMass
    var aboveMass = modeMass
    while remaining > 0 {
      let before = remaining
      if above < largest {
        aboveMass *=
          Double(marked - above) * Double(drawn - above)
          / (Double(above + 1) * Double(unmarked - drawn + above + 1))
        above += 1
        remaining -= aboveMass
        if remaining <= 0 { return above }
      }
      if below > smallest {
        belowMass *=
          Double(below) * Double(unmarked - drawn + below)
          / (Double(marked - below + 1) * Double(drawn - below + 1))
        below -= 1
        remaining -= belowMass
        if remaining <= 0 { return below }
      }
      // Nothing left to walk, or masses too small to matter: rounding ate the crumb.
      if remaining == before { return mode }
    }
    return mode
  }
}

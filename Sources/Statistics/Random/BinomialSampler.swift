/// Draws exact binomial counts.
///
/// - Complexity: O(trials · probability) below ten expected successes, constant above.
/// - Source: Hörmann, *The Generation of Binomial Random Variates*, 1993, algorithm BTRS; inversion
///   below.
package enum BinomialSampler {
  /// The number of successes in `trials` trials; probabilities outside 0…1 are taken to the nearer
  /// end, negative trials as none.
  package static func draw(
    trials: Int, probability: Double, using generator: inout SeededGenerator
  ) -> Int {
    guard trials > 0, probability > 0 else { return 0 }
    guard probability < 1 else { return trials }
    if probability > 0.5 {
      return trials - draw(trials: trials, probability: 1 - probability, using: &generator)
    }
    return Double(trials) * probability < 10
      ? byInversion(trials, probability, &generator) : byRejection(trials, probability, &generator)
  }

  private static func byInversion(
    _ trials: Int, _ probability: Double, _ generator: inout SeededGenerator
  ) -> Int {
    let odds = probability / (1 - probability)
    let scaled = Double(trials + 1) * odds
    var mass = exp(Double(trials) * log1p(-probability))
    var remaining = generator.uniform()
    var count = 0
    while remaining > mass, count < trials {
      remaining -= mass
      count += 1
      mass *= scaled / Double(count) - odds
    }
    return count
  }

  private static func byRejection(
    _ trials: Int, _ probability: Double, _ generator: inout SeededGenerator
  ) -> Int {
    let n = Double(trials)
    let deviation = (n * probability * (1 - probability)).squareRoot()
    let b = 1.15 + 2.53 * deviation
    let a = -0.0873 + 0.0248 * b + 0.01 * probability
    let centre = n * probability + 0.5
    let squeeze = 0.92 - 4.2 / b
    let alpha = (2.83 + 5.1 / b) * deviation
    let logOdds = log(probability / (1 - probability))
    let mode = ((n + 1) * probability).rounded(.down)
    let modeTerm = LogGamma.value(mode + 1) + LogGamma.value(n - mode + 1)
    while true {
      let u = generator.uniform() - 0.5
      let v = generator.uniform()
      let margin = 0.5 - u.magnitude
      let candidate = ((2 * a / margin + b) * u + centre).rounded(.down)
      if candidate < 0 || candidate > n { continue }
      if margin >= 0.07, v <= squeeze { return Int(candidate) }
      let height = log(v * alpha / (a / (margin * margin) + b))
      let target =
        modeTerm - LogGamma.value(candidate + 1) - LogGamma.value(n - candidate + 1)
        + (candidate - mode) * logOdds
      if height <= target { return Int(candidate) }
    }
  }
}

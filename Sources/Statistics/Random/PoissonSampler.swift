/// Draws exact Poisson counts of one mean.
///
/// - Complexity: O(mean) below a mean of 10, about 1.2 trials of constant cost above.
/// - Source: Hörmann, *The Transformed Rejection Method for Generating Poisson Random Variables*,
///   1993, algorithm PTRS.
package struct PoissonSampler: Sendable {
  /// The mean, 0 or more; a negative or infinite mean draws nothing but 0.
  package let mean: Double
  private let logMean: Double
  private let zeroMass: Double
  private let scale: Double
  private let centre: Double
  private let inverseAlpha: Double
  private let acceptance: Double

  /// Prepares draws of the given mean.
  package init(mean: Double) {
    let usable = mean.isFinite && mean > 0 ? mean : 0
    self.mean = usable
    logMean = log(usable)
    zeroMass = exp(-usable)
    scale = 0.931 + 2.53 * usable.squareRoot()
    centre = -0.059 + 0.02483 * scale
    inverseAlpha = 1.1239 + 1.1328 / (scale - 3.4)
    acceptance = 0.9277 - 3.6224 / (scale - 2)
  }

  /// One count.
  package func draw(using generator: inout SeededGenerator) -> Int {
    guard mean > 0 else { return 0 }
    return mean < 10 ? drawByInversion(&generator) : drawByRejection(&generator)
  }

  private func drawByInversion(_ generator: inout SeededGenerator) -> Int {
    var remaining = generator.uniform()
    var mass = zeroMass
    var count = 0
    while remaining > mass {
      remaining -= mass
      count += 1
      mass *= mean / Double(count)
      // Rounding may leave a crumb that no mass covers; 1e-300 is far beyond any real draw.
      if mass < 1e-300 { break }
    }
    return count
  }

  private func drawByRejection(_ generator: inout SeededGenerator) -> Int {
    while true {
      let u = generator.uniform() - 0.5
      let v = generator.uniform()
      let margin = 0.5 - u.magnitude
      let candidate = ((2 * centre / margin + scale) * u + mean + 0.43).rounded(.down)
      if margin >= 0.07, v <= acceptance, candidate >= 0 { return Int(candidate) }
      if candidate < 0 || candidate > 9e15 || (margin < 0.013 && v > margin) { continue }
      let bound = candidate * logMean - mean - LogGamma.value(candidate + 1)
      if log(v * inverseAlpha / spread(at: margin)) <= bound { return Int(candidate) }
    }
  }

  private func spread(at margin: Double) -> Double {
    centre / (margin * margin) + scale
  }
}

/// The distribution of `Σ λᵢ Xᵢ`, where the Xᵢ are independent chi-squares: what squares of gaps
/// between empirical distribution functions follow when nothing changed.
///
/// The survival function is the integral of `exp(K(s) − s x) / s` along a line that crosses the
/// real axis between the pole at 0 and the first singularity at `1 / (2 λ₁)`. The line is bent into
/// a parabola around that singularity through the saddle point, along which the integrand falls
/// like a bell curve and hardly turns, so that the trapezoid rule keeps the relative precision far
/// into the tail.
///
/// - Source: Rice, *Distribution of Quadratic Forms in Normal Random Variables — Evaluation by
///   Numerical Integration*, SIAM J. Sci. Stat. Comput. 1, 1980; Helstrom, *Calculating the
///   Distribution of Quadratic Forms*, 1996, for curved paths.
package struct WeightedChiSquareDistribution: Sendable, Hashable {
  /// The weights λ, the largest first, all above zero.
  package let weights: [Double]
  /// Degrees of freedom of each chi-square.
  package let degrees: Double
  /// The mean of further terms that are too many and too small to vary.
  package let rest: Double

  /// Keeps the weights above zero, in any order.
  ///
  /// - Throws: ``Undefined`` when no weight is above zero, or a number is not finite.
  package init(weights: [Double], degrees: Double, rest: Double = 0) throws(Undefined) {
    let kept = weights.filter { $0 > 0 }.sorted(by: >)
    guard let largest = kept.first, largest.isFinite, degrees > 0, degrees.isFinite,
      rest.isFinite
    else { throw Undefined("a sum of chi-squares needs a weight and degrees above zero") }
    self.weights = kept
    self.degrees = degrees
    self.rest = rest
  }

  /// The mean of the sum.
  package var mean: Double { degrees * weights.reduce(0, +) + rest }

  /// `P(Σ λᵢ Xᵢ > x)`.
  package func survival(_ x: Double) -> Double {
    let largest = weights[0]
    let y = (x - rest) / largest
    guard y > 0 else { return x.isNaN ? .nan : 1 }
    guard y < .infinity else { return 0 }
    guard weights.count > 1 else { return ChiSquareDistribution(degrees: degrees).survival(y) }
    return PathIntegral(scaled: weights.map { $0 / largest }, degrees: degrees, at: y).value
  }
}

/// The integral along the bent path, for a largest weight of 1.
private struct PathIntegral {
  let scaled: [Double]
  let degrees: Double
  let y: Double
  /// Where the path crosses the real axis: this far below the singularity at ½.
  let distance: Double

  init(scaled: [Double], degrees: Double, at y: Double) {
    self.scaled = scaled
    self.degrees = degrees
    self.y = y
    // The exponent's slope falls steadily as the distance grows: bisection on its logarithm.
    var low = 1e-13
    var high = 0.5
    for _ in 0..<80 {
      let middle = (low * high).squareRoot()
      var slope = -y - 1 / (0.5 - middle)
      for weight in scaled { slope += degrees * weight / (1 - weight + 2 * weight * middle) }
      if slope > 0 { low = middle } else { high = middle }
    }
    distance = min((low * high).squareRoot(), 0.5 - 1e-12)
  }

  var value: Double {
    let saddle = 0.5 - distance
    var second = 1 / (saddle * saddle)
    var third = -2 / (saddle * saddle * saddle)
    for weight in scaled {
      let ratio = weight / (1 - weight + 2 * weight * distance)
      second += 2 * degrees * ratio * ratio
      third += 8 * degrees * ratio * ratio * ratio
    }
    let scale = 1 / second.squareRoot()
    // The path of steepest descent; a little bend at least, so that exp(−s x) always helps.
    let bend = max(0.05, scale * third / (6 * second))
    let step = 0.15
    let peak = exponent(real: saddle, imaginary: 0)
    var sum = 0.5
    // The integrand falls like a bell curve: seventy steps as a rule; 3,000 only for sums that
    // exceed x almost surely, where the clamp below is all that matters.
    for node in 1...3_000 {
      let t = step * Double(node)
      let here = exponent(real: saddle + scale * bend * t * t, imaginary: scale * t)
      let size = exp(here.real - peak.real)
      sum += size * (cos(here.imaginary) + 2 * bend * t * sin(here.imaginary))
      if size * (1 + 2 * bend * t) < 1e-15 { break }
    }
    return max(0, min(1, exp(peak.real) * sum * step * scale / Double.pi))
  }

  /// `K(s) − s y − log s`.
  private func exponent(real: Double, imaginary: Double) -> (real: Double, imaginary: Double) {
    var size = 0.0
    var turn = 0.0
    for weight in scaled {
      // 1 − 2λs, written so that it keeps its digits beside the singularity.
      let a = 1 - weight + 2 * weight * (0.5 - real)
      let b = -2 * weight * imaginary
      size += log(a * a + b * b)
      turn += imaginary == 0 ? 0 : atan2(b, a)
    }
    return (
      -degrees / 4 * size - real * y - log(real * real + imaginary * imaginary) / 2,
      -degrees / 2 * turn - imaginary * y - (imaginary == 0 ? 0 : atan2(imaginary, real))
    )
  }
}

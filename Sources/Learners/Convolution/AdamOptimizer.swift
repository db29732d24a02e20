#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Steps downhill whose length each weight finds for itself.
///
/// `m ← β₁ m + (1 − β₁) g`, `v ← β₂ v + (1 − β₂) g²`, `w ← w − rate · m̂ / (√v̂ + ε)`, with m̂ and
/// v̂ freed of their start at zero.
///
/// - Source: Kingma, Ba, *Adam: A Method for Stochastic Optimization*, 2015, algorithm 1.
struct AdamOptimizer: Sendable {
  /// The longest step of a weight, about.
  var rate: Float
  /// How slowly the mean of the gradients forgets; the paper's default.
  var meanDecay: Float = 0.9
  /// How slowly the mean of their squares forgets; the paper's default.
  var squareDecay: Float = 0.999
  /// Keeps a weight without gradients from dividing by zero; the paper's default.
  var epsilon: Float = 1e-8

  private var means: ContiguousArray<Float> = []
  private var squares: ContiguousArray<Float> = []
  private var steps = 0

  /// Makes an optimizer at the start.
  init(rate: Float) { self.rate = rate }

  /// One step of all weights.
  mutating func step(_ weights: inout ContiguousArray<Float>, _ gradient: ContiguousArray<Float>) {
    if means.isEmpty {
      means = ContiguousArray(repeating: 0, count: weights.count)
      squares = means
    }
    steps += 1
    let meanScale = 1 - powf(meanDecay, Float(steps))
    let squareScale = 1 - powf(squareDecay, Float(steps))
    for place in weights.indices {
      let slope = gradient[place]
      means[place] = meanDecay * means[place] + (1 - meanDecay) * slope
      squares[place] = squareDecay * squares[place] + (1 - squareDecay) * slope * slope
      weights[place] -=
        rate * (means[place] / meanScale) / ((squares[place] / squareScale).squareRoot() + epsilon)
    }
  }
}

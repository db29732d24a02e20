#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Scores of classes as probabilities, and how wrong they are.
///
/// `p[k] = exp(s[k]) / Σ exp(s[j])`; the loss of a row is `−log p` of its class, the loss of a
/// batch the mean over its rows.
///
/// - Numerics: the largest score is taken off first, so that no exponential overflows.
enum SoftmaxLoss {
  /// Probabilities of every row, class after class.
  static func probabilities(_ scores: FeatureBatch) -> FeatureBatch {
    var result = scores
    let rows = scores.rows
    for row in 0..<rows {
      var largest = -Float.infinity
      for place in 0..<scores.features { largest = max(largest, scores.values[place * rows + row]) }
      var sum: Float = 0
      for place in 0..<scores.features {
        let power = expf(scores.values[place * rows + row] - largest)
        result.values[place * rows + row] = power
        sum += power
      }
      for place in 0..<scores.features { result.values[place * rows + row] /= sum }
    }
    return result
  }

  /// The mean loss, and how it changes with each score.
  ///
  /// - Parameter classes: one a row, below the number of scores.
  static func measure(
    _ scores: FeatureBatch, classes: ArraySlice<Int>
  ) -> (loss: Double, slope: FeatureBatch) {
    var slope = probabilities(scores)
    let rows = scores.rows
    var loss = 0.0
    for (row, truth) in classes.enumerated() {
      // The smallest normal number stands for a probability that rounding made zero.
      loss -= log(Double(max(slope.values[truth * rows + row], .leastNormalMagnitude)))
      slope.values[truth * rows + row] -= 1
    }
    for place in slope.values.indices { slope.values[place] /= Float(rows) }
    return (loss / Double(max(rows, 1)), slope)
  }
}

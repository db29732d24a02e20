/// Every output a weighted sum of every input.
///
/// `out[k] = b[k] + Σ in[i] · w[k, i]`
struct DenseLayer: NetworkLayer {
  let inputCount: Int
  let outputCount: Int
  var weights: ContiguousArray<Float>
  private(set) var gradient: ContiguousArray<Float>
  private var input: FeatureBatch?

  /// Makes a layer whose weights are all zero: output after output, then one constant each.
  init(inputs: Int, outputs: Int) {
    inputCount = inputs
    outputCount = outputs
    weights = ContiguousArray(repeating: 0, count: outputs * (inputs + 1))
    gradient = weights
  }

  mutating func forward(_ input: FeatureBatch) -> FeatureBatch {
    self.input = input
    let rows = input.rows
    var output = FeatureBatch(features: outputCount, rows: rows)
    unsafe input.withNumbers { source in
      unsafe output.withMutableNumbers { target in
        for out in 0..<outputCount {
          let sums = unsafe target + out * rows
          unsafe sums.update(repeating: weights[outputCount * inputCount + out], count: rows)
          for place in 0..<inputCount {
            unsafe Runs.add(
              weights[out * inputCount + place], source + place * rows, to: sums, rows)
          }
        }
      }
    }
    return output
  }

  mutating func backward(_ output: FeatureBatch, needsInput: Bool) -> FeatureBatch {
    guard let input else { preconditionFailure("backward needs a forward first") }
    let rows = output.rows
    var back = FeatureBatch(features: needsInput ? inputCount : 0, rows: rows)
    unsafe input.withNumbers { source in
      unsafe output.withNumbers { slope in
        for out in 0..<outputCount {
          let slopes = unsafe slope + out * rows
          gradient[outputCount * inputCount + out] = unsafe Runs.sum(slopes, rows)
          for place in 0..<inputCount {
            gradient[out * inputCount + place] =
              unsafe Runs.dot(source + place * rows, slopes, rows)
          }
        }
        guard needsInput else { return }
        unsafe back.withMutableNumbers { target in
          for out in 0..<outputCount {
            for place in 0..<inputCount {
              unsafe Runs.add(
                weights[out * inputCount + place], slope + out * rows, to: target + place * rows,
                rows)
            }
          }
        }
      }
    }
    return back
  }
}

/// Small filters that slide over an image: each output is a weighted sum of a 3 × 3 neighbourhood.
///
/// `out[f, y, x] = b[f] + Σ in[y + i, x + j, c] · w[f, i, j, c]`, without a border: an image loses
/// two pixels in each direction.
///
/// - Complexity: O(filters · 9 · channels · pixels) multiplications a row.
/// - Source: LeCun, Bottou, Bengio, Haffner, *Gradient-Based Learning Applied to Document
///   Recognition*, 1998.
struct ConvolutionLayer: NetworkLayer {
  /// Height and width of a filter.
  static let side = 3

  let shape: ImageShape
  let filters: Int
  var weights: ContiguousArray<Float>
  private(set) var gradient: ContiguousArray<Float>
  private var input: FeatureBatch?

  /// Output height.
  var height: Int { shape.height - Self.side + 1 }
  /// Output width.
  var width: Int { shape.width - Self.side + 1 }
  var outputCount: Int { filters * height * width }

  /// Weights of one filter, without its constant.
  private var filterCount: Int { Self.side * Self.side * shape.channels }

  /// Makes a layer whose weights are all zero: filters first, then one constant a filter.
  init(_ shape: ImageShape, filters: Int) {
    precondition(
      shape.height >= Self.side && shape.width >= Self.side, "a filter does not fit \(shape.text)")
    self.shape = shape
    self.filters = filters
    let count = filters * (Self.side * Self.side * shape.channels + 1)
    weights = ContiguousArray(repeating: 0, count: count)
    gradient = weights
  }

  mutating func forward(_ input: FeatureBatch) -> FeatureBatch {
    self.input = input
    let rows = input.rows
    var output = FeatureBatch(features: outputCount, rows: rows)
    unsafe input.withNumbers { source in
      unsafe output.withMutableNumbers { target in
        eachPlace { filter, place, output in
          let out = unsafe target + output * rows
          if place.isFirst { unsafe out.update(repeating: constant(filter), count: rows) }
          unsafe Runs.add(weights[place.weight], source + place.input * rows, to: out, rows)
        }
      }
    }
    return output
  }

  mutating func backward(_ output: FeatureBatch, needsInput: Bool) -> FeatureBatch {
    guard let input else { preconditionFailure("backward needs a forward first") }
    let rows = output.rows
    var sums = FeatureBatch(features: weights.count, rows: rows)
    var back = FeatureBatch(features: needsInput ? shape.count : 0, rows: rows)
    let constants = filters * filterCount
    unsafe input.withNumbers { source in
      unsafe output.withNumbers { slope in
        unsafe sums.withMutableNumbers { sum in
          eachPlace { filter, place, output in
            let out = unsafe slope + output * rows
            if place.isFirst {
              unsafe Runs.add(1, out, to: sum + (constants + filter) * rows, rows)
            }
            unsafe Runs.addProducts(
              source + place.input * rows, out, to: sum + place.weight * rows, rows)
          }
        }
        if needsInput {
          unsafe back.withMutableNumbers { target in
            eachPlace { _, place, output in
              unsafe Runs.add(
                weights[place.weight], slope + output * rows, to: target + place.input * rows, rows)
            }
          }
        }
      }
    }
    unsafe sums.withNumbers { sum in
      for place in gradient.indices { gradient[place] = unsafe Runs.sum(sum + place * rows, rows) }
    }
    return back
  }

  private func constant(_ filter: Int) -> Float { weights[filters * filterCount + filter] }

  private typealias Place = (weight: Int, input: Int, isFirst: Bool)

  /// Visits every product: filter, place of weight and input, place of the output.
  @inline(__always)
  private func eachPlace(_ body: (_ filter: Int, Place, _ output: Int) -> Void) {
    for filter in 0..<filters {
      for y in 0..<height {
        for x in 0..<width {
          let output = (filter * height + y) * width + x
          var weight = filter * filterCount
          for i in 0..<Self.side {
            // The channels of neighbouring pixels lie side by side.
            let first = ((y + i) * shape.width + x) * shape.channels
            for step in 0..<Self.side * shape.channels {
              body(filter, (weight, first + step, i == 0 && step == 0), output)
              weight += 1
            }
          }
        }
      }
    }
  }
}

/// The largest number of every 2 × 2 square: half as high, half as wide.
///
/// A last row or column that fills no square is left out. Of equal numbers the first counts.
///
/// - Source: Scherer, Müller, Behnke, *Evaluation of Pooling Operations in Convolutional
///   Architectures for Object Recognition*, 2010.
struct MaxPoolingLayer: NetworkLayer {
  let maps: Int
  let height: Int
  let width: Int
  var weights: ContiguousArray<Float> = []
  let gradient: ContiguousArray<Float> = []
  /// For every output of every row the feature that it came from.
  private var origins: ContiguousArray<Int32> = []

  var outputCount: Int { maps * (height / 2) * (width / 2) }

  /// Makes a layer for maps of numbers, map after map, row after row.
  init(maps: Int, height: Int, width: Int) {
    self.maps = maps
    self.height = height
    self.width = width
  }

  mutating func forward(_ input: FeatureBatch) -> FeatureBatch {
    let rows = input.rows
    var output = FeatureBatch(features: outputCount, rows: rows)
    var origins = ContiguousArray<Int32>(repeating: 0, count: outputCount * rows)
    unsafe origins.withUnsafeMutableBufferPointer { origins in
      guard let origin = origins.baseAddress else { return }
      unsafe input.withNumbers { source in
        unsafe output.withMutableNumbers { target in
          eachSquare { feature, out in
            for (order, place) in [feature, feature + 1, feature + width, feature + width + 1]
              .enumerated()
            {
              var row = 0
              while row < rows {
                let number = unsafe source[place * rows + row]
                let at = out * rows + row
                if unsafe order == 0 || number > target[at] {
                  unsafe target[at] = number
                  unsafe origin[at] = Int32(truncatingIfNeeded: place)
                }
                row += 1
              }
            }
          }
        }
      }
    }
    self.origins = origins
    return output
  }

  mutating func backward(_ output: FeatureBatch, needsInput: Bool) -> FeatureBatch {
    let rows = output.rows
    let count = output.values.count
    var back = FeatureBatch(features: maps * height * width, rows: rows)
    unsafe origins.withUnsafeBufferPointer { origins in
      guard let origin = origins.baseAddress else { return }
      unsafe output.withNumbers { source in
        unsafe back.withMutableNumbers { target in
          var at = 0
          while at < count {
            unsafe target[Int(origin[at]) * rows + at % rows] += source[at]
            at += 1
          }
        }
      }
    }
    return back
  }

  /// Visits every square: the feature at its upper left, and the output.
  private func eachSquare(_ body: (_ feature: Int, _ output: Int) -> Void) {
    var output = 0
    for map in 0..<maps {
      for y in 0..<height / 2 {
        for x in 0..<width / 2 {
          body((map * height + 2 * y) * width + 2 * x, output)
          output += 1
        }
      }
    }
  }
}

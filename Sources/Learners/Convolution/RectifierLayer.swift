/// Lets positive numbers through and nothing else.
///
/// `out = max(0, in)`; at 0 the slope is 0.
///
/// - Source: Nair, Hinton, *Rectified Linear Units Improve Restricted Boltzmann Machines*, 2010.
struct RectifierLayer: NetworkLayer {
  let outputCount: Int
  var weights: ContiguousArray<Float> = []
  let gradient: ContiguousArray<Float> = []
  private var output: FeatureBatch?

  /// Makes a layer for so many numbers a row.
  init(count: Int) { outputCount = count }

  mutating func forward(_ input: FeatureBatch) -> FeatureBatch {
    var output = input
    let count = input.values.count
    unsafe output.withMutableNumbers { numbers in
      var place = 0
      while place < count {
        if unsafe !(numbers[place] > 0) { unsafe numbers[place] = 0 }
        place += 1
      }
    }
    self.output = output
    return output
  }

  mutating func backward(_ output: FeatureBatch, needsInput: Bool) -> FeatureBatch {
    guard let answer = self.output else { preconditionFailure("backward needs a forward first") }
    var back = output
    let count = back.values.count
    unsafe answer.withNumbers { kept in
      unsafe back.withMutableNumbers { numbers in
        var place = 0
        while place < count {
          if unsafe kept[place] == 0 { unsafe numbers[place] = 0 }
          place += 1
        }
      }
    }
    return back
  }
}

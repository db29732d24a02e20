import Statistics
import Testing

@testable import Learners

@Suite("Layers of a network")
struct NetworkLayerTests {
  /// Numbers of which no two are near each other, so that no maximum changes under a small step.
  private func batch(_ features: Int, rows: Int, seed: UInt64) -> FeatureBatch {
    var generator = SeededGenerator(seed: seed)
    var batch = FeatureBatch(features: features, rows: rows)
    let count = features * rows
    var numbers = (0..<count).map { (Float($0) + 0.5 - Float(count) / 2) * 4 / Float(count) }
    numbers.shuffle(using: &generator)
    batch.values = ContiguousArray(numbers)
    return batch
  }

  private func random(_ count: Int, seed: UInt64) -> ContiguousArray<Float> {
    var generator = SeededGenerator(seed: seed)
    return ContiguousArray((0..<count).map { _ in Float(generator.normal()) })
  }

  /// A weighted sum of a layer's output: a loss whose slopes are the weights.
  private func loss(
    _ layer: any NetworkLayer, _ input: FeatureBatch, _ slopes: ContiguousArray<Float>
  ) -> Double {
    var layer = layer
    return zip(layer.forward(input).values, slopes).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }

  private static func layer(_ place: Int) throws -> (layer: any NetworkLayer, inputs: Int) {
    let shape = try #require(ImageShape(height: 5, width: 4, channels: 2))
    let layers: [(layer: any NetworkLayer, inputs: Int)] = [
      (ConvolutionLayer(shape, filters: 3), 40),
      (RectifierLayer(count: 12), 12),
      (MaxPoolingLayer(maps: 2, height: 5, width: 4), 40),
      (DenseLayer(inputs: 6, outputs: 4), 6),
    ]
    return layers[place]
  }

  @Test("Slopes equal what a small step changes", arguments: [0, 1, 2, 3])
  func slopes(place: Int) throws {
    let (plain, inputs) = try Self.layer(place)
    var layer = plain
    layer.weights = random(layer.weights.count, seed: 3)
    var input = batch(inputs, rows: 3, seed: 4)
    let slopes = random(layer.outputCount * 3, seed: 5)
    _ = layer.forward(input)
    var output = FeatureBatch(features: layer.outputCount, rows: 3)
    output.values = slopes
    let back = layer.backward(output, needsInput: true)
    let gradient = layer.gradient
    // Every layer is linear between its kinks: the step may be as long as the kinks are far.
    let step: Float = 0.015
    for weight in layer.weights.indices {
      var (up, down) = (layer, layer)
      up.weights[weight] += step
      down.weights[weight] -= step
      let change = (loss(up, input, slopes) - loss(down, input, slopes)) / Double(2 * step)
      #expect(
        abs(change - Double(gradient[weight])) < 2e-3 * max(1, abs(change)),
        "layer \(place), weight \(weight)")
    }
    for number in input.values.indices {
      let kept = input.values[number]
      input.values[number] = kept + step
      let above = loss(layer, input, slopes)
      input.values[number] = kept - step
      let below = loss(layer, input, slopes)
      input.values[number] = kept
      let change = (above - below) / Double(2 * step)
      #expect(
        abs(change - Double(back.values[number])) < 2e-3 * max(1, abs(change)),
        "layer \(place), input \(number)")
    }
  }

  @Test("The loss' slopes equal what a small step changes")
  func softmax() {
    var scores = batch(4, rows: 5, seed: 6)
    let truths = [0, 3, 1, 2, 2]
    let slope = SoftmaxLoss.measure(scores, classes: truths[...]).slope
    for place in scores.values.indices {
      let kept = scores.values[place]
      scores.values[place] = kept + 0.02
      let above = SoftmaxLoss.measure(scores, classes: truths[...]).loss
      scores.values[place] = kept - 0.02
      let below = SoftmaxLoss.measure(scores, classes: truths[...]).loss
      scores.values[place] = kept
      #expect(abs((above - below) / 0.04 - Double(slope.values[place])) < 1e-4)
    }
  }

  @Test("The whole network's slopes equal what a small step changes")
  func network() throws {
    let shape = try #require(ImageShape("6x6x1"))
    var network = SmallNetwork(shape, filters: 2, classes: 3, seed: 9)
    let input = batch(36, rows: 4, seed: 10)
    let truths = [0, 1, 2, 1]
    network.backward(SoftmaxLoss.measure(network.forward(input), classes: truths[...]).slope)
    let gradients = network.gradients
    var wrong = 0
    for (layer, gradient) in gradients.enumerated() {
      for place in gradient.indices {
        func loss(_ step: Float) -> Double {
          var moved = network
          moved.weights[layer][place] += step
          return SoftmaxLoss.measure(moved.forward(input), classes: truths[...]).loss
        }
        let change = (loss(2e-3) - loss(-2e-3)) / 4e-3
        if abs(change - Double(gradient[place])) > 2e-3 + 0.02 * abs(change) { wrong += 1 }
      }
    }
    // A step may cross a kink of the rectifier or change which number of a square is the largest.
    #expect(wrong <= 1)
  }

  @Test("A convolution is the sum of neighbours by hand")
  func byHand() throws {
    let shape = try #require(ImageShape("3x4"))
    var layer = ConvolutionLayer(shape, filters: 1)
    layer.weights = [1, 0, 0, 0, 2, 0, 0, 0, -1, 0.5]
    var input = FeatureBatch(features: 12, rows: 1)
    input.values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
    // 1 + 2 · 6 − 11 + ½ and 2 + 2 · 7 − 12 + ½.
    #expect(layer.forward(input).values == [2.5, 4.5])
  }

  @Test("Pooling keeps the largest of each square and leaves the odd rest out")
  func pooling() {
    var layer = MaxPoolingLayer(maps: 1, height: 3, width: 5)
    var input = FeatureBatch(features: 15, rows: 1)
    input.values = [1, 9, 2, 3, 7, 4, 5, 8, 6, 7, 99, 99, 99, 99, 99]
    #expect(layer.forward(input).values == [9, 8])
    var output = FeatureBatch(features: 2, rows: 1)
    output.values = [10, 20]
    let back = layer.backward(output, needsInput: true)
    #expect(back.values == [0, 10, 0, 0, 0, 0, 0, 20, 0, 0, 0, 0, 0, 0, 0])
  }

  @Test("Two steps of Adam equal the paper's formula")
  func adam() {
    var optimizer = AdamOptimizer(rate: 0.1)
    var weights: ContiguousArray<Float> = [1]
    optimizer.step(&weights, [2])
    #expect(abs(weights[0] - 0.9) < 1e-6)
    optimizer.step(&weights, [-1])
    // m = 0.9 · 0.2 − 0.1 = 0.08, v = 0.999 · 0.004 + 0.001 = 0.004996.
    let mean = 0.08 / (1 - 0.81)
    let square = 0.004996 / (1 - 0.998001)
    #expect(abs(Double(weights[0]) - (0.9 - 0.1 * mean / square.squareRoot())) < 1e-5)
  }
}

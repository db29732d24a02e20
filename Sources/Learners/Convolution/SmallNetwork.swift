internal import Statistics

/// One convolution, one max-pooling and one dense layer: the smallest network that looks at images
/// as images.
struct SmallNetwork: Sendable {
  private var convolution: ConvolutionLayer
  private var rectifier: RectifierLayer
  private var pooling: MaxPoolingLayer
  private var dense: DenseLayer

  /// The smallest side that the layers leave something of.
  static let leastSide = ConvolutionLayer.side + 1

  /// Makes a network with random weights: normal, with the variance that keeps the numbers' size
  /// from layer to layer.
  ///
  /// - Precondition: both sides are at least ``leastSide``.
  /// - Source: He, Zhang, Ren, Sun, *Delving Deep into Rectifiers*, 2015, section 2.2.
  init(_ shape: ImageShape, filters: Int, classes: Int, seed: UInt64) {
    convolution = ConvolutionLayer(shape, filters: filters)
    rectifier = RectifierLayer(count: convolution.outputCount)
    pooling = MaxPoolingLayer(
      maps: filters, height: convolution.height, width: convolution.width)
    dense = DenseLayer(inputs: pooling.outputCount, outputs: classes)
    var generator = SeededGenerator(seed: seed)
    let neighbours = ConvolutionLayer.side * ConvolutionLayer.side * shape.channels
    let spread = Float((2 / Double(neighbours)).squareRoot())
    for place in 0..<filters * neighbours {
      convolution.weights[place] = spread * Float(generator.normal())
    }
    let denseSpread = Float((1 / Double(max(pooling.outputCount, 1))).squareRoot())
    for place in 0..<classes * pooling.outputCount {
      dense.weights[place] = denseSpread * Float(generator.normal())
    }
  }

  /// Weights of the layers that learn, in order.
  var weights: [ContiguousArray<Float>] {
    get { [convolution.weights, dense.weights] }
    set { (convolution.weights, dense.weights) = (newValue[0], newValue[1]) }
  }

  /// How the loss changes with ``weights``.
  var gradients: [ContiguousArray<Float>] { [convolution.gradient, dense.gradient] }

  /// Numbers that are learned.
  var weightCount: Int { convolution.weights.count + dense.weights.count }

  /// Multiplications that one image costs, forwards.
  var operations: Int {
    convolution.outputCount * (convolution.weights.count / max(convolution.filters, 1))
      + dense.weights.count
  }

  /// Scores of the classes.
  mutating func forward(_ input: FeatureBatch) -> FeatureBatch {
    dense.forward(pooling.forward(rectifier.forward(convolution.forward(input))))
  }

  /// Passes the loss' slopes back to the weights.
  mutating func backward(_ slope: FeatureBatch) {
    var slope = dense.backward(slope, needsInput: true)
    slope = pooling.backward(slope, needsInput: true)
    slope = rectifier.backward(slope, needsInput: true)
    _ = convolution.backward(slope, needsInput: false)
  }
}

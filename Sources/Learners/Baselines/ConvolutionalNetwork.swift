package import Measurements
package import Statistics

/// A network of one convolution, one max-pooling and one dense layer, with nothing tuned.
///
/// The baseline of images whose classes are about equally frequent; where they are not, always
/// naming the most frequent class is, see ``ClassBalance``.
package enum ConvolutionalNetwork: ClassBaseline, BinaryBaseline {
  /// Pixels of all training images at most; of more images a random part is used.
  static let pixelLimit = 1 << 24

  package static let card = Card(
    id: "convolutional-network", aliases: ["conv-net", "cnn"], key: "convNet",
    title: "Small convolutional network",
    summary: "One convolution, one max-pooling and one dense layer, fitted to the pixels.",
    unit: "probability", range: "0…1", direction: .neutral,
    formula: "softmax(dense(maxpool₂(relu(conv₃(pixels)))))",
    defaults: [
      .init("filters", "16", reason: "enough for edges of all directions"),
      .init("step", "Adam, 0.01, 32 images", reason: "learns in seconds, without tuning"),
      .init("held out", "15 %", reason: "tells when to stop; the best of all rounds is kept"),
    ],
    undefined: "no pixels are named, the training rows have one class only, or an image has fewer "
      + "than 4 pixels each way",
    source: "LeCun, Bottou, Bengio, Haffner, Gradient-Based Learning Applied to Document "
      + "Recognition, 1998; Kingma, Ba, Adam, 2015")

  package static func answer(
    train: ClassRows, test: RowTable, inputs: BaselineInputs
  ) throws -> ClassAnswer {
    guard let pixels = inputs.pixels else { throw Undefined("no pixels are named") }
    var images = train.table
    var classes = train.classes
    let limit = max(pixelLimit / pixels.shape.count, 1)
    if train.table.rowCount > limit {
      var order = Array(classes.indices)
      var generator = SeededGenerator(seed: inputs.seed)
      order.shuffle(using: &generator)
      let chosen = order.prefix(limit).sorted()
      images = train.table.selecting(chosen)
      classes = chosen.map { train.classes[$0] }
    }
    let network = try ConvolutionalClassifier.fit(
      PixelImages(images, columns: pixels.columns, shape: pixels.shape), classes: classes,
      classCount: train.names.count, seed: inputs.seed)
    return ClassAnswer(
      probabilities: network.predict(
        try PixelImages(test, columns: pixels.columns, shape: pixels.shape)),
      description:
        "learned \(network.weightCount) weights from \(network.fitted) training images in "
        + "\(network.rounds) rounds, stopped by \(network.heldOut) more")
  }

  package static func answer(
    train: BinaryRows, test: RowTable, inputs: BaselineInputs
  ) throws -> BinaryAnswer {
    let rows = ClassRows(
      table: train.table, classes: train.isPositive.map { $0 ? 1 : 0 },
      names: ["negative", "positive"])
    let answer = try answer(train: rows, test: test, inputs: inputs)
    let scores = answer.probabilities?.map { $0[1] } ?? []
    return BinaryAnswer(
      scores: scores, calls: .certain(scores.map { $0 >= inputs.threshold }),
      description: answer.description)
  }
}

package import Statistics

/// A small network fitted to images: how far one gets by looking at neighbouring pixels, with
/// nothing tuned.
///
/// A part of the training images, with the same share of each class, is held out; fitting stops
/// when its loss has not fallen for some rounds, and the weights of its best round are kept.
///
/// - Complexity: O(rounds · images · operations); rounds are cut so that a fit stays within
///   ``Settings/work``, whatever the size of the images.
/// - Source: Prechelt, *Early Stopping – But When?*, 1998.
package struct ConvolutionalClassifier: Sendable {
  /// How a network is fitted.
  package struct Settings: Sendable, Hashable {
    /// Filters of the convolution.
    package var filters = 16
    /// Images of one step.
    package var batch = 32
    /// The longest step of a weight.
    package var rate: Float = 0.01
    /// Rounds through the images at most.
    package var rounds = 60
    /// Rounds without a better loss after which fitting stops.
    package var patience = 10
    /// The share of the images that is held out.
    package var heldOut = 0.15
    /// Multiplications of a whole fit, about: some ten seconds of one processor.
    package var work = 3e10

    /// Makes the default settings.
    package init() {}
  }

  /// Images that the weights were fitted to.
  package let fitted: Int
  /// Images that were held out.
  package let heldOut: Int
  /// Rounds until the best loss of the held-out images.
  package let rounds: Int
  /// Numbers that were learned.
  package let weightCount: Int

  private let network: SmallNetwork
  private let scale: PixelScale
  private let batch: Int

  /// Fits a network.
  ///
  /// - Parameters:
  ///   - classes: one an image, `0..<classCount`.
  /// - Throws: `Undefined` with fewer than two classes, images that are too small, or pixels that
  ///   do not differ.
  package static func fit(
    _ images: PixelImages, classes: [Int], classCount: Int, seed: UInt64,
    settings: Settings = Settings()
  ) throws(Undefined) -> ConvolutionalClassifier {
    precondition(classes.count == images.count, "one class an image is needed")
    guard Set(classes).count > 1 else { throw Undefined("the training rows have one class only") }
    let least = SmallNetwork.leastSide
    guard images.shape.height >= least, images.shape.width >= least else {
      throw Undefined(
        "an image of \(images.shape.text) is too small: it needs \(least) pixels each way")
    }
    let scale = try images.scale()
    var generator = SeededGenerator(seed: seed)
    let parts = parts(classes, classCount, share: settings.heldOut, &generator)
    var network = SmallNetwork(
      images.shape, filters: settings.filters, classes: classCount, seed: generator.next())
    // A step costs about three times an answer; three rounds are the least that says anything.
    let round = 3 * Double(network.operations) * Double(max(parts.fitted.count, 1))
    let rounds = max(3, min(settings.rounds, Int(min(settings.work / round, 1e6))))
    var optimizers = [AdamOptimizer](
      repeating: AdamOptimizer(rate: settings.rate), count: network.weights.count)
    var best = (loss: Double.infinity, round: 0, weights: network.weights)
    var order = parts.fitted
    for number in 1...rounds {
      order.shuffle(using: &generator)
      for start in stride(from: 0, to: order.count, by: settings.batch) {
        let chosen = order[start..<min(start + settings.batch, order.count)]
        let scores = network.forward(images.batch(chosen, scale))
        let truths = chosen.map { classes[$0] }
        network.backward(SoftmaxLoss.measure(scores, classes: truths[...]).slope)
        var weights = network.weights
        for (place, gradient) in network.gradients.enumerated() {
          optimizers[place].step(&weights[place], gradient)
        }
        network.weights = weights
      }
      let loss = loss(of: network, images, parts.heldOut, classes, scale, settings.batch)
      if loss < best.loss { best = (loss, number, network.weights) }
      if number - best.round >= settings.patience { break }
    }
    network.weights = best.weights
    return ConvolutionalClassifier(
      fitted: parts.fitted.count, heldOut: parts.heldOut.count, rounds: best.round,
      weightCount: network.weightCount, network: network, scale: scale, batch: settings.batch)
  }

  /// Probabilities of the classes, image after image.
  package func predict(_ images: PixelImages) -> [[Double]] {
    var network = network
    var answers: [[Double]] = []
    answers.reserveCapacity(images.count)
    let all = Array(0..<images.count)
    for start in stride(from: 0, to: all.count, by: batch) {
      let chosen = all[start..<min(start + batch, all.count)]
      let shares = SoftmaxLoss.probabilities(network.forward(images.batch(chosen, scale)))
      for row in 0..<shares.rows {
        let answer = (0..<shares.features).map { Double(shares.values[$0 * shares.rows + row]) }
        // Rounded numbers of single precision do not sum to 1 exactly.
        let sum = answer.reduce(0, +)
        answers.append(answer.map { $0 / sum })
      }
    }
    return answers
  }

  /// Deals the images of each class to both parts; with too few to hold any out, all are in both.
  private static func parts(
    _ classes: [Int], _ count: Int, share: Double, _ generator: inout SeededGenerator
  ) -> (fitted: [Int], heldOut: [Int]) {
    var fitted: [Int] = []
    var heldOut: [Int] = []
    for number in 0..<count {
      var own = classes.indices.filter { classes[$0] == number }
      own.shuffle(using: &generator)
      let held = Int(Double(own.count) * share)
      heldOut += own.prefix(held)
      fitted += own.dropFirst(held)
    }
    return heldOut.isEmpty ? (fitted, fitted) : (fitted.sorted(), heldOut.sorted())
  }

  private static func loss(
    of network: SmallNetwork, _ images: PixelImages, _ chosen: [Int], _ classes: [Int],
    _ scale: PixelScale, _ batch: Int
  ) -> Double {
    var network = network
    var sum = 0.0
    for start in stride(from: 0, to: chosen.count, by: batch) {
      let part = chosen[start..<min(start + batch, chosen.count)]
      let truths = part.map { classes[$0] }
      sum +=
        SoftmaxLoss.measure(network.forward(images.batch(part, scale)), classes: truths[...]).loss
        * Double(part.count)
    }
    return sum / Double(max(chosen.count, 1))
  }
}

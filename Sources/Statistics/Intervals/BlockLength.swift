/// How many neighbouring times belong together when times are drawn again.
///
/// `b = (2 G² / (4/3 · S²))^⅓ n^⅓`, where S is the sum of the autocovariances and G that of their
/// products with the lag, both over the lags until the autocorrelations are noise, tapered by a
/// flat-top window.
///
/// - Shape: one number a time, in order.
/// - Unit: times, 0 or more; of independent numbers near 0.
/// - Undefined: fewer than 9 times: nothing can be said of what follows what.
/// - Numerics: at most 3 √n and a third of the times; constant numbers give 0.
/// - Complexity: O(n · √n) time.
/// - Source: Politis, White, *Automatic Block-Length Selection for the Dependent Bootstrap*, 2004;
///   Patton, Politis, White, *Correction*, 2009.
package enum BlockLength: CatalogueMember {
  package static let card = Card(
    id: "block-length", key: "blockLength", title: "Block length",
    summary: "How many neighbouring times belong together when times are drawn again.",
    unit: "times", range: "0…∞", direction: .neutral,
    formula: "(2 G² / (4/3 · S²))^⅓ n^⅓ over tapered autocovariances",
    undefined: "fewer than 9 times",
    source: "Politis, White 2004; Patton, Politis, White 2009; equals arch's optimal_block_length")

  package static let examples = [
    Example("nine equal numbers", gives: 0) { try measure(Array(repeating: 2, count: 9)) }
  ]

  /// The length of blocks for the circular bootstrap of a mean.
  ///
  /// - Throws: ``Undefined`` with fewer than 9 numbers.
  package static func measure(_ numbers: [Double]) throws(Undefined) -> Double {
    let count = numbers.count
    guard count >= 9 else {
      throw Undefined("\(count) times tell too little of what follows what: 9 are needed")
    }
    let size = Double(count)
    let mean = numbers.reduce(0, +) / size
    let gaps = numbers.map { $0 - mean }
    let noiseLags = max(5, Int(log(size) / log(10)))
    let lagLimit = min(Int(size.squareRoot().rounded(.up)) + noiseLags, count - 2)
    let noise = 2 * (log(size) / log(10) / size).squareRoot()
    var covariances: [Double] = []
    var correlations: [Double] = []
    for lag in 0...lagLimit {
      var (product, later, earlier) = (0.0, 0.0, 0.0)
      for place in lag..<count { product += gaps[place] * gaps[place - lag] }
      for place in (lag + 1)..<count {
        later += gaps[place] * gaps[place]
        earlier += gaps[place - lag - 1] * gaps[place - lag - 1]
      }
      covariances.append(product / size)
      let scale = (later * earlier).squareRoot()
      correlations.append(scale > 0 ? (product / scale).magnitude : 0)
    }
    guard covariances[0] > 0 else { return 0 }
    let quiet = (noiseLags...max(lagLimit, noiseLags)).first { end in
      end <= lagLimit && correlations[(end - noiseLags)..<end].allSatisfy { $0 < noise }
    }
    let lags = min(quiet.map { 2 * max($0 - noiseLags, 1) } ?? lagLimit, lagLimit)
    var (slope, spectrum) = (0.0, covariances[0])
    for lag in 1...max(lags, 1) {
      let share = Double(lag) / Double(lags)
      let taper = share <= 0.5 ? 1 : 2 * (1 - share)
      slope += 2 * taper * Double(lag) * covariances[lag]
      spectrum += 2 * taper * covariances[lag]
    }
    guard spectrum != 0 else { return limit(size) }
    let ratio = 2 * slope * slope / (4.0 / 3 * spectrum * spectrum)
    return min(ratio > 0 ? exp(log(ratio * size) / 3) : 0, limit(size))
  }

  private static func limit(_ size: Double) -> Double {
    min(3 * size.squareRoot(), size / 3).rounded(.up)
  }
}
